"""Which words of the original a translation follows: kept in workbook/guides/<lang>/follows.yaml.

After ``source``. ``check`` compares the original with it, and ``run`` renews it when an author says that
a file is translated. A passage is a key of a file, or one entry of a list under it; its digest changes
with its words, and not with how they are folded, indented or explained in comments.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .model import Library, Piece
from .problems import Problems
from .source import Key, Source
from .yaml_positions import read_yaml

FILE = "follows"
LABELS: Key = ("", "labels")
LISTS = ("helplines", "glossary", "references")
_ASIDE = {"id", "updated"}
_HEAD = """\
# Which words of the original each passage follows. Written by 'build.py translated'; nothing here is edited by hand.
"""
Follows = dict[str, dict[str, str]]
Loc = tuple[Any, ...]


@dataclass(frozen=True)
class Passage:
    """A stretch of words that is translated as a whole: where it stands in its file, and its digest."""

    loc: Loc
    digest: str


def name_of(key: Key) -> str:
    """A file as it is called in follows.yaml: its path below the language's folder, without .yaml."""
    return "/".join(filter(None, key))


def contents(library: Library, labels: Mapping[str, Any]) -> dict[Key, Any]:
    """Every file of a library that is translated, with its value. Rules of wording are each language's own."""
    found: dict[Key, Any] = {LABELS: dict(labels), ("", "library"): library.settings}
    found |= {("", name): getattr(library, name) for name in LISTS}
    found |= {("", f"pages/{page.id}"): page for page in library.pages}
    for bound in library.guides:
        guide = bound.guide.id
        found[guide, "guide"] = bound.guide
        found |= {(guide, one.id): one for one in bound.recommendations}
        found |= {(guide, f"pages/{page.id}"): page for page in bound.pages}
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Piece):
        return value.model_dump(mode="json", exclude_unset=True)
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:8]


def _entries(name: str, pieces: list[Piece], before: str = "") -> dict[str, Passage]:
    named = ((getattr(one, "id", str(index)), index, one) for index, one in enumerate(pieces))
    return {f"{before}{own}": Passage((name, index), _digest(one)) for own, index, one in named}


def passages(key: Key, value: Any) -> dict[str, Passage]:
    """The passages of a file by name, such as ``title``, ``guidance.2`` or ``exercises.pace-dial``."""
    if isinstance(value, list):
        return _entries(key[1], value)
    words = value if isinstance(value, dict) else {name: getattr(value, name) for name in type(value).model_fields if name in value.model_fields_set}
    found: dict[str, Passage] = {}
    for name, one in words.items():
        if isinstance(one, list) and one and all(isinstance(entry, Piece) for entry in one):
            found |= _entries(name, one, f"{name}.")
        elif name not in _ASIDE:
            found[name] = Passage((name,), _digest(one))
    return found


def read_follows(source: Source) -> Follows:
    """What follows.yaml of a translation says; empty where there is none. Raises Problems where it cannot be read."""
    path = source.folder / f"{FILE}.yaml"
    name = f"{source.positions['', 'library'].path.rpartition('/')[0]}/{path.name}"
    if not path.is_file():
        return {}
    value, positions, found = read_yaml(path, name)
    good = isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())
    if found or not good:
        raise Problems(found or [positions.problem((), "shape", "is not as it was written", "Delete it, and run 'build.py translated' again.")])
    return value


def renewed(follows: Follows, original: Mapping[Key, Any], keys: Iterable[Key]) -> Follows:
    """``follows`` with these files following the original as it is now, in the original's order."""
    now = {name_of(key): {name: one.digest for name, one in passages(key, original[key]).items()} for key in keys if key in original}
    both = {**follows, **now}
    return {name: both[name] for name in map(name_of, original) if name in both}


def as_yaml(follows: Follows) -> str:
    """The text of follows.yaml."""
    lines = [_HEAD]
    for name, digests in follows.items():
        lines.append(f"{name}:\n")
        lines += [f"  {passage}: '{digest}'\n" for passage, digest in digests.items()]
    return "".join(lines)
