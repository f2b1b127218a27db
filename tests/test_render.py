"""Rows of the plan become text: compared with golden files, and with what no page may hold.

After a wanted change: ``UPDATE_GOLDEN=1 python -m pytest tests/test_render.py``, then read the difference.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook.press import run
from workbook.press.labels import read_labels
from workbook.press.model import Bound, Library
from workbook.press.plan import Artifact, plan
from workbook.press.render import Renderer, Settings
from workbook.press.views import Catalog, labels_of, role_names

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).parent / "golden"
NEVER = ("TODO", "FIXME", "lorem ipsum", 'target="_blank"', "{{", "{%", "None</", "undefined")


@pytest.fixture(scope="module")
def renderer(library: Library) -> Renderer:
    labels = {"en": read_labels(ROOT, "en", "en")}
    pictured = Renderer(ROOT, Catalog((library,), tuple(plan([library]))), labels, Settings(site_url="https://example.org/"))
    return pictured


@pytest.fixture(scope="module", autouse=True)
def _drawings_of_the_tests() -> Iterator[None]:
    """The small library names drawings of its own; the gradual one stands in for them."""
    read = Path.read_text

    def stand_in(path: Path, *rest: object, **more: object) -> str:
        if path.parent.name == "drawings" and not path.is_file():
            path = path.with_name("gradual.svg")
        return read(path, *rest, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_text", stand_in)
        yield


@pytest.fixture(scope="module")
def texts(renderer: Renderer, _drawings_of_the_tests: None) -> dict[Artifact, str]:
    """Every artifact of the small library, rendered once."""
    return {artifact: renderer.render(artifact) for artifact in renderer.catalog.artifacts}


@pytest.mark.parametrize(("ending", "golden"), [
    ("wind-down.md", "recommendation.md"), ("index.md", "home.md"), ("-letter.pdf", "worksheet.html"), ("search.js", "search.js")])
def test_what_is_rendered_is_what_was_looked_at(texts: dict[Artifact, str], ending: str, golden: str) -> None:
    """A change of a template shows as a difference that someone reads."""
    text = next(text for a, text in texts.items() if a.path.endswith(ending) and a.kind not in ("workbook", "packet"))
    path = GOLDEN / golden
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_nothing_unfinished_stands_in_any_output(texts: dict[Artifact, str]) -> None:
    """No placeholder, no template brace, no stray markup, in any page or print."""
    for artifact, text in texts.items():
        for words in NEVER:
            assert words not in text, f"{artifact.path}: {words}"
        assert not re.search(r"<h[1-6][^>]*>\s*</h", text), f"{artifact.path}: an empty heading"


def test_rendering_again_gives_the_same(renderer: Renderer, texts: dict[Artifact, str]) -> None:
    """The text depends on the words and templates alone."""
    for artifact in renderer.catalog.artifacts[::9]:
        assert renderer.render(artifact) == texts[artifact]


def test_ids_stand_once_in_a_document(texts: dict[Artifact, str]) -> None:
    """A label finds its field, and a link its place."""
    for artifact, text in texts.items():
        if artifact.kind not in ("search", "builder"):
            twice = [one for one, count in Counter(re.findall(r'\sid="([^"]+)"', text)).items() if count > 1]
            assert not twice, f"{artifact.path}: {sorted(twice)[:5]}"


def test_every_joint_worksheet_carries_the_line_of_safety(texts: dict[Artifact, str], library: Library) -> None:
    """No page for two goes out without it."""
    for bound in library.guides:
        for artifact, text in texts.items():
            if artifact.kind == "worksheet" and artifact.guide == bound.guide.id:
                joint = any(e.id == artifact.subject and (e.setting == "together" or e.privacy == "partner")
                            for page in (*bound.recommendations, *bound.pages) for e in page.exercises)
                line = bound.guide.safety_line if joint else bound.guide.alone_line
                assert line[:40] in re.sub(r"<[^>]+>|[‘’“”]", "", text)


def test_every_print_says_whether_it_was_reviewed_and_how_it_may_be_used(texts: dict[Artifact, str]) -> None:
    """Review status and licence stand in every PDF."""
    for artifact, text in texts.items():
        if artifact.is_pdf:
            assert "Not yet reviewed by a clinician" in text and "CC BY 4.0" in text, artifact.path


def test_search_data_is_a_script_that_can_be_read_back(texts: dict[Artifact, str]) -> None:
    """Whatever the words hold, the data stays data."""
    text = next(text for a, text in texts.items() if a.kind == "search")
    assert "</" not in text
    body = text.partition("=")[2].strip().rstrip(";")
    assert json.loads(body)


def test_the_real_guide_renders_without_anything_unfinished() -> None:
    """The first edition itself: every page of the site."""
    project = run.Project(ROOT)
    real = run.prepare(project, [source.library for source in run.read_words(project)])
    for artifact in real.catalog.artifacts:
        if not artifact.is_pdf:
            text = real.render(artifact)
            for words in NEVER[:4]:
                assert words not in text, f"{artifact.path}: {words}"


def test_a_guide_says_in_its_own_words_whom_its_exercises_are_for(library: Library) -> None:
    """A guide for a parent and a child speaks of no partners; where nothing is given, the language's labels stand."""
    bound = library.guides[0]
    labels = {"everyone": "either partner", "both": "both partners", "privacies": {"private": "Private page", "partner": "Made to share with your partner"}}
    guide = bound.guide.model_copy(update={"both": "the parent and the teenager", "shared": "Made to share"})
    own = Bound(guide, bound.recommendations, bound.pages)
    made = labels_of(own, labels)
    assert role_names(["everyone"], own, made, "together") == "the parent and the teenager"
    assert role_names(["everyone"], own, made) == "either partner"
    assert made["privacies"] == {"private": "Private page", "partner": "Made to share"}
    assert labels_of(bound, labels) is labels


@pytest.mark.parametrize("ending", ["index.md", "wind-down.md"])
def test_pages_of_a_guide_do_not_grow_with_the_library(ending: str, library: Library) -> None:
    """Beside few guides a menu names each; beside many, the reader's own and the page that names all."""
    def page(count: int) -> str:
        first, *_ = library.guides
        guides = [first.guide.model_copy(update={"id": f"other-{number}", "menu": f"Guide {number}"}) for number in range(1, count)]
        more = [Bound(guide, first.recommendations, first.pages) for guide in guides]
        whole = library.model_copy(update={"guides": [first, *more]})
        catalog = Catalog((whole,), tuple(plan([whole])))
        renderer = Renderer(ROOT, catalog, {"en": read_labels(ROOT, "en", "en")}, Settings())
        return next(renderer.render(a) for a in catalog.artifacts if a.guide == first.guide.id and a.path.endswith(ending))

    assert "title: Guide 2\n" in page(3) and "title: All guides" not in page(3)
    assert "title: Guide 2\n" not in page(40) and "title: All guides" in page(40) and f"title: {library.guides[0].guide.menu}\n" in page(40)
    assert page(40) == page(10)
