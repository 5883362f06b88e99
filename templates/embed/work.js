// Work for a form: finds the number whose SHA-256 with the form's stamp and address begins with so many zero bits. Asked of browsers while
// there is a flood, so that thousands of forms cost their sender something and one costs its reader a moment.
//
// A module that is its own worker. Where a page allows no worker, the work is done in slices in between what the page does.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root) => ((root % 1) * 2 ** 32) | 0;
const ROUNDS = primes.map((prime) => fraction(prime ** (1 / 3)));
const START = primes.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
const schedule = new Int32Array(64);

// One block of SHA-256: 64 bytes from `at` into `state`.
function compress(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    schedule[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15];
    const y = schedule[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = schedule[i - 16] + s0 + schedule[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + schedule[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
}

// The first of the numbers from `first` up to below `end` that proves the work, or -1.
export function search(stamp, email, bits, first, end) {
  const prefix = new TextEncoder().encode(`${stamp}\n${email}\n`);
  const whole = prefix.length & ~63;
  const begun = Int32Array.from(START);
  for (let at = 0; at < whole; at += 64) compress(begun, prefix, at);
  const rest = prefix.subarray(whole);
  const state = new Int32Array(8);
  const block = new Uint8Array(192);
  for (let number = first; number < end; number++) {
    const digits = String(number);
    const length = rest.length + digits.length;
    const blocks = length + 9 > 64 ? (length + 9 > 128 ? 3 : 2) : 1;
    block.fill(0);
    block.set(rest);
    for (let i = 0; i < digits.length; i++) block[rest.length + i] = digits.charCodeAt(i);
    block[length] = 0x80;
    new DataView(block.buffer).setUint32(blocks * 64 - 4, (prefix.length + digits.length) * 8);
    state.set(begun);
    for (let i = 0; i < blocks; i++) compress(state, block, i * 64);
    if (Math.clz32(state[0]) >= bits) return number;
  }
  return -1;
}

async function inWorker(stamp, email, bits) {
  let url = import.meta.url;
  const isForeign = new URL(url).origin !== location.origin;
  // Workers come from the page's own origin alone: a copy does.
  if (isForeign) url = URL.createObjectURL(await (await fetch(url, { credentials: "omit" })).blob());
  const worker = new Worker(url, { type: "module" });
  try {
    return await new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = failed;
      worker.postMessage([stamp, email, bits, 0, Infinity]);
    });
  } finally {
    worker.terminate();
    if (isForeign) URL.revokeObjectURL(url);
  }
}

async function inSlices(stamp, email, bits) {
  for (let first = 0; ; first += 1000) {
    const number = search(stamp, email, bits, first, first + 1000);
    if (number >= 0) return number;
    await new Promise((next) => setTimeout(next));
  }
}

// The number, as the form sends it.
export async function prove(stamp, email, bits) {
  const number = await inWorker(stamp, email, bits).catch(() => inSlices(stamp, email, bits));
  return String(number);
}

if (typeof document === "undefined") {
  onmessage = ({ data }) => postMessage(search(...data));
}
