/* "Where am I now?": the two pages that the answers name most. Nothing is stored; a question may be left out.
   An answer marked first leads straight to its own pages, whatever else is chosen. */
(function () {
  "use strict";

  const finder = document.querySelector("[data-finder]"), found = finder && finder.querySelector("[data-found]"), HOW_MANY = 2;
  if (!found) return;

  /* Each page with its points and the answers that named it; an answer's first page counts twice.
     Where two are level, one strong answer goes before several weak ones. */
  function weigh(answers) {
    const pages = new Map();
    answers.forEach(answer => answer.closest("li").querySelectorAll("a[data-page]").forEach((link, place) => {
      const page = pages.get(link.dataset.page) || { link, points: 0, strongest: 0, named: [] };
      const points = Number(answer.dataset.weight) * (place === 0 ? 2 : 1);
      page.points += points;
      page.strongest = Math.max(page.strongest, points);
      page.named.push(answer.labels[0].textContent);
      pages.set(link.dataset.page, page);
    }));
    return [...pages.values()].sort((one, other) => other.points - one.points || other.strongest - one.strongest);
  }

  function entry(page) {
    const item = document.createElement("li"), why = document.createElement("span");
    why.textContent = `${found.dataset.why} ${page.named.join("; ")}`;
    item.append(page.link.cloneNode(true), why);
    return item;
  }

  function answer() {
    const chosen = [...finder.querySelectorAll("input:checked")];
    const urgent = chosen.filter(one => "first" in one.dataset);
    const pages = weigh(urgent.length ? urgent : chosen);
    found.querySelector("ol").replaceChildren(...pages.slice(0, HOW_MANY).map(entry));
    found.hidden = !pages.length;
  }

  finder.addEventListener("change", answer);
  found.querySelector("button").addEventListener("click", () => {
    finder.querySelectorAll("input:checked").forEach(one => { one.checked = false; });
    answer();
    finder.querySelector("input").focus();
  });
})();
