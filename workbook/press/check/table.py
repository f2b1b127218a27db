"""The table of pages: how hard, how long, how well sourced each one is, and what it falls short of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Library, Page, Recommendation
from ..plain import citations
from .measures import ENOUGH, FORMULAS, LENGTHS, Level, level, running, too_hard


@dataclass(frozen=True)
class Row:
    """One page. ``levels`` has each formula by its head; None where there is too little text to tell."""

    page: str
    levels: dict[str, float | None]
    words: int
    exercises: int
    citations: int
    short_of: tuple[str, ...]


def measure(library: Library) -> list[Row]:
    """A row for every page of a library, guide by guide, in their order."""
    rows = [_row("", page, library) for page in library.pages]
    for bound in library.guides:
        pages: list[Recommendation | Page] = [*bound.recommendations, *bound.pages]
        rows += [_row(f"{bound.guide.id}/", one, library) for one in pages]
    return rows


def _row(before: str, value: Recommendation | Page, library: Library) -> Row:
    found = level(value, library.settings)
    levels = {FORMULAS[key].head: one if found.words >= ENOUGH else None for key, one in found.by.items()}
    return Row(f"{before}{value.id}", levels, found.words, len(value.exercises), len(_cited(value)), _short_of(value, found, library))


def _cited(value: Recommendation | Page) -> set[str]:
    claims = value.why_it_helps if isinstance(value, Recommendation) else []
    return {one for claim in claims for one in claim.cite} | {one for _, text in running(value) for one in citations(text)}


def _short_of(value: Recommendation | Page, found: Level, library: Library) -> tuple[str, ...]:
    missed = [f"{name} {one:g}, limit {limit:g}" for _, name, one, limit in too_hard(found, library.settings.reading)]
    if not isinstance(value, Recommendation):
        return tuple(missed)
    for length in (one.stretched(library.settings.longer) for one in LENGTHS.values()):
        count = length.missed_by(value)
        if count is not None:
            missed.append(f"{length.name} {count} {length.unit}, {length.span}")
    return tuple(missed)


def as_table(rows: Sequence[Row], states: Mapping[str, str] | None = None) -> str:
    """The rows as plain text, in columns; ``states`` tells of each page of a translation how far it has come."""
    told, levels = states or {}, tuple(rows[0].levels) if rows else ()
    counts = {row.page: (*row.levels.values(), row.words, row.exercises, row.citations) for row in rows}
    short = {row.page: row.short_of for row in rows}
    nothing = (None,) * (len(levels) + 3)
    cells = [("page", *levels, "words", "exercises", "citations", *(("translation",) if told else ()), "falls short of")]
    for page in dict.fromkeys([*told, *counts]):
        state = (told.get(page),) if told else ()
        cells.append((page, *map(_cell, (*counts.get(page, nothing), *state, short.get(page, ())))))
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]) - 1)]
    return "\n".join(_line(line, widths) for line in cells)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "–" if value is None else str(value)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *middle, last = cells
    counted = [cell.rjust(width) for cell, width in zip(middle, widths[1:], strict=True)]
    return "  ".join([first.ljust(widths[0]), *counted, last]).rstrip()
