"""The plan lists every file that will exist, and nothing else decides that."""

from __future__ import annotations

from pathlib import PurePosixPath

from workbook.press import plan as planning
from workbook.press.model import Library
from workbook.press.plan import BOOK_EDITIONS, EDITIONS, SHEET_EDITIONS, exercises, plan, relative


def test_every_recommendation_has_a_page_whose_address_ends_in_its_id(library: Library) -> None:
    """The address of a recommendation is permanent and tells its id."""
    urls = {a.subject: a.url for a in plan([library]) if a.kind == "recommendation"}
    for bound in library.guides:
        for recommendation in bound.recommendations:
            assert urls[recommendation.id].endswith(f"/{recommendation.id}/")


def test_every_exercise_is_a_worksheet_in_every_edition(library: Library) -> None:
    """A counselor can hand out any one exercise, in any size."""
    paths = {a.path for a in plan([library]) if a.kind == "worksheet"}
    for bound in library.guides:
        for _, exercise in exercises(bound):
            for edition in SHEET_EDITIONS:
                assert any(path.endswith(f"/print/{exercise.id}-{edition.id}.pdf") for path in paths)


def test_the_editions_are_those_that_are_promised() -> None:
    """Paper, large print and a form, of everything; two more of the workbook, for counselors."""
    assert [one.id for one in SHEET_EDITIONS] == ["letter", "a4", "large-print-letter", "large-print-a4", "fillable"]
    assert {one.id for one in BOOK_EDITIONS} - {one.id for one in SHEET_EDITIONS} == {"counselor-letter", "counselor-a4"}


def test_no_two_files_share_a_path_even_where_capitals_do_not_count(library: Library) -> None:
    """One file never overwrites another, on any disk."""
    paths = [a.path.lower() for a in plan([library])]
    assert len(paths) == len(set(paths))


def test_every_path_stays_below_docs(library: Library) -> None:
    """Nothing is written outside the folder that is made for it."""
    for artifact in plan([library]):
        path = PurePosixPath(artifact.path)
        assert not path.is_absolute() and ".." not in path.parts


def test_pages_of_another_language_stand_beside_those_of_the_first(library: Library) -> None:
    """Only the first language's home is the site's home."""
    other = library.model_copy(update={"settings": library.settings.model_copy(update={"language": "es"})})
    homes = [a.path for a in plan([library, other]) if a.kind == "home"]
    assert homes == ["index.md", "guides/es/index.md"]


def test_a_relative_address_leads_from_a_page_to_a_file() -> None:
    """Links work wherever the site is put."""
    assert relative("guides/en/g/wounds/", "guides/en/g/pace/") == "../wounds/"
    assert relative("guides/en/g/print/x-a4.pdf", "guides/en/g/pace/") == "../print/x-a4.pdf"
    assert relative("guides/en/g/pace/#dial", "guides/en/g/pace/") == "./#dial"
    assert relative("guides/en/g/pace/", "") == "guides/en/g/pace/"
    assert relative("", "guides/en/g/pace/") == "../../../../"


def test_large_print_is_large() -> None:
    """No edition called large print allows type below 18 points."""
    for edition in EDITIONS.values():
        assert edition.smallest >= (18 if "large-print" in edition.id else 9)


def test_the_plan_writes_nothing(library: Library, tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Planning is pure: it can be asked at any time."""
    monkeypatch.chdir(tmp_path)
    assert planning.plan([library]) == planning.plan([library])
    assert not list(tmp_path.iterdir())
