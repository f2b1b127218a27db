/* Bringing together what was written in several tabs, or on another device and brought back as a file.
   A field is [words, time of the last change]; an emptied field stays as empty words until it is old. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {});
  const DAYS_EMPTY = 30;

  /* Of two copies of everything, each field as it was changed last. */
  function newest(one, other) {
    const made = { ...one };
    Object.entries(other).forEach(([name, field]) => { if (!made[name] || made[name][1] < field[1]) made[name] = field; });
    return made;
  }

  /* Two versions of one text, where neither knew of the other: nothing of either is lost. */
  function joined(stored, own) {
    if (own.includes(stored)) return own;
    return stored.includes(own) ? stored : `${stored}\n\n${own}`;
  }

  /* Takes the changes of one tab into what is stored. A change knows what it was made from (base); where someone
     else changed the same field since, texts are joined, and of marks the later one stands. */
  function taken(stored, changes) {
    const made = { ...stored };
    Object.entries(changes).filter(([, change]) => change.words !== change.base).forEach(([name, change]) => {
      const before = stored[name] ? stored[name][0] : "";
      const apart = before !== change.base && before !== change.words;
      const words = apart && change.prose && before ? joined(before, change.words) : change.words;
      made[name] = [words, change.time];
    });
    return tidy(made);
  }

  function tidy(fields) {
    const old = Date.now() - DAYS_EMPTY * 86400000;
    return Object.fromEntries(Object.entries(fields).filter(([, [words, time]]) => words || time > old));
  }

  /* Only what can be fields of ours comes out of a file. */
  function clean(fields) {
    const fair = ([name, field]) => /^[\w/-]{1,200}$/.test(name) && Array.isArray(field) && typeof field[0] === "string" && Number.isFinite(field[1]);
    return Object.fromEntries(Object.entries(fields).filter(fair).map(([name, [words, time]]) => [name, [words, Math.min(time, Date.now())]]));
  }

  twoLines.merge = { newest, taken, joined, clean };
})();
