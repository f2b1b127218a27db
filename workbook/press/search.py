"""What the search knows: every page with its exercises, the glossary with its terms, and how words are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .model import Bound, Exercise, Library, Page, Recommendation
from .plain import plain
from .plan import exercises
from .views import Catalog, in_language, labels_of, role_names

Entry = dict[str, Any]


def _text(page: Recommendation | Page) -> str:
    sections = page.guidance if isinstance(page, Recommendation) else page.sections
    pieces = [f"{section.heading}\n\n{section.text or ''}" for section in sections]
    if isinstance(page, Recommendation):
        pieces += [page.example.title, page.example.text, *(question.ask for question in page.reflection)]
    pieces.append(page.go_carefully or "")
    return plain("\n\n".join(pieces))


def _lighter(entry: Entry, skip: set[str]) -> Entry:
    """An entry with each word of its text once, without those that the search leaves out: it is looked up and never shown."""
    words = re.findall(r"[^\W_]+", re.sub("['’]", "", entry["text"].lower()))
    return {**entry, "text": " ".join(one for one in dict.fromkeys(words) if one not in skip)}


def _exercise(exercise: Exercise, url: str, who: str) -> Entry:
    written = " ".join(plain(part.label) for part in exercise.parts)
    return {"url": url, "id": exercise.id, "kind": "exercise", "who": who, "title": exercise.title, "short": plain(exercise.purpose),
            "text": f"{plain(' '.join(exercise.steps))} {written}"}


def _page(catalog: Catalog, language: str, t: Mapping[str, Any], bound: Bound | None, page: Recommendation | Page, kind: str) -> Entry:
    guide, t = bound.guide.id if bound else "", labels_of(bound, t)
    short = f"{page.in_short.message}\n\n{page.in_short.today}" if page.in_short else ""
    parts = [_exercise(one, catalog.url(language, guide, one.id) or "", f"{t['for_whom']} {role_names(one.roles, bound, t, one.setting)}")
             for one in page.exercises]
    return {"url": catalog.url(language, guide, page.id), "id": page.id, "kind": kind, "title": page.title, "menu": page.menu or "",
            "short": plain(short), "text": _text(page), "also": page.people_also_say, "parts": parts}


def _guide(catalog: Catalog, language: str, t: Mapping[str, Any], bound: Bound) -> Iterator[Entry]:
    guide = bound.guide
    yield {"url": catalog.url(language, guide.id, guide.id), "id": guide.id, "kind": "guide", "title": guide.question,
           "menu": guide.menu, "short": plain(guide.short_answer), "text": "", "also": [], "parts": []}
    for entry in catalog.numbered(language, bound):
        yield {**_page(catalog, language, t, bound, entry.page, "recommendation"), "number": entry.number}
    for page in bound.pages:
        yield _page(catalog, language, t, bound, page, "counselors" if page.id in guide.counselors else "page")


def _terms(library: Library, glossary: str) -> list[Entry]:
    return [{"url": f"{glossary}#{term.id}", "id": term.id, "title": term.term, "short": plain(term.means), "text": " ".join(term.forms)}
            for term in library.glossary]


def _words(library: Library) -> Entry:
    """How words are understood: what is left out, cut off, alike, and urgent."""
    first: dict[str, list[str]] = {}
    said = {kind: [rule.words for rule in library.search if rule.kind == kind] for kind in ("skip", "ending", "person", "alike", "same")}
    for rule in library.search:
        if rule.kind == "urgent" and rule.to:
            first[rule.to] = [*first.get(rule.to, []), *rule.words]
    return {"skip": sum(said["skip"], []), "endings": sum(said["ending"], []), "person": said["person"], "alike": said["alike"], "same": said["same"],
            "urgent": [{"to": page, "words": words} for page, words in first.items()]}


def _cues(library: Library) -> dict[str, list[str]]:
    """What else people type who are looking for a page."""
    found: dict[str, list[str]] = {}
    for rule in library.search:
        if rule.kind == "cue" and rule.to:
            found.setdefault(rule.to, []).extend(rule.words)
    return found


def _untranslated(catalog: Catalog, language: str, t: Mapping[str, Any], there: set[str]) -> Iterator[Entry]:
    """Pages that some words lead to and that are there in the original's language only; nothing else of them is looked up."""
    named = [rule.to for rule in catalog.library(language).search if rule.to and rule.to not in there]
    for name in dict.fromkeys(named):
        other = catalog.language_of(language, "", name)
        yield {"url": catalog.url(language, "", name), "id": name, "kind": "page", "title": catalog.page(language, "", name).title, "menu": "",
               "short": "", "text": "", "also": [], "parts": [], "lang": other, "mark": in_language(catalog, t, other)}


def search_data(catalog: Catalog, language: str, t: Mapping[str, Any]) -> Entry:
    """``words``, and ``pages``: each with ``url`` from the site's root, ``kind``, ``title``, ``menu``, ``short``,
    ``text``, ``also``, and its ``parts`` (exercises with ``who`` they are for, or the glossary's terms); with ``lang`` and ``mark`` where it is
    not translated."""
    library = catalog.library(language)
    pages = [entry for bound in library.guides for entry in _guide(catalog, language, t, bound)]
    for page in library.pages:
        entry = _page(catalog, language, t, None, page, "page")
        shown = {section.show for section in page.sections}
        pages.append({**entry, "parts": _terms(library, entry["url"])} if "glossary" in shown else entry)
    pages += _untranslated(catalog, language, t, {page["id"] for page in pages})
    words, cues = _words(library), _cues(library)
    skip = set(words["skip"])
    return {"words": words, "pages": [{**_lighter(page, skip), "also": page["also"] + cues.get(page["id"], []),
                                       "parts": [_lighter(part, skip) for part in page["parts"]]} for page in pages]}
