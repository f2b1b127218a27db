"""A language that runs from right to left, with letters of its own: its pages and its prints are turned round."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from shelf import TODAY
from test_build import make_project

from workbook.press import impression, run, site
from workbook.press.boxes import MM, classes
from workbook.press.gaps import lines_with_gaps
from workbook.press.plan import Artifact

EDITIONS = ("letter", "large-print-a4", "fillable")
ARABIC = Path(__file__).parent / "rtl"
pytestmark = pytest.mark.xdist_group("languages")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> run.Project:
    """The tests' project with the Arabic guide in it, as its authors would add it: words, labels, a sheet and fonts."""
    project = make_project(tmp_path_factory.mktemp("languages"))
    shutil.copytree(ARABIC / "ar", project.root / "workbook" / "guides" / "ar")
    shutil.copytree(ARABIC / "fonts", project.root / "templates" / "print" / "fonts", dirs_exist_ok=True)
    shutil.copy(ARABIC / "language-ar.css", project.root / "templates" / "print")
    locale = project.root / "workbook" / "locale"
    labels = {name: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for name, path in
              (("en", locale / "en.yaml"), ("ar", ARABIC / "labels.yaml"))}
    (locale / "ar.yaml").write_text(yaml.safe_dump(labels["en"] | labels["ar"], allow_unicode=True), "utf-8")
    return project


@pytest.fixture(scope="module")
def sources(project: run.Project) -> list[Any]:
    return run.read_words(project)


@pytest.fixture(scope="module")
def renderer(project: run.Project, sources: list[Any]) -> Any:
    return run.prepare(project, [source.library for source in sources])


@pytest.fixture(scope="module")
def arabic(project: run.Project, renderer: Any) -> dict[str, Path]:
    """The Arabic guide's prints in three editions, by name. A font that is missing or words outside the margins would stop it."""
    run.write_pages(project, renderer)
    printed = run.write_prints(project, renderer, lambda a: a.language == "ar" and a.edition.id in EDITIONS)
    return {Path(one.path).stem: project.docs / one.path for one in printed}


def test_nothing_is_wrong_with_it_but_that_it_is_short(project: run.Project, sources: list[Any]) -> None:
    assert {problem.code for problem in run.examine(project, sources, TODAY) if "/ar" in problem.path} <= {
        "length-in-short", "length-guidance", "length-why", "length-example"}


def test_its_pages_run_from_right_to_left_and_lead_to_the_other_language(project: run.Project, arabic: dict[str, Path]) -> None:
    made = project.memory / "made"
    site.build_into(project, made)
    page = (made / "guides" / "ar" / "mint" / "watering" / "index.html").read_text("utf-8")
    assert '<html lang="ar"' in page and '<body dir="rtl"' in page
    assert "22 نوفمبر 2026" in page
    assert 'hreflang="en"' in page
    assert '<body dir="ltr"' in (made / "index.html").read_text("utf-8")


def test_every_print_says_its_language_and_brings_its_letters(arabic: dict[str, Path]) -> None:
    assert {"workbook-letter", "packet-week-large-print-a4", "my-pot-fillable", "our-plan-letter"} <= set(arabic)
    for path in arabic.values():
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "ar"
            fonts = {str(one.get("/FontName", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"}
            assert any("Language" in name for name in fonts), fonts


def _laid_out(project: run.Project, renderer: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Artifact, Any]]:
    """The worksheet "my pot" in each edition, with its boxes as they were fitted."""
    seen: list[Any] = []
    monkeypatch.setattr(impression, "faults_in", lambda document, artifact: seen.append([page._page_box for page in document.pages]) or [])
    for artifact in renderer.catalog.artifacts:
        if artifact.subject == "my-pot" and artifact.edition.id in EDITIONS:
            impression.print_one(impression.Job(artifact, renderer.render(artifact), project.memory / "trial.pdf"), project.root)
            yield artifact, seen.pop()


def test_a_worksheet_is_turned_round(project: run.Project, renderer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its title begins at the right, the drawing is at the left, the holes are at the right, gaps reach to the left."""
    for artifact, pages in _laid_out(project, renderer, monkeypatch):
        page = pages[0]
        left, right = page.content_box_x(), page.content_box_x() + page.width
        assert page.margin_right > page.margin_left, artifact.edition
        boxes = [box for box in page.descendants() if box.element is not None]
        title = next(box for box in boxes if box.element_tag == "h1" and type(box).__name__ == "LineBox")
        words = [box for box in title.descendants() if type(box).__name__ == "TextBox"]
        assert max(box.position_x + box.width for box in words) == pytest.approx(right, abs=3 * MM), artifact.edition
        drawing = next(box for box in boxes if "motif" in classes(box))
        assert drawing.position_x + drawing.margin_left < left + 3 * MM, artifact.edition
        for each in pages:
            for line, gaps, room in lines_with_gaps(each):
                assert gaps and room < MM, artifact.edition
                assert [box.position_x for box in line.children] == sorted((box.position_x for box in line.children), reverse=True)
