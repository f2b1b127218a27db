/* "Where am I now?": the two pages that the answers name most. Nothing is stored; a question may be left out.
   An answer marked first leads straight to its own pages, whatever else is chosen. */
(function () {
  "use strict";

  var finder = document.querySelector("[data-finder]");
  var found = finder && finder.querySelector("[data-found]");
  if (!found) return;
  var list = found.querySelector("ol"), HOW_MANY = 2;

  /* Each page with its points and the answers that named it; an answer's first page counts twice. */
  function weigh(answers) {
    var pages = new Map();
    answers.forEach(function (answer) {
      var weight = Number(answer.closest("fieldset").dataset.weight);
      answer.closest("li").querySelectorAll("a[data-page]").forEach(function (link, place) {
        var page = pages.get(link.dataset.page) || { link: link, points: 0, named: [] };
        page.points += weight * (place === 0 ? 2 : 1);
        page.named.push(answer.labels[0].textContent);
        pages.set(link.dataset.page, page);
      });
    });
    return Array.from(pages.values()).sort(function (one, other) { return other.points - one.points; });
  }

  function entry(page) {
    var item = document.createElement("li"), link = page.link.cloneNode(true), why = document.createElement("span");
    why.textContent = found.dataset.why + " " + page.named.join("; ");
    item.append(link, why);
    return item;
  }

  function answer() {
    var chosen = Array.from(finder.querySelectorAll("input:checked"));
    var urgent = chosen.filter(function (one) { return "first" in one.dataset; });
    var pages = weigh(urgent.length ? urgent : chosen);
    list.replaceChildren.apply(list, pages.slice(0, HOW_MANY).map(entry));
    found.hidden = !pages.length;
  }

  function clear() {
    finder.querySelectorAll("input:checked").forEach(function (one) { one.checked = false; });
    answer();
    finder.querySelector("input").focus();
  }

  finder.addEventListener("change", answer);
  found.querySelector("button").addEventListener("click", clear);
})();
