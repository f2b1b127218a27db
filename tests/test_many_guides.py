"""A library of many guides takes little more room than one: they are looked at one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shelf import DRAWINGS, TODAY
from workbook.press.bound import AT_HAND, Bound
from workbook.press.check import examine
from workbook.press.labels import read_labels
from workbook.press.plan import plan
from workbook.press.problems import Problem
from workbook.press.render import Renderer, Settings
from workbook.press.source import Source
from workbook.press.views import Catalog

ROOT = Path(__file__).resolve().parent.parent
MANY = 3 * AT_HAND


@pytest.fixture(scope="module")
def many(source: Source) -> Source:
    """The library of the tests with its guide many times over."""
    first, *_ = source.library.guides
    guides = [first, *(Bound(first.guide.model_copy(update={"id": f"other-{number}"}), first.recommendations, first.pages) for number in range(1, MANY))]
    positions = {(guide.guide.id if key[0] else "", key[1]): value for guide in guides for key, value in source.positions.items()}
    return replace(source, library=source.library.model_copy(update={"guides": guides}), positions=positions)


def _at_hand(source: Source) -> int:
    return sum(bound._chapters is not None for bound in source.library.guides)


def test_few_guides_are_at_hand_whatever_is_done(many: Source) -> None:
    """Made, examined, and shown on pages that name all: the others are packed."""
    assert _at_hand(many) <= AT_HAND
    assert examine(many, TODAY, DRAWINGS) == []
    assert _at_hand(many) <= AT_HAND
    library = many.library
    renderer = Renderer(ROOT, Catalog((library,), tuple(plan([library]))), {"en": read_labels(ROOT, "en", "en")}, Settings())
    for artifact in renderer.catalog.artifacts:
        if artifact.kind in ("search", "builder"):
            assert f"other-{MANY - 1}" in renderer.render(artifact)
            assert _at_hand(many) <= AT_HAND


def test_a_guide_that_was_packed_is_the_same(many: Source) -> None:
    """Nothing of its words is lost."""
    first, second, *_ = many.library.guides
    assert first.recommendations == second.recommendations
    kept = first.recommendations, first.pages
    first.pack()
    assert (first.recommendations, first.pages) == kept


def test_each_guide_is_examined_and_knows_its_own_ids_only(copied: Path, told: Callable[[], list[Problem]]) -> None:
    """A second guide may use the ids of the first, may not name its pages, and its mistakes are told where they stand."""
    second = copied / "night-shifts-2"
    shutil.copytree(copied / "night-shifts", second)
    for path, old, new in ((copied / "library.yaml", "night-shifts", "night-shifts, night-shifts-2"), (second / "guide.yaml", "id: night-shifts", "id: night-shifts-2"),
                           (second / "wind-down.yaml", "to: quiet-hours", "to: quiet-days")):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
    assert [(Path(one.path).parts[-2:], one.code) for one in told()] == [(("night-shifts-2", "wind-down.yaml"), "page-unknown")]
