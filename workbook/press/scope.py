"""How words find their way from where they stand: links on the site, in a book, on a sheet.

Used by ``render``; one class for each kind of place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from . import words
from .model import Term
from .plan import Artifact, exercises, relative
from .views import Catalog, in_language, marks


class Scope:
    """A place where words stand; knows what a link to an id becomes there."""

    def __init__(self, catalog: Catalog, artifact: Artifact, labels: Mapping[str, Any]):
        self.catalog, self.artifact = catalog, artifact
        self.quotes = tuple(labels["quotes"])
        self._labels = labels
        self._shorts = {r.id: r.short for r in catalog.library(artifact.language).references}

    def href_in(self, guide: str, name: str) -> str | None:
        """The address of an id of this or another guide, or None where it cannot be reached from here."""
        raise NotImplementedError

    def href(self, name: str) -> str | None:
        return self.href_in(self.artifact.guide, name)

    def href_of_reference(self, name: str) -> str | None:
        return None

    def anchor(self, name: str) -> str:
        """An id for an element that stands on this page."""
        return name

    def _address(self, kind: str, name: str) -> tuple[str | None, str | None]:
        if kind == "ref":
            return self.href_of_reference(name), self._shorts.get(name, name)
        return self.href(name), None

    def language_in(self, guide: str, name: str) -> str:
        """The language of a page that is not translated; empty for one in the language of this place."""
        found = self.catalog.language_of(self.artifact.language, guide, name)
        return "" if found == self.artifact.language else found

    def mark_in(self, guide: str, name: str) -> Markup:
        """Says in which language a page is that is not translated; empty for one that is."""
        language = self.language_in(guide, name)
        told = in_language(self.catalog, self._labels, language) if language else ""
        return Markup(' <small class="in-language">({})</small>').format(told) if told else Markup("")

    def _abroad(self, name: str) -> tuple[str, str]:
        return self.language_in(self.artifact.guide, name), self.mark_in(self.artifact.guide, name)

    def block(self, text: str) -> Markup:
        return words.linked(words.block(text, self.quotes), self._address, self._abroad)  # type: ignore[arg-type]

    def line(self, text: str) -> Markup:
        return words.linked(words.line(text, self.quotes), self._address, self._abroad)  # type: ignore[arg-type]


class Site(Scope):
    """A page of the site: links are relative, and a term is explained at its first use."""

    def __init__(self, catalog: Catalog, artifact: Artifact, labels: Mapping[str, Any]):
        super().__init__(catalog, artifact, labels)
        self._glossary = catalog.url(artifact.language, "", "glossary")
        terms = catalog.library(artifact.language).glossary if self._glossary and artifact.subject != "glossary" else []
        self._explainer = words.Explainer(terms, self._href_of_term)

    def _href_of_term(self, term: Term) -> str:
        return relative(f"{self._glossary}#{term.id}", self.artifact.url)

    def href_in(self, guide: str, name: str) -> str | None:
        url = self.catalog.url(self.artifact.language, guide, name)
        return relative(url, self.artifact.url) if url else None

    def href_of_reference(self, name: str) -> str | None:
        url = self.catalog.url(self.artifact.language, "", "references")
        return relative(f"{url}#ref-{name}", self.artifact.url) if url else None

    def block(self, text: str) -> Markup:
        return self._explainer.mark(super().block(text))


class Sheet(Scope):
    """A worksheet that stands alone: no links, only words."""

    def href_in(self, guide: str, name: str) -> str | None:
        return None


class Book(Scope):
    """A workbook: links lead to pages of the same book, and nowhere else."""

    def __init__(self, catalog: Catalog, artifact: Artifact, labels: Mapping[str, Any]):
        super().__init__(catalog, artifact, labels)
        bound = catalog.bound(artifact.language, artifact.guide)
        counselors = bound.guide.counselors if artifact.edition and artifact.edition.counselor else []
        there = {page.id for page in (*bound.recommendations, *bound.pages, *catalog.library(artifact.language).pages)}
        pages = there & {*bound.guide.before, *bound.guide.recommendations, *bound.guide.after, *counselors}
        self._inside = pages | {e.id for page, e in exercises(bound) if page.id in pages}
        self._marks = marks(catalog, artifact.language, bound)
        self._page = ""

    def _abroad(self, name: str) -> tuple[str, str]:
        """On paper a link says where it leads: to the part with this letter or number."""
        return "", f' <span class="to">(→\u00a0{self._marks[name]})</span>' if name in self._marks else ""

    def within(self, page: str) -> str:
        """Says which page of the book the words that follow stand on; gives back nothing."""
        self._page = page
        return ""

    def anchor(self, name: str) -> str:
        return f"{self._page}--{name}"

    def href_in(self, guide: str, name: str) -> str | None:
        return f"#{name}" if name in self._inside else None

    def href_of_reference(self, name: str) -> str | None:
        return f"#references--ref-{name}" if "references" in self._inside else None
