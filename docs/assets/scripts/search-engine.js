/* From what someone typed to the pages that may help. Knows no language: which words are left out, which mean the
   same and what is urgent comes with the data. Needs MiniSearch; touches no page, so that tests can run it alone. */
(function () {
  "use strict";

  const twoLines = (window.twoLines = window.twoLines || {});
  const FIELDS = ["title", "say", "whose", "all", "short", "text"];
  /* `say` is one thing that people say, `whose` who does what in it, `all` everything that they say on a page. */
  const BOOST = { title: 2, say: 9, whose: 5, all: 2, short: 1, text: 0.5 };
  /* So many words after a person are what that person does, or has. */
  const REACH = 4;
  /* How much of a page's score comes from its own words, its best "people also say", its best exercise. */
  const SHARE = { page: 1, say: 1, part: 0.6 };
  /* The share of its score that a document keeps when it meets one word of many. */
  const ALONE = 0.4;
  /* A word counts a little less than the meaning that it shares with others. */
  const ITSELF = 0.8;
  /* What a word adds that stands in a phrase exactly as someone said it, against the best score. */
  const LITERAL = 0.3;
  /* What each further match of the same sort adds to the best one. */
  const MORE = 0.2;
  const SHORTEST_STEM = 3;
  /* Words of the longest phrase that is looked for as it stands. */
  const LONGEST = 16;
  /* Readers come first: a page for counselors needs more of the words. */
  const KIND = { counselors: 0.6 };
  /* Where nothing is found, anything that looks or begins like it is better. */
  const LOOSE = { fuzzy: 0.2, prefix: true };
  /* The first results name every exercise of their page, the others only those that were met. */
  const FIRST = 3, MOST_PARTS = 3;

  /* Small letters without accents and apostrophes. */
  const bare = text => text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  const split = text => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

  /* Cuts each ending in turn, so that "kisses", "kissing" and "kiss" meet; a double letter at the end counts once, as in "hug" and "hugging". */
  function stemmer(endings) {
    const longest = [...endings].sort((one, other) => other.length - one.length);
    const cut = word => {
      const ending = longest.find(one => word.endsWith(one) && word.length - one.length >= SHORTEST_STEM);
      return ending ? word.slice(0, -ending.length) : word;
    };
    return word => { for (let shorter; (shorter = cut(word)) !== word; word = shorter); return word.replace(/(\p{L})\1$/u, "$1"); };
  }

  /* How many letters two words differ by; two that changed places count once. Stops counting past `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  }

  /* The words of a language as functions: a text to words, and a word to what it is looked up as (nothing: left out). */
  function language(words) {
    const stem = stemmer(words.endings), skip = new Set(words.skip), meaning = new Map(), phrases = new Map();
    [...words.alike, ...words.same].forEach((group, number) => group.forEach(one => {
      if (one.includes(" ")) phrases.set(one, `alike${number}`);
      meaning.set(one.includes(" ") ? `alike${number}` : stem(one), `alike${number}`);
    }));
    const plain = new Set(words.same.flat().map(stem));
    const longest = [...phrases.keys()].sort((one, other) => other.length - one.length);
    const phrase = longest.length ? new RegExp(`(?<![\\p{L}\\p{N}])(${longest.join("|")})(?![\\p{L}\\p{N}])`, "gu") : null;
    const looked = short => (meaning.has(short) ? [...new Set([meaning.get(short), ...(plain.has(short) ? [] : [short])])] : [short]);
    const terms = word => (skip.has(word) ? [] : looked(stem(word))), before = new Map();
    const persons = new Map(words.person.flatMap((group, number) => group.map(one => [one, number])));
    const whose = text => {
      let who = null, far = 0;
      return split(bare(text)).flatMap(word => {
        if (persons.has(word)) { who = persons.get(word); far = 0; return []; }
        far += 1;
        return who !== null && far <= REACH ? terms(word).map(term => `${who}~${term}`) : [];
      });
    };
    return {
      words: text => split(phrase ? bare(text).replace(phrase, found => phrases.get(found)) : bare(text)),
      terms: word => { if (!before.has(word)) before.set(word, terms(word)); return before.get(word); },
      looked, meaning, stem, whose,
    };
  }

  /* A word that stands nowhere is taken for those nearest to it, or for those that begin as it does. */
  function mender(tongue, known) {
    const nearest = word => {
      const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2, near = Array.from({ length: most + 1 }, () => []);
      if (most) for (const one of known.keys()) near[distance(word, one, most)]?.push(one);
      return near.find(group => group.length) || [...known.keys()].filter(one => word.startsWith(one) && one.length >= SHORTEST_STEM);
    };
    return word => {
      const terms = tongue.terms(word);
      return !terms.length || terms.some(one => known.has(one)) ? terms : nearest(terms[0]).flatMap(tongue.looked);
    };
  }

  /* One document for each page, each thing people say, and each exercise or term. */
  function documents(pages) {
    const made = [];
    pages.forEach((page, at) => {
      made.push({ at, share: "page", title: `${page.title} ${page.menu}`, short: page.short, text: page.text, all: page.also.join(" . ") });
      page.also.forEach(say => made.push({ at, share: "say", say, whose: say }));
      page.parts.forEach((part, which) => made.push({ at, which, share: "part", title: part.title, short: part.short, text: part.text }));
    });
    return made.map((document, id) => ({ ...document, id }));
  }

  function indexed(pages, tongue, known) {
    const index = new window.MiniSearch({
      fields: FIELDS, storeFields: ["at", "which", "share"],
      tokenize: (text, field) => (field === "whose" ? tongue.whose(text) : tongue.words(text)),
      processTerm: (word, field) => {
        if (field === "whose") return word;
        const terms = tongue.terms(word);
        terms.forEach(one => known.set(one, (known.get(one) || 0) + 1));
        return terms;
      },
    });
    index.addAll(documents(pages));
    return index;
  }

  /* A document that meets what was asked for counts for more; a word that stands nearly everywhere tells little. */
  function weigher(asked, known) {
    const tells = asked.map(terms => 1 / Math.log(3 + Math.min(...terms.map(one => known.get(one) || 0))));
    const all = tells.reduce((sum, one) => sum + one, 0);
    return found => {
      const met = tells.reduce((sum, one, at) => sum + (asked[at].some(term => found.queryTerms.includes(term)) ? one : 0), 0);
      return found.score * (ALONE + (1 - ALONE) * met / (all || 1));
    };
  }

  /* What people say on each page, and what it is called, as bare words: to the numbers of those pages. */
  function spoken(pages) {
    const said = new Map();
    pages.forEach((page, at) => [...page.also, page.menu, page.title].forEach(say => {
      const words = split(bare(say)).join(" ");
      if (words) said.set(words, (said.get(words) || new Set()).add(at));
    }));
    return said;
  }

  /* How many words of the query stand in it just as people say them, for each page. A single word counts as the whole query. */
  function literally(query, phrases) {
    const words = split(bare(query)), most = new Map();
    for (let count = Math.min(words.length, 2); count <= Math.min(words.length, LONGEST); count++) {
      for (let from = 0; from + count <= words.length; from++) {
        phrases.get(words.slice(from, from + count).join(" "))?.forEach(at => most.set(at, count));
      }
    }
    return most;
  }

  /* The pages of what was found or literally said, best first: each with its score and the parts that were met. */
  function gathered(found, weigh, literal, pages) {
    const fresh = at => ({ at, page: 0, say: 0, part: 0, parts: [] });
    const met = new Map([...literal.keys()].map(at => [at, fresh(at)]));
    let highest = 0;
    found.forEach(one => {
      const page = met.get(one.at) || fresh(one.at);
      const weight = weigh(one), score = weight * (KIND[pages[one.at].kind] || 1);
      highest = Math.max(highest, weight);
      if (one.share === "part") page.parts.push({ which: one.which, score });
      page[one.share] = page[one.share] + score * (page[one.share] ? MORE : 1);
      met.set(one.at, page);
    });
    const total = page => (highest || 1) * LITERAL * (literal.get(page.at) || 0) + Object.keys(SHARE).reduce((sum, key) => sum + SHARE[key] * page[key], 0);
    return [...met.values()].map(page => ({ ...page, total: total(page) })).sort((one, other) => other.total - one.total);
  }

  function shown(page, rank, pages) {
    const whole = pages[page.at], best = page.parts.sort((one, other) => other.score - one.score).map(one => whole.parts[one.which]);
    const rest = rank < FIRST && whole.parts.length <= MOST_PARTS ? whole.parts.filter(one => !best.includes(one)) : [];
    return { ...whole, parts: [...best, ...rest].slice(0, MOST_PARTS) };
  }

  /* What may not wait comes first, whatever else is found: its words stand in the query one after the other, in any form. */
  function urgently(query, urgent, tongue) {
    const forms = text => ` ${split(bare(text)).map(tongue.stem).join(" ")} `, said = forms(query);
    return urgent.filter(one => one.words.some(words => said.includes(forms(words)))).map(one => one.to);
  }

  function lead(first, results, pages) {
    const ahead = first.map(id => results.find(one => one.id === id) || { ...pages.find(one => one.id === id), parts: [] });
    return [...ahead, ...results.filter(one => !first.includes(one.id))];
  }

  /* twoLines.seeker(data) gives a function from a query to results, best first; nothing of a query is kept. */
  twoLines.seeker = data => {
    const tongue = language(data.words), known = new Map([...tongue.meaning.keys()].map(one => [one, 0])), index = indexed(data.pages, tongue, known);
    const mend = mender(tongue, known), phrases = spoken(data.pages), prefix = (term, place, terms) => place === terms.length - 1 && term.length > 2;
    return query => {
      const words = tongue.words(query), said = words.map(mend).some(terms => terms.length);
      const terms = word => (said ? mend(word) : [tongue.stem(word)]);
      const asked = words.map(terms).filter(one => one.length);
      const strict = index.search([...tongue.whose(query), ...words].join(" "), { tokenize: text => text.split(" "),
        processTerm: word => (word.includes("~") ? word : terms(word)), prefix, boost: BOOST,
        boostTerm: term => (tongue.meaning.has(term) && !term.startsWith("alike") ? ITSELF : 1), weights: { prefix: 0.4, fuzzy: 0 } });
      const found = strict.length ? strict : index.search(query, { ...LOOSE, tokenize: split, processTerm: word => tongue.stem(bare(word)) });
      const results = gathered(found, weigher(asked, known), literally(query, phrases), data.pages).map((page, rank) => shown(page, rank, data.pages));
      return lead(urgently(query, data.words.urgent, tongue), results, data.pages);
    };
  };
})();
