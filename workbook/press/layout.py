"""Is a print laid out as it should be? Looks at WeasyPrint's boxes, not at the finished file.

Used by ``impression`` after ``copyfit``; each fault says where a reader would see it, and on which page. Numbers of
pages are those of the print; lengths are CSS pixels until they are told in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .boxes import MM, classes
from .plan import Artifact

Box = Any

LONGEST_SHEET, LONGEST_LARGE_SHEET = 2, 4
OWN_FONTS = {"Atkinson", "Heading", "Form", "Language"}  # the last: from a language's own sheet
HEADINGS = {"h1", "h2", "h3", "h4", "legend"}
LEADS = {"part-title", "help", "hint", "ends", "asked-of", "speaks-to", "eyebrow", "card-title", "today-title", "sample-title"}
SLACK = 0.4 * MM
DESCENT = 0.3  # of the type's size: what reaches below the line letters stand on
NOT_PRINTED = 4.2 * MM  # what common printers leave white at the edge


@dataclass(slots=True)
class Stand:
    """A box with the page it stands on and the exercise it belongs to (empty outside an exercise)."""

    box: Box
    page: int
    exercise: str
    in_margin: bool = False


def faults_in(document: Any, artifact: Artifact) -> list[str]:
    """What is wrong with a laid-out document, worst first; empty when it is good."""
    assert artifact.edition
    stands: list[Stand] = []
    for number, page in enumerate(document.pages, 1):
        _gather(page._page_box, number, "", False, stands)
    faults = [*_too_long(stands, artifact), *_lonely(document), *_parted(stands), *_outside(stands, document), *_overlapping(stands),
              *_too_small(stands, artifact.edition.smallest), *_skipped_headings(stands)]
    return list(dict.fromkeys(faults))


def _gather(box: Box, page: int, exercise: str, in_margin: bool, stands: list[Stand]) -> None:
    if "sheet" in classes(box):
        exercise = _name(box.element) or exercise
    stands.append(Stand(box, page, exercise, in_margin))
    for child in box.all_children():
        _gather(child, page, exercise, in_margin or type(child).__name__ == "MarginBox", stands)


def _name(sheet: Any) -> str:
    return next((one.get("id", "") for one in sheet.iter() if one.tag in HEADINGS and one.get("id")), "")


def _place(stand: Stand) -> str:
    return f"page {stand.page}" + (f", {stand.exercise}" if stand.exercise else "")


def _words(box: Box) -> str:
    """The first words of a box, to find it by."""
    words = " ".join("".join(box.element.itertext()).split()) if box.element is not None else getattr(box, "text", "")
    return f"'{words[:40]}…'" if len(words) > 40 else f"'{words}'"


# Too long

def _too_long(stands: list[Stand], artifact: Artifact) -> Iterator[str]:
    """An exercise that takes more than a page or a spread."""
    longest = LONGEST_LARGE_SHEET if artifact.edition and artifact.edition.large else LONGEST_SHEET
    taken: dict[str, set[int]] = {}
    for stand in stands:
        if stand.exercise:
            taken.setdefault(stand.exercise, set()).add(stand.page)
    for exercise, pages in taken.items():
        if len(pages) > longest:
            yield f"{exercise} takes {len(pages)} pages, from page {min(pages)}; an exercise has at most {longest} in this edition"


# Lonely and parted

def _lonely(document: Any) -> Iterator[str]:
    """A heading, or a line that leads to what follows, at the foot of a page with nothing under it."""
    for number, page in enumerate(document.pages[:-1], 1):
        lines = list(_text_blocks(page._page_box, False))
        if lines and lines[-1][1]:
            yield f"page {number}: the heading {_words(lines[-1][0])} stands alone at the foot of the page"


def _text_blocks(box: Box, leads: bool) -> Iterator[tuple[Box, bool]]:
    """Every block that holds lines, or is written on, in reading order; True where it is a heading or leads on."""
    for child in box.children:
        kind = type(child).__name__
        if kind == "MarginBox" or (kind == "BlockBox" and child.is_floated() and not classes(child) & {"go", "fact"}):
            continue
        own = leads or child.element_tag in HEADINGS or bool(classes(child) & LEADS)
        if kind == "LineBox" or child.element_tag in ("textarea", "img") or "rule" in classes(child):
            yield (child if kind != "LineBox" else box), own
        elif "Table" in kind and "Wrapper" not in kind and kind == "TableCellBox":
            yield child, False
        elif hasattr(child, "children"):
            yield from _text_blocks(child, own)


def _parted(stands: list[Stand]) -> Iterator[str]:
    """What has to stay together and does not: a row of a table, a label and its lines, a box and its words."""
    first: dict[int, Stand] = {}
    for stand in stands:
        box = stand.box
        if box.element is None or not (_is_row(box) or "keep" in classes(box)):
            continue
        before = first.setdefault(id(box.element), stand)
        if before.page != stand.page:
            what = "the row" if _is_row(box) else "what belongs together in"
            yield f"{_place(before)}: {what} {_words(box)} is split over two pages"


def _is_row(box: Box) -> bool:
    """A row of a table; not a head, which is printed again on each page."""
    return box.element_tag == "tr" and any(cell.tag == "td" for cell in box.element)


# Where things stand

def _outside(stands: list[Stand], document: Any) -> Iterator[str]:
    """Words, lines or fields that reach into the margins."""
    for stand in stands:
        if not _is_seen(stand.box):
            continue
        page = document.pages[stand.page - 1]._page_box
        left, right, bottom = _reach(stand.box)
        if stand.in_margin:
            if bottom > page.margin_height() - NOT_PRINTED:
                yield f"page {stand.page}: the foot {_words(stand.box)} stands too near the edge of the paper"
        elif left < page.content_box_x() - SLACK or right > page.content_box_x() + page.width + SLACK:
            yield f"{_place(stand)}: {_words(stand.box)} reaches outside the margins"
        elif bottom > page.content_box_y() + page.height + SLACK:
            yield f"{_place(stand)}: {_words(stand.box)} reaches {(bottom - page.content_box_y() - page.height) / MM:.0f} mm below the foot"


def _is_seen(box: Box) -> bool:
    """Words, and what is written on; not the page's own margins."""
    return type(box).__name__ in ("TextBox", "TableCellBox") or box.element_tag in ("input", "textarea") or "rule" in classes(box)


def _reach(box: Box) -> tuple[float, float, float]:
    if type(box).__name__ == "TextBox":  # the letters; a font may claim more room above and below them than they take
        return box.position_x, box.position_x + box.width, box.position_y + box.baseline + DESCENT * box.style["font_size"]
    return box.border_box_x(), box.border_box_x() + box.border_width(), box.border_box_y() + box.border_height()


def _overlapping(stands: list[Stand]) -> Iterator[str]:
    """Two pieces of text, one over the other."""
    by_page: dict[int, list[Stand]] = {}
    for stand in stands:
        if type(stand.box).__name__ == "TextBox" and stand.box.text.strip():
            by_page.setdefault(stand.page, []).append(stand)
    for pieces in by_page.values():
        pieces.sort(key=lambda stand: stand.box.position_y)
        for place, stand in enumerate(pieces):
            over = _first_under(stand.box, pieces[place + 1:])
            if over:
                yield f"{_place(stand)}: {stand.box.text[:40]!r} and {over.box.text[:40]!r} stand over each other"


def _first_under(box: Box, later: list[Stand]) -> Stand | None:
    """The first of the pieces below that covers a piece of text, by more than the space around their letters."""
    depth = 0.3 * box.height
    for stand in later:
        other = stand.box
        if other.position_y >= box.position_y + box.height - depth:
            return None
        if min(box.position_x + box.width, other.position_x + other.width) - max(box.position_x, other.position_x) > SLACK:
            return stand
    return None


# Type

def _too_small(stands: list[Stand], smallest: float) -> Iterator[str]:
    """Type smaller than the edition allows, anywhere, the foot of the page included."""
    for stand in stands:
        if type(stand.box).__name__ == "TextBox" and stand.box.text.strip():
            size = stand.box.style["font_size"] * 0.75
            if size < smallest - 0.01:
                yield f"{_place(stand)}: {_words(stand.box)} is set in {size:.1f} pt; this edition allows no type under {smallest:g} pt"


def foreign_fonts(document: Any) -> Iterator[str]:
    """A letter that the project's fonts lack, which brings in whatever font the machine has; known once a document is drawn."""
    for family in sorted({font.family for font in document.fonts.values()} - OWN_FONTS):
        yield f"a character is in none of the project's fonts, and was set in {family}"


def _skipped_headings(stands: list[Stand]) -> Iterator[str]:
    """A heading two levels below the one before it."""
    level, seen = 0, set()
    for stand in stands:
        tag, element = stand.box.element_tag or "", stand.box.element
        if len(tag) != 2 or tag[0] != "h" or not tag[1].isdigit() or id(element) in seen:
            continue
        seen.add(id(element))
        if int(tag[1]) > level + 1:
            yield f"{_place(stand)}: the heading {_words(stand.box)} skips a level"
        level = int(tag[1])
