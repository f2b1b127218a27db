"""Files are put in place so that nothing that was good is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbook.press.place import Busy, lock, put, recall, remember, swap, sweep


def test_a_file_is_written_only_where_its_bytes_change(tmp_path: Path) -> None:
    """An unchanged page keeps its time, so that nothing after it is done again."""
    target = tmp_path / "deep" / "page.md"
    assert put(target, "one") and not put(target, "one")
    os.utime(target, (1, 1))
    put(target, "one")
    assert target.stat().st_mtime == 1
    assert put(target, "two") and target.read_text() == "two"


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the worst moment costs nothing that was there."""
    target = tmp_path / "page.md"
    put(target, "good")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        put(target, "bad")
    assert target.read_text() == "good" and [p.name for p in tmp_path.iterdir()] == ["page.md"]


def test_a_folder_is_swapped_whole(tmp_path: Path) -> None:
    """The site is the old one or the new one, never a mixture."""
    for name, text in (("site", "old"), ("fresh", "new")):
        put(tmp_path / name / "index.html", text)
    put(tmp_path / "site" / "gone.html", "old")
    swap(tmp_path / "fresh", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert not (tmp_path / "site" / "gone.html").exists() and not (tmp_path / ".site-old").exists()


def test_a_swap_that_fails_puts_the_old_folder_back(tmp_path: Path) -> None:
    """A site that was good stays, even where its successor vanishes."""
    put(tmp_path / "site" / "index.html", "old")
    with pytest.raises(OSError):
        swap(tmp_path / "nothing", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_sweeping_deletes_what_is_no_longer_planned(tmp_path: Path) -> None:
    """A worksheet that was renamed leaves no ghost behind."""
    put(tmp_path / "a" / "keep.pdf", "x")
    put(tmp_path / "b" / "old.pdf", "x")
    sweep(tmp_path, [tmp_path / "a" / "keep.pdf"])
    assert [p.relative_to(tmp_path).as_posix() for p in sorted(tmp_path.rglob("*"))] == ["a", "a/keep.pdf"]


def test_two_builds_do_not_work_in_one_folder(tmp_path: Path) -> None:
    """The second is told, and harms nothing."""
    with lock(tmp_path / "lock"), pytest.raises(Busy), lock(tmp_path / "lock"):
        pass
    with lock(tmp_path / "lock"):
        pass


def test_a_damaged_memory_is_forgotten_not_feared(tmp_path: Path) -> None:
    """What was killed in the middle is simply done again."""
    remember(tmp_path / "m.json", {"a": "b"})
    assert recall(tmp_path / "m.json") == {"a": "b"}
    (tmp_path / "m.json").write_text('{"a": ')
    assert recall(tmp_path / "m.json") == {} == recall(tmp_path / "none.json")
