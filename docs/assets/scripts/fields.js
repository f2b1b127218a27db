/* The fields of a page: which of them may be kept, what they are called in the record, what stands in them. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {});
  const FIELDS = "textarea[name], input[name]", NEVER = "[data-keep=never], [data-finder], [data-builder], [data-saving], dialog";

  /* Where this page's exercises belong: the language and guide in its address, told from the site's root. */
  function scope() {
    const path = decodeURI(location.href.slice(twoLines.root.length)).split(/[?#]/)[0].replace(/index\.html$/, "");
    return path.split("/").filter(Boolean).slice(1, -1).join("/");
  }

  /* A field has one name and one or more controls: a radio has as many as there are rings. */
  function found(within, place = scope()) {
    const fields = new Map();
    within.querySelectorAll(FIELDS).forEach(control => {
      if (control.closest(NEVER)) return;
      const name = `${place}/${control.name}`;
      fields.set(name, [...(fields.get(name) || []), control]);
    });
    return fields;
  }

  const marks = control => control.type === "radio" || control.type === "checkbox";

  function words(controls) {
    if (!marks(controls[0])) return controls[0].value;
    const marked = controls.find(one => one.checked);
    return marked ? (marked.type === "radio" ? marked.value : "yes") : "";
  }

  /* A gap in a line is as large as its words. Browsers that cannot do that by themselves are helped. */
  const GROWS = window.CSS && CSS.supports("field-sizing", "content");
  function grow(control) {
    if (GROWS || !control.matches("textarea.gap")) return;
    control.style.height = "auto";
    control.style.height = `${control.scrollHeight + control.offsetHeight - control.clientHeight}px`;
  }

  /* A field of one line takes words of several with a space between them. */
  function put(control, words) {
    control.value = control.tagName === "INPUT" ? words.replace(/\s*\n\s*/g, " ") : words;
    grow(control);
  }

  function fill(controls, words) {
    controls.forEach(one => {
      if (!marks(one)) put(one, words);
      else one.checked = one.type === "radio" ? one.value === words : Boolean(words);
    });
  }

  /* For paper: a text that is longer than its field would be cut, so it is set as words beside the field. */
  function mirror(within) {
    within.querySelectorAll(".written").forEach(one => one.remove());
    within.querySelectorAll("textarea, .gap").forEach(control => {
      if (!control.value.trim()) return;
      const words = document.createElement(control.matches(".gap") ? "span" : "div");
      words.className = "written";
      words.textContent = control.value;
      control.after(words);
    });
  }

  twoLines.fields = { found, words, fill, grow, mirror, prose: controls => !marks(controls[0]), NEVER };
})();
