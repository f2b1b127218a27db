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
from datetime import UTC, date, datetime, time
from pathlib import Path

import markdown
import yaml

from .offline import make_portable
from .place import delete, swap
from .problems import Refusal

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
BUILDERS = {"mkdocs": {"mkdocs": "MkDocs", "material": "Material for MkDocs"}, "zensical": {"zensical": "Zensical"}}
MARKS = "<!--words-->", "<!--/words-->"  # the theme sets them around the words of a page
AS_MKDOCS = ["toc", "tables", "fenced_code"]  # what MkDocs adds to Markdown by itself
_UPDATED = re.compile(r"^updated: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
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


def build_site(root: Path, builder: str = "mkdocs") -> None:
    """Build ``docs/`` strictly into ``site/``. Raises SiteFailed, with the old ``site/`` left as it was."""
    ready(builder)
    if (root / "site").is_symlink():
        raise Refusal("site is a link to another place. Take the link away, and copy site/ to that place after a build.")
    (root / ".build").mkdir(exist_ok=True)
    for left in (root / ".build").glob("site-*"):
        delete(left)
    fresh = Path(tempfile.mkdtemp(prefix="site-", dir=root / ".build"))  # a name of its own: one that was killed may still be writing
    build_into(root, fresh, builder)
    make_portable(fresh)
    fresh.chmod(0o755)
    swap(fresh, root / "site")


def build_into(root: Path, fresh: Path, builder: str = "mkdocs") -> None:
    """Build ``docs/`` strictly into a folder of the project. Raises SiteFailed, and leaves nothing there."""
    command = [sys.executable, "-m", builder, "build", "--strict"]
    if builder == "mkdocs":
        command += ["--config-file", str(root / "mkdocs.yml"), "--site-dir", str(fresh)]
    else:
        command += ["--clean", "--config-file", str(_told_where(root, fresh))]
    surroundings = {**os.environ, **QUIET, "SOURCE_DATE_EPOCH": str(_last_change(root)), "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, cwd=root, check=False)
    (root / ".zensical.yml").unlink(missing_ok=True)
    if done.returncode or not (fresh / "index.html").is_file():
        said = _told(done.stdout + done.stderr)
        delete(fresh)
        raise SiteFailed(said)
    if builder == "zensical":
        _words_as_written(root, fresh)


def parted(page: str) -> tuple[str, str]:
    """A generated page's front matter and its words."""
    _, front, words = page.split("---\n", 2)
    return front, words


def with_words(built: str, words: str) -> str:
    """A built page with other words in it. ValueError where it has no place for them."""
    start, end = built.index(MARKS[0]) + len(MARKS[0]), built.rindex(MARKS[1])
    return built[:start] + markdown.markdown(words, extensions=AS_MKDOCS) + built[end:]


def _words_as_written(root: Path, fresh: Path) -> None:
    """Zensical changes links that stand as HTML in the words (0.0.73: one '../' too many): put the words back."""
    for path in (root / "docs" / "index.md", *(root / "docs" / "guides").rglob("*.md")):
        address = path.relative_to(root / "docs").with_suffix("")
        built = fresh / (address.parent if address.name == "index" else address) / "index.html"
        built.write_text(with_words(built.read_text("utf-8"), parted(path.read_text("utf-8"))[1]), "utf-8")


def _last_change(root: Path) -> int:
    """When the words last changed, by their own account, in seconds since 1970: the site's date, so that the same words give the same bytes."""
    days = [day for path in (root / "workbook" / "guides").rglob("*.yaml") for day in _UPDATED.findall(path.read_text("utf-8", "replace"))]
    return int(datetime.combine(date.fromisoformat(max(days, default="2026-01-01")), time(), UTC).timestamp())


def _told_where(root: Path, fresh: Path) -> Path:
    """The configuration with the place of the site in it: Zensical takes that from nowhere else, and paths from where it lies."""
    path = root / ".zensical.yml"
    path.write_text(yaml.safe_dump({**yaml.safe_load((root / "mkdocs.yml").read_text("utf-8")), "site_dir": fresh.relative_to(root).as_posix()}), "utf-8")
    return path
