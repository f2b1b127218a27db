"""Fits what is laid out to its page: gaps reach to the end of their line, writing space grows to the foot.

Between WeasyPrint's layout and the PDF; used by ``printer``. Nothing moves to another page: boxes are shifted and
stretched where they stand. A worksheet (class ``sheet``) ends with its ``ending``, which goes to the foot of the page;
the room above it is given to the spaces between parts, to ruled lines, to rows of tables. Questions that end a chapter
get more lines where the page has room.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .boxes import MM, Box, classes
from .gaps import lines_with_gaps, reach_out

COMFORT, WIDE, WITHIN = 1.6 * MM, 6 * MM, 3 * MM
REPEATED = {"frame", "ifthen", "term-of"}
GROWS_FREELY = {"part-letter", "part-notes"}
MORE_FOR_A_QUESTION = 5
TALLER = {"part-sort": 0.22}
TALLER_OTHERS = 0.6

Path = list[Any]


def fit(document: Any) -> None:
    """Fit every worksheet of a laid-out document to its pages."""
    from weasyprint.document import Page

    for index, page in enumerate(document.pages):
        root = page._page_box
        sheets = list(_sheets(root))
        for sheet in sheets:
            for line in lines_with_gaps(sheet):
                reach_out(*line)
            _fill(sheet, root.content_box_y() + root.height)
        questions = _questions_at_the_end(root)
        if questions:
            _add_lines(questions, root.content_box_y() + root.height - _bottom(questions))
        if sheets or questions:
            document.pages[index] = Page(root)


def _blocks(box: Box) -> list[Box]:
    from weasyprint.formatting_structure.boxes import BlockLevelBox

    return [child for child in getattr(box, "children", ()) if isinstance(child, BlockLevelBox)]


def _sheets(box: Box) -> Iterator[Box]:
    for child in _blocks(box):
        if "sheet" in classes(child):
            yield child
        else:
            yield from _sheets(child)


def _questions_at_the_end(box: Box) -> Box | None:
    """The questions for reflection, where they are the last thing on a page."""
    while blocks := _blocks(box):
        box = blocks[-1]
        if "reflection" in classes(box):
            return box
    return None


# Room at the foot of the page

def _bottom(box: Box) -> float:
    return box.position_y + box.margin_top + box.border_height()


def _fill(sheet: Box, foot: float) -> None:
    flow = [child for child in _blocks(sheet) if child.is_in_normal_flow()]
    if not flow:
        return
    room = foot - max(map(_bottom, _blocks(sheet)))
    starts = [[sheet, child] for child in flow[1:] if classes(child) & {"part", "sample"}]
    room -= _open(starts, min(room, COMFORT * len(starts)))
    room -= _add_lines(sheet, room)
    room -= _stretch_tables(sheet, room)
    inner = list(_repeated([sheet]))
    room -= _open([*starts, *inner], min(room, WIDE * len(starts) + WITHIN * len(inner)))
    ending = next((child for child in flow if "ending" in classes(child)), None)
    if ending is not None and room > 0:
        _push(sheet, ending, room, itself=True)


def _repeated(path: Path) -> Iterator[Path]:
    """The way to each sentence, plan or term that follows another in its part."""
    passed = False
    for child in _blocks(path[-1]):
        if classes(child) & REPEATED:
            if passed:
                yield [*path, child]
            passed = True
        else:
            yield from _repeated([*path, child])


def _open(starts: list[Path], room: float) -> float:
    """Widen the space before each of ``starts``; gives back how much was used."""
    if room <= 0 or not starts:
        return 0.0
    for path in starts:
        _push(path[-2], path[-1], room / len(starts), itself=True)
        for parent, child in zip(path[:-2], path[1:-1], strict=True):
            _push(parent, child, room / len(starts), itself=False)
    return room


def _push(parent: Box, box: Box, down: float, itself: bool) -> None:
    """Move what follows ``box`` in its parent."""
    passed = False
    for child in parent.children:
        if passed or (itself and child is box):
            _move(child, down)
        passed = passed or child is box
    parent.height += down


def _move(box: Box, down: float) -> None:
    box.translate(0, down)
    for one in box.descendants():
        if getattr(one, "background", None):
            one.background = one.background._replace(layers=[_moved(layer, down) for layer in one.background.layers])


def _moved(layer: Any, down: float) -> Any:
    def lower(area: Any) -> Any:
        return area if isinstance(area, str) else (area[0], area[1] + down, *area[2:])

    return layer._replace(painting_area=lower(layer.painting_area), positioning_area=lower(layer.positioning_area),
                          clipped_boxes=[lower(one) for one in layer.clipped_boxes])


def _grow(path: Path, more: float) -> None:
    """Make the last box of ``path`` taller, and all that holds it."""
    for parent, child in zip(path, path[1:], strict=False):
        _push(parent, child, more, itself=False)
    path[-1].height += more


# Lines to write on

def _areas(path: Path) -> Iterator[Path]:
    """The way to each block of ruled lines, or to each field of several lines."""
    from weasyprint.formatting_structure.boxes import TableBox

    for child in _blocks(path[-1]):
        if "rules" in classes(child) or child.element_tag == "textarea":
            yield [*path, child]
        elif not isinstance(child, TableBox):
            yield from _areas([*path, child])


def _pitch(area: Box) -> float:
    if area.element_tag == "textarea":
        return area.height / max(1, int(area.element.get("rows", 1)))
    return area.children[0].margin_height() if area.children else 0.0


def _add_lines(sheet: Box, room: float) -> float:
    """Add ruled lines, one to each writing space in turn; gives back how much room they took."""
    spaces = [(path, _pitch(path[-1])) for path in _areas([sheet])]
    left = {id(path): _most(path, pitch) for path, pitch in spaces}
    used = 0.0
    while waiting := [one for one in spaces if left[id(one[0])] > 0 and 0 < one[1] <= room - used]:
        path, pitch = min(waiting, key=lambda one: one[0][-1].height)
        _add_line(path, pitch)
        left[id(path)] -= 1
        used += pitch
    return used


def _most(path: Path, pitch: float) -> int:
    """How many lines a writing space may grow by."""
    part = set().union(*map(classes, path))
    if "reflection" in part:
        return MORE_FOR_A_QUESTION
    return 40 if part & GROWS_FREELY else max(1, round(path[-1].height / pitch)) if pitch else 0


def _add_line(path: Path, pitch: float) -> None:
    area = path[-1]
    if area.element_tag != "textarea":
        line = area.children[-1].copy()
        line.translate(0, pitch)
        area.children = [*area.children, line]
    _grow(path, pitch)


# Rows of tables

def _tables(path: Path) -> Iterator[Path]:
    from weasyprint.formatting_structure.boxes import TableBox

    for child in _blocks(path[-1]):
        if isinstance(child, TableBox):
            yield [*path, child]
        else:
            yield from _tables([*path, child])


def _body_rows(table: Box) -> list[Box]:
    return [row for group in table.children if not group.is_header for row in group.children]


def _stretch_tables(sheet: Box, room: float) -> float:
    """Make the rows of the tables on this page taller, all by the same share."""
    tables = [(path, _body_rows(path[-1])) for path in _tables([sheet])]
    wish = {id(path): sum(row.height for row in rows) * _share(path) for path, rows in tables}
    total = sum(wish.values())
    if total <= 0 or room <= MM:
        return 0.0
    used = min(room, total)
    for path, rows in tables:
        _stretch_table(path, rows, wish[id(path)] * used / total)
    return used


def _share(path: Path) -> float:
    part = set().union(*map(classes, path))
    return next((share for name, share in TALLER.items() if name in part), TALLER_OTHERS)


def _stretch_table(path: Path, rows: list[Box], more: float) -> None:
    each, moved = more / len(rows), 0.0
    for group in path[-1].children:
        group.position_y += moved
        before = moved
        for row in group.children:
            _move(row, moved)
            if row in rows:
                _stretch_row(row, each)
                moved += each
        group.height += moved - before
    _grow(path, more)


def _stretch_row(row: Box, more: float) -> None:
    row.height += more
    for cell in row.children:
        cell.height += more
        for child in cell.children:
            if child.element_tag == "textarea":
                child.height += more
            elif cell.style["vertical_align"] == "middle":
                _move(child, more / 2)
