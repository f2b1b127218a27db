"""What the search knows: one entry for each page, exercise and glossary term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .model import Bound, Library, Page, Recommendation
from .plain import plain
from .plan import exercises
from .views import Catalog


def _text(page: Recommendation | Page) -> str:
    sections = page.guidance if isinstance(page, Recommendation) else page.sections
    pieces = [f"{section.heading}\n\n{section.text or ''}" for section in sections]
    pieces.append(page.go_carefully or "")
    return plain("\n\n".join(pieces))


def _page_entry(catalog: Catalog, language: str, guide: str, page: Recommendation | Page, kind: str) -> dict[str, Any]:
    short = f"{page.in_short.message}\n\n{page.in_short.today}" if page.in_short else ""
    return {"url": catalog.url(language, guide, page.id), "kind": kind, "title": page.title, "menu": page.menu or "",
            "short": plain(short), "text": _text(page), "also": page.people_also_say}


def _guide_entries(catalog: Catalog, language: str, bound: Bound, t: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    guide = bound.guide.id
    yield {"url": catalog.url(language, guide, guide), "kind": t["guide"], "title": bound.guide.question, "menu": bound.guide.menu,
           "short": plain(bound.guide.short_answer), "text": "", "also": []}
    for recommendation in bound.recommendations:
        yield _page_entry(catalog, language, guide, recommendation, t["recommendation"])
    for page in bound.pages:
        yield _page_entry(catalog, language, guide, page, t["page"])
    for holder, exercise in exercises(bound):
        labels = " ".join(plain(part.label) for part in exercise.parts)
        yield {"url": catalog.url(language, guide, exercise.id), "kind": t["exercise"], "title": exercise.title, "menu": holder.menu or holder.title,
               "short": plain(exercise.purpose), "text": f"{plain(' '.join(exercise.steps))} {labels}", "also": []}


def search_entries(catalog: Catalog, language: str, t: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Entries of one language: ``url`` from the site's root, ``kind``, ``title``, ``menu``, ``short``, ``text``, ``also``."""
    library: Library = catalog.library(language)
    made = [entry for bound in library.guides for entry in _guide_entries(catalog, language, bound, t)]
    made += [_page_entry(catalog, language, "", page, t["page"]) for page in library.pages]
    glossary = catalog.url(language, "", "glossary")
    for term in library.glossary if glossary else []:
        made.append({"url": f"{glossary}#{term.id}", "kind": t["glossary_term"], "title": term.term, "menu": "",
                     "short": plain(term.means), "text": " ".join(term.forms), "also": []})
    return made
