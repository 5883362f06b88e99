// Letterbell's placements: <letterbell-subscribe list="…" kind="post-end|inline|pop-up|overlay|button">.
//
// What stands inside the element shows until the script has its settings, and stays when it does not get them: a form or
// a link that works without script. Nothing is stored in the reader's browser before the reader does something, no cookie
// is set, and nobody but the Letterbell that serves this file is asked for anything. It runs under a strict content
// policy and under Trusted Types: texts are set as text, styles come by a constructed stylesheet. See docs/guide/placements/.
(() => {
  "use strict";
  const NAME = "letterbell-subscribe";
  if (customElements.get(NAME)) return;

  const script = document.currentScript;
  const home = script ? new URL(script.src).origin : "";

  // What this browser remembers, in the blog's own storage: `LIST:reader` (subscribes), `LIST:asked` (when a form was sent), `LIST:KIND`
  // (when it was closed).
  let memory = null;
  try { memory = window.localStorage; } catch { /* forbidden: dialogs then never open by themselves */ }
  const recall = (key) => { try { return memory?.getItem(`letterbell:${key}`); } catch { return null; } };
  const keep = (key) => { try { memory?.setItem(`letterbell:${key}`, String(Date.now())); } catch { /* full */ } };

  // Who sent a form is asked no more by what opens by itself. What stands in the page comes back after two days, unless a mail's link was followed:
  // the address may have been misspelt.
  const TWO_DAYS = 172_800_000;
  const isDone = (list, opensItself) => {
    const asked = recall(`${list}:asked`);
    return recall(`${list}:reader`) || (asked && (opensItself || Date.now() - Number(asked) < TWO_DAYS));
  };

  // A link in a mail ends in #letterbell=LIST: whoever comes by it reads that list.
  const takeMark = () => {
    const mark = /^#letterbell=([a-z0-9-]{1,64})$/.exec(location.hash);
    if (!mark) return;
    keep(`${mark[1]}:reader`);
    history.replaceState(history.state, "", location.pathname + location.search);
    dispatchEvent(new CustomEvent("letterbell:reader", { detail: mark[1] }));
  };

  const asked = new Map();
  const settingsOf = (from, list, language) => {
    const url = `${from}/s/${encodeURIComponent(list)}/placements.json${language ? `?lang=${encodeURIComponent(language)}` : ""}`;
    if (!asked.has(url)) {
      const answer = fetch(url, { credentials: "omit" }).then((response) => {
        if (!response.ok) throw new Error(`${url} answers ${response.status}`);
        return response.json();
      });
      asked.set(url, answer);
    }
    return asked.get(url);
  };

  // When a form is begun: signed, so that it is told from a robot's, and kept for ten minutes.
  const stamps = new Map();
  const stampOf = (from) => {
    const known = stamps.get(from);
    if (known && Date.now() - known.at < 600_000) return known.stamp;
    const stamp = fetch(`${from}/stamp.json`, { credentials: "omit", signal: AbortSignal.timeout(3000) })
      .then((response) => response.json())
      .then((stamp) => ({ ...stamp, from: Date.now() + stamp.wait }))
      .catch(() => stamps.delete(from) && null);
    stamps.set(from, { stamp, at: Date.now() });
    return stamp;
  };

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };

  // What an operator may have written in another language than the form's keeps its own direction.
  const own = (words) => make("bdi", {}, words);

  // Something on the page has the reader's attention: a field, a button, a film.
  const isBusy = () => {
    const focused = document.activeElement;
    return document.hidden || (focused && focused !== document.body && focused !== document.documentElement);
  };

  const styles = new CSSStyleSheet();

  class Placement extends HTMLElement {
    async connectedCallback() {
      if (this.list) return;
      this.list = this.getAttribute("list") || "";
      this.kind = this.getAttribute("kind") || "inline";
      this.from = (this.getAttribute("from") || home).replace(/\/$/, "");
      // `preview`: on the page where the operator looks at it. Shown whatever this browser remembers, opened by hand only.
      this.preview = this.hasAttribute("preview");
      addEventListener("letterbell:reader", (event) => {
        if (event.detail === this.list && !this.taken && !this.preview) this.withdraw();
      });
      if (!this.preview && isDone(this.list, this.kind === "pop-up" || this.kind === "overlay")) return this.withdraw();
      try {
        this.settings = await settingsOf(this.from, this.list, this.getAttribute("lang"));
      } catch {
        return;
      }
      this.placement = this.settings.placements[this.kind];
      if (!this.placement || this.hidden) return this.withdraw();
      this.build();
    }

    // Takes it off the page.
    withdraw() {
      this.stopWaiting?.();
      if (this.dialog?.open) this.dialog.close();
      this.hidden = true;
    }

    build() {
      const { placement, settings } = this;
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [styles];
      const language = { lang: settings.language, dir: settings.direction };
      const card = make("div", { class: `card ${this.kind}`, ...language });
      card.style.setProperty("--accent-light", placement.accent);
      card.style.setProperty("--accent-dark", placement.accent_dark);
      this.asking = make("div", {}, make("p", { class: "text" }, own(placement.text)), this.form());
      card.append(make("h2", { id: "heading", tabindex: "-1" }, own(placement.heading)), this.asking);
      if (this.kind === "post-end" || this.kind === "inline") {
        root.append(make("section", { "aria-labelledby": "heading" }, card));
        return;
      }
      this.makeDialog(root, card);
      if (this.kind === "button") {
        const button = make("button", { type: "button", class: "float", "aria-haspopup": "dialog", ...language }, own(placement.button));
        button.style.cssText = card.style.cssText;
        button.addEventListener("click", () => this.show());
        root.append(button);
      } else if (!this.preview && memory) {
        this.waitToOpen();
      }
    }

    form() {
      const { placement, settings: { words, promise } } = this;
      const email = make("input", {
        type: "email", id: "email", name: "email", autocomplete: "email", inputmode: "email", spellcheck: "false",
        autocapitalize: "none", maxlength: "254", required: true, dir: "auto",
      });
      const button = make("button", { type: "submit" }, own(placement.button));
      const trap = make("input", { type: "text", id: "website", name: "website", autocomplete: "off", tabindex: "-1" });
      const form = make("form", { method: "post", action: `${this.from}/s/${this.list}`, novalidate: true },
        make("label", { for: "email" }, words.email), email, this.place("email"));
      if (placement.schedules.length) {
        form.append(this.choice("schedule", "radio", words.often, placement.schedules));
      }
      if (placement.topics.length) {
        const topics = placement.topics.map((topic) => ({ name: topic, label: topic }));
        form.append(this.choice("topic", "checkbox", words.topics, topics));
      }
      form.append(
        make("div", { class: "aside" }, make("label", { for: "website" }, words.trap), trap),
        button, this.place("form"), make("p", { class: "small", id: "status", role: "status" }), make("p", { class: "small" }, promise),
      );
      form.addEventListener("focusin", () => stampOf(this.from));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.send(form);
      });
      return form;
    }

    // Where an error will stand.
    place(of) {
      return make("p", { class: "error", id: `${of}-error`, role: of === "form" && "alert", hidden: true });
    }

    choice(name, type, legend, options) {
      const fieldset = make("fieldset", {}, make("legend", { class: "aside" }, legend));
      for (const option of options) {
        const input = make("input", { type, name, value: option.name, checked: option.chosen });
        const words = make("span", {}, own(option.label));
        if (option.effect) words.append(make("span", { class: "hint" }, option.effect));
        fieldset.append(make("label", { class: "choice" }, input, words));
      }
      return make("details", {}, make("summary", {}, legend), fieldset, this.place(name));
    }

    async send(form) {
      if (this.sending) return;
      this.sending = true;
      const body = new URLSearchParams(new FormData(form));
      body.set("placement", this.kind);
      body.set("language", this.settings.language);
      body.set("page", location.href.split("#")[0]);
      let status = 0;
      let answer = {};
      const stamp = await stampOf(this.from);
      if (stamp) {
        body.set("stamp", stamp.stamp);
        if (stamp.work) body.set("proof", await this.work(stamp, body.get("email").trim()));
        // Sooner it would come back.
        await new Promise((next) => setTimeout(next, stamp.from - Date.now()));
      }
      try {
        // A simple request, so that no browser has to ask beforehand.
        const headers = { Accept: "application/json" };
        const response = await fetch(form.action, { method: "POST", body, headers, credentials: "omit" });
        answer = await response.json();
        status = response.status;
      } catch {
        answer = { form: this.settings.words.failed };
      }
      this.sending = false;
      if (status === 200) return this.showTaken(answer);
      // The next press has a stamp of its own.
      stamps.delete(this.from);
      this.showErrors(form, answer);
    }

    // What a browser is asked for while there is a flood of forms.
    async work({ stamp, work }, email) {
      const place = this.shadowRoot.getElementById("status");
      place.textContent = this.settings.words.working;
      const proof = await import(`${this.from}/work.js`).then(({ prove }) => prove(stamp, email, work)).catch(() => "");
      place.textContent = "";
      return proof;
    }

    showErrors(form, errors) {
      let first = null;
      for (const place of form.querySelectorAll(".error")) {
        const name = place.id.replace(/-error$/, "");
        const field = form.elements[name];
        const input = field && (field.length ? field[0] : field);
        place.textContent = errors[name] || "";
        place.hidden = !errors[name];
        if (!input?.setAttribute) continue;
        if (errors[name]) {
          input.setAttribute("aria-invalid", "true");
          input.setAttribute("aria-describedby", place.id);
          const folded = place.closest("details");
          if (folded) folded.open = true;
          first ??= input;
        } else {
          input.removeAttribute("aria-invalid");
          input.removeAttribute("aria-describedby");
        }
      }
      first?.focus();
    }

    showTaken({ heading, text, hint }) {
      this.taken = true;
      const title = this.shadowRoot.getElementById("heading");
      title.textContent = heading;
      const words = make("div", { role: "status" }, make("p", { class: "text" }, text), make("p", { class: "small" }, hint));
      this.asking.replaceWith(words);
      title.focus();
      keep(`${this.list}:asked`);
      dispatchEvent(new CustomEvent("letterbell:reader", { detail: this.list }));
    }

    makeDialog(root, card) {
      const words = this.settings.words;
      const cross = make("button", { type: "button", class: "cross", "aria-label": words.close }, "\u00d7");
      const leave = make("button", { type: "button", class: "leave" }, own(this.placement.dismissal));
      card.append(leave);
      card.prepend(cross);
      const dialog = make("dialog", { class: this.kind, "aria-labelledby": "heading" }, card);
      cross.addEventListener("click", () => dialog.close());
      leave.addEventListener("click", () => dialog.close());
      // A press outside of the card lands on the dialog itself. Escape is the browser's own.
      dialog.addEventListener("pointerdown", (event) => {
        if (event.target === dialog) dialog.close();
      });
      dialog.addEventListener("keydown", (event) => this.keepFocus(event));
      dialog.addEventListener("close", () => {
        keep(`${this.list}:${this.kind}`);
        // The browser gives the focus back to where it was; what was taken is not asked for again.
        if (this.taken && !this.preview) this.withdraw();
      });
      root.append(dialog);
      this.dialog = dialog;
    }

    // Opens its dialog, as a button of the blog's own may want.
    show() {
      if (!this.dialog || this.dialog.open) return;
      this.dialog.showModal();
      this.shadowRoot.getElementById("heading").focus();
      this.dialog.scrollTop = 0;
    }

    // The focus goes around within the dialog.
    keepFocus(event) {
      if (event.key !== "Tab") return;
      const stops = [...this.dialog.querySelectorAll("button, input, summary")].filter((element) =>
        element.tabIndex >= 0 && element.checkVisibility());
      const [first, last] = [stops[0], stops[stops.length - 1]];
      const focused = this.shadowRoot.activeElement;
      const outside = !stops.includes(focused) && event.shiftKey;
      if (outside || focused === (event.shiftKey ? first : last)) {
        event.preventDefault();
        (event.shiftKey ? last : first).focus();
      }
    }

    // Opens the dialog once its time has come, unless it was closed a short while ago.
    waitToOpen() {
      const { seconds, percent, rest_hours } = this.placement.opens;
      const number = (attribute, otherwise) =>
        this.hasAttribute(attribute) ? Number(this.getAttribute(attribute)) : otherwise;
      const rest = number("rest-hours", rest_hours) * 3_600_000;
      const rests = () => Date.now() - Number(recall(`${this.list}:${this.kind}`) || 0) < rest;
      const isHome = location.pathname === (this.getAttribute("home") || "/");
      if (rests() || (this.kind === "overlay" && !isHome)) return;

      const share = number("percent", percent) / 100;
      const article = document.querySelector(this.getAttribute("article") || "article, main") || document.body;
      const onScroll = () => {
        const { top, height } = article.getBoundingClientRect();
        if (top + height * share <= innerHeight / 2) open();
      };
      const timer = setTimeout(() => open(), number("seconds", seconds) * 1000);
      let calm = 0;
      this.stopWaiting = () => {
        clearTimeout(timer);
        clearInterval(calm);
        removeEventListener("scroll", onScroll);
      };
      const open = () => {
        this.stopWaiting();
        const attempt = () => {
          if (isBusy()) return false;
          this.stopWaiting();
          // Another tab, or another placement on this page, may have been first.
          if (!rests() && !isDone(this.list, true) && !document.querySelector("dialog[open]")) this.show();
          return true;
        };
        if (!attempt()) calm = setInterval(attempt, 500);
      };
      if (share > 0) addEventListener("scroll", onScroll, { passive: true });
      // Who leaves the page while it is open has seen it.
      addEventListener("pagehide", () => {
        if (this.dialog.open) keep(`${this.list}:${this.kind}`);
      });
      // Closed or answered in another tab: closed here.
      addEventListener("storage", (event) => {
        if (/:(reader|asked)$/.test(event.key) && isDone(this.list, true)) this.withdraw();
        if (event.key === `letterbell:${this.list}:${this.kind}` && this.dialog.open) this.dialog.close();
      });
    }
  }

  styles.replaceSync(`
    :host { all: initial; display: block; color-scheme: light dark;
      --sheet: #ffffff; --ink: #1d2126; --faded: #5b636b; --rule: #e4e1da; --edge: #868c92;
      --on-accent: #ffffff; --warn: #8a5a00; }
    @supports (color: light-dark(red, red)) {
      :host { --sheet: light-dark(#ffffff, #1d2125); --ink: light-dark(#1d2126, #e9e6e0);
        --faded: light-dark(#5b636b, #a7adb3); --rule: light-dark(#e4e1da, #32383e); --edge: light-dark(#868c92, #7c848b);
        --on-accent: light-dark(#ffffff, #15181b); --warn: light-dark(#8a5a00, #f0c36a); }
    }
    /* What the blog says about the element itself goes no further. */
    .card { all: initial; box-sizing: border-box; color-scheme: inherit; }
    .card, .float { --accent: var(--accent-light); }
    @supports (color: light-dark(red, red)) {
      .card, .float { --accent: light-dark(var(--accent-light), var(--accent-dark)); }
    }
    :host([hidden]) { display: none; }
    :host([scheme="light"]) { color-scheme: light; }
    :host([scheme="dark"]) { color-scheme: dark; }
    :host([kind="pop-up"]), :host([kind="overlay"]), :host([kind="button"]) { display: contents; }
    *, ::before, ::after { box-sizing: border-box; }
    [hidden] { display: none; }
    .card { display: block; position: relative; max-width: 480px; padding: 24px; background: var(--sheet); color: var(--ink);
      border: 1px solid var(--rule); border-radius: 6px; font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
      text-align: start; }
    .post-end, .inline { margin: 24px 0; }
    h2 { margin: 0 0 8px; font: 600 22px/1.3 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif;
      text-wrap: balance; }
    h2:focus { outline: none; }
    p { margin: 0 0 16px; }
    .small { margin: 16px 0 0; font-size: 15px; color: var(--faded); }
    label { display: block; margin-bottom: 8px; font-weight: 600; }
    input[type="email"] { display: block; width: 100%; min-height: 48px; margin: 0 0 16px; padding: 8px 12px;
      border: 1px solid var(--edge); border-radius: 6px; background: var(--sheet); color: inherit; font: inherit;
      font-size: 18px; }
    input[aria-invalid="true"] { border: 2px solid var(--warn); }
    .error { color: var(--warn); font-weight: 600; }
    button + .error { margin: 16px 0 0; }
    fieldset { margin: 0 0 8px; padding: 0; border: 0; min-width: 0; }
    details { margin-bottom: 16px; }
    summary { min-height: 32px; padding: 4px 0; color: var(--accent); cursor: pointer; }
    .choice { display: grid; grid-template-columns: 24px 1fr; gap: 0 12px; margin: 0; padding: 12px 0;
      border-top: 1px solid var(--rule); font-weight: 600; cursor: pointer; }
    .choice input { width: 20px; height: 20px; margin: 2px 0 0; accent-color: var(--accent); }
    .hint { display: block; color: var(--faded); font-weight: 400; }
    button { min-height: 48px; padding: 12px 24px; border: 1px solid var(--accent); border-radius: 6px;
      background: var(--accent); color: var(--on-accent); font: 600 16px/1.4 system-ui, sans-serif; cursor: pointer;
      overflow-wrap: anywhere; }
    form button { width: 100%; }
    .leave { display: block; width: 100%; margin-top: 8px; border-color: transparent; background: transparent;
      color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
    .cross { position: absolute; inset-block-start: 4px; inset-inline-end: 4px; width: 48px; padding: 0; border: 0;
      background: transparent; color: var(--faded); font-size: 24px; line-height: 1; }
    .cross + h2 { padding-inline-end: 40px; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .float { position: fixed; z-index: 2147483000; inset-block-end: 16px; inset-inline-end: 16px; max-width: calc(100vw - 32px); }
    dialog { width: min(480px, calc(100vw - 32px)); max-width: none; max-height: calc(100dvh - 32px); padding: 0; border: 0;
      border-radius: 6px; background: var(--sheet); color: var(--ink); overflow: auto; }
    dialog.overlay { width: 100vw; height: 100dvh; max-height: none; border-radius: 0; }
    .card.overlay { display: flex; flex-direction: column; justify-content: center; min-height: 100%; max-width: none; border: 0;
      border-radius: 0; padding: 56px max(24px, calc(50vw - 240px)) 24px; }
    .overlay h2 { padding: 0; font-size: 30px; }
    dialog::backdrop { background: rgb(0 0 0 / 55%); }
    .aside { position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    @media (prefers-reduced-motion: no-preference) {
      dialog[open], dialog[open]::backdrop { animation: appear 150ms; }
      @keyframes appear { from { opacity: 0; } }
    }
    @media (forced-colors: active) { button { border-color: ButtonText; } }
  `);

  addEventListener("hashchange", takeMark);
  takeMark();
  customElements.define(NAME, Placement);
})();
