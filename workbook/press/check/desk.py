"""What an examiner has on the desk: the files of one guide, or those that all guides share, every text in them, and the day.

A rule takes the Desk and yields Finds; ``check.examine`` gives each its code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, get_args

from ..model import Bound, Exercise, Page, Recommendation
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
    """What all guides of a library share, or the one guide ``bound`` beside that ``shared`` desk, as the examiner sees it: one guide
    at a time, so that many take no more room than one. ``drawings`` are the names of the drawings that exist, ``letters`` the code
    points that can be printed, or None.

    What a translation may name is also what its ``original`` has: readers are led there. Files that are ``unread``, since their
    form is wrong, may be named as well; what may stand in them, such as exercises and sources, is looked up only where there are none.
    """

    source: Source
    today: date
    drawings: frozenset[str] | None = None
    original: Source | None = None
    letters: frozenset[int] | None = None
    unread: frozenset[str] = frozenset()
    bound: Bound | None = None
    shared: Desk | None = None

    def each(self) -> Iterator[Desk]:
        """This desk, on which lies what is shared, and then one for each guide."""
        yield self
        for bound in self.source.library.guides:
            yield replace(self, bound=bound, shared=self)

    @cached_property
    def files(self) -> tuple[File, ...]:
        library, source, bound = self.source.library, self.source, self.bound
        if bound is None:
            return (File(("", "library"), library.settings, source), *(File(("", name), getattr(library, name), source) for name in DATA),
                    *(File(("", f"pages/{page.id}"), page, source) for page in library.pages))
        guide = bound.guide.id
        return (File((guide, "guide"), bound.guide, source, bound), *(File((guide, one.id), one, source, bound) for one in bound.recommendations),
                *(File((guide, f"pages/{page.id}"), page, source, bound) for page in bound.pages))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for file in self.files for loc, piece in file.pieces for leaf in leaves(file, piece, loc))

    @cached_property
    def prose(self) -> tuple[Leaf, ...]:
        """Everything that a reader reads: not the rules about words themselves."""
        return tuple(leaf for leaf in self.leaves if leaf.sort != "id" and leaf.file.key not in UNREAD)

    @cached_property
    def whole(self) -> str:
        """All words on the desk as one text, to see at once that a phrase stands nowhere in it."""
        both = (text for leaf in self.prose for text in (leaf.text, plain(leaf.text)))
        return " ".join(" ".join(text.lower().split()) for text in both)

    @property
    def naming(self) -> tuple[Leaf, ...]:
        """The texts whose links and citations can be looked up: all, or none while a file is unread."""
        return () if self.unread else self.prose

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

    @cached_property
    def known(self) -> Known:
        """What these files may name: things of their own guide, or of any guide where they belong to none, and what all share."""
        libraries = [source.library for source in (self.source, self.original) if source]
        bounds = [one for library in libraries for one in library.guides if self.bound is None or one.guide.id == self.bound.guide.id]
        shared = self.unread | {page.id for library in libraries for page in library.pages}
        named = [(one.id, [exercise.id for exercise in one.exercises]) for bound in bounds for one in (*bound.recommendations, *bound.pages)]
        pages, worksheets = shared | {page for page, _ in named}, frozenset(name for _, names in named for name in names)
        return Known(
            pages=pages, worksheets=worksheets, shared=shared, links=pages | worksheets | {bound.guide.id for bound in bounds},
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
