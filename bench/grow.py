"""A library of many guides, made from the one that is there: for measuring growth."""

from __future__ import annotations

import re
import shutil
from pathlib import Path


def grow(project: Path, count: int) -> None:
    """Leave the first language alone, with ``count`` guides: copies of its first, under other ids."""
    guides = project / "workbook" / "guides"
    for other in [path for path in guides.iterdir() if path.is_dir() and path.name != "en"]:
        shutil.rmtree(other)
    settings = guides / "en" / "library.yaml"
    first = re.search(r"^guides:\s*(?:\[|\n\s*-\s*)([a-z0-9-]+)", settings.read_text("utf-8"), re.MULTILINE)
    assert first
    names = [first[1]]
    for number in range(2, count + 1):
        name = f"{first[1]}-{number}"
        shutil.copytree(guides / "en" / first[1], guides / "en" / name)
        guide = guides / "en" / name / "guide.yaml"
        guide.write_text(guide.read_text("utf-8").replace(f"id: {first[1]}", f"id: {name}", 1), "utf-8")
        names.append(name)
    text = re.sub(r"^guides:.*?(?=^\w)", f"guides: [{', '.join(names)}]\n", settings.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    settings.write_text(text, "utf-8")
