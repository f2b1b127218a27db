/* The two questions that saving asks, wherever they are asked: keep it, and how? and: open it with the passphrase.
   Their words stand in the page's templates; this only shows, hides and listens. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {}), vault = twoLines.vault;
  const SHORTEST = 12;
  /* A field that hides its letters without being a password field: browsers offer to save those, under a name others may find. */
  const HIDES = window.CSS && CSS.supports("-webkit-text-security", "disc");
  let shown = null, asker = null;

  const copy = name => document.querySelector(`template[data-keeping="${name}"]`).content.firstElementChild.cloneNode(true);

  /* Shows of several things the one for this state. */
  function show(element, attribute, state) {
    element.querySelectorAll(`[data-${attribute}]`).forEach(one => { one.hidden = !one.dataset[attribute].split(" ").includes(state); });
  }

  function veil(panel, open) {
    panel.querySelectorAll(".passphrase").forEach(field => {
      field.type = open || HIDES ? "text" : "password";
      field.classList.toggle("veiled", !open && HIDES);
    });
  }

  function dismiss() {
    if (!shown) return;
    shown.querySelectorAll(".passphrase").forEach(field => { field.value = ""; });
    shown.remove();
    shown = null;
    if (asker && asker.isConnected && !asker.hidden) asker.focus();
  }

  /* Puts a question after an element, in place of one that is open elsewhere. */
  function ask(name, after, from) {
    dismiss();
    const panel = copy(name);
    after.after(panel);
    [shown, asker] = [panel, from || null];
    veil(panel, false);
    panel.querySelector("[data-dismiss]").addEventListener("click", dismiss);
    panel.querySelector("[data-reveal]").addEventListener("change", event => veil(panel, event.target.checked));
    panel.addEventListener("keydown", event => { if (event.key === "Escape") dismiss(); });
    panel.querySelector(".panel-title").focus();
    return panel;
  }

  /* What can honestly be offered here: sealed where the browser can; plain not from a disk, where other files may read it. */
  function offer(panel) {
    const disk = location.protocol === "file:", seal = vault.canSeal();
    const here = disk ? (seal ? "disk" : "nothing") : seal ? "" : "http";
    show(panel, "on", here);
    panel.querySelector("[data-way=sealed]").hidden = !seal;
    panel.querySelector("[data-way=plain]").hidden = disk;
    panel.querySelector("fieldset").hidden = panel.querySelector("[data-start]").hidden = here === "nothing";
    panel.querySelector(seal ? "#tl-sealed" : "#tl-plain").checked = true;
    show(panel, "for", seal ? "sealed" : "plain");
  }

  function fault(panel, name) {
    show(panel, "fault", name);
    panel.querySelectorAll("button:not([data-dismiss])").forEach(button => { button.disabled = name === "busy"; });
  }

  function lacking(panel) {
    const [phrase, again] = panel.querySelectorAll(".passphrase");
    return phrase.value.trim().length < SHORTEST ? "short" : phrase.value !== again.value ? "differ" : "";
  }

  async function start(panel, done) {
    const seals = panel.querySelector("#tl-sealed").checked, lacks = seals ? lacking(panel) : "";
    if (lacks) {
      fault(panel, lacks);
      return panel.querySelector(".passphrase").focus();
    }
    fault(panel, "busy");
    const failed = await vault.begin(seals ? panel.querySelector(".passphrase").value : null);
    fault(panel, failed);
    if (failed) return;
    dismiss();
    done();
  }

  /* Asks how to keep; `done` is told once it is kept. */
  function keep(after, from, done) {
    const panel = ask("keep", after, from);
    offer(panel);
    panel.addEventListener("change", event => { if (event.target.name === "tl-way") show(panel, "for", event.target.value); });
    panel.addEventListener("submit", event => { event.preventDefault(); start(panel, done); });
    return panel;
  }

  /* Asks for the passphrase; `tries` says whether it opens what is to be opened. */
  function unlock(after, from, done, tries = vault.open) {
    const panel = ask("open", after, from), phrase = panel.querySelector(".passphrase");
    panel.addEventListener("submit", async event => {
      event.preventDefault();
      fault(panel, "busy");
      const opened = await tries(phrase.value, panel.querySelector("[data-tab]").checked);
      fault(panel, opened ? "" : "wrong");
      if (!opened) return phrase.select();
      dismiss();
      done(opened);
    });
    return panel;
  }

  twoLines.keeping = { copy, show, keep, unlock, dismiss };
})();
