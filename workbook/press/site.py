"""docs/ to site/: MkDocs (or Zensical) in a process of its own, into a fresh folder, put in place by rename.

Used by ``run``. The press itself never imports MkDocs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .place import swap
from .problems import Refusal

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_NOISE = re.compile(r"^(INFO|DEBUG)\s")


class SiteFailed(Refusal):
    """The site builder said no; ``said`` is what it printed."""

    def __init__(self, said: str):
        super().__init__(f"The site could not be built; site/ is as it was.\n{said}")


def build_site(root: Path) -> None:
    """Build ``docs/`` strictly into ``site/``. Raises SiteFailed, with the old ``site/`` left as it was."""
    fresh = root / ".build" / "site"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / "mkdocs.yml"), "--site-dir", str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **QUIET}, cwd=root, check=False)
    if done.returncode or not (fresh / "index.html").is_file():
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip() and not _NOISE.match(line)]
        raise SiteFailed("\n".join(said))
    swap(fresh, root / "site")
