"""What templates see: values gathered from the library for one page, one sheet or one book.

Between ``plan`` and ``render``. Nothing here makes markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .model import Bound, Exercise, Library, Page, Recommendation, Reference
from .plan import Artifact, exercises, relative

EVERYONE = "everyone"


@dataclass(frozen=True)
class Numbered:
    """A recommendation and its number in the guide."""

    number: int
    page: Recommendation


@dataclass(frozen=True)
class Catalog:
    """All libraries of a build and where each id of each guide stands on the site."""

    libraries: tuple[Library, ...]
    artifacts: tuple[Artifact, ...]

    @cached_property
    def _pages(self) -> dict[tuple[str, str, str], Artifact]:
        kinds = ("page", "recommendation", "guide")
        return {(a.language, a.guide, a.subject): a for a in self.artifacts if a.kind in kinds}

    @cached_property
    def _homes(self) -> dict[str, Artifact]:
        return {a.language: a for a in self.artifacts if a.kind == "home"}

    @cached_property
    def prints(self) -> dict[tuple[str, str, str, str], list[Artifact]]:
        """PDFs by (language, guide, kind, subject), in the order of the editions."""
        found: dict[tuple[str, str, str, str], list[Artifact]] = {}
        for artifact in self.artifacts:
            if artifact.is_pdf:
                found.setdefault((artifact.language, artifact.guide, artifact.kind, artifact.subject), []).append(artifact)
        return found

    @cached_property
    def _anchors(self) -> dict[tuple[str, str, str], str]:
        found = {}
        for library in self.libraries:
            for bound in library.guides:
                for page, exercise in exercises(bound):
                    found[library.settings.language, bound.guide.id, exercise.id] = page.id
        return found

    def library(self, language: str) -> Library:
        return next(one for one in self.libraries if one.settings.language == language)

    def bound(self, language: str, guide: str) -> Bound:
        return next(one for one in self.library(language).guides if one.guide.id == guide)

    def home(self, language: str) -> Artifact:
        return self._homes[language]

    def original(self, language: str) -> str:
        """The language that this one is translated from; empty where it is not a translation, or the original is not built."""
        name = self.library(language).settings.translates
        return name if name and any(one.settings.language == name for one in self.libraries) else ""

    def language_of(self, language: str, guide: str, name: str) -> str:
        """The language in which a reader of ``language`` finds a page: its own, or the original's where it is not translated."""
        original = self.original(language)
        return language if not original or self.own_url(language, guide, name) else original

    def bounds(self, language: str, guide: str) -> list[Bound]:
        """The guide of this name in this language, or every guide where none is named."""
        return [bound for bound in self.library(language).guides if guide in ("", bound.guide.id)]

    def page(self, language: str, guide: str, subject: str) -> Recommendation | Page:
        """The words of a page, in the original's language where it is not translated. StopIteration where there are none."""
        language = self.language_of(language, guide, subject)
        home = next(home for home in self._near(language, guide) if (language, home, subject) in self._pages)
        bound = self.bound(language, home) if home else None
        return next(page for page in ([*bound.recommendations, *bound.pages] if bound else self.library(language).pages) if page.id == subject)

    def numbered(self, language: str, bound: Bound, whole: bool = False) -> list[Numbered]:
        """The recommendations with their numbers, from 1, which a translation takes from its original.

        ``whole``: with those that are not translated, as the original has them.
        """
        original = self.original(language)
        guides = [one.guide for one in (*(self.bounds(original, bound.guide.id) if original else ()), bound)]
        order = dict.fromkeys(name for guide in guides for name in guide.recommendations)
        own = {page.id: page for page in bound.recommendations}
        return [Numbered(number, own.get(name) or self.page(language, bound.guide.id, name))  # type: ignore[arg-type]
                for number, name in enumerate(order, 1) if whole or name in own]

    def url(self, language: str, guide: str, name: str) -> str | None:
        """The address of a page or exercise, told from the site's root; None where there is none in any language that may stand in."""
        return self.own_url(self.language_of(language, guide, name), guide, name)

    def _near(self, language: str, guide: str) -> list[str]:
        """Where a page is looked for: in its own guide, then among those of the whole site; or in every guide, where it belongs to none."""
        return [guide, ""] if guide else ["", *(bound.guide.id for bound in self.library(language).guides)]

    def own_url(self, language: str, guide: str, name: str) -> str | None:
        """The address of a page or exercise in this language alone.

        A page of the whole site finds what it names in the first guide that has it.
        """
        for home in self._near(language, guide):
            if found := self._pages.get((language, home, name)):
                return found.url
            if holder := self._anchors.get((language, home, name)):
                return f"{self._pages[language, home, holder].url}#{name}"
        return None


def marks(catalog: Catalog, language: str, bound: Bound) -> dict[str, str]:
    """What each part of a workbook is called, the same in every edition: pages A, B, recommendations 1, 2, exercises 1.1."""
    guide = bound.guide
    made = {entry.page.id: str(entry.number) for entry in catalog.numbered(language, bound)}
    made |= {name: _letters(place) for place, name in enumerate((*guide.before, *guide.after, *guide.counselors))}
    for page in (*bound.pages, *bound.recommendations):
        made |= {exercise.id: f"{made[page.id]}.{place}" for place, exercise in enumerate(page.exercises, 1) if page.id in made}
    return made


def _letters(place: int) -> str:
    """A to Z, then AA, AB."""
    more, last = divmod(place, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def in_language(catalog: Catalog, labels: Mapping[str, Any], language: str) -> str:
    """How these labels say that something is in another language; its own name for itself, where they have no word for it."""
    return str(labels["languages"].get(language) or catalog.library(language).settings.language_name)


def labels_of(bound: Bound | None, labels: Mapping[str, Any]) -> Mapping[str, Any]:
    """The language's labels, with a guide's own words for whom its exercises are for."""
    if bound is None:
        return labels
    guide = bound.guide
    own = {key: value for key, value in (("everyone", guide.everyone), ("both", guide.both)) if value}
    shared = {"privacies": {**labels["privacies"], "partner": guide.shared}} if guide.shared else {}
    return {**labels, **own, **shared} if own or shared else labels


def role_names(ids: Sequence[str], bound: Bound | None, labels: Mapping[str, str], setting: str = "alone") -> str:
    """Who something is for, as it stands after 'For'."""
    names = {role.id: role.name for role in bound.guide.roles} if bound else {}
    words = [names.get(one, labels["both"] if setting == "together" else labels["everyone"]) for one in ids]
    return ", ".join(words)


def role_mark(ids: Sequence[str], bound: Bound | None) -> str:
    """Which of the two lines stands beside a role: "first", "second", or "both" where it is not one role alone."""
    order = [role.id for role in bound.guide.roles] if bound else []
    places = {order.index(one) for one in ids if one in order}
    return ("first", "second")[places.pop()] if len(places) == 1 and max(places) < 2 else "both"


def cited(pages: Sequence[Recommendation | Page], library: Library) -> list[Reference]:
    """The references that these pages cite in their claims, in the library's order."""
    used = {name for page in pages for claim in getattr(page, "why_it_helps", []) for name in claim.cite}
    return [reference for reference in library.references if reference.id in used]


def sheets(bound: Bound) -> list[tuple[Recommendation | Page, Exercise]]:
    """Every exercise of a guide with its page."""
    return exercises(bound)


__all__ = ["EVERYONE", "Catalog", "Numbered", "cited", "in_language", "labels_of", "marks", "relative", "role_mark", "role_names", "sheets"]
