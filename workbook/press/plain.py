"""Markdown to plain sentences and words: for reading level, lengths and search.

Knows what an author may write: paragraphs, lists, bold, italics, links ``[words](id)`` and
citations ``[@id]``. Beside the way through: ``check`` and ``render`` ask it, it asks nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
_LINK = re.compile(r"!?\[([^\[\]@][^\[\]]*)\]\(((?:[^()]|\([^()]*\))*)\)")
_STRESS = re.compile(r"(?<!\\)\*+|(?<![\w\\])_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)")
_ENDED = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_BETWEEN = re.compile(r"""(?<![.!?…])[.!?…]+["'”’»)]*\s+(?=["'“‘«(]*(\S))""")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def links(text: str) -> list[tuple[str, str]]:
    """Every link, as its words and its target."""
    return [(match[1], match[2].strip()) for match in _LINK.finditer(text)]


def citations(text: str) -> list[str]:
    """The id of every citation; ``[@one; @two]`` cites twice."""
    return [one.strip().removeprefix("@") for match in _CITATION.finditer(text) for one in match[1].split(";")]


def paragraphs(text: str) -> list[str]:
    """What stands between blank lines, as it was written; a line that ends with a colon stays with what follows."""
    return [one for one in re.split(r"(?<!:)\n\s*\n", text.strip()) if one.strip()]


def _pieces(text: str) -> list[tuple[bool, str]]:
    """Each paragraph, heading and list item on one line, with whether it is a list item."""
    found: list[tuple[bool, str]] = []
    running = False
    for line in text.splitlines():
        item, heading = _ITEM.match(line), _HEADING.match(line)
        start = item or heading
        if line.strip() and running and not start:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
        elif line.strip():
            found.append((bool(item), line[start.end() if start else 0 :].strip()))
        running = bool(line.strip()) and not heading
    return found


def lists(text: str) -> list[list[str]]:
    """Every list, as its items."""
    found: list[list[str]] = []
    inside = False
    for is_item, piece in _pieces(text):
        if is_item and inside:
            found[-1].append(piece)
        elif is_item:
            found.append([piece])
        inside = is_item
    return found


def _bare(piece: str) -> str:
    piece = re.sub(r"\s*" + _CITATION.pattern, "", piece)
    piece = _STRESS.sub("", _LINK.sub(r"\1", piece))
    return re.sub(r"\s+", " ", re.sub(r"\\([^\w\s])", r"\1", piece)).strip()


def _ended(piece: str) -> str:
    piece = piece.rstrip(" :;,–—-")
    return piece if not piece or _ENDED.search(piece) else f"{piece}."


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """The words without their markup; every paragraph, heading and list item ends as a sentence."""
    return " ".join(filter(None, (_ended(_bare(piece)) for _, piece in _pieces(text))))


def sentences(text: str) -> list[str]:
    """The plain text, sentence by sentence."""
    made, start, words = [], 0, plain(text)
    for match in _BETWEEN.finditer(words):
        if not match[1].islower():
            made.append(words[start : match.end()].strip())
            start = match.end()
    return [*made, words[start:]] if words[start:] else made


def words(text: str) -> list[str]:
    """The words alone, as they are counted."""
    return _WORD.findall(plain(text))
