"""What people type when it hurts finds the page that helps; how often is a figure, told at the end of a run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from workbook.press import run
from workbook.press.render import data
from workbook.press.search import _words, search_data

ROOT = Path(__file__).resolve().parent.parent
ENGINE = [ROOT / "docs/assets/vendor/minisearch.min.js", ROOT / "docs/assets/scripts/search-engine.js"]
QUERIES = yaml.safe_load((ROOT / "tests/queries.yaml").read_text("utf-8"))
# At least so good: what was tuned on, and what was never tuned on. The goal for both together is 0.9.
TUNED, HELD_OUT, ALL = 0.95, 0.74, 0.9


@pytest.fixture(scope="module")
def renderer():
    project = run.Project(ROOT)
    return run.prepare(project, [source.library for source in run.read_words(project)])


@pytest.fixture(scope="module")
def script(renderer) -> str:
    """The file that the browser loads."""
    return data.search(renderer, next(one for one in renderer.catalog.artifacts if one.kind == "search"))


def in_node(script: str, queries: list[str], folder: Path) -> list:
    (folder / "search.js").write_text(script, "utf-8")
    command = ["node", str(ROOT / "tests/seek.js"), *map(str, ENGINE), str(folder / "search.js")]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def in_browser(script: str, queries: list[str]) -> list:
    """Where node is not installed; the code is the same."""
    api = pytest.importorskip("playwright.sync_api", reason="neither node nor playwright is installed")
    with api.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for part in (*(path.read_text("utf-8") for path in ENGINE), script):
            page.evaluate(part + "\n;0")
        return page.evaluate("""queries => { const seek = window.twoLines.seeker(window.twoLinesSearch);
            return queries.map(query => seek(query).map(page => [page.id, page.parts.map(part => part.id)])); }""", queries)


@pytest.fixture(scope="module")
def seek(script, tmp_path_factory):
    """Runs queries through the site's own search: for each the pages, best first, with their exercises."""
    def run_all(queries: list[str]) -> list:
        return in_node(script, queries, tmp_path_factory.mktemp("seek")) if shutil.which("node") else in_browser(script, queries)

    return run_all


@pytest.fixture(scope="module")
def answers(seek) -> dict[str, list]:
    wanted = [query["say"] for part in QUERIES.values() for query in part]
    return dict(zip(wanted, seek(wanted), strict=True))


def reciprocal(query: dict, answer: list) -> float:
    """One over the place of the first page that should come first."""
    places = [place for place, (page, _) in enumerate(answer, 1) if page in query["pages"]]
    return 1 / places[0] if places else 0.0


def mean(queries: list[dict], answers: dict[str, list]) -> float:
    return sum(reciprocal(one, answers[one["say"]]) for one in queries) / len(queries)


def test_people_in_distress_find_what_they_need(answers, record_property, capsys):
    """Mean reciprocal rank over all queries, and over those that were never tuned on."""
    tuned, held = mean(QUERIES["tuned"], answers), mean(QUERIES["held_out"], answers)
    whole = mean([*QUERIES["tuned"], *QUERIES["held_out"]], answers)
    top = [reciprocal(one, answers[one["say"]]) for one in QUERIES["held_out"]]
    told = (f"search: {whole:.3f} over {len(answers)} queries; tuned {tuned:.3f} of {len(QUERIES['tuned'])}; "
            f"held out {held:.3f} of {len(top)}, first {sum(one == 1 for one in top) / len(top):.0%}, among three {sum(one > 0.3 for one in top) / len(top):.0%}")
    record_property("search", told)
    with capsys.disabled():
        print(f"\n{told}")
    assert tuned >= TUNED and held >= HELD_OUT and whole >= ALL


def test_nothing_that_is_asked_comes_back_empty(answers):
    """Even where the first place is wrong, there is something to read."""
    assert [say for say, answer in answers.items() if not answer] == []


def test_the_exercise_is_named_with_its_page(answers):
    """Where a worksheet is what is asked for, it stands under one of the first pages, nine times in ten."""
    wanted = [one for one in QUERIES["tuned"] + QUERIES["held_out"] if "exercise" in one]
    shown = [one for one in wanted if any(one["exercise"] in parts for _, parts in answers[one["say"]][:3])]
    assert len(shown) >= 0.9 * len(wanted), [one["say"] for one in wanted if one not in shown]


@pytest.mark.parametrize("say", [
    "i want to kill myself", "thinking about ending my life", "he hits me", "she slapped me last night", "Suicidal!!",
    "id be better off dead", "he says he'll kill himself if i leave", "i dont see a way out",
])
def test_what_may_not_wait_leads_to_help_first(seek, say):
    """Whatever else is found, help comes first, in any form of the words."""
    assert seek([say])[0][0][0] == "get-help"


@pytest.mark.parametrize(("one", "other"), [
    ("he cheated on me", "she cheated on me"), ("my husband lied", "my wife lied"), ("my girlfriend wants my password", "my boyfriend wants my password"),
    ("I can't stop picturing it", "i cant stop picturing it"),
])
def test_who_asks_makes_no_difference(seek, one, other):
    """He, she or they, husband or wife, with or without an apostrophe: the same page comes first."""
    assert seek([one])[0][0][0] == seek([other])[0][0][0]


@pytest.mark.parametrize("typed", ["qxqxvw", "qxvw", "qxqxvwqx"])
def test_what_is_no_word_is_taken_for_none(seek, typed):
    """Short or long: the nearest words are those within a letter or two, not any at all."""
    assert seek([typed]) == [[]]


@pytest.mark.parametrize(("typed", "page"), [("clamydia", "sexual-health"), ("theripist", "therapist"), ("forgivness", "if-you-were-betrayed"), ("pace dail", "pace")])
def test_a_word_may_be_misspelled(seek, typed, page):
    """One or two wrong letters, or two that changed places, do not hide a page."""
    assert page in [found for found, _ in seek([typed])[0][:5]]


def test_the_queries_are_enough_and_are_not_the_phrases_of_the_pages(renderer):
    """They are people's own words, so they measure something; a good part of them was never tuned on."""
    bare = re.compile(r"[^a-z0-9 ]")
    library = renderer.catalog.libraries[0]
    pages = [*library.pages, *(page for bound in library.guides for page in (*bound.recommendations, *bound.pages))]
    said = {bare.sub("", phrase.lower()) for page in pages for phrase in page.people_also_say}
    same = [one["say"] for part in QUERIES.values() for one in part if bare.sub("", one["say"].lower()) in said]
    assert len(QUERIES["tuned"]) >= 60 and len(QUERIES["held_out"]) >= 30
    assert same == ["not ready for sex"], "this one was given by those who asked for the search"


def test_every_page_that_is_named_exists(renderer):
    """A query is not measured against a page that is gone."""
    entries = search_data(renderer.catalog, "en", renderer.labels["en"])["pages"]
    pages, parts = {one["id"] for one in entries}, {part["id"] for one in entries for part in one["parts"]}
    asked = [one for part in QUERIES.values() for one in part]
    assert {page for one in asked for page in one["pages"]} <= pages
    assert {one["exercise"] for one in asked if "exercise" in one} <= parts


def test_the_data_holds_every_page_once_with_its_exercises(renderer, script):
    """Page, exercise and glossary term each have an address; the script can stand in a page."""
    entries = search_data(renderer.catalog, "en", renderer.labels["en"])["pages"]
    urls = [one["url"] for one in entries]
    assert len(urls) == len(set(urls)) and all(urls)
    glossary = next(one for one in entries if one["id"] == "glossary")
    assert len(glossary["parts"]) == len(renderer.catalog.libraries[0].glossary)
    assert script.startswith("window.twoLinesSearch = {") and "</" not in script


def test_a_language_without_search_words_is_searched_plainly(library):
    """search.yaml may be left out: then nothing is skipped, alike or urgent."""
    assert library.search == []
    assert _words(library) == {"skip": [], "endings": [], "person": [], "alike": [], "same": [], "urgent": []}


def test_the_engine_knows_no_language():
    """What is English stands in the data, never in the code."""
    code = ENGINE[1].read_text("utf-8")
    strings = re.findall(r'"([^"\n]*)"', re.sub(r"/\*.*?\*/", "", code, flags=re.DOTALL))
    assert not {"the", "husband", "cheat", "get-help", "ing"} & set(strings)
