"""Library to the list of everything that will exist. Pure: it writes nothing.

A new edition, packet or language is a new row here, never an ``if`` further on.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .model import Bound, Exercise, Library, LibrarySettings, Packet, Page, Recommendation


@dataclass(frozen=True)
class Edition:
    """One way of printing.

    ``paper`` names the page (letter 215.9 × 279.4 mm, a4 210 × 297 mm, either: 210 × 279 mm, which
    prints on both without scaling). ``smallest`` is the smallest type allowed, in points.
    """

    id: str
    paper: str
    large: bool = False
    fillable: bool = False
    counselor: bool = False

    @property
    def smallest(self) -> float:
        return 18.0 if self.large else 9.0

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """The sheets under templates/print, in order."""
        size = "large" if self.large else "normal"
        form = ("form.css",) if self.fillable else ()
        return ("print.css", f"{size}.css", f"paper-{self.paper}.css", *form)


LETTER = Edition("letter", "letter")
A4 = Edition("a4", "a4")
LARGE_LETTER = Edition("large-print-letter", "letter", large=True)
LARGE_A4 = Edition("large-print-a4", "a4", large=True)
FILLABLE = Edition("fillable", "either", fillable=True)
COUNSELOR_LETTER = Edition("counselor-letter", "letter", counselor=True)
COUNSELOR_A4 = Edition("counselor-a4", "a4", counselor=True)

SHEET_EDITIONS = (LETTER, A4, LARGE_LETTER, LARGE_A4, FILLABLE)
BOOK_EDITIONS = (*SHEET_EDITIONS, COUNSELOR_LETTER, COUNSELOR_A4)
EDITIONS = {edition.id: edition for edition in BOOK_EDITIONS}


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file that will exist: ``path`` is told from docs/, with forward slashes."""

    kind: str
    path: str
    language: str
    guide: str = ""
    subject: str = ""
    edition: Edition | None = None
    direction: str = "ltr"

    @property
    def is_pdf(self) -> bool:
        return self.edition is not None

    @property
    def url(self) -> str:
        """The address of a page or file on the site, told from its root."""
        if not self.path.endswith(".md"):
            return self.path
        folder, name = posixpath.split(self.path[:-3])
        return f"{folder}/" if name == "index" and folder else "" if name == "index" else f"{self.path[:-3]}/"


def exercises(bound: Bound) -> list[tuple[Recommendation | Page, Exercise]]:
    """Every exercise of a guide with the page that holds it, in reading order."""
    pages = {page.id: page for page in bound.pages}
    order: list[Recommendation | Page] = [pages[name] for name in bound.guide.before if name in pages]
    order += bound.recommendations
    later = (*bound.guide.after, *bound.guide.beside, *bound.guide.counselors)
    order += [pages[name] for name in dict.fromkeys(later) if name in pages]
    return [(page, exercise) for page in order for exercise in page.exercises]


def _home(library: Library, first: bool) -> Artifact:
    language = library.settings.language
    return Artifact("home", "index.md" if first else f"guides/{language}/index.md", language)


def _guide_pages(language: str, bound: Bound) -> Iterable[Artifact]:
    guide, at = bound.guide.id, f"guides/{language}/{bound.guide.id}"
    yield Artifact("guide", f"{at}/index.md", language, guide, guide)
    for recommendation in bound.recommendations:
        yield Artifact("recommendation", f"{at}/{recommendation.id}.md", language, guide, recommendation.id)
    for page in bound.pages:
        yield Artifact("page", f"{at}/{page.id}.md", language, guide, page.id)
    yield Artifact("sheets", f"{at}/sheets.js", language, guide)


def packets(bound: Bound) -> list[Packet]:
    """The packets that can be printed: in a translation, only those of which no worksheet is missing."""
    there = {exercise.id for _, exercise in exercises(bound)}
    return [packet for packet in bound.guide.packets if there.issuperset(packet.worksheets)]


def prints(settings: LibrarySettings, bound: Bound) -> Iterable[Artifact]:
    """The prints of one guide."""
    language, guide, turned = settings.language, bound.guide.id, settings.direction
    at = f"guides/{language}/{guide}/print"
    for edition in BOOK_EDITIONS:
        yield Artifact("workbook", f"{at}/workbook-{edition.id}.pdf", language, guide, "workbook", edition, turned)
    for packet in packets(bound):
        for edition in SHEET_EDITIONS:
            yield Artifact("packet", f"{at}/packet-{packet.id}-{edition.id}.pdf", language, guide, packet.id, edition, turned)
    for _, exercise in exercises(bound):
        for edition in SHEET_EDITIONS:
            yield Artifact("worksheet", f"{at}/{exercise.id}-{edition.id}.pdf", language, guide, exercise.id, edition, turned)


def plan(libraries: Sequence[Library]) -> list[Artifact]:
    """Everything that a build makes, pages first. The first library is the site's own language."""
    made: list[Artifact] = []
    for index, library in enumerate(libraries):
        language = library.settings.language
        made.append(_home(library, index == 0))
        made += [Artifact("page", f"guides/{language}/{page.id}.md", language, "", page.id) for page in library.pages]
        for bound in library.guides:
            made += _guide_pages(language, bound)
        made.append(Artifact("search", f"guides/{language}/search.js", language))
        made.append(Artifact("builder", f"guides/{language}/builder.js", language))
    for library in libraries:
        for bound in library.guides:
            made += prints(library.settings, bound)
    return made


def packet_named(bound: Bound, name: str) -> Packet:
    """The packet with this id. KeyError where there is none."""
    return {packet.id: packet for packet in bound.guide.packets}[name]


def relative(target: str, page_url: str) -> str:
    """The address of ``target`` as seen from the page at ``page_url``; both from the site's root."""
    path, mark, anchor = target.partition("#")
    start = page_url if page_url.endswith("/") or not page_url else posixpath.dirname(page_url)
    found = posixpath.relpath(path or ".", start or ".")
    if path.endswith("/") or not path:
        found += "/"
    return found + mark + anchor
