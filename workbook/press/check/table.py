"""The table of pages: how hard, how long, how well sourced each one is, and what it falls short of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Library, Page, Recommendation
from ..plain import citations
from .measures import ENOUGH, LENGTHS, Level, level, running, too_hard


@dataclass(frozen=True)
class Row:
    """One page. ``grade`` and ``smog`` are None where there is too little text to tell."""

    page: str
    grade: float | None
    smog: float | None
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
    found = level(value, library.settings.language)
    told = library.settings.reading and found.words >= ENOUGH
    return Row(f"{before}{value.id}", found.grade if told else None, found.smog if told else None, found.words,
               len(value.exercises), len(_cited(value)), _short_of(value, found, library))


def _cited(value: Recommendation | Page) -> set[str]:
    claims = value.why_it_helps if isinstance(value, Recommendation) else []
    return {one for claim in claims for one in claim.cite} | {one for _, text in running(value) for one in citations(text)}


def _short_of(value: Recommendation | Page, found: Level, library: Library) -> tuple[str, ...]:
    missed = [f"{name} {one:g}, limit {limit:g}" for _, name, one, limit in too_hard(found, library.settings.reading)]
    if not isinstance(value, Recommendation):
        return tuple(missed)
    for length in LENGTHS.values():
        count = length.missed_by(value)
        if count is not None:
            missed.append(f"{length.name} {count} {length.unit}, {length.span}")
    return tuple(missed)


HEADS = ("page", "grade", "SMOG", "words", "exercises", "citations", "falls short of")


def as_table(rows: Iterable[Row]) -> str:
    """The rows as plain text, in columns."""
    cells = [HEADS, *(tuple(_cell(value) for value in vars(row).values()) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADS) - 1)]
    return "\n".join(_line(line, widths) for line in cells)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "–" if value is None else str(value)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *middle, last = cells
    counted = [cell.rjust(width) for cell, width in zip(middle, widths[1:], strict=True)]
    return "  ".join([first.ljust(widths[0]), *counted, last]).rstrip()
