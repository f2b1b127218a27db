"""docs/ to site/: MkDocs (or Zensical) in a process of its own, into a fresh folder, put in place by rename.

Used by ``run``. The press itself never imports MkDocs.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from .place import swap
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


def build_site(root: Path) -> None:
    """Build ``docs/`` strictly into ``site/``. Raises SiteFailed, with the old ``site/`` left as it was."""
    ready()
    if (root / "site").is_symlink():
        raise Refusal("site is a link to another place. Take the link away, and copy site/ to that place after a build.")
    (root / ".build").mkdir(exist_ok=True)
    for left in (root / ".build").glob("site-*"):
        shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=root / ".build"))  # a name of its own: one that was killed may still be writing
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **QUIET}, cwd=root, check=False)
    if done.returncode or not (fresh / "index.html").is_file():
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not _NOISE.match(line)]
        shutil.rmtree(fresh, ignore_errors=True)
        raise SiteFailed("\n".join(said))
    fresh.chmod(0o755)
    swap(fresh, root / "site")
