/* Leaving fast: the control on every page, or Shift pressed alone three times within two seconds.
   The page is covered before anything else happens, its address does not stay behind the back button, and the pages
   before it come back covered (early.js). What the browser has written into its history remains; the privacy page says so. */
(function () {
  "use strict";

  const control = document.querySelector("[data-leave]"), WITHIN = 2000, TIMES = 3;
  if (!control) return;
  const twoLines = (window.twoLines = window.twoLines || {});
  let presses = [], alone = false;

  twoLines.leave = () => {
    document.documentElement.classList.add("left");
    document.body.style.display = "none";
    twoLines.closeBehind();
    try {
      history.replaceState(null, "", twoLines.root);
    } catch {
      /* From a disk the address may not be changed before the new page comes. */
    }
    location.replace(control.href);
  };

  function press(now) {
    presses = [...presses, now].filter(then => now - then <= WITHIN);
    if (presses.length >= TIMES) twoLines.leave();
  }

  /* Shift counts only by itself: with a letter, a click or another key it is writing or selecting. */
  document.addEventListener("keydown", event => {
    if (event.key === "Shift" && event.repeat) return;
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) presses = [];
  }, true);
  document.addEventListener("keyup", event => {
    if (event.key === "Shift" && alone) press(event.timeStamp);
    alone = false;
  }, true);
  document.addEventListener("pointerdown", () => { alone = false; presses = []; }, true);

  control.addEventListener("click", event => {
    event.preventDefault();
    twoLines.leave();
  });
})();
