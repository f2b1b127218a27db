"""docs/ to site/: MkDocs (or Zensical) in a process of its own, into a fresh folder, put in place by rename.

Used by ``run``. The press itself never imports MkDocs.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from .offline import make_portable
from .place import delete, swap
from .problems import Refusal

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
BUILDER = {"mkdocs": "MkDocs", "material": "Material for MkDocs"}
_NOISE = re.compile(r"^(INFO|DEBUG)\s")


class SiteFailed(Refusal):
    """The site builder said no; ``said`` is what it printed."""

    def __init__(self, said: str):
        super().__init__(f"The site could not be built; site/ is as it was.\n{said}")


def ready() -> None:
    """Raises Refusal, with one sentence, where the site builder is not installed."""
    missing = [package for name, package in BUILDER.items() if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(f"The site needs {' and '.join(missing)}: run 'make', which sets up .venv, or use .venv/bin/python.")


def _told(said: str) -> str:
    """What the builder said, without its chatter; of a traceback the last line, which is its message."""
    before, broken, trace = said.partition("Traceback (most recent call last):")
    lines = [line for line in before.splitlines() if line.strip() and not _NOISE.match(line)]
    return "\n".join([*lines, *trace.strip().splitlines()[-1:]] if broken else lines)


def build_site(root: Path) -> None:
    """Build ``docs/`` strictly into ``site/``. Raises SiteFailed, with the old ``site/`` left as it was."""
    ready()
    if (root / "site").is_symlink():
        raise Refusal("site is a link to another place. Take the link away, and copy site/ to that place after a build.")
    (root / ".build").mkdir(exist_ok=True)
    for left in (root / ".build").glob("site-*"):
        delete(left)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=root / ".build"))  # a name of its own: one that was killed may still be writing
    build_into(root, fresh)
    make_portable(fresh)
    fresh.chmod(0o755)
    swap(fresh, root / "site")


def build_into(root: Path, fresh: Path) -> None:
    """Build ``docs/`` strictly into a folder. Raises SiteFailed, and leaves nothing there."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **QUIET}, cwd=root, check=False)
    if done.returncode or not (fresh / "index.html").is_file():
        said = _told(done.stdout + done.stderr)
        delete(fresh)
        raise SiteFailed(said)
