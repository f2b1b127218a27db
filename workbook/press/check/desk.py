"""What an examiner has on the desk: the files of one library, every text in them, and the day.

A rule takes the Desk and yields Finds; ``check.examine`` gives each its code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, get_args

from ..model import Bound, Exercise, Library, Page, Recommendation
from ..plain import plain
from ..problems import Problem
from ..source import Source
from ..types import LONGEST_ID, LONGEST_LINE, LONGEST_TEXT, Piece

Loc = tuple[str | int, ...]
_SORTS = {LONGEST_ID: "id", LONGEST_LINE: "line", LONGEST_TEXT: "text"}
ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
DATA = ("helplines", "glossary", "references", "wording", "search")
UNREAD = (("", "wording"), ("", "search"))


@dataclass(frozen=True, eq=False)
class File:
    """One file of the library: its value (a piece, or the list under its one key), and its guide."""

    key: tuple[str, str]
    value: Any
    source: Source
    bound: Bound | None = None

    def problem(self, loc: Loc, code: str, message: str, hint: str, near: str) -> Problem:
        return self.source.positions[self.key].problem(loc, code, message, hint, near=near)

    @property
    def pieces(self) -> list[tuple[Loc, Piece]]:
        if isinstance(self.value, Piece):
            return [((), self.value)]
        return [((self.key[1], index), piece) for index, piece in enumerate(self.value)]


@dataclass(frozen=True)
class Find:
    """A mistake before it has its code; ``near`` are the words that it is about."""

    file: File
    loc: Loc
    message: str
    hint: str = ""
    near: str = ""

    def problem(self, code: str) -> Problem:
        return self.file.problem(self.loc, code, self.message, self.hint, self.near)


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """One string of one file. ``sort`` is id, line or text; ``owner`` is the piece whose ``name`` it is."""

    file: File
    loc: Loc
    text: str
    sort: str
    owner: Piece
    name: str

    def find(self, message: str, hint: str = "", near: str = "") -> Find:
        return Find(self.file, self.loc, message, hint, near)


@dataclass(frozen=True)
class Known:
    """The ids that a file may name."""

    pages: frozenset[str]
    worksheets: frozenset[str]
    links: frozenset[str]
    shared: frozenset[str]
    roles: frozenset[str]
    stages: frozenset[str]
    references: frozenset[str]


@dataclass(frozen=True)
class Desk:
    """A library as its examiner sees it. ``drawings`` are the names of the drawings that exist, ``letters`` the code points
    that can be printed, or None.

    What a translation may name is also what its ``original`` has: readers are led there.
    """

    source: Source
    today: date
    drawings: frozenset[str] | None = None
    original: Source | None = None
    letters: frozenset[int] | None = None

    @cached_property
    def files(self) -> tuple[File, ...]:
        library, source = self.source.library, self.source
        shared = [File(("", "library"), library.settings, source)]
        shared += [File(("", name), getattr(library, name), source) for name in DATA]
        shared += [File(("", f"pages/{page.id}"), page, source) for page in library.pages]
        return (*shared, *(file for bound in library.guides for file in self._of(bound)))

    def _of(self, bound: Bound) -> Iterator[File]:
        guide = bound.guide.id
        yield File((guide, "guide"), bound.guide, self.source, bound)
        for one in bound.recommendations:
            yield File((guide, one.id), one, self.source, bound)
        for page in bound.pages:
            yield File((guide, f"pages/{page.id}"), page, self.source, bound)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for file in self.files for loc, piece in file.pieces for leaf in leaves(file, piece, loc))

    @cached_property
    def prose(self) -> tuple[Leaf, ...]:
        """Everything that a reader reads: not the rules about words themselves."""
        return tuple(leaf for leaf in self.leaves if leaf.sort != "id" and leaf.file.key not in UNREAD)

    @cached_property
    def whole(self) -> str:
        """All words of the library as one text, to see at once that a phrase stands nowhere in it."""
        both = (text for leaf in self.prose for text in (leaf.text, plain(leaf.text)))
        return " ".join(" ".join(text.lower().split()) for text in both)

    @property
    def chapters(self) -> list[File]:
        """The files that hold a recommendation or a page."""
        return [file for file in self.files if isinstance(file.value, Recommendation | Page)]

    @property
    def recommendations(self) -> list[File]:
        return [file for file in self.files if isinstance(file.value, Recommendation)]

    @property
    def exercises(self) -> list[tuple[File, Loc, Exercise]]:
        return [(file, ("exercises", index), exercise) for file in self.chapters
                for index, exercise in enumerate(file.value.exercises)]

    def known(self, file: File) -> Known:
        """What ``file`` may name: things of its own guide, or of any guide where it belongs to none, and what all share."""
        return self._known[file.key[0]]

    @cached_property
    def _known(self) -> dict[str, Known]:
        bounds = [bound for library in self._libraries for bound in library.guides]
        names = {bound.guide.id for bound in bounds}
        return {"": self._gathered(bounds), **{name: self._gathered([one for one in bounds if one.guide.id == name]) for name in names}}

    @property
    def _libraries(self) -> list[Library]:
        return [source.library for source in (self.source, self.original) if source]

    @cached_property
    def _shared(self) -> frozenset[str]:
        return frozenset(page.id for library in self._libraries for page in library.pages)

    def _gathered(self, bounds: list[Bound]) -> Known:
        chapters: list[Recommendation | Page] = []
        for bound in bounds:
            chapters += [*bound.recommendations, *bound.pages]
        pages = self._shared | {one.id for one in chapters}
        worksheets = frozenset(exercise.id for one in chapters for exercise in one.exercises)
        return Known(
            pages=pages, worksheets=worksheets,
            shared=self._shared, links=pages | worksheets | {bound.guide.id for bound in bounds},
            roles=frozenset(role.id for bound in bounds for role in bound.guide.roles),
            stages=frozenset(stage.id for bound in bounds for stage in bound.guide.stages),
            references=frozenset(one.id for one in self.source.library.references))


Rule = Callable[[Desk], Iterable[Find]]


def leaves(file: File, piece: Piece, loc: Loc = ()) -> Iterator[Leaf]:
    """Every string below a piece."""
    for name, sort in sorts(type(piece)).items():
        yield from _below(file, piece, name, sort, getattr(piece, name), (*loc, name))


def _below(file: File, owner: Piece, name: str, sort: str, value: Any, loc: Loc) -> Iterator[Leaf]:
    if isinstance(value, Piece):
        yield from leaves(file, value, loc)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below(file, owner, name, sort, item, (*loc, index))
    elif isinstance(value, str) and sort:
        yield Leaf(file, loc, value, sort, owner, name)


@cache
def sorts(kind: type[Piece]) -> dict[str, str]:
    """For each key of a piece: whether its strings are ids, lines or texts, or none of these."""
    return {name: _sort((*field.metadata, field.annotation)) for name, field in kind.model_fields.items()}


def _sort(parts: Iterable[Any]) -> str:
    """Told by the longest that a string may be, which ``types`` fixes for each sort."""
    for part in parts:
        found = _SORTS.get(getattr(part, "max_length", 0), "") or _sort((*getattr(part, "metadata", ()), *get_args(part)))
        if found:
            return found
    return ""
