"""Not too long, not too short, not too hard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..plain import lists
from .desk import Desk, Find, Rule
from .measures import FORMULAS, LENGTHS, Length, level, too_hard

LONGEST_LIST = 7


def misses(desk: Desk, length: Length) -> Iterator[Find]:
    """Each part of a recommendation has about the length that can be read and used."""
    length = length.stretched(desk.source.library.settings.longer)
    for file in desk.recommendations:
        count = length.missed_by(file.value)
        if count is not None:
            advice = "Shorten it." if count > length.high else "Say more."
            yield Find(file, length.loc, f"{length.name} has {count} {length.unit}; it takes {length.span}", advice)


def long_lists(desk: Desk) -> Iterator[Find]:
    """A list has at most seven entries."""
    for leaf in desk.prose:
        for items in lists(leaf.text) if leaf.sort == "text" else ():
            if len(items) > LONGEST_LIST:
                yield leaf.find(f"a list has {len(items)} entries; it takes at most {LONGEST_LIST}",
                                "Make two lists of it, each with a line before it.", near=items[0])


def hard(desk: Desk, code: str) -> Iterator[Find]:
    """A page can be read by most people on a bad day."""
    settings = desk.source.library.settings
    for file in desk.chapters if settings.reading else ():
        found = level(file.value, settings)
        for one, name, value, limit in too_hard(found, settings.reading):
            if one == code:
                start = " ".join(found.longest.split()[:6])
                long = f" Long words that come often: {', '.join(found.long_words)}." if found.long_words else ""
                yield Find(file, found.longest_at, f"the text of '{file.value.id}' has {name} {value}; the limit is {limit:g}",
                           f"Its longest sentence starts '{start}'.{long}", near=start)


RULES: dict[str, Rule] = {
    **{code: partial(misses, length=length) for code, length in LENGTHS.items()},
    "length-list": long_lists,
    **{code: partial(hard, code=code) for code in (f"reading-{key.replace('_', '-')}" for key in FORMULAS)},
}
