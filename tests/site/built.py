"""The built site as files: where it is, and which pages it holds."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(os.environ.get("TWO_LINES_SITE", ROOT / "site"))


def html_files(holding: str = "") -> list[Path]:
    """Every page whose source holds these words; none where there is no site."""
    return sorted(path for path in SITE.rglob("*.html") if holding in path.read_text("utf-8"))


def address_of(path: Path) -> str:
    """A page's address, told from the site's root."""
    return path.relative_to(SITE).as_posix().removesuffix("index.html")


def addresses(holding: str = "") -> list[str]:
    """The addresses of those pages."""
    return [address_of(path) for path in html_files(holding)]
