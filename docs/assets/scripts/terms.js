/* A word of the field is explained where it stands: by hover, by focus, and by the first tap.
   Without scripts each is a link to the glossary. The meanings stand in the page already. */
(function () {
  "use strict";

  const terms = document.querySelectorAll("a.term[data-means]"), bar = document.querySelector(".tl-bar");
  if (!terms.length || !bar) return;
  const note = element("div", { className: "tl-term", hidden: true }), meaning = element("p");
  const more = element("a", { textContent: bar.dataset.more });
  const spoken = element("div", { hidden: true });
  let shown = null, timer = 0, touched = false;

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /* Beside the word: below it where there is room above the two controls, else above it. */
  function place(term) {
    const at = term.getClientRects()[0], gap = 8, controls = 72, height = note.offsetHeight;
    const furthest = document.documentElement.clientWidth - note.offsetWidth - gap;
    const below = at.bottom + height + gap < innerHeight - controls;
    note.style.left = `${Math.max(gap, Math.min(at.left, furthest)) + scrollX}px`;
    note.style.top = `${(below ? at.bottom + gap : at.top - height - gap) + scrollY}px`;
  }

  function show(term) {
    clearTimeout(timer);
    shown = term;
    meaning.textContent = term.dataset.means;
    more.href = term.href;
    more.hidden = !touched;
    note.hidden = false;
    place(term);
  }

  function hide() {
    clearTimeout(timer);
    shown = null;
    note.hidden = true;
  }

  /* Time enough to move the pointer from the word to its meaning. */
  function hideSoon() {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  }

  const byMouse = act => event => { if (event.pointerType === "mouse") act(event); };

  terms.forEach((term, index) => {
    /* A screen reader hears the meaning after the word. */
    spoken.append(element("span", { id: `tl-means-${index}`, textContent: term.dataset.means }));
    term.setAttribute("aria-describedby", `tl-means-${index}`);
    term.addEventListener("pointerenter", byMouse(() => { touched = false; show(term); }));
    term.addEventListener("pointerleave", byMouse(hideSoon));
    term.addEventListener("pointerdown", event => { touched = event.pointerType !== "mouse"; });
    term.addEventListener("focus", () => show(term));
    term.addEventListener("blur", hideSoon);
    term.addEventListener("click", event => {
      if (!touched) return;
      event.preventDefault();
      show(term);
    });
  });
  note.append(meaning, more);
  note.addEventListener("pointerenter", () => clearTimeout(timer));
  note.addEventListener("pointerleave", byMouse(hideSoon));
  document.body.append(note, spoken);
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); else touched = false; });
  document.addEventListener("click", event => { if (shown && !shown.contains(event.target) && !note.contains(event.target)) hide(); });
  window.addEventListener("resize", hide);
})();
