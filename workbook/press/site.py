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
from collections.abc import Iterator
from pathlib import Path

import yaml

from .offline import make_portable
from .place import delete, swap
from .problems import Refusal
from .project import CONFIG, Project

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
BUILDERS = {"mkdocs": {"mkdocs": "MkDocs", "material": "Material for MkDocs"}, "zensical": {"zensical": "Zensical"}}
MARKS = "<!--words-->", "<!--/words-->"  # the theme sets them around the words of a page
OTHER_CONFIG = ".zensical.yml"
_NOISE = re.compile(r"^(INFO|DEBUG)\s")


class SiteFailed(Refusal):
    """The site builder said no; ``said`` is what it printed."""

    def __init__(self, said: str):
        super().__init__(f"The site could not be built; site/ is as it was.\n{said}")


def ready(builder: str = "mkdocs") -> None:
    """Raises Refusal, with one sentence, where the site builder is not installed."""
    missing = [package for name, package in BUILDERS[builder].items() if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(f"The site needs {' and '.join(missing)}: run 'make', which sets up .venv, or use .venv/bin/python.")


def _told(said: str) -> str:
    """What the builder said, without its chatter; of a traceback the last line, which is its message."""
    before, broken, trace = said.partition("Traceback (most recent call last):")
    lines = [line for line in before.splitlines() if line.strip() and not _NOISE.match(line)]
    return "\n".join([*lines, *trace.strip().splitlines()[-1:]] if broken else lines)


def build_site(project: Project) -> None:
    """Build ``docs/`` strictly into ``site/``. Raises SiteFailed, with the old ``site/`` left as it was."""
    ready(project.builder)
    place = project.root / "site"
    if place.is_symlink():
        raise Refusal("site is a link to another place. Take the link away, and copy site/ to that place after a build.")
    project.memory.mkdir(exist_ok=True)
    for left in project.memory.glob("site-*"):
        delete(left)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=project.memory))  # a name of its own: one that was killed may still be writing
    build_into(project, fresh)
    make_portable(fresh)
    fresh.chmod(0o755)
    swap(fresh, place)


def build_into(project: Project, fresh: Path) -> None:
    """Build ``docs/`` strictly into a folder of the project. Raises SiteFailed, and leaves nothing there."""
    root, zensical = project.root, project.builder == "zensical"
    command = [sys.executable, "-m", project.builder, "build", "--strict"]
    command += ["--clean", "--config-file", str(_told_where(project, fresh))] if zensical else ["--config-file", str(root / CONFIG), "--site-dir", str(fresh)]
    surroundings = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": str(project.last_change()), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, cwd=root, check=False)
    (root / OTHER_CONFIG).unlink(missing_ok=True)
    if done.returncode or not (fresh / "index.html").is_file():
        said = _told(done.stdout + done.stderr)
        delete(fresh)
        raise SiteFailed(said)
    if zensical:  # it changes links that stand as HTML in the words (0.0.73: one '../' too many): put the words back
        for page, folder in pages(project):
            put_words(fresh / folder / "index.html", page)


def pages(project: Project) -> Iterator[tuple[Path, str]]:
    """Every page that the press has written, with its folder in a built site, told from its root."""
    for path in (project.docs / "index.md", *sorted((project.docs / "guides").rglob("*.md"))):
        address = path.relative_to(project.docs).with_suffix("")
        yield path, (address.parent if address.name == "index" else address).as_posix()


def parted(page: str) -> tuple[str, str]:
    """A generated page's front matter and its words."""
    front, _, words = page.partition("\n---\n")
    return front, words


def with_words(built: str, words: str) -> str:
    """A built page with other words in it. ValueError where it has no place for them."""
    start, end = built.index(MARKS[0]) + len(MARKS[0]), built.rindex(MARKS[1])
    return built[:start] + words.strip() + built[end:]


def put_words(built: Path, page: Path) -> None:
    """Put a generated page's words into the page that was built of it. OSError or ValueError where that has no place for them."""
    built.write_text(with_words(built.read_text("utf-8"), parted(page.read_text("utf-8"))[1]), "utf-8")


def _told_where(project: Project, fresh: Path) -> Path:
    """The configuration with the place of the site in it: Zensical takes that from nowhere else, and paths from where it lies."""
    path = project.root / OTHER_CONFIG
    path.write_text(yaml.safe_dump({**project.config(), "site_dir": fresh.relative_to(project.root).as_posix()}), "utf-8")
    return path
