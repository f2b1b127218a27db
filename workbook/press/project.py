"""A folder with words, templates, a configuration and a place for what is made.

Used by ``run``, which does everything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml

from .problems import Problem, Problems

CONFIG = "mkdocs.yml"
_UPDATED = re.compile(r"^updated: (\d{4}-\d\d-\d\d)$", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """A folder with words, templates and a place for what is made."""

    root: Path
    practice: Path | None = None  # a practice.yaml that is not in the root
    builder: str = "mkdocs"  # or zensical

    def branded(self, practice: Path | None) -> Project:
        """The same, printing for another practice; itself where none is named."""
        return replace(self, practice=practice) if practice else self

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def memory(self) -> Path:
        return self.root / ".build"

    def config(self) -> dict[str, object]:
        """mkdocs.yml as plain values; other programs' tags are read as nothing."""
        loader = type("_Plain", (yaml.SafeLoader,), {})
        loader.add_multi_constructor("!", lambda *_: None)  # type: ignore[attr-defined]
        loader.add_multi_constructor("tag:", lambda *_: None)  # type: ignore[attr-defined]
        try:
            value = yaml.load((self.root / CONFIG).read_text("utf-8"), loader)  # noqa: S506
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise Problems([Problem(CONFIG, *at, "yaml-syntax", "this is not YAML", "Compare it with the one that came with the project.")]) from None
        return value if isinstance(value, dict) else {}

    def last_change(self) -> int:
        """When the words last changed, by their own account ('updated'), in seconds since 1970; the same words give the same site."""
        files = (self.root / "workbook" / "guides").rglob("*.yaml")
        days = [day for path in files for day in _UPDATED.findall(path.read_text("utf-8", "replace"))]
        return int(datetime.combine(date.fromisoformat(max(days, default="2026-01-01")), time(), UTC).timestamp())

    def languages(self) -> list[str]:
        """Language folders, the site's own first."""
        folder = self.root / "workbook" / "guides"
        found = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[0] != ".") if folder.is_dir() else []
        theme = self.config().get("theme")
        own = theme.get("language", "en") if isinstance(theme, dict) else "en"
        return sorted(found, key=lambda name: (name != own, name))
