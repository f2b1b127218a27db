"""What grows old or goes missing: helplines, reviews, drawings, the finder's way out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model import Drawing, Guide, Helpline
from ..problems import suggest
from .desk import Desk, File, Find, Loc, Rule


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _helplines(desk: Desk) -> Iterator[tuple[File, Loc, Helpline]]:
    for file in desk.files:
        yield from ((file, (*loc, "checked"), piece) for loc, piece in file.pieces if isinstance(piece, Helpline))


def old_helplines(desk: Desk) -> Iterator[Find]:
    """A helpline was looked up within the last 12 months."""
    for file, loc, line in _helplines(desk):
        if line.checked < _year_before(desk.today):
            yield Find(file, loc, f"'{line.id}' was checked on {line.checked}, more than 12 months ago",
                       "Read its source again, then put the date of that day.")


def future_helplines(desk: Desk) -> Iterator[Find]:
    """A helpline was looked up in the past."""
    for file, loc, line in _helplines(desk):
        if line.checked > desk.today:
            yield Find(file, loc, f"'{line.id}' was checked on {line.checked}, which has not come yet", "Put the day on which its source was read.")


def _guides(desk: Desk) -> Iterator[tuple[File, Guide]]:
    yield from ((file, file.value) for file in desk.files if isinstance(file.value, Guide))


def half_reviewed(desk: Desk) -> Iterator[Find]:
    """A review has a person and a day."""
    for file, guide in _guides(desk):
        if (guide.review.reviewed_by is None) != (guide.review.reviewed_on is None):
            yield Find(file, ("review",), "'reviewed_by' and 'reviewed_on' go together", "Give both, or neither where nobody clinical has read it.")


def due_before_drafted(desk: Desk) -> Iterator[Find]:
    """The next look comes after the first."""
    for file, guide in _guides(desk):
        if guide.review.due <= guide.review.drafted:
            yield Find(file, ("review", "due"), f"it is due on {guide.review.due}, but was drafted on {guide.review.drafted}", "'due' comes later.")


def overdue(desk: Desk) -> Iterator[Find]:
    """A guide is looked at again when it said it would be."""
    for file, guide in _guides(desk):
        if guide.review.due < desk.today:
            yield Find(file, ("review", "due"), f"it was due to be looked at again on {guide.review.due}", "Look at it again, then set the next day.")


def no_way_out(desk: Desk) -> Iterator[Find]:
    """The finder's first question has an answer that leads straight to help."""
    for file, guide in _guides(desk):
        if guide.finder and not any(answer.first for answer in guide.finder[0].answers):
            yield Find(file, ("finder", 0), "no answer of the first question leads straight to help", "Mark it with 'first: true'.")


def missing_drawings(desk: Desk) -> Iterator[Find]:
    """A drawing that is named exists."""
    known = desk.drawings
    for leaf in desk.leaves:
        if known is not None and isinstance(leaf.owner, Drawing) and leaf.name == "file" and leaf.text not in known:
            yield leaf.find(f"there is no drawing '{leaf.text}.svg' in docs/assets/drawings", suggest(leaf.text, known))


RULES: dict[str, Rule] = {
    "helpline-old": old_helplines,
    "helpline-future": future_helplines,
    "review-half": half_reviewed,
    "review-order": due_before_drafted,
    "review-due": overdue,
    "finder-first": no_way_out,
    "drawing-missing": missing_drawings,
}
