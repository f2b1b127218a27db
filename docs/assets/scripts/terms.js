/* A word of the field is explained where it stands: by hover, by focus, and by the first tap.
   Without scripts each is a link to the glossary. The meanings stand in the page already. */
(function () {
  "use strict";

  var terms = document.querySelectorAll("a.term[data-means]"), bar = document.querySelector(".tl-bar");
  if (!terms.length || !bar) return;
  var note = document.createElement("div"), meaning = document.createElement("p"), more = document.createElement("a");
  var shown = null, timer = 0, touched = false;

  note.className = "tl-term";
  note.id = "tl-term";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  more.textContent = bar.dataset.more;
  more.tabIndex = -1;
  note.append(meaning, more);
  document.body.append(note);

  /* A screen reader hears the meaning after the word. */
  var spoken = document.createElement("div");
  spoken.hidden = true;
  terms.forEach(function (term, index) {
    var words = document.createElement("span");
    words.id = "tl-means-" + index;
    words.textContent = term.dataset.means;
    spoken.append(words);
    term.setAttribute("aria-describedby", words.id);
  });
  document.body.append(spoken);

  function place(term) {
    var at = term.getClientRects()[0], width = note.offsetWidth, gap = 8;
    var left = Math.max(gap, Math.min(at.left, document.documentElement.clientWidth - width - gap));
    var below = at.bottom + note.offsetHeight + gap < innerHeight - 72;
    note.style.left = left + scrollX + "px";
    note.style.top = (below ? at.bottom + gap : at.top - note.offsetHeight - gap) + scrollY + "px";
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

  terms.forEach(function (term) {
    term.addEventListener("pointerenter", function (event) { if (event.pointerType === "mouse") { touched = false; show(term); } });
    term.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") hideSoon(); });
    term.addEventListener("pointerdown", function (event) { touched = event.pointerType !== "mouse"; });
    term.addEventListener("focus", function () { show(term); });
    term.addEventListener("blur", hideSoon);
    term.addEventListener("click", function (event) {
      if (!touched) return;
      event.preventDefault();
      show(term);
    });
  });
  note.addEventListener("pointerenter", function () { clearTimeout(timer); });
  note.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") hideSoon(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); else touched = false; });
  document.addEventListener("click", function (event) {
    if (shown && event.target !== shown && !note.contains(event.target)) hide();
  });
  window.addEventListener("resize", hide);
})();
