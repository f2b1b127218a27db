"""Putting files in place, so that nothing that was good is lost.

A file is written only where its bytes change, beside its place, and renamed into it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .problems import Refusal


class Busy(Refusal):
    """Another build is at work in the same folder."""

    def __init__(self) -> None:
        super().__init__("Another build is at work in this folder. Wait for it to end, then try again.")


def put(target: Path, data: bytes | str) -> bool:
    """Write ``data`` to ``target``; False where it already was so. OSError where it cannot be written."""
    content = data.encode() if isinstance(data, str) else data
    with contextlib.suppress(FileNotFoundError):
        if target.read_bytes() == content:
            return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def sweep(folder: Path, keep: Iterable[Path]) -> list[Path]:
    """Delete every file below ``folder`` that is not in ``keep``, and folders left empty."""
    wanted = {path.resolve() for path in keep}
    gone = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.resolve() not in wanted]
    for path in gone:
        path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return gone


def delete(path: Path) -> None:
    """Take a file or a folder away, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot (it is Linux that can)."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    here, both = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return call is not None and call(here, os.fsencode(one), here, os.fsencode(other), both) == 0


def restore(place: Path) -> None:
    """Put back what a run that was killed in the middle of ``swap`` had put aside."""
    old = _aside(place)
    if old.exists() and not place.exists():
        old.rename(place)


def _aside(place: Path) -> Path:
    return place.with_name(f".{place.name}-old")


def swap(fresh: Path, place: Path) -> None:
    """Put the folder ``fresh`` where ``place`` is, by rename; what stood there is deleted after."""
    old = _aside(place)
    restore(place)
    delete(old)
    if place.exists() and _exchange(fresh, place):
        delete(fresh)
        return
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    delete(old)


@contextlib.contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold ``path`` for the length of a build. Raises Busy where another build holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy from None
        yield


def remember(path: Path, value: dict[str, str]) -> None:
    """Keep a small map as JSON."""
    put(path, json.dumps(value, indent=0, sort_keys=True))


def recall(path: Path) -> dict[str, str]:
    """The map kept at ``path``; empty where there is none or it is not readable."""
    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
