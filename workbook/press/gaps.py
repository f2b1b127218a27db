"""The lines of a sentence with gaps: each gap reaches to the end of its line.

Used by ``copyfit``.
"""

from __future__ import annotations

from collections.abc import Iterator

from .boxes import MM, Box, classes


def lines_with_gaps(box: Box, inside: bool = False) -> Iterator[tuple[Box, list[Box], float]]:
    """Each line of a sentence that holds a gap, with its gaps and the room behind its last word."""
    from weasyprint.formatting_structure.boxes import LineBox

    for child in getattr(box, "children", ()):
        if not isinstance(child, LineBox):
            yield from lines_with_gaps(child, inside or "frame" in classes(child))
        elif inside:
            gaps = [one for one in child.children if one.element_tag == "input"]
            last = child.children[-1] if gaps else child
            left, right = box.content_box_x(), box.content_box_x() + box.width
            yield child, gaps, last.position_x - left if _leftward(child) else right - last.position_x - last.margin_width()


def _leftward(line: Box) -> bool:
    return line.style["direction"] == "rtl"


def reach_out(line: Box, gaps: list[Box], room: float) -> None:
    """Share the room of a line among its gaps."""
    if room <= MM or not gaps:
        return
    share, moved = (room - 0.3 * MM) / len(gaps), 0.0
    for child in line.children:
        own = share if child in gaps else 0.0
        child.width += own
        child.translate(-moved - own if _leftward(line) else moved)
        moved += own
