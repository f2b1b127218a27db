"""The same pages can be built by Zensical: a documented switch, held to the same words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from test_build import make_project

from workbook.press import run, site

pytest.importorskip("zensical", reason="Zensical is not installed: pip install zensical")


def test_zensical_builds_every_page_with_its_words_and_its_frame(tmp_path: Path) -> None:
    """Each page that the press has written is there, as MkDocs would have put it, and can be left at once."""
    project = make_project(tmp_path / "project")
    run.write_pages(project, run.prepare(project, [source.library for source in run.read_words(project)]))
    made = project.memory / "made"
    site.build_into(replace(project, builder="zensical"), made)
    pages = [made / folder for _, folder in site.pages(project)]
    assert len(pages) > 5
    for folder in pages:
        text = (folder / "index.html").read_text("utf-8")
        for link in re.findall(r' href="(\.\.?/[^"#?]*)"', text):
            assert (folder / link).exists() or link.endswith((".pdf", ".zip")), (folder, link)
        assert "data-leave" in text and "Content-Security-Policy" in text and "<style" not in text
    assert (made / "404.html").is_file() and not (made / "assets" / "pictures").exists()
