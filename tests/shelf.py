"""What the tests share: a small library that obeys every rule, and mistakes laid over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from workbook.press.check import examine
from workbook.press.letters import letters
from workbook.press.model import Library
from workbook.press.problems import Problem, Problems
from workbook.press.source import Source, load

HERE = Path(__file__).parent
LIBRARY = HERE / "library"
FONTS = HERE.parent / "templates" / "print" / "fonts"
TODAY = date(2026, 11, 22)
DRAWINGS = frozenset({"cover", "wind-down", "quiet-hours"})


@pytest.fixture(scope="session")
def source() -> Source:
    """The library of the tests, as it is read."""
    return load(LIBRARY, HERE)


@pytest.fixture(scope="session")
def library(source: Source) -> Library:
    """The library of the tests."""
    return source.library


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the library that a test may spoil."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def patched(text: str, hunk: str) -> str:
    """``text`` with one hunk of a diff; its old lines have to stand in it exactly once."""
    lines = hunk.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    assert text.count(f"\n{old}") == 1, f"these lines do not stand there once:\n{old}"
    return text.replace(f"\n{old}", f"\n{new}")


def lay_over(folder: Path, case: Path) -> None:
    """Put a case's files over a library, and apply its change.diff: ``--- path``, then hunks parted by empty lines."""
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("change.diff", "expected.txt"))
    change = case / "change.diff"
    for part in change.read_text("utf-8").split("--- ")[1:] if change.exists() else ():
        name, _, hunks = part.partition("\n")
        text = "\n" + (folder / name).read_text("utf-8")
        for hunk in hunks.strip("\n").split("\n\n"):
            text = patched(text, hunk + "\n")
        (folder / name).write_text(text[1:], "utf-8")


@pytest.fixture
def told(copied: Path) -> Callable[[], list[Problem]]:
    """Everything that is wrong with the copied library, reading and examining it."""
    def run() -> list[Problem]:
        try:
            return examine(load(copied, copied.parent), TODAY, DRAWINGS, letters=letters(FONTS))
        except Problems as problems:
            return list(problems.found)

    return run
