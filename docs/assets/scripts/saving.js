/* The page that says what this device keeps: turning it on and off, printing, a copy as a file, erasing. */
(function () {
  "use strict";

  const twoLines = window.twoLines, { vault, keeping, sheets, merge } = twoLines, { make } = sheets;
  const desk = document.querySelector("[data-saving]");
  const list = desk.querySelector("[data-kept]"), area = desk.querySelector("[data-sheets]"), sure = desk.querySelector("[data-sure]");
  const LARGEST = 20e6;
  let entries = [];

  const tell = name => keeping.show(desk, "told", name);
  const day = time => new Date(time).toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" });

  /* --- what is kept, by worksheet */
  function gathered(fields, known) {
    const found = new Map();
    Object.entries(fields).filter(([, [words]]) => words).forEach(([name, [words, time]]) => {
      const cut = name.lastIndexOf("/"), id = name.slice(0, cut + 1) + name.slice(cut + 1).split("--")[0];
      const one = found.get(id) || { id, sheet: known.get(id), fields: {}, time: 0 };
      one.fields[name.slice(cut + 1)] = words;
      one.time = Math.max(one.time, time);
      found.set(id, one);
    });
    return [...found.values()].sort((one, other) => other.time - one.time);
  }

  function line(entry, place) {
    const { sheet } = entry, id = `tl-kept-${place}`, tick = make("input", { type: "checkbox", id, autocomplete: "off", checked: Boolean(sheet), disabled: !sheet });
    const title = sheet ? `${sheet.ask ? `${list.dataset.reflection}: ` : ""}${sheet.title}` : list.dataset.other;
    const facts = [sheet ? list.dataset[sheet.privacy] : "", `${list.dataset.last} ${day(entry.time)}`].filter(Boolean).join(" · ");
    const item = make("li", {}, tick, make("label", { htmlFor: id }, make("span", { className: "unseen" }, `${list.dataset.tick}: `), make("b", {}, title), make("small", {}, facts)));
    if (sheet) item.append(make("a", { href: twoLines.address(new URL(sheet.url, twoLines.root).href), ariaLabel: `${list.dataset.go}: ${title}` }, list.dataset.go));
    return item;
  }

  async function refresh() {
    const state = vault.state(), fields = await vault.read();
    keeping.show(desk, "when", state);
    entries = fields && Object.values(fields).some(([words]) => words) ? gathered(fields, await sheets.known()) : [];
    await sheets.ready(entries.map(one => one.sheet).filter(Boolean));
    list.replaceChildren(...entries.map(line));
    desk.querySelector("[data-kept-none]").hidden = entries.length > 0;
    desk.querySelector("[data-kept-acts]").hidden = entries.length === 0;
  }

  /* --- choosing and printing */
  function choose(wanted) {
    list.querySelectorAll("input").forEach((tick, place) => { tick.checked = Boolean(entries[place].sheet) && wanted(entries[place].sheet); });
  }

  function print() {
    const ticks = [...list.querySelectorAll("input")], chosen = entries.filter((one, place) => ticks[place].checked);
    tell(chosen.length ? "" : "print_none");
    if (!chosen.length) return;
    area.replaceChildren(...chosen.map(one => sheets.sheet(one.sheet, one.fields)));
    sheets.print(area);
    area.replaceChildren();
  }

  /* --- a copy as a file, out and in */
  function save(button) {
    const link = make("a", { href: URL.createObjectURL(new Blob([vault.stored()], { type: "application/json" })), download: button.dataset.file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async function join(fields) {
    const { failed } = await vault.change(stored => merge.newest(stored, merge.clean(fields)));
    tell(failed === "full" ? "full" : failed ? "failed" : "back");
    refresh();
  }

  /* A copy comes back into what is kept; where nothing is kept yet, it is kept the way the copy was. */
  async function bring(raw, button) {
    const record = vault.parsed(raw), state = vault.state();
    if (!record) return tell("none_of_ours");
    if (state === "closed") return tell("first");
    if (record.sealed) return keeping.unlock(button, button, join, async (phrase, tab) => {
      const fields = await vault.unfold(raw, phrase);
      if (fields && state === "off") { await vault.begin(phrase); await vault.open(phrase, tab); }
      return fields;
    });
    if (state === "off") return keeping.keep(button, button, () => join(record.fields));
    return join(record.fields);
  }

  async function read(event) {
    const file = event.target.files[0], raw = file && file.size < LARGEST ? await file.text() : "";
    event.target.value = "";
    tell("");
    if (file) bring(raw, event.target.closest("section").querySelector(".acts"));
  }

  /* --- erasing */
  function ask(asks) {
    sure.hidden = !asks;
    desk.querySelector(asks ? "[data-act=erase-no]" : "[data-act=erase]").focus();
  }

  async function erase() {
    vault.erase();
    await twoLines.offline.remove();
    area.replaceChildren();
    keeping.dismiss();
    ask(false);
    await refresh();
    tell("erased");
  }

  const acts = {
    keep: button => keeping.keep(button.parentElement, button, refresh),
    otherwise: button => keeping.keep(button.parentElement, button, refresh),
    unlock: button => keeping.unlock(button.parentElement, button, refresh),
    close: () => { vault.close(); refresh(); },
    print,
    public: () => choose(sheet => sheet.privacy !== "private"),
    everything: () => choose(() => true),
    export: save,
    erase: () => ask(true),
    "erase-no": () => ask(false),
    "erase-yes": erase,
  };

  desk.addEventListener("click", event => {
    const button = event.target.closest("[data-act]");
    if (!button || !acts[button.dataset.act]) return;
    tell("");
    acts[button.dataset.act](button);
  });
  desk.querySelector("[data-import]").addEventListener("change", read);
  window.addEventListener("storage", event => { if (event.key === vault.PLACE || event.key === null) refresh(); });
  window.addEventListener("pageshow", event => { if (event.persisted) refresh(); });
  vault.resume().then(refresh).then(() => { desk.hidden = false; });
})();
