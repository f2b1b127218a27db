"""What one file alone cannot tell: ids, lengths, wording, safety, age. After ``source``, before ``plan``.

Each rule is a small function with a code; ``RULES`` in each module names them. A rule reads the
Desk and knows no guide's ids and no language's words: those are data.
"""

from __future__ import annotations

from datetime import date

from ..problems import Problem
from ..source import Source
from . import exercises, ids, lengths, markup, places, searching, upkeep, wording
from .desk import Desk, Rule
from .languages import Pair
from .table import Row, as_table, measure

__all__ = ["CODES", "Pair", "Row", "as_table", "examine", "examine_words", "measure"]

_OF_WORDS: dict[str, Rule] = {**lengths.RULES, **wording.RULES, **markup.RULES}
_RULES: dict[str, Rule] = {**ids.RULES, **_OF_WORDS, **places.RULES, **exercises.RULES, **upkeep.RULES, **searching.RULES}
CODES = tuple(_RULES)


def examine(source: Source, today: date, drawings: frozenset[str] | None = None, original: Source | None = None,
            letters: frozenset[int] | None = None) -> list[Problem]:
    """Everything that is wrong with a library, in the order of its files and lines.

    ``drawings`` are the names, without .svg, of the drawings that exist; None leaves them unchecked.
    ``original`` is the library that this one is translated from; what only it has may be named here too.
    ``letters`` are the code points that can be printed; None leaves them unchecked.
    """
    return _found(_RULES, Desk(source, today, drawings, original, letters))


def examine_words(source: Source, today: date, letters: frozenset[int] | None = None) -> list[Problem]:
    """What is wrong with the words themselves, in a library of which not every file could be read: nothing is said of what is missing."""
    return _found(_OF_WORDS, Desk(source, today, letters=letters))


def _found(rules: dict[str, Rule], shared: Desk) -> list[Problem]:
    return sorted({find.problem(code) for desk in shared.each() for code, rule in rules.items() for find in rule(desk)})
