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

__all__ = ["CODES", "Pair", "Row", "as_table", "examine", "measure"]

_RULES: dict[str, Rule] = {
    **ids.RULES, **lengths.RULES, **wording.RULES, **markup.RULES, **places.RULES, **exercises.RULES, **upkeep.RULES, **searching.RULES,
}
CODES = tuple(_RULES)


def examine(source: Source, today: date, drawings: frozenset[str] | None = None, original: Source | None = None,
            letters: frozenset[int] | None = None, unread: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that is wrong with a library, in the order of its files and lines.

    ``drawings`` are the names, without .svg, of the drawings that exist; None leaves them unchecked.
    ``original`` is the library that this one is translated from; what only it has may be named here too.
    ``letters`` are the code points that can be printed; None leaves them unchecked.
    ``unread`` are the names of files that are no part of the library, since their form is wrong: they may be named, and what may stand
    in them is not looked up.
    """
    shared = Desk(source, today, drawings, original, letters, unread)
    return sorted({find.problem(code) for desk in shared.each() for code, rule in _RULES.items() for find in rule(desk)})
