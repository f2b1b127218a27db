"""The same words give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import ROOT, make_project

from workbook.press.manifest import differences, manifest

pytestmark = pytest.mark.xdist_group("build")
BUILD = "import sys; from pathlib import Path; import build; from workbook.press import run; build.PROJECT = run.Project(Path(sys.argv.pop(1))); build.main()"


def _built(root: Path, **surroundings: str) -> dict[str, str]:
    make_project(root)
    done = subprocess.run([sys.executable, "-c", BUILD, str(root)], cwd=ROOT, env={**os.environ, **surroundings}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return manifest(root / "site")


def test_two_builds_elsewhere_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """In folders of other names, in other time zones, with other hash seeds: pages, prints, search, and the site in one file."""
    one = _built(tmp_path / "here", TZ="Pacific/Auckland", PYTHONHASHSEED="1", LC_ALL="C")
    other = _built(tmp_path / "a longer name elsewhere", TZ="America/Los_Angeles", PYTHONHASHSEED="22", LC_ALL="C.UTF-8")
    assert any(name.endswith(".pdf") for name in one) and "site.zip" in one
    assert differences(one, other) == []
