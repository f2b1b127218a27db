"""What stands in the project's folders and does not belong there: links that lead out of it, drawings that do more than draw.

Used by ``reading`` before anything is read, so that no word, picture or message can hold what is not the project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from .problems import Problem

DRAWN = "docs/assets/drawings"
_TAG = re.compile(r"<(/?[^\s/>]*)")
_SHAPES = {f"{end}{name}" for name in ("svg", "g", "path", "circle", "ellipse", "line", "polyline", "polygon", "rect", "title", "desc") for end in ("", "/")}
_ACTS = re.compile(r"\bon\w+\s*=|\bhref|\bstyle\s*=|\burl\s*\(|&|\bdata:|script:", re.IGNORECASE)


def leading_out(root: Path, folders: Iterable[str]) -> Iterator[Problem]:
    """Every file or folder that is a link to a place outside the project."""
    home = root.resolve()
    for folder in folders:
        start = root / folder
        for path in [start, *sorted(start.rglob("*"))]:
            if path.is_symlink() and not path.resolve().is_relative_to(home):
                yield Problem(path.relative_to(root).as_posix(), 1, 1, "file-outside", "is a link that leads out of this project",
                              "Put the file itself here.")


def more_than_drawings(root: Path) -> Iterator[Problem]:
    """Every drawing that holds more than shapes: scripts, styles, addresses, other pictures."""
    for path in sorted((root / DRAWN).glob("*.svg")):
        fault = _fault(path)
        if fault:
            yield Problem(path.relative_to(root).as_posix(), 1, 1, "drawing-unsafe", fault,
                          "A drawing holds paths, circles and lines, with colors as attributes.")


def _fault(path: Path) -> str:
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        return "cannot be read as text"
    if not text.lstrip().startswith("<svg "):
        return "does not begin with '<svg '"
    tags = (tag for tag in _TAG.findall(text) if tag not in _SHAPES)
    found = _ACTS.search(text)
    return next((f"holds <{tag[:20]}>" for tag in tags), f"holds '{found[0]}'" if found else "")
