"""The letters that can be printed: those of the fonts in templates/print/fonts."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

TEXT, HEADINGS = "atkinson-regular.ttf", "literata-medium.ttf"
FAMILIES = ("atkinson-", "literata-")  # any other font is one of a language, named in its own sheet


def letters(folder: Path) -> frozenset[int] | None:
    """Code points that stand in the fonts for text and for headings, and in those of languages. None where there are no fonts."""
    fonts = tuple(sorted(folder.glob("*.ttf")))
    return _held(fonts) if any(path.name == TEXT for path in fonts) else None


@lru_cache(maxsize=4)
def _held(fonts: tuple[Path, ...]) -> frozenset[int]:
    both = [_in(path) for path in fonts if path.name in (TEXT, HEADINGS)]
    return frozenset.intersection(*both).union(*(_in(path) for path in fonts if not path.name.startswith(FAMILIES)))


def _in(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
