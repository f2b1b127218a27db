"""What a translation lacks, and where it has drifted from its original: notices, which stop no build.

``check`` tells them beside the mistakes; the table of pages shows them in a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..model import Guide, Page, Recommendation
from ..plain import citations, links
from ..problems import Problem
from ..source import Key, Source
from ..translations import LABELS, Follows, name_of, passages
from ..types import Piece
from ..yaml_positions import Positions
from .desk import Loc, sorts
from .exercises import GAP

FREE = {"updated", "review", "lines", "rows", "entries", "width", "own", "people_also_say"}  # each language's own affair
PAGES = ("recommendations", "before", "after", "beside", "counselors", "pages")


@dataclass(frozen=True)
class Pair:
    """A translation and its original: the value of each file in both, and which words the translation follows."""

    source: Source
    here: Mapping[Key, Any]
    there: Mapping[Key, Any]
    follows: Follows
    labels: Positions
    language: str

    def positions(self, key: Key) -> Positions:
        return self.labels if key == LABELS else self.source.positions[key]

    @cached_property
    def told(self) -> tuple[Problem, ...]:
        """Every notice, in the order of files and lines."""
        found = [*self._missing(), *self._lacking(), *self._drifted(), *self._different()]
        return tuple(sorted({replace(one, notice=True) for one in found}))

    @cached_property
    def states(self) -> dict[str, str]:
        """How far each page of the original has come, in the original's order."""
        return {_page(key): self._state(key) for key, value in self.there.items() if isinstance(value, Recommendation | Page)}

    def _state(self, key: Key) -> str:
        if key not in self.here:
            return "missing"
        codes = [one.code.removeprefix("translation-") for one in self.told if one.path == self.positions(key).path]
        return ", ".join(f"{codes.count(code)} {code}" for code in dict.fromkeys(codes)) or "follows"

    def _missing(self) -> Iterator[Problem]:
        for key in self.there:
            if key not in self.here:
                place, loc = self._named(key)
                yield place.problem(loc, "translation-missing", f"'{name_of(key)}' is not translated; its readers are led to '{self.language}'",
                                    "Copy the file, translate it, then run 'build.py translated' with its name.")

    def _named(self, key: Key) -> tuple[Positions, Loc]:
        """Where a file that is missing is named: in a list of the guide, or of the library."""
        name = key[1].removeprefix("pages/")
        for home in ((key[0], "guide"), ("", "library")):
            lists = self.here.get(home)
            for list_name in PAGES:
                if name in (names := getattr(lists, list_name, [])):
                    return self.source.positions[home], (list_name, names.index(name))
        return self.source.positions["", "library"], ("guides",)

    def _lacking(self) -> Iterator[Problem]:
        """Entries of the original's lists of data that are not here."""
        for key, value in self.there.items():
            if isinstance(value, list) and key in self.here:
                for lost in passages(key, value).keys() - passages(key, self.here[key]).keys():
                    yield self.positions(key).problem((key[1],), "translation-missing", f"the original has '{lost}', and this file has not",
                                                      "Translate it, or leave it out where it does not fit.")

    def _drifted(self) -> Iterator[Problem]:
        for key, value in self.there.items():
            if key in self.here:
                yield from self._older(key, value) if name_of(key) in self.follows else self._unmarked(key)

    def _unmarked(self, key: Key) -> Iterator[Problem]:
        yield self.positions(key).problem((), "translation-unmarked", "nothing says which words of the original this file follows",
                                          "Compare the two, then run 'build.py translated' with its name.")

    def _older(self, key: Key, value: Any) -> Iterator[Problem]:
        known, now, here = self.follows[name_of(key)], passages(key, value), passages(key, self.here[key])
        for name in dict.fromkeys([*now, *known]):
            if name not in now or now[name].digest != known.get(name):
                what = "has changed in" if name in now and name in known else "is new in" if name in now else "was taken out of"
                yield self.positions(key).problem(here[name].loc if name in here else (), "translation-older",
                                                  f"'{name}' {what} the original since this was translated",
                                                  "Mend it here, then run 'build.py translated' with the file's name.")

    def _different(self) -> Iterator[Problem]:
        for key, value in self.there.items():
            if isinstance(value, Recommendation | Page | Guide) and key in self.here:
                for loc, said in differences(value, self.here[key]):
                    yield self.positions(key).problem(loc, "translation-differs", said, "All but the words is the same in both.")


def _page(key: Key) -> str:
    return name_of((key[0], key[1].removeprefix("pages/")))


def differences(original: Any, here: Any, loc: Loc = (), sort: str = "") -> Iterator[tuple[Loc, str]]:
    """Where two files differ in anything but their words, and what the original has there."""
    if isinstance(original, Piece) and type(original) is type(here):
        for name, of in sorts(type(original)).items():
            if name not in FREE:
                yield from differences(getattr(original, name), getattr(here, name), (*loc, name), of)
    elif isinstance(original, list) and isinstance(here, list):
        yield from _of_lists(original, here, loc, sort)
    elif isinstance(original, str) and isinstance(here, str) and sort in ("line", "text"):
        yield from _of_words(original, here, loc)
    elif original != here:
        yield loc, f"'{loc[-1]}' is {_said(original)} in the original, and {_said(here)} here"


def _of_lists(original: list[Any], here: list[Any], loc: Loc, sort: str) -> Iterator[tuple[Loc, str]]:
    if len(original) != len(here):
        yield loc, f"'{loc[-1]}' has {len(original)} entries in the original, and {len(here)} here"
    else:
        for index, (one, other) in enumerate(zip(original, here, strict=True)):
            yield from differences(one, other, (*loc, index), sort)


def _of_words(original: str, here: str, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for what, of in (("cites", citations), ("links to", lambda text: [target for _, target in links(text)])):
        if sorted(of(original)) != sorted(of(here)):
            yield loc, f"the original {what} {', '.join(of(original)) or 'nothing'} here"
    if original.count(GAP) != here.count(GAP):
        yield loc, f"the original has {original.count(GAP)} gaps here"


def _said(value: Any) -> str:
    if isinstance(value, Piece):
        return f"of the kind '{getattr(value, 'kind', type(value).__name__)}'"
    return "left out" if value is None else f"'{value}'"
