"""What the search is told: a word has one meaning, and what is urgent leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import SearchRule
from .desk import Desk, Find, Leaf, Rule

SEARCH = ("", "search")
LEADING = ("cue", "urgent")


def _rules(desk: Desk) -> list[Leaf]:
    return [leaf for leaf in desk.leaves if leaf.file.key == SEARCH and isinstance(leaf.owner, SearchRule)]


def told_twice(desk: Desk) -> Iterator[Find]:
    """A word is left out, or has one meaning; it may be urgent besides."""
    first: dict[str, Leaf] = {}
    for leaf in _rules(desk):
        if leaf.name == "words" and leaf.owner.kind in ("skip", "alike", "same"):  # type: ignore[attr-defined]
            before = first.setdefault(leaf.text, leaf)
            if before is not leaf:
                yield leaf.find(f"'{leaf.text}' stands in '{before.owner.id}' already", "Keep it in one entry.")  # type: ignore[attr-defined]


def leads_nowhere(desk: Desk) -> Iterator[Find]:
    """Cues and urgent words name the page that they lead to, and no others do."""
    for file in desk.files:
        for loc, rule in file.pieces if file.key == SEARCH else ():
            if isinstance(rule, SearchRule) and (rule.kind in LEADING) != bool(rule.to):
                yield Find(file, loc, f"'{rule.id}' is {rule.kind}", "Cues and urgent words need a page 'to', and no others have one.")


RULES: dict[str, Rule] = {
    "search-twice": told_twice,
    "search-to": leads_nowhere,
}
