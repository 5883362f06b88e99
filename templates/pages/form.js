// The forms that ask for a mail: a fresh stamp when one is begun, so that a page from a cache has one, and work for it while there is a
// flood. Without this script, or when it fails, the form is sent as it is.
import { prove } from "./work.js";

for (const form of document.querySelectorAll("form[data-working]")) {
  const field = (name) => form.elements.namedItem(name);
  const put = (name, value) => {
    if (!field(name)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name }));
    field(name).value = value;
  };

  let asked = null;
  let askedAt = 0;
  const ask = () => {
    if (asked && Date.now() - askedAt < 600_000) return;
    askedAt = Date.now();
    asked = fetch("/stamp.json", { credentials: "omit", signal: AbortSignal.timeout(3000) })
      .then((response) => response.json())
      .then((stamp) => ({ ...stamp, from: Date.now() + stamp.wait }))
      .catch(() => null);
  };
  form.addEventListener("focusin", ask);

  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    ask();
    const stamp = await asked;
    if (stamp) {
      put("stamp", stamp.stamp);
      if (stamp.work) {
        form.querySelector("[role=status]").textContent = form.dataset.working;
        put("proof", await prove(stamp.stamp, field("email").value.trim(), stamp.work).catch(() => ""));
      }
      // Sooner it would come back.
      await new Promise((next) => setTimeout(next, stamp.from - Date.now()));
    }
    form.submit();
  });
  // Back from the next page, out of the browser's memory.
  addEventListener("pageshow", () => { sending = false; });
}
