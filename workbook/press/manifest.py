"""What stands in a built site: the SHA-256 of every file, and what differs from another build.

Used by ``build.py verify``.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def manifest(folder: Path) -> dict[str, str]:
    """Path below ``folder`` to the SHA-256 of its bytes, sorted by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def as_lines(entries: dict[str, str]) -> str:
    """The form that ``sha256sum --check`` reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in entries.items())


def from_lines(text: str) -> dict[str, str]:
    """The manifest that ``as_lines`` wrote. ValueError for a line of another form."""
    found = {}
    for line in text.splitlines():
        digest, gap, path = line.partition("  ")
        if not gap or len(digest) != 64:
            raise ValueError(f"not a line of a manifest: {line[:80]}")
        found[path] = digest
    return found


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """One line for each file that is missing, new or changed."""
    told = [f"missing: {path}" for path in before if path not in after]
    told += [f"new: {path}" for path in after if path not in before]
    return told + [f"changed: {path}" for path in before if path in after and before[path] != after[path]]
