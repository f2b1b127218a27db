/* Leaving fast: the control on every page, or Shift pressed alone three times within two seconds.
   The page is covered before anything else happens, and its address does not stay behind the back button.
   What the browser has written into its history remains; the privacy page says so. */
(function () {
  "use strict";

  var control = document.querySelector("[data-leave]");
  if (!control) return;
  var WITHIN = 2000, TIMES = 3, presses = [], alone = false;

  function leave() {
    document.documentElement.classList.add("left");
    document.body.style.display = "none";
    try {
      history.replaceState(null, "", window.twoLines.root);
    } catch (blocked) {
      /* From a disk the address may not be changed before the new page comes. */
    }
    location.replace(control.href);
  }

  function press(now) {
    presses = presses.concat(now).filter(function (then) { return now - then <= WITHIN; });
    if (presses.length >= TIMES) leave();
  }

  /* Shift counts only by itself: with a letter, a click or another key it is writing or selecting. */
  document.addEventListener("keydown", function (event) {
    if (event.key === "Shift" && event.repeat) return;
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) presses = [];
  }, true);
  document.addEventListener("keyup", function (event) {
    if (event.key === "Shift" && alone) press(event.timeStamp);
    alone = false;
  }, true);
  document.addEventListener("pointerdown", function () { alone = false; presses = []; }, true);

  control.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  (window.twoLines = window.twoLines || {}).leave = leave;
})();
