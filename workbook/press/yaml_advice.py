"""What stopped the reading of a YAML file, in an author's words; a part of ``yaml_positions``."""

from __future__ import annotations

import re

import yaml

from .problems import Problem


class Refused(Exception):
    def __init__(self, mark: yaml.Mark, message: str, hint: str):
        self.mark, self.message, self.hint = mark, message, hint


def line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


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


def why(error: Exception, text: str, name: str) -> Problem:
    """What stopped the reading, in an author's words."""
    if isinstance(error, Refused):
        mark = error.mark
        return Problem(name, mark.line + 1, mark.column + 1, "yaml-refused", error.message, error.hint)
    if isinstance(error, yaml.MarkedYAMLError):
        return _told(name, error, text)
    if isinstance(error, yaml.reader.ReaderError):
        line, column = line_and_column(text, error.position)
        return Problem(name, line, column, "yaml-syntax", "an invisible control character stands here",
                       "Delete it and type the text again.")
    return Problem(name, 1, 1, "yaml-syntax", "cannot be read", "Compare it with another file.")
