"""The door: what someone at the command line sees, on the tests' own small library."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
import pikepdf
import pytest
from click.testing import CliRunner

import build
from workbook.press import run, site
from workbook.press.problems import Problems

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = Path(__file__).parent / "library"
pytestmark = pytest.mark.xdist_group("build")


@click.command()
def click_main() -> None:
    """The door as a click command, so that its words can be caught."""
    build.main()


def make_project(root: Path) -> run.Project:
    """A whole project around the tests' library: templates, styles and configuration are the real ones."""
    shutil.copytree(LIBRARY, root / "workbook" / "guides" / "en")
    shutil.copytree(ROOT / "workbook" / "locale", root / "workbook" / "locale")
    for name in ("templates", "docs/assets"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for drawing in ("wind-down", "quiet-hours"):
        shutil.copy(ROOT / "docs/assets/drawings/gradual.svg", root / f"docs/assets/drawings/{drawing}.svg")
    return run.Project(root)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> run.Project:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def door(project: run.Project, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Runs a command line in the small project; gives exit code and what was said."""
    monkeypatch.setattr(build, "PROJECT", project)

    def knock(*words: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["build.py", *words])
        done = CliRunner().invoke(click_main, [])
        return done.exit_code, done.output

    return knock


@pytest.fixture(scope="module")
def built(project: run.Project) -> Iterator[run.Project]:
    """The project, built whole once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "PROJECT", project)
        patch.setattr("sys.argv", ["build.py"])
        done = CliRunner().invoke(click_main, [])
    assert done.exit_code == 0, done.output
    yield project


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    return {p.relative_to(folder).as_posix(): (p.stat().st_size, p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def test_a_dry_run_lists_what_a_build_makes_and_makes_nothing(door) -> None:  # type: ignore[no-untyped-def]
    """The plan can be read before anything is touched."""
    code, said = door("--dry-run")
    assert code == 0 and "docs/index.md" in said and "workbook-a4.pdf" in said
    assert not (build.PROJECT.docs / "guides").exists()


def test_one_command_makes_the_site_and_everything_printed(built: run.Project, door) -> None:  # type: ignore[no-untyped-def]
    """Every file of the plan exists, and stands in site/ as well."""
    _, said = door("--dry-run")
    for line in said.splitlines():
        assert (built.root / line).is_file(), line
    assert (built.root / "site" / "index.html").is_file()
    pdfs = {p.name for p in (built.root / "site").rglob("*.pdf")}
    assert {"workbook-letter.pdf", "workbook-a4.pdf"} <= pdfs


def test_nothing_changed_means_nothing_done(built: run.Project, door) -> None:  # type: ignore[no-untyped-def]
    """A second run is over at once."""
    before = _snapshot(built.root / "site")
    code, said = door()
    assert code == 0 and "Nothing changed" in said
    assert _snapshot(built.root / "site") == before


@pytest.mark.parametrize(("name", "before", "after", "codes", "others"), [
    ("wind-down", "title: ", "titel: ", {"key-unknown", "key-missing"}, {"wording-label", "page-unknown"}),
    ("guide", "id: night-shifts", "id: night-shiftz", {"id-file"}, {"wording-label", "page-unknown"}),
    ("guide", "title: ", "titel: ", {"key-unknown", "key-missing"}, set())])
def test_mistakes_of_form_do_not_hide_others_in_other_files(
    name: str, before: str, after: str, codes: set[str], others: set[str], tmp_path: Path,
) -> None:
    """All at once, each where it stands; nothing is said to be missing because the file that has it could not be read."""
    project = make_project(tmp_path / "project")
    for stem, old, new in ((name, before, after), ("quiet-hours", "    purpose: ", "    purpose: A night owl "), ("quiet-hours", "- to: ", "- to: nowhere-")):
        path = project.root / f"workbook/guides/en/night-shifts/{stem}.yaml"
        assert old in path.read_text("utf-8")
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(Problems) as told:
        run.read_words(project)
    assert {(Path(one.path).stem, one.code) for one in told.value.found} == {*((name, code) for code in codes), *(("quiet-hours", code) for code in others)}


def test_printing_leaves_nothing_among_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's copies of fonts go with the processes that made them."""
    project, room = make_project(tmp_path / "project"), tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    renderer = run.prepare(project, [source.library for source in run.read_words(project)])
    printed = run.write_prints(project, renderer, lambda a: a.kind == "worksheet" and a.edition.id in ("letter", "a4"), workers=2)
    assert len(printed) > 1 and not any(one.faults for one in printed) and list(room.iterdir()) == []


def test_a_title_that_ends_in_a_line_stays_a_title() -> None:
    """The words of a page begin behind its front matter, whatever stands in it."""
    words = "<p>words</p>"
    assert site.parted(f"---\ntitle: Wait ---\nmenu: Wait\n---\n\n{words}\n")[1].strip() == words


def test_mistakes_are_told_with_their_places_and_the_site_is_untouched(built: run.Project, door) -> None:  # type: ignore[no-untyped-def]
    """Five mistakes give five messages; what was good stays."""
    before = _snapshot(built.root / "site")
    path = built.root / "workbook/guides/en/night-shifts/wind-down.yaml"
    good = path.read_text("utf-8")
    lines = good.splitlines()
    lines[0] = "idd: wind-down"
    path.write_text("\n".join(lines) + "\nmistake: here\n", "utf-8")
    try:
        code, said = door()
        assert code == 1 and "wind-down.yaml:1:1: 'idd' is not a key" in said and "Did you mean 'id'?" in said
        assert f"wind-down.yaml:{len(lines) + 1}:1: 'mistake' is not a key" in said
        assert _snapshot(built.root / "site") == before
    finally:
        path.write_text(good, "utf-8")


@pytest.mark.parametrize(("words", "said"), [
    (("--only", "wind-down"), "There is no worksheet or packet 'wind-down'. The worksheets of that page: "),
    (("--only", "no-such-thing"), "There is no worksheet or packet 'no-such-thing'."),
    (("--guide", "elsewhere"), "There is no guide 'elsewhere'."),
    (("--edition", "A5"), "'A5' is not one of"),
])
def test_a_print_that_is_not_there_is_said_so(door, words: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    """With the worksheets of a page whose id was given."""
    code, told = door("pdf", *words)
    assert code != 0 and said in told


def test_one_word_changed_prints_only_what_it_touches(built: run.Project, door) -> None:  # type: ignore[no-untyped-def]
    """A worksheet that does not hold the word keeps its file."""
    folder = built.docs / "guides/en/night-shifts/print"
    path = built.root / "workbook/guides/en/night-shifts/wind-down.yaml"
    good = path.read_text("utf-8")
    before = _snapshot(folder)
    path.write_text(good.replace("purpose: ", "purpose: Truly, ", 1), "utf-8")
    try:
        code, said = door("pdf", "--edition", "a4")
        assert code == 0, said
        changed = {name for name, state in _snapshot(folder).items() if before[name] != state}
        assert changed and all(name.endswith("-a4.pdf") for name in changed)
        assert len([name for name in changed if not name.startswith(("workbook", "packet"))]) == 1
    finally:
        path.write_text(good, "utf-8")
        door("pdf", "--edition", "a4")


def test_a_second_build_in_the_same_folder_is_told_to_wait(built: run.Project, door) -> None:  # type: ignore[no-untyped-def]
    """Two builds never mix."""
    with run.hold(built):
        code, said = door("pages")
    assert code == 1 and "Another build is at work" in said


def test_check_says_so_where_all_is_well(door) -> None:  # type: ignore[no-untyped-def]
    """A table of pages, and no mistakes."""
    code, said = door("check")
    assert code == 0 and "No mistakes found." in said and "wind-down" in said


def test_an_unknown_option_is_explained(door) -> None:  # type: ignore[no-untyped-def]
    """A slip at the command line gives one sentence and no traceback."""
    code, said = door("pdf", "--onyl", "x")
    assert code == 2 and "--only" in said and "Traceback" not in said


def test_every_print_opens_and_tells_what_it_is(built: run.Project) -> None:
    """Title, language and tags stand in each PDF."""
    for path in sorted((built.docs / "guides").rglob("*.pdf"))[::7]:
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en" and pdf.docinfo["/Title"] and "/StructTreeRoot" in pdf.Root
