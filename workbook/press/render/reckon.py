"""How tall an exercise will be on paper, near enough to choose how it is laid out.

Used by ``prints``, for the normal editions. Reckoned in millimetres from numbers of letters and lines, with the sizes
of ``templates/print/normal.css``; ``layout`` measures what really came of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Exercise, Guide
from ..parts import Part

PAGE = 252.0
RULE = 8.7
TEXT, SMALL, TICK = 5.9, 5.2, 7.3
FULL, FULL_SMALL = 82, 93
GAP_LETTERS = 31
GROWING = {"lines", "letter", "steps", "agreement", "table", "log", "balance"}


def rows(text: str, letters: int) -> int:
    """How many lines a text takes in a column so many letters wide."""
    return -(-len(text) // letters)


def _steps(part) -> float:  # type: ignore[no-untyped-def]
    return sum(_term(step) for step in part.steps)


def _term(step) -> float:  # type: ignore[no-untyped-def]
    return rows(step.say, 76) * TEXT + rows(step.hint or "", 88) * SMALL + step.lines * RULE + 1


def _table(part) -> float:  # type: ignore[no-untyped-def]
    names = getattr(part, "headings", None) or getattr(part, "days", [])
    blank = getattr(part, "rows", 0) or getattr(part, "entries", 0)
    total = sum(column.width for column in part.columns) + (3 if names or part.kind == "log" else 0)
    head = max(rows(column.name, int(84 * column.width / total)) for column in part.columns) * SMALL + 1.4
    width = int(74 * 3 / total)
    tall = [max(part.lines * RULE, rows(name, width) * 5.3) + 1.4 for name in names]
    return head + sum(tall) + blank * (part.lines * RULE + 1.4)


def _checklist(part) -> float:  # type: ignore[no-untyped-def]
    short = max(map(len, part.items)) <= 36
    ticks = -(-len(part.items) // 2) * TICK if short else sum(rows(item, 77) * TEXT + 1.4 for item in part.items)
    return 1 + ticks + part.own * 9


def _choice(part) -> float:  # type: ignore[no-untyped-def]
    letters = len("".join(part.options))
    if letters <= 20 and not part.own and not part.help:
        return max(0, TICK - rows(part.label, 44) * 5.5)
    in_row = letters <= 48 and not part.own
    own = 9 if part.own else 0
    return 1 + own + (TICK if in_row else sum(rows(option, 77) * TEXT + 1.4 for option in part.options))


def _sort(part) -> float:  # type: ignore[no-untyped-def]
    letters = 80 - len(part.piles) * 15
    head = max(rows(pile, 14) for pile in part.piles) * SMALL + 1.4
    return head + sum(max(7.1, rows(item, letters) * 5.3 + 1.3) for item in part.items) + part.own * 7.1


def _frame(frame: str) -> int:
    return rows(frame.replace("___", "_" * GAP_LETTERS), FULL)


BODY = {
    "text": lambda part: rows(part.text, 80) * TEXT + part.text.count("\n\n") * 3,
    "lines": lambda part: part.lines * RULE,
    "steps": _steps,
    "table": _table,
    "log": _table,
    "checklist": _checklist,
    "choice": _choice,
    "sort": _sort,
    "scale": lambda part: SMALL + max(1, len(part.items)) * (TEXT + 10),
    "sentences": lambda part: sum(_frame(frame) * RULE + part.lines * RULE for frame in part.frames),
    "plan": lambda part: (len(part.situations) + part.rows) * 30,
    "balance": lambda part: 7 + len(part.considerations) * (part.lines * RULE + 1.4),
    "agreement": lambda part: 6 + sum(map(_term, part.terms)) + -(-(len(part.dates) + len(part.signed_by)) // 2) * 9,
    "letter": lambda part: (part.lines + 0.7) * RULE + rows("".join(part.prompts), 85) * SMALL + (TEXT if part.closing else 0),
}


def height_of(part: Part) -> float:
    """One writing part with its label and the space after it."""
    return 3.2 + rows(part.label, 74) * 5.5 + rows(part.help or "", 90) * SMALL + BODY[part.kind](part)  # type: ignore[attr-defined]


def _head(exercise: Exercise, guide: Guide) -> tuple[float, tuple[str, ...]]:
    """The head's height, and which notes stand to its left so that both columns end at about the same height."""
    safety = guide.safety_line if exercise.is_joint else guide.alone_line
    left = 18 + rows(exercise.purpose, 55) * TEXT + rows(safety, 62) * SMALL + sum(rows(s, 52) * TEXT + 0.7 for s in exercise.steps)
    right = 22.6 + 5 * 5.8 + rows(exercise.how_often, 24) * SMALL - 5.2
    careful, need = exercise.careful or "", " · ".join(exercise.need)
    ways = {}
    for names in ((), ("need-left",), ("go-left",), ("go-left", "need-left")):
        moved = (rows(careful, 62) * SMALL + 1.2 if "go-left" in names else 0) + (rows(need, 56) * SMALL + 1.5 if "need-left" in names else 0)
        kept = (0 if "go-left" in names else rows(careful, 25) * SMALL) + (0 if "need-left" in names else rows(need, 25) * SMALL)
        ways[names] = max(left + moved, right + kept)
    best = min(ways, key=lambda names: (round(ways[names]), len(names)))
    return ways[best] + 2, best


def _foot(exercise: Exercise) -> float:
    sample = rows(exercise.sample, 88) * SMALL + 10 if exercise.sample else 0
    return sample + max(rows(exercise.stop, 46), rows(exercise.afterwards, 44)) * SMALL + 14.5


def total(exercise: Exercise, guide: Guide) -> float:
    """The whole exercise, as if the page had no end."""
    return _head(exercise, guide)[0] + sum(map(height_of, exercise.parts)) + _foot(exercise)


def _pages(exercise: Exercise, guide: Guide) -> list[tuple[float, set[str]]]:
    """How full each page is, and what kinds of part stand on it, where no part is cut in two."""
    made: list[tuple[float, set[str]]] = [(_head(exercise, guide)[0], set())]
    for part, height in [*((part, height_of(part)) for part in exercise.parts), (None, _foot(exercise))]:
        filled, kinds = made[-1]
        kind = {part.kind} if part else set()
        if filled + height <= PAGE:
            made[-1] = filled + height, kinds | kind
        else:
            made.append((height, kind))
    return made


def fitting(exercise: Exercise, guide: Guide) -> str:
    """The classes that say how a worksheet is laid out.

    ``snug`` where it nearly fits one page; ``loose`` where two pages are too few unless a part is cut; ``notes``
    where the second page has room for them.
    """
    names = list(_head(exercise, guide)[1])
    whole, pages = total(exercise, guide), _pages(exercise, guide)
    if PAGE - 30 < whole < PAGE + 30:
        return " ".join([*names, "snug"])
    if len(pages) > 2:
        return " ".join([*names, "loose", "snug"])
    filled, kinds = pages[-1]
    if len(pages) == 2 and exercise.keep and filled < PAGE - (50 if not kinds & GROWING else 100):
        names.append("notes")
    return " ".join(names)
