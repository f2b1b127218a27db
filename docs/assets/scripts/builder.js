/* The packet builder: filter, choose, order, print. What is chosen stands in the address behind #, which is never
   sent; the practice's name and logo stay in this tab. */
(function () {
  "use strict";

  const twoLines = window.twoLines, { make } = twoLines.sheets;
  const desk = document.querySelector("[data-builder]"), find = name => desk.querySelector(`[data-${name}]`);
  const choices = find("choices"), order = find("chosen"), filters = [...desk.querySelectorAll("[data-filter]")];
  const MANY = 6;
  let sheets = [], guides = [], chosen = [], logo = "", dragged = null, drawn = null;

  /* --- the data, with names in the page's language */
  function named(one) {
    return { ...one, of: guides.find(guide => guide.id === one.guide), key: `${one.guide}.${one.id}`,
      settingName: choices.getAttribute(`data-setting-${one.setting}`), privacyName: choices.getAttribute(`data-privacy-${one.privacy}`) };
  }

  const facts = one => [one.who, one.settingName, `${one.minutes} ${choices.dataset.minutes}`, one.privacyName].join(" · ");
  const option = (value, words) => make("option", { value }, words);

  function offer() {
    const each = (list, name) => guides.flatMap(guide => guide[list].map(one => [one[name === "ready" ? "key" : "id"] || `${guide.id}.${one.id}`, one.name || one.title]));
    const put = (place, pairs) => new Map(pairs).forEach((words, value) => place.append(option(value, words)));
    put(find("filter=stage"), each("stages"));
    put(find("filter=roles"), each("roles"));
    put(find("ready"), each("packets", "ready"));
    put(find("filter=guide"), guides.map(guide => [guide.id, guide.title]));
    find("guides").hidden = guides.length < 2;
  }

  /* --- choosing */
  const fits = {
    guide: (one, value) => one.guide === value,
    stage: (one, value) => one.stage === value,
    roles: (one, value) => one.roles.includes(value) || !one.roles.some(role => one.of.roles.some(known => known.id === role)),
    setting: (one, value) => one.setting === value,
    minutes: (one, value) => one.minutes <= Number(value),
    privacy: (one, value) => one.privacy === value,
  };

  const unseen = one => make("span", { className: "unseen" }, `: ${one.title}`);

  /* What the counselor's card says, without leaving this page. */
  function card(one) {
    const told = Object.entries(one.card).flatMap(([key, words]) => [make("dt", {}, choices.getAttribute(`data-card-${key}`)), make("dd", {}, words)]);
    return make("details", {}, make("summary", {}, choices.dataset.card, unseen(one)), make("dl", {}, ...told));
  }

  function line(one) {
    const id = `builder-${one.key.replace(".", "-")}`, tick = make("input", { type: "checkbox", id, checked: chosen.includes(one), autocomplete: "off" });
    const words = make("label", { htmlFor: id }, make("b", {}, one.title), make("span", {}, one.purpose), make("small", {}, facts(one)));
    const link = make("a", { href: twoLines.address(new URL(one.url, twoLines.root).href), target: "_blank", rel: "noopener" }, choices.dataset.look, unseen(one), make("span", {}, choices.dataset.newTab));
    tick.addEventListener("change", () => take(tick.checked ? [...chosen, one] : chosen.filter(other => other !== one)));
    return make("li", {}, tick, words, link, card(one));
  }

  function filter() {
    const wanted = filters.filter(one => one.value), count = find("count");
    const found = sheets.filter(one => wanted.every(by => fits[by.dataset.filter](one, by.value)));
    choices.replaceChildren(...found.map(line));
    count.textContent = found.length ? `${found.length} ${found.length === 1 ? count.dataset.one : count.dataset.many}` : count.dataset.none;
  }

  /* --- ordering */
  function move(one, to) {
    const rest = chosen.filter(other => other !== one);
    take([...rest.slice(0, to), one, ...rest.slice(to)]);
    const words = order.dataset.at.replace("{title}", one.title).replace("{place}", to + 1).replace("{all}", chosen.length);
    find("moved").textContent = words;
  }

  function mover(one, name, to) {
    const able = to >= 0 && to < chosen.length, button = make("button", { type: "button", className: "button", disabled: !able, ariaLabel: `${order.dataset[name]}: ${one.title}` }, make("span", { className: `arrow ${name}` }));
    button.addEventListener("click", () => {
      move(one, to);
      const item = order.children[chosen.indexOf(one)], same = item.querySelector(`.${name}`).parentElement;
      (same.disabled ? item.querySelector("button:not(:disabled)") : same).focus();
    });
    return button;
  }

  function remover(one) {
    const button = make("button", { type: "button", className: "button", ariaLabel: `${order.dataset.out}: ${one.title}` }, order.dataset.out);
    button.addEventListener("click", () => {
      const place = chosen.indexOf(one);
      take(chosen.filter(other => other !== one));
      const next = order.children[Math.min(place, chosen.length - 1)];
      (next ? next.querySelector("button:last-child") : choices.querySelector("input") || desk).focus();
    });
    return button;
  }

  function place(one, at) {
    const item = make("li", { draggable: true }, make("div", {}, make("b", {}, one.title), make("small", {}, facts(one)), make("small", {}, `${choices.getAttribute("data-card-avoid_when")}: ${one.card.avoid_when}`)),
      make("div", { className: "acts" }, mover(one, "up", at - 1), mover(one, "down", at + 1), remover(one)));
    item.addEventListener("dragstart", () => { dragged = one; });
    item.addEventListener("dragover", event => event.preventDefault());
    item.addEventListener("drop", event => { event.preventDefault(); if (dragged && dragged !== one) move(dragged, chosen.indexOf(one)); });
    item.addEventListener("dragend", () => { dragged = null; });
    return item;
  }

  /* --- what a counselor should see before printing */
  function warn() {
    const readers = new Set(chosen.filter(one => one.privacy === "private").flatMap(one => one.roles.filter(role => one.of.roles.some(known => known.id === role))));
    const two = chosen.filter(one => one.joint), single = chosen.filter(one => !one.joint), room = chosen.filter(one => one.setting === "with-therapist");
    const on = { piles: two.length > 0 && single.length > 0, room: room.length > 0, two_readers: readers.size > 1, together: two.length > 0, many: chosen.length > MANY };
    Object.entries({ one: single, two, room }).forEach(([name, of]) => { find(`titles=${name}`).textContent = of.map(one => one.title).join(" · "); });
    find("warnings").hidden = !Object.values(on).some(Boolean);
    desk.querySelectorAll("[data-warn]").forEach(one => { one.hidden = !on[one.dataset.warn]; });
  }

  function list() {
    const files = find("files");
    files.replaceChildren(...chosen.map(one => make("li", {}, make("b", {}, one.title), make("span", { className: "downloads" }, ...Object.entries(one.files).map(([edition, url]) =>
      make("a", { href: new URL(url, twoLines.root).href, download: "", ariaLabel: `${one.title}: ${files.getAttribute(`data-edition-${edition}`)}, PDF` }, files.getAttribute(`data-edition-${edition}`)))))));
  }

  /* --- the packet, and its link: "#guide.id,guide.id" */
  const practice = () => ({ ...Object.fromEntries([...desk.querySelectorAll("[data-of]")].map(one => [one.dataset.of, one.value.trim()])), logo });
  const paper = () => desk.querySelector("[name=builder-paper]:checked").value;
  const draw = () => { drawn = twoLines.sheets.ready(chosen).then(() => twoLines.packet(chosen, practice(), paper(), find("large").checked)); };

  function note() {
    const link = location.href.split("#")[0] + (chosen.length ? `#${chosen.map(one => one.key).join(",")}` : "");
    find("link").value = link;
    find("copied").hidden = true;
    history.replaceState(null, "", link);
  }

  function take(list_) {
    chosen = list_;
    order.replaceChildren(...chosen.map(place));
    choices.querySelectorAll("input").forEach(tick => { tick.checked = chosen.some(one => tick.id === `builder-${one.key.replace(".", "-")}`); });
    find("chosen-none").hidden = chosen.length > 0;
    desk.querySelectorAll("[data-when-chosen]").forEach(one => { one.hidden = !chosen.length; });
    tell(0, []);
    find("total").textContent = chosen.length ? `${chosen.reduce((sum, one) => sum + one.minutes, 0)} ${find("total").dataset.words}` : "";
    warn();
    list();
    note();
    draw();
  }

  /* The names in the address; none where it holds something else, such as a heading's anchor. */
  const inAddress = () => [...new Set(location.hash.slice(1).replace(/%2C/gi, ",").split(",").filter(key => /^[a-z\d-]{1,60}\.[a-z\d-]{1,60}$/.test(key)))];

  const toPacket = () => document.getElementById("builder-chosen").focus();

  /* What a link brought, and what it names that is not here: at the top, and by the packet. */
  function tell(count, gone) {
    const words = count ? find("loaded-count").dataset.words.replace("{count}", count) : "", missing = gone.length ? `${find("unknown").dataset.words} ${gone.slice(0, 20).map(key => key.split(".")[1]).join(", ")}` : "";
    const put = (name, text) => { find(name).textContent = text; find(name).hidden = !text; };
    put("loaded-count", words);
    put("unknown", missing);
    put("loaded-here", [words, missing].filter(Boolean).join(". "));
    find("to-packet").hidden = !count;
    find("loaded").hidden = !words && !missing;
  }

  /* Whoever opens a link is led to the packet. */
  function open(keys) {
    const known = keys.map(key => sheets.find(one => one.key === key)).filter(Boolean);
    if (!keys.length) return;
    take(known);
    tell(known.length, keys.filter(key => !known.some(one => one.key === key)));
    (known.length ? toPacket : () => find("loaded").focus())();
  }

  function fromReady(value) {
    const [guide, id] = value.split("."), packet = guides.find(one => one.id === guide).packets.find(one => one.id === id);
    desk.querySelector("[data-of=title]").value = packet.title;
    take(packet.worksheets.map(name => sheets.find(one => one.key === `${guide}.${name}`)).filter(Boolean));
  }

  function setLogo(address) {
    if (logo) URL.revokeObjectURL(logo);
    logo = address;
    find("no-logo").hidden = !logo;
    draw();
  }

  async function copy() {
    await navigator.clipboard.writeText(find("link").value);
    find("copied").hidden = false;
  }

  function listen() {
    find("filters").addEventListener("change", filter);
    find("ready").addEventListener("change", event => { if (event.target.value) fromReady(event.target.value); });
    find("practice").addEventListener("input", draw);
    find("logo").addEventListener("change", event => { if (event.target.files[0]) setLogo(URL.createObjectURL(event.target.files[0])); event.target.value = ""; });
    find("no-logo").addEventListener("click", () => setLogo(""));
    find("print").addEventListener("click", () => drawn.then(() => window.print()));
    find("to-packet").addEventListener("click", toPacket);
    find("link").addEventListener("focus", event => event.target.select());
    find("copy-link").addEventListener("click", copy);
    find("copy-link").hidden = !(navigator.clipboard && window.isSecureContext);
    desk.querySelectorAll("form").forEach(form => form.addEventListener("submit", event => event.preventDefault()));
    window.addEventListener("hashchange", () => open(inAddress()));
  }

  Promise.all([twoLines.sheets.known(), document.fonts.ready]).then(() => {
    ({ guides } = window.twoLinesWorksheets);
    sheets = window.twoLinesWorksheets.worksheets.map(named);
    offer();
    listen();
    desk.hidden = false;
    const keys = inAddress();
    take([]);
    filter();
    open(keys);
  });
})();
