"""YAML with positions: a file's value, and the line and column of each thing in it.

Only plain YAML is taken: no anchors, aliases, tags or doubled keys, and only true, false, null
and numbers are anything but text (so ``no``, ``12:30`` and dates stay the words they are).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from .problems import LONGEST_SHOWN, MOST, Problem, more, shown
from .yaml_advice import Refused, line_and_column, why

LARGEST_FILE = 512 * 1024
DEEPEST = 24
_NOTHING = "tag:yaml.org,2002:null"
_NOTE = re.compile(r"[ \t]+#")
_WORD = "tag:yaml.org,2002:str"
_TAGS = {
    "tag:yaml.org,2002:bool": re.compile(r"^(true|false)$"),
    _NOTHING: re.compile(r"^(null|)$"),
    "tag:yaml.org,2002:int": re.compile(r"^-?(0|[1-9][0-9]{0,14})$"),
    "tag:yaml.org,2002:float": re.compile(r"^-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}$"),
}


def _plain(base: type) -> Any:
    """A loader that takes few things for anything but text."""
    made: Any = type("_Loader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, pattern in _TAGS.items():
        made.add_implicit_resolver(tag, pattern, None)
    return made


_CAREFUL = _plain(yaml.SafeLoader)  # its messages are the ones told, and are the same everywhere
_QUICK = _plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # twenty times as fast, where libyaml is there


def _refuse(events: Iterable[yaml.Event]) -> None:
    """Stops at the tricky parts of YAML, before anything is made of them."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused(event.start_mark, "anchors and aliases (& and *) are not used here",
                           "Write the words out, or put quotes around a text that starts with & or *.")
        if getattr(event, "tag", None):
            raise Refused(event.start_mark, "tags (!) are not used here", "Put quotes around a text that starts with !.")
        if depth > DEEPEST:
            raise Refused(event.start_mark, f"nested more than {DEEPEST} deep", "Check the indentation.")


def _compose(text: str, kind: Any) -> tuple[Any, yaml.Node | None]:
    _refuse(yaml.parse(text, Loader=kind))
    loader = kind(text)
    return loader, loader.get_single_node()


class Positions:
    """Where each value of one file stands: ``positions.at(("exercises", 0, "title"))``.

    They are worked out, and ``file`` is read once more, when one is asked for: a library without mistakes needs none, and
    they take ten times its words. In a file that has other words by then than ``text``, all stands at 1:1. ``path`` is how it is shown.
    """

    def __init__(self, path: str, file: Path | None = None, text: str = ""):
        self.path = path
        self._file, self._mark = file, hash(text)

    @cached_property
    def _text(self) -> str:
        text = _decode(self._file, self.path) if self._file else ""
        return text if isinstance(text, str) and hash(text) == self._mark else ""

    @cached_property
    def _root(self) -> yaml.Node | None:
        return _composed(self._text)[1] if self._text else None

    def at(self, loc: tuple[Any, ...], *, key: bool = False, near: str = "") -> tuple[int, int]:
        """Line and column (from 1) of the deepest part of ``loc`` that exists.

        ``key``: of its key, where it has one. ``near``: of these words inside it, where they are found.
        """
        key_node, node = self._nodes(loc)
        if node is None:
            return 1, 1
        found = _words_in(self._text, node, near) if near else None
        if found is not None:
            return line_and_column(self._text, found)
        mark = key_node.start_mark if key and key_node is not None else node.start_mark
        return mark.line + 1, mark.column + 1

    def problem(self, loc: tuple[Any, ...], code: str, message: str, hint: str = "", *,
                key: bool = False, near: str = "") -> Problem:
        """A Problem that points at ``loc`` in this file, or at the words ``near`` inside it."""
        line, column = self.at(loc, key=key, near=near)
        return Problem(self.path, line, column, code, message, hint)

    def _nodes(self, loc: tuple[Any, ...]) -> tuple[yaml.Node | None, yaml.Node | None]:
        key_node, node = None, self._root
        for step in loc:
            next_key, child = _child(node, step)
            if child is None:
                break
            key_node, node = next_key, child
        return key_node, node


def _child(node: yaml.Node | None, step: Any) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def _words_in(text: str, node: yaml.Node, words: str) -> int | None:
    """Where in the file the words of one value stand, however its lines are folded."""
    start, end = node.start_mark.index, node.end_mark.index
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text[start:end], re.IGNORECASE)
    return start + found.start() if found else None


def _below(node: yaml.Node) -> Iterator[yaml.Node]:
    """A node and all that stands in it, keys aside, in the order of the file."""
    yield node
    inner = (value for _, value in node.value) if isinstance(node, yaml.MappingNode) else node.value if isinstance(node, yaml.SequenceNode) else ()
    for one in inner:
        yield from _below(one)


def _misplaced_keys(nodes: Iterable[yaml.Node], path: str) -> list[Problem]:
    """Every key that is not a word."""
    return [Problem(path, key.start_mark.line + 1, key.start_mark.column + 1, "yaml-key",
                    "a key has to be a word", "Put quotes around a text that holds a colon.")
            for node in nodes if isinstance(node, yaml.MappingNode) for key, _ in node.value if key.tag != _WORD]


def _doubled(nodes: Iterable[yaml.Node], path: str) -> list[Problem]:
    """Every key that stands twice in one mapping."""
    found: list[Problem] = []
    for node in nodes:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in seen:
                found.append(Problem(path, key.start_mark.line + 1, key.start_mark.column + 1, "yaml-doubled",
                                     f"'{shown(name, LONGEST_SHOWN)}' stands here twice", "Keep one of the two."))
            seen.add(name)
    return found


def _lost_words(nodes: Iterable[yaml.Node], path: str, text: str) -> list[Problem]:
    """Every text of several words, without quotes, behind which ' #' makes a note of the rest of the line."""
    found: list[Problem] = []
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and not node.style and " " in node.value and (rest := _NOTE.match(text, node.end_mark.index)):
            line, column = line_and_column(text, rest.end() - 1)
            found.append(Problem(path, line, column, "yaml-note", "the words after ' #' would be lost",
                                 "Put the whole text in single quotes; a note stands on a line of its own."))
    return found


def _decode(path: Path, name: str) -> str | Problem:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Problem(name, 1, 1, "file-missing", f"cannot be read: {error.strerror}", "Is the id spelt as the file is named?")
    if len(raw) > LARGEST_FILE:
        return Problem(name, 1, 1, "file-size", f"is larger than {LARGEST_FILE // 1024} KB", "Split it into several files.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(name, line, 1, "file-encoding", "is not saved as UTF-8", "Save it again with the encoding UTF-8.")


def _composed(text: str) -> tuple[Any, yaml.Node | None]:
    try:
        return _compose(text, _QUICK)
    except yaml.YAMLError:
        return _compose(text, _CAREFUL)


Taken = tuple[Any, Positions, list[Problem]]
Seen = dict[Path, tuple[str, Taken]]  # of each file its text, and what came of it


def _valued(text: str, path: Path, name: str) -> Taken:
    loader, node = _composed(text)
    if node is None or node.tag == _NOTHING:
        empty = Problem(name, 1, 1, "file-empty", "is empty", "Copy another file and change it.")
        return None, Positions(name), [empty]
    positions = Positions(name, path, text)
    nodes = list(_below(node))
    misplaced = _misplaced_keys(nodes, name)
    if misplaced:
        return None, positions, misplaced[:MOST] + more(name, len(misplaced) - MOST)
    found = [*_doubled(nodes, name), *_lost_words(nodes, name, text)]
    return loader.construct_document(node), positions, found[:MOST] + more(name, len(found) - MOST)


def read_yaml(path: Path, name: str, seen: Seen | None = None) -> Taken:
    """The value of a file, where its parts stand, and what is wrong with it as YAML.

    ``name`` is the path as it is shown. The value is None where the file cannot be read. What is ``seen`` already is
    taken apart again only where its text has changed.
    """
    text = _decode(path, name)
    if isinstance(text, Problem):
        return None, Positions(name), [text]
    seen = {} if seen is None else seen
    if seen.get(path, (None,))[0] != text:
        seen[path] = text, _taken(text, path, name)
    value, positions, problems = seen[path][1]
    return value, positions, list(problems)


def _taken(text: str, path: Path, name: str) -> Taken:
    try:
        return _valued(text, path, name)
    except (Refused, yaml.YAMLError, RecursionError, ValueError) as error:
        return None, Positions(name), [why(error, text, name)]
