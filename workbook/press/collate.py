"""Lays a translation beside its original: for ``check`` to tell what it lacks, and to note that it was compared.

After ``check`` and ``translations``; ``reading`` asks it. The only thing it writes is follows.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from .check import Pair
from .labels import open_labels
from .place import put
from .source import Source
from .translations import FILE, as_yaml, contents, read_follows, renewed


def original_of(source: Source, sources: Iterable[Source]) -> Source | None:
    """The library that this one is translated from; None for an original."""
    name = source.library.settings.translates
    return next((one for one in sources if name and one.library.settings.language == name), None)


def paired(root: Path, source: Source, sources: Sequence[Source]) -> Pair | None:
    """A translation beside its original; None for an original. Raises Problems where labels or follows.yaml cannot be read."""
    original = original_of(source, sources)
    if original is None:
        return None
    there = contents(original.library, open_labels(root, original.library.settings.language)[0])
    labels, places = open_labels(root, source.library.settings.language)
    return Pair(source, contents(source.library, labels), there, read_follows(source), places, original.library.settings.language)


def pairs(root: Path, sources: Sequence[Source]) -> dict[str, Pair]:
    """Every translation beside its original, by its language."""
    found = ((source.library.settings.language, paired(root, source, sources)) for source in sources)
    return {language: pair for language, pair in found if pair}


def note(root: Path, sources: Sequence[Source], chosen: Callable[[str], bool]) -> list[str]:
    """Remember that these files of translations say what the original says now; returns their paths.

    ``chosen`` is asked with each file's path, told from ``root``.
    """
    noted = []
    for pair in pairs(root, sources).values():
        wanted = [key for key in pair.here if key in pair.there and chosen(pair.positions(key).path)]
        if wanted:
            put(pair.source.folder / f"{FILE}.yaml", as_yaml(renewed(pair.follows, pair.there, wanted)))
        noted += [pair.positions(key).path for key in wanted]
    return noted
