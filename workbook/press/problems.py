"""Problems: what is wrong with the words, told to the person who wrote them.

All problems of a run are collected, sorted and shown at once, as ``file:line:column: message``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is (line and column count from 1), what it is, and a way out."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f" {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}.{tail} [{self.code}]"


class Refusal(Exception):
    """The run cannot go on; the message is for the person at the command line."""


class Problems(Exception):
    """Raised once, with everything that was found."""

    def __init__(self, found: Iterable[Problem]):
        self.found = tuple(sorted(set(found)))
        super().__init__(f"{len(self.found)} problem(s)")


def suggest(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or with all of them where they are few."""
    known = sorted(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Known here: {', '.join(known)}." if 0 < len(known) <= 15 else ""


def _source_line(path: str, line: int, root: Path) -> str:
    try:
        return (root / path).read_text("utf-8").splitlines()[line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""


def as_text(found: Iterable[Problem], root: Path) -> str:
    """Messages with the line itself and a mark under the column."""
    shown = []
    for problem in found:
        shown.append(str(problem))
        source = _source_line(problem.path, problem.line, root)
        if source.strip():
            start = max(0, problem.column - 60)
            shown.append(f"    {source[start : start + 100]}")
            shown.append("    " + " " * (problem.column - 1 - start) + "^")
    return "\n".join(shown)


def as_json(found: Iterable[Problem], root: Path) -> str:
    """One JSON list, for editors."""
    keys = ("path", "line", "column", "code", "message", "hint")
    return json.dumps([{key: getattr(p, key) for key in keys} for p in found], ensure_ascii=False, indent=1)


def _quoted(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _quoted(text).replace(":", "%3A").replace(",", "%2C")


def as_github(found: Iterable[Problem], root: Path) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "\n".join(
        f"::error file={_property(p.path)},line={p.line},col={p.column},title={_property(p.code)}::"
        f"{_quoted(f'{p.message}. {p.hint}'.strip())}"
        for p in found
    )


FORMATS: dict[str, Callable[[Iterable[Problem], Path], str]] = {"text": as_text, "json": as_json, "github": as_github}
