/* A page that can be written on. By default nothing outlives the page; if someone asked for it, what is written is
   kept after a short rest, together with what other tabs wrote. Parts marked data-keep="never" are left alone. */
(function () {
  "use strict";

  const twoLines = window.twoLines, { vault, fields, merge, keeping } = twoLines;
  const page = document.querySelector(".tl-page");
  const all = fields.found(page), names = new Map(), base = new Map(), dirty = new Set(), lately = new Map();
  const REST = 800, QUIET = vault.MINUTES_OPEN * 60000, bars = [];
  const never = [...page.querySelectorAll("[data-keep=never] :is(textarea, input)")];
  let waiting = 0, lastKey = Date.now(), said = "", hurries = false;

  all.forEach((controls, name) => { base.set(name, ""); controls.forEach(one => names.set(one, name)); });

  /* --- what is told beside each exercise */
  function tell(state) {
    said = state;
    bars.forEach(bar => keeping.show(bar, "when", bar.dataset.never ? "never" : state));
  }

  /* --- keeping */
  const written = () => [...all].some(([, controls]) => fields.words(controls).trim());
  const left = () => document.documentElement.classList.contains("left");
  const keeps = () => ["plain", "open"].includes(vault.state());

  function changes() {
    const made = {};
    dirty.forEach(name => {
      const controls = all.get(name);
      made[name] = { words: fields.words(controls), base: base.get(name), time: Date.now(), prose: fields.prose(controls) };
    });
    return made;
  }

  /* What is stored comes into the fields, but for those that are being written in. */
  function take(stored) {
    all.forEach((controls, name) => {
      const words = stored[name] ? stored[name][0] : "";
      if (dirty.has(name) || left()) return;
      base.set(name, words);
      if (fields.words(controls) !== words) fields.fill(controls, words);
    });
  }

  async function save() {
    clearTimeout(waiting);
    if (!dirty.size || !keeps()) return;
    const sent = changes();
    const { failed, fields: after } = await vault.change(stored => merge.taken(stored, sent));
    if (failed) return tell(failed === "off" ? "gone" : failed === "closed" ? "closed" : failed === "full" ? "full" : "failed");
    Object.entries(sent).forEach(([name, change]) => {
      base.set(name, change.words);
      if (change.prose && change.words.trim()) lately.set(name, change);
      if (fields.words(all.get(name)) === change.words) dirty.delete(name);
    });
    take(after);
    tell(vault.state());
    if (dirty.size) waiting = setTimeout(save, REST);
  }

  /* The first look, and each time the door opens: words that were typed before meet those that are stored. */
  async function meet() {
    const stored = await vault.read();
    tell(vault.state());
    if (!stored) return;
    all.forEach((controls, name) => { if (fields.words(controls) !== base.get(name)) dirty.add(name); });
    take(stored);
    await save();
  }

  function note(event) {
    fields.grow(event.target);
    if (never.includes(event.target)) window.addEventListener("beforeunload", warn);
    const name = names.get(event.target);
    if (!name) return;
    dirty.add(name);
    lastKey = Date.now();
    vault.stay();
    clearTimeout(waiting);
    waiting = setTimeout(save, REST);
  }

  function empty() {
    all.forEach((controls, name) => { fields.fill(controls, ""); base.set(name, ""); });
    dirty.clear();
  }

  /* --- closing: by hand, or after some minutes without a key */
  async function close(state) {
    await save();
    if (dirty.size) return;
    vault.close();
    empty();
    tell(state);
  }
  const rest = () => { if (vault.state() === "open" && Date.now() - lastKey > QUIET) close("quiet"); };

  /* --- the acts beside each exercise */
  function print(section) {
    document.documentElement.classList.add("print-one");
    section.classList.add("printing");
    window.print();
    section.classList.remove("printing");
    document.documentElement.classList.remove("print-one");
  }

  function clear(section) {
    section.querySelectorAll("textarea, input[name]").forEach(control => {
      fields.fill([control], "");
      if (names.has(control)) dirty.add(names.get(control));
    });
    save();
  }

  function sure(bar, asks) {
    bar.querySelector(".sure").hidden = !asks;
    bar.querySelector(asks ? "[data-act=clear-no]" : "[data-act=clear]").focus();
  }

  const acts = {
    keep: (bar, section, button) => keeping.keep(bar, button, meet),
    unlock: (bar, section, button) => keeping.unlock(bar, button, meet),
    close: () => close("closed"),
    print: (bar, section) => print(section),
    clear: bar => sure(bar, true),
    "clear-no": bar => sure(bar, false),
    "clear-yes": (bar, section) => { clear(section); sure(bar, false); },
  };

  function stand(section) {
    const bar = keeping.copy("bar");
    if (section.closest("[data-keep=never]")) bar.dataset.never = "yes";
    bar.addEventListener("click", event => {
      const button = event.target.closest("[data-act]");
      if (button) acts[button.dataset.act](bar, section, button);
    });
    bars.push(bar);
    section.append(bar);
  }

  /* --- before the page is left, words that would be lost are named; help and leaving never wait */
  const lost = () => never.some(control => fields.words([control]).trim());
  const loses = () => (written() && !keeps()) || lost();
  const wipe = () => never.forEach(control => fields.fill([control], ""));

  /* A reload, or the browser's own ways out: it asks only for what can never be kept. */
  function warn(event) {
    if (hurries || left() || !lost()) return;
    event.preventDefault();
    event.returnValue = "";
  }

  function guard(link) {
    document.querySelectorAll(".keeping-guard").forEach(one => one.remove());
    const dialog = keeping.copy("guard");
    document.body.append(dialog);
    dialog.show();
    const away = () => { dialog.remove(); link.focus(); };
    dialog.querySelector("[data-stay]").addEventListener("click", away);
    dialog.querySelector("[data-go]").addEventListener("click", () => { empty(); wipe(); dialog.remove(); link.click(); });
    dialog.addEventListener("keydown", event => { if (event.key === "Escape") away(); });
    dialog.querySelector("[data-stay]").focus();
  }

  function leads(link) {
    const url = new URL(link.href, location.href), here = location.href.split("#")[0];
    const page = ["http:", "https:", "file:"].includes(url.protocol) && !link.target && !link.hasAttribute("download");
    return page && !link.closest(".tl-quick") && url.href.split("#")[0] !== here;
  }

  /* Help is asked for: nothing may stand in the way, not even a moment later. */
  function hurry() {
    hurries = true;
    setTimeout(() => { hurries = false; }, 2000);
  }

  function follow(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.closest(".tl-quick")) hurry();
    if (!leads(link)) return;
    if (dirty.size && keeps()) { event.preventDefault(); save().then(() => (dirty.size ? guard(link) : link.click())); }
    else if (loses()) { event.preventDefault(); guard(link); }
  }

  /* --- other tabs, printing, going away */
  /* Browsers pass on what is stored a moment late: a tab that wrote at the same time may have overwritten this one
     without seeing it. No hand writes in two tabs within two seconds, so what is missing then was lost, and is brought back. */
  function bringBack(stored) {
    lately.forEach(({ words, time }, name) => {
      const [now, then] = stored[name] || ["", 0];
      if (Math.abs(then - time) > 2000 || now.includes(words) || dirty.has(name)) return;
      base.set(name, now);
      fields.fill(all.get(name), merge.joined(now, words));
      dirty.add(name);
    });
    lately.clear();
  }

  async function hear(event) {
    if (event.key !== vault.PLACE && event.key !== null) return;
    if (vault.state() === "off") { empty(); keeping.dismiss(); tell(event.key === null || !event.newValue ? "gone" : "off"); }
    else { const stored = await vault.read(); if (stored) { bringBack(stored); take(stored); } tell(vault.state()); save(); }
  }

  /* What may not be kept goes with the page; whoever left in a hurry leaves nothing open in this tab. */
  function forget() {
    save();
    if (left()) { vault.leaveTab(); empty(); }
    wipe();
  }

  page.querySelectorAll("[data-exercise], .reflection").forEach(stand);
  page.addEventListener("input", note);
  page.addEventListener("change", note);
  page.addEventListener("focusout", save);
  document.addEventListener("click", follow);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
  window.addEventListener("storage", hear);
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", event => { if (event.persisted) meet(); });
  window.addEventListener("beforeprint", () => fields.mirror(page));
  setInterval(rest, 20000);
  vault.resume().then(meet);
})();
