"""What every look at WeasyPrint's boxes needs. Used by ``gaps``, ``copyfit`` and ``layout``."""

from __future__ import annotations

from typing import Any

MM = 96 / 25.4  # in WeasyPrint's pixels

Box = Any


def classes(box: Box) -> set[str]:
    """The classes of the element that a box was made from."""
    return set((box.element.get("class") or "").split()) if box.element is not None else set()
