"""YAML with positions: a file's value, and the line and column of each thing in it.

Only plain YAML is taken: no anchors, aliases, tags or doubled keys, and only true, false, null
and numbers are anything but text (so ``no``, ``12:30`` and dates stay the words they are).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .problems import LONGEST_SHOWN, MOST, Problem, more, shown

LARGEST_FILE = 512 * 1024
DEEPEST = 24
_NOTHING = "tag:yaml.org,2002:null"
_WORD = "tag:yaml.org,2002:str"
_TAGS = {
    "tag:yaml.org,2002:bool": re.compile(r"^(true|false)$"),
    _NOTHING: re.compile(r"^(null|)$"),
    "tag:yaml.org,2002:int": re.compile(r"^-?(0|[1-9][0-9]{0,14})$"),
    "tag:yaml.org,2002:float": re.compile(r"^-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}$"),
}


class _Refused(Exception):
    def __init__(self, mark: yaml.Mark, message: str, hint: str):
        self.mark, self.message, self.hint = mark, message, hint


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
            raise _Refused(event.start_mark, "anchors and aliases (& and *) are not used here",
                           "Write the words out, or put quotes around a text that starts with & or *.")
        if getattr(event, "tag", None):
            raise _Refused(event.start_mark, "tags (!) are not used here", "Put quotes around a text that starts with !.")
        if depth > DEEPEST:
            raise _Refused(event.start_mark, f"nested more than {DEEPEST} deep", "Check the indentation.")


def _compose(text: str, kind: Any) -> tuple[Any, yaml.Node | None]:
    _refuse(yaml.parse(text, Loader=kind))
    loader = kind(text)
    return loader, loader.get_single_node()


class Positions:
    """Where each value of one file stands: ``positions.at(("exercises", 0, "title"))``."""

    def __init__(self, path: str, root: yaml.Node | None, text: str = ""):
        self.path = path
        self._root = root
        self._text = text

    def at(self, loc: tuple[Any, ...], *, key: bool = False, near: str = "") -> tuple[int, int]:
        """Line and column (from 1) of the deepest part of ``loc`` that exists.

        ``key``: of its key, where it has one. ``near``: of these words inside it, where they are found.
        """
        key_node, node = self._nodes(loc)
        if node is None:
            return 1, 1
        found = _words_in(self._text, node, near) if near else None
        if found is not None:
            return _line_and_column(self._text, found)
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


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _misplaced_keys(node: yaml.Node, path: str) -> list[Problem]:
    """Every key below ``node`` that is not a word."""
    if isinstance(node, yaml.SequenceNode):
        return [problem for item in node.value for problem in _misplaced_keys(item, path)]
    if not isinstance(node, yaml.MappingNode):
        return []
    found = []
    for key, value in node.value:
        if key.tag != _WORD:
            found.append(Problem(path, key.start_mark.line + 1, key.start_mark.column + 1, "yaml-key",
                                 "a key has to be a word", "Put quotes around a text that holds a colon."))
        found += _misplaced_keys(value, path)
    return found


def _doubled(node: yaml.Node, path: str) -> list[Problem]:
    """Every key that stands twice in one mapping, anywhere below ``node``."""
    found: list[Problem] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in seen:
                found.append(Problem(path, key.start_mark.line + 1, key.start_mark.column + 1, "yaml-doubled",
                                     f"'{shown(name, LONGEST_SHOWN)}' stands here twice", "Keep one of the two."))
            seen.add(name)
            found += _doubled(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            found += _doubled(item, path)
    return found


_ADVICE = (
    ("mapping values are not allowed", "A text that holds ': ' needs quotes around it, or start it on the next line after '|'."),
    ("found character '\\t'", "Indent with spaces, not with the Tab key."),
    ("could not find expected ':'", "A key is followed by a colon and a space. Is the line indented right?"),
    ("expected <block end>", "Indent it like the lines above; or, where a text starts with a quote or [, put the whole text in single quotes."),
    ("expected alphabetic or numeric character", "Put quotes around a text that starts with & or *."),
    ("that cannot start any token", "Put quotes around a text that starts with this character."),
    ("found unexpected end of stream", "A quote that was opened is never closed."),
    ("found unknown escape", "Use single quotes, or write \\\\ for a backslash."),
    ("but found another document", "One file holds one document; take out the line '---'."),
)


_CURLY = re.compile(r":\s+[“”‘’]")
_NO_SPACE = re.compile(r"^[ \t]*[^\S \t\r\n]")
_NO_GAP = re.compile(r"^\s*(- )?[a-z_]+:[^\s/]")


def _lookalike(path: str, text: str, line: int) -> Problem | None:
    """What looks right and is not, in the line that stopped the reading or the one before it."""
    lines = text.splitlines()
    for number in (line, line - 1):
        words = lines[number - 1] if 0 < number <= len(lines) else ""
        if odd := _NO_SPACE.search(words):
            return Problem(path, number, odd.end(), "yaml-syntax", "this line starts with a space that is not a plain one", "Delete the spaces and type them again.")
        if odd := _CURLY.search(words):
            return Problem(path, number, odd.end(), "yaml-syntax", "curly quotes are no quotes to YAML", "Put straight quotes ' around the whole text.")
        if odd := _NO_GAP.search(words):
            return Problem(path, number, odd.end(), "yaml-syntax", "no space stands after the colon", "A key is followed by a colon and a space.")
    return None


def _told(path: str, error: yaml.MarkedYAMLError, text: str) -> Problem:
    said = error.problem or "cannot be read"
    begun = "end of stream" in said  # what was never closed is told where it was opened
    mark = error.context_mark if begun and error.context_mark else error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    hint = next((advice for part, advice in _ADVICE if part in said), "Compare with the lines above.")
    return _lookalike(path, text, line) or Problem(path, line, column, "yaml-syntax", f"this is not YAML: {said}", hint)


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


def _lost_words(node: yaml.Node, path: str, text: str) -> list[Problem]:
    """Every text of several words, without quotes, behind which ' #' makes a note of the rest of the line."""
    if isinstance(node, yaml.MappingNode):
        return [problem for _, value in node.value for problem in _lost_words(value, path, text)]
    if isinstance(node, yaml.SequenceNode):
        return [problem for item in node.value for problem in _lost_words(item, path, text)]
    end = node.end_mark.index
    rest = re.match(r"[ \t]+#", text[end:end + 80]) if not node.style and " " in str(node.value) else None
    if not rest:
        return []
    line, column = _line_and_column(text, end + rest.end() - 1)
    return [Problem(path, line, column, "yaml-note", "the words after ' #' would be lost", "Put the whole text in single quotes; a note stands on a line of its own.")]


def _composed(text: str, name: str) -> tuple[Any, Positions, list[Problem]]:
    try:
        loader, node = _compose(text, _QUICK)
    except yaml.YAMLError:
        loader, node = _compose(text, _CAREFUL)
    if node is None or node.tag == _NOTHING:
        empty = Problem(name, 1, 1, "file-empty", "is empty", "Copy another file and change it.")
        return None, Positions(name, None), [empty]
    positions = Positions(name, node, text)
    misplaced = _misplaced_keys(node, name)
    if misplaced:
        return None, positions, misplaced[:MOST] + more(name, len(misplaced) - MOST)
    found = [*_doubled(node, name), *_lost_words(node, name, text)]
    return loader.construct_document(node), positions, found[:MOST] + more(name, len(found) - MOST)


def _why(error: Exception, text: str, name: str) -> Problem:
    """What stopped the reading, in an author's words."""
    if isinstance(error, _Refused):
        mark = error.mark
        return Problem(name, mark.line + 1, mark.column + 1, "yaml-refused", error.message, error.hint)
    if isinstance(error, yaml.MarkedYAMLError):
        return _told(name, error, text)
    if isinstance(error, yaml.reader.ReaderError):
        line, column = _line_and_column(text, error.position)
        return Problem(name, line, column, "yaml-syntax", "an invisible control character stands here",
                       "Delete it and type the text again.")
    return Problem(name, 1, 1, "yaml-syntax", "cannot be read", "Compare it with another file.")


def read_yaml(path: Path, name: str) -> tuple[Any, Positions, list[Problem]]:
    """The value of a file, where its parts stand, and what is wrong with it as YAML.

    ``name`` is the path as it is shown. The value is None where the file cannot be read.
    """
    text = _decode(path, name)
    if isinstance(text, Problem):
        return None, Positions(name, None), [text]
    value, positions, problems = _read(text, name)
    return value, positions, list(problems)


@lru_cache(maxsize=1024)  # while serving, an edit changes one file of a hundred
def _read(text: str, name: str) -> tuple[Any, Positions, list[Problem]]:
    try:
        return _composed(text, name)
    except (_Refused, yaml.YAMLError, RecursionError, ValueError) as error:
        return None, Positions(name, None), [_why(error, text, name)]
