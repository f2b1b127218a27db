"""A start for an author: valid at once, and harmless to everything that was there."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from shelf import TODAY
from test_build import make_project

from workbook.press import run
from workbook.press.plan import plan
from workbook.press.printer import print_all
from workbook.press.problems import Problems, Refusal
from workbook.press.scaffold import begin, guide_start, id_from, recommendation_start, with_entry

WORDS = "workbook/guides/en"


@pytest.fixture
def project(tmp_path: Path) -> run.Project:
    return make_project(tmp_path)


def _guide(project: run.Project, title: str = "Sleep after night shifts", name: str | None = None, language: str = "en") -> list[str]:
    start = guide_start(project.root, language, title, name, TODAY)
    return begin(project.root, language, start, run.drawings(project), TODAY)


def _recommendation(project: run.Project, guide: str, title: str, name: str | None = None) -> list[str]:
    start = recommendation_start(project.root, "en", guide, title, name, TODAY)
    return begin(project.root, "en", start, run.drawings(project), TODAY)


def _snapshot(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_new_guide_passes_every_check_and_can_be_read_and_printed_at_once(project: run.Project) -> None:
    """What an author gets is whole: pages, and a packet that prints without a fault."""
    made = _guide(project)
    assert f"{WORDS}/sleep-after-night-shifts/guide.yaml" in made and len(made) == 5
    libraries = run.checked(project, TODAY)
    renderer = run.prepare(project, libraries)
    texts = {artifact.path: renderer.render(artifact) for artifact in renderer.catalog.artifacts if artifact.guide.startswith("sleep")}
    assert "Begin with one small step" in texts["guides/en/sleep-after-night-shifts/index.md"]
    wanted = {f"guides/en/sleep-after-night-shifts/print/{name}-a4.pdf" for name in ("packet-first-week", "sleep-after-night-shifts-safety-check")}
    jobs = [run.Job(a, texts[a.path], project.docs / a.path) for a in renderer.catalog.artifacts if a.path in wanted]
    _, printed = print_all(jobs, project.root, {}, lambda _: None, workers=1)
    assert [(one.faults, one.pages) for one in printed] == [((), 3), ((), 1)]


def test_every_kind_of_sentence_in_a_start_is_a_hint_or_ready_for_use(project: run.Project) -> None:
    """Notes explain what stands under them, and no template mark is left over."""
    for name in _guide(project):
        text = (project.root / name).read_text("utf-8")
        assert "{{" not in text and "{%" not in text
        if name.endswith(("guide.yaml", "small-step.yaml")):
            assert text.count("\n# ") > 10


def test_a_new_recommendation_stands_last_and_passes_every_check(project: run.Project) -> None:
    """It joins the guide it was made for, with that guide's own stages and roles."""
    made = _recommendation(project, "night-shifts", "Nap before you go to work")
    assert made[0] == f"{WORDS}/night-shifts/nap-before-you-go-to-work.yaml"
    guide = run.checked(project, TODAY)[0].guides[0]
    assert guide.guide.recommendations == ["wind-down", "quiet-hours", "nap-before-you-go-to-work"]
    assert guide.recommendations[-1].title == "Nap before you go to work"
    assert guide.recommendations[-1].stages == ["settle"]


def test_each_new_recommendation_has_another_drawing(project: run.Project) -> None:
    """Until an author draws one: else all pages of a guide look the same."""
    names = ["nap-before-work", "eat-at-night", "dark-rooms"]
    for name in names:
        _recommendation(project, "night-shifts", name.replace("-", " ").capitalize(), name)
    assert len({(project.docs / f"assets/drawings/{name}.svg").read_text("utf-8") for name in names}) == 3


def test_a_start_changes_one_entry_of_one_file(project: run.Project) -> None:
    """What stood there, notes and odd spaces included, stands there still."""
    path = project.root / WORDS / "library.yaml"
    path.write_text("# ours\n" + path.read_text("utf-8").replace("[night-shifts]", "[ night-shifts ]   # more to come"), "utf-8")
    before = _snapshot(project.root)
    _guide(project)
    after = _snapshot(project.root)
    assert {name for name in before if after[name] != before[name]} == {f"{WORDS}/library.yaml"}
    assert after[f"{WORDS}/library.yaml"] == before[f"{WORDS}/library.yaml"].replace(b"night-shifts ]", b"night-shifts, sleep-after-night-shifts ]")


@pytest.mark.parametrize(("before", "after"), [
    ("a: [b]\n", "a: [b, new]\n"),
    ("a: []\n", "a: [new]\n"),
    ("a: [b, c,]  # x\nd: e\n", "a: [b, c, new,]  # x\nd: e\n"),
    ("a:\n  - b  # why\n  - c\n# end\nd: e\n", "a:\n  - b  # why\n  - c\n  - new\n# end\nd: e\n"),
    ("a:\n- b\nd: e\n", "a:\n- b\n- new\nd: e\n"),
    ("a:\n  - b", "a:\n  - b\n  - new\n"),
    ("a:\r\n  - b\r\nd: e\r\n", "a:\r\n  - b\r\n  - new\r\nd: e\r\n"),
    ("\ufeffa: [b]\n", "\ufeffa: [b, new]\n"),
    ("a:\n  - 'b'\n\n  - c\n\n\nd: e\n", "a:\n  - 'b'\n\n  - c\n  - new\n\n\nd: e\n"),
    ("a: [\n  b, # one\n  c # two\n]\n", "a: [\n  b, # one\n  c, new # two\n]\n"),
])
def test_an_entry_is_added_however_the_list_is_written(before: str, after: str) -> None:
    """Lists on one line or on many, with notes, with either kind of line end."""
    assert with_entry(before, "a", "new", "x.yaml") == after


@pytest.mark.parametrize("text", ["a: b\n", "b: [c]\n", "a: {b: c}\n", "- a\n", "a:\n"])
def test_where_there_is_no_list_nothing_is_added(text: str) -> None:
    """A file that is not as it should be is left to its author, with a sentence."""
    with pytest.raises(Refusal, match=r"Nothing could be added to 'a' in x.yaml"):
        with_entry(text, "a", "new", "x.yaml")


@pytest.mark.parametrize(("title", "name"), [
    ("Sleep after night shifts", "sleep-after-night-shifts"),
    ("What’s next? Don't know!", "whats-next-dont-know"),
    ("7 ways to rest", "ways-to-rest"),
    ("Größe, Übung & Straße", "grosse-ubung-strasse"),
    ("Ñandú: el sueño", "nandu-el-sueno"),
    ("Let the betrayed partner set the pace of touch", "let-the-betrayed-partner-set"),
    ("x" * 60, "x" * 32),
    ("../../etc/passwd", "etc-passwd"),
    ("النوم بعد العمل", ""), ("🙂", ""), ("", ""), ("---", ""),
])
def test_an_id_is_made_of_a_title_s_words(title: str, name: str) -> None:
    """Small letters, digits and hyphens, short enough to be typed from paper."""
    assert id_from(title) == name


@pytest.mark.parametrize(("title", "name", "said"), [
    ("النوم", None, "Give one of small letters"),
    ("Rest", "../out", "'../out' is not a short name"),
    ("Rest", "/tmp/out", "is not a short name"),
    ("Rest", "Rest", "is not a short name"),
    ("Rest", "", "is not a short name"),
    ("night shifts", None, "is there already"),
    ("x " * 300, "rest", "has 600 characters"),
])
def test_a_name_that_cannot_be_used_is_refused_in_a_sentence(project: run.Project, title: str, name: str | None, said: str) -> None:
    """Nothing is written, and nothing that is there is written over."""
    before = _snapshot(project.root)
    with pytest.raises(Refusal, match=re.escape(said)):
        _guide(project, title, name)
    assert _snapshot(project.root) == before


@pytest.mark.parametrize(("title", "code"), [
    ("One two three four five six seven eight nine ten", "length-title"),
    ("Rest <script>alert(1)</script>", "markup-html"),
    ("Rest {{ 7 * 7 }}", "markup-braces"),
    ("Help for the night owl", "wording-label"),
    ("Read [this](https://example.org)", "link-outside"),
    ("Rest\nwell", "value"),
])
def test_a_title_that_breaks_a_rule_is_refused_before_anything_is_made(project: run.Project, title: str, code: str) -> None:
    """A start is tried out first, so the library never gets worse by it."""
    before = _snapshot(project.root)
    with pytest.raises(Problems) as caught:
        _recommendation(project, "night-shifts", title, "rest-well")
    assert code in {problem.code for problem in caught.value.found}
    assert _snapshot(project.root) == before


@pytest.mark.parametrize("name", ["con", "index", "print", "when-unwell", "sleep-log", "night-shifts"])
def test_a_name_that_is_taken_or_reserved_is_refused(project: run.Project, name: str) -> None:
    """Neither a page, nor an exercise, nor a device of some system is shadowed."""
    before = _snapshot(project.root)
    with pytest.raises(Problems) as caught:
        _recommendation(project, "night-shifts", "Rest a little", name)
    assert {problem.code for problem in caught.value.found} <= {"value", "id-twice"}
    assert _snapshot(project.root) == before


def test_a_guide_that_is_not_there_is_suggested(project: run.Project) -> None:
    """A slip in a guide's name leads to the right one."""
    with pytest.raises(Refusal, match="Did you mean 'night-shifts'?"):
        _recommendation(project, "night-shift", "Rest a little")


def test_a_start_can_be_made_while_another_file_is_half_written(project: run.Project) -> None:
    """Mistakes that are there already are not the start's, and do not stand in its way."""
    path = project.root / WORDS / "night-shifts/wind-down.yaml"
    path.write_text("titel: Wind down\n", "utf-8")
    _recommendation(project, "night-shifts", "Rest a little")
    _guide(project)
    with pytest.raises(Problems) as caught:
        run.checked(project, TODAY)
    assert {problem.path for problem in caught.value.found} == {f"{WORDS}/night-shifts/wind-down.yaml"}


def test_without_a_source_there_is_nothing_to_cite(project: run.Project) -> None:
    """A start never invents a source."""
    (project.root / WORDS / "references.yaml").write_text("references: []\n", "utf-8")
    with pytest.raises(Refusal, match="names no source yet"):
        _guide(project)


def test_a_language_without_words_of_its_own_starts_from_those_that_are_there(project: run.Project) -> None:
    """A translator gets the same notes, in the folder of the other language."""
    text = (project.root / WORDS / "library.yaml").read_text("utf-8")
    for path in (project.root / WORDS).rglob("*.yaml"):
        target = project.root / "workbook/guides/fr" / path.relative_to(project.root / WORDS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (project.root / "workbook/guides/fr/library.yaml").write_text(text.replace("language: en", "language: fr").replace("reading:", "# reading:"), "utf-8")
    made = _guide(project, "Dormir après le travail", language="fr")
    assert made[0] == "workbook/guides/fr/dormir-apres-le-travail/guide.yaml"


def test_a_year_later_is_found_on_a_leap_day_too(project: run.Project) -> None:
    """On 29 February a guide can be begun as well."""
    start = guide_start(project.root, "en", "Sleep well", None, date(2028, 2, 29))
    assert "due: 2029-02-28" in start.files[f"{WORDS}/sleep-well/guide.yaml"]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """A library of two guides, with the pages that show everything a library holds; every page's text by its path."""
    project = make_project(tmp_path_factory.mktemp("two"))
    shows = "\n".join(f"  - heading: Show {one}\n    show: {one}" for one in ("worksheets", "packets", "downloads", "review", "builder"))
    (project.root / WORDS / "pages/lists.yaml").write_text(f"id: lists\ntitle: Lists\nupdated: 2026-11-22\nsections:\n{shows}\n", "utf-8")
    path = project.root / WORDS / "library.yaml"
    path.write_text(path.read_text("utf-8").replace("pages: [about]", "pages: [about, lists]"), "utf-8")
    _guide(project, "Eat well at night", "eat-well")
    _recommendation(project, "eat-well", "Wind down slowly after a meal", "wind-down")
    renderer = run.prepare(project, run.checked(project, TODAY))
    return {a.path: renderer.render(a) for a in renderer.catalog.artifacts if not a.is_pdf}


def test_the_first_page_leads_into_each_guide(two: dict[str, str]) -> None:
    """Doors, answers and addresses of both stand there, each under its own guide."""
    for guide, door in (("night-shifts", "I work nights"), ("eat-well", "It is about me")):
        assert f'href="guides/en/{guide}/"' in two["index.md"] and door in two["index.md"]
    assert 'href="guides/en/night-shifts/wind-down/"' in two["index.md"]


def test_lists_that_guides_share_show_both(two: dict[str, str]) -> None:
    """Worksheets, packets and downloads of each guide stand under its title, and no id stands twice."""
    text = two["guides/en/lists.md"]
    for guide, title, sheet in (("night-shifts", "Sleep after night shifts", "sleep-log"), ("eat-well", "Eat well at night", "small-step-alone")):
        assert text.count(f"<h3>{title}</h3>") >= 3
        for name in (f"{sheet}-a4", "workbook-letter", "packet-first-week-a4"):
            assert f'href="../{guide}/print/{name}.pdf"' in text
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_search_and_the_packet_builder_know_both_guides(two: dict[str, str]) -> None:
    """A reader finds the page of either guide, also where both have one of the same name."""
    for url in ("night-shifts/wind-down/", "eat-well/wind-down/", "eat-well/"):
        assert f'"guides/en/{url}"' in two["guides/en/search.js"]
    sheets = json.loads(re.sub(r"^window\.\w+ = |;\n$", "", two["guides/en/builder.js"]))["worksheets"]
    assert {sheet["guide"] for sheet in sheets} == {"night-shifts", "eat-well"}
    assert all(f"/{sheet['guide']}/" in url for sheet in sheets for url in sheet["files"].values())
    for guide in ("night-shifts", "eat-well"):
        markup = json.loads(two[f"guides/en/{guide}/sheets.js"].partition("] = ")[2].removesuffix(";\n"))
        assert set(markup) == {sheet["id"] for sheet in sheets if sheet["guide"] == guide} and all("<h2" in one for one in markup.values())


def test_a_page_of_one_guide_leads_nowhere_into_the_other(two: dict[str, str]) -> None:
    """Two recommendations of the same name do not get in each other's way."""
    for path, text in two.items():
        for guide, other in (("eat-well", "night-shifts"), ("night-shifts", "eat-well")):
            body = text.partition("\n---\n")[2]
            if f"/{guide}/" in path:
                assert f"{other}/" not in body, path


def test_the_plan_gives_each_guide_its_own_files(project: run.Project) -> None:
    """No file of one guide is written over by another's."""
    _guide(project, "Eat well at night", "eat-well")
    paths = [artifact.path for artifact in plan(run.checked(project, TODAY))]
    assert len(paths) == len(set(paths))
    assert "guides/en/eat-well/print/packet-first-week-a4.pdf" in paths and "guides/en/night-shifts/print/packet-first-week-a4.pdf" in paths
