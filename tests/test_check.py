"""The rules: a library that obeys them, and a folder of mistakes, each with the messages it must give."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from shelf import DRAWINGS, HERE, TODAY, lay_over

from workbook.press import check
from workbook.press.check import Row, as_table, examine, measure
from workbook.press.check.wording import pattern
from workbook.press.model import Bound, WordingRule
from workbook.press.parts import KINDS
from workbook.press.yaml_positions import read_yaml

CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())


def test_a_library_that_obeys_every_rule_has_no_problem(source):
    """The library of the tests is the measure of all mistakes below, so it has none itself."""
    assert examine(source, TODAY, DRAWINGS) == []


def test_the_library_holds_every_kind_of_writing_part(library):
    """Whatever is tested with this library is tested with every kind."""
    bound = library.guides[0]
    used = {type(part) for page in (*bound.recommendations, *bound.pages) for one in page.exercises for part in one.parts}
    assert used == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_in_these_words(case: Path, copied, told):
    """Each folder of cases holds what to spoil in the library, and exactly what is said about it."""
    lay_over(copied, case)
    assert "\n".join(map(str, told())) == (case / "expected.txt").read_text("utf-8").strip()


def test_every_rule_has_a_case():
    """No rule is there that no folder shows at work."""
    told = "\n".join(path.read_text("utf-8") for path in HERE.glob("cases/*/expected.txt"))
    shown = set(re.findall(r" \[([a-z-]+)\]$", told, re.MULTILINE))
    assert set(check.CODES) - shown == set()


def test_without_the_names_of_drawings_none_is_missed(source):
    """Words can be examined where the drawings are not at hand."""
    assert [problem.code for problem in examine(source, TODAY, frozenset())] == ["drawing-missing"] * 3
    assert examine(source, TODAY) == []


@pytest.mark.parametrize(("today", "codes"), [
    ((2027, 11, 1), []),
    ((2027, 11, 2), ["helpline-old", "review-due"]),
    ((2026, 10, 31), ["helpline-future"]),
])
def test_age_is_told_from_the_day_that_is_given(source, today, codes):
    """Twelve months to the day are not yet too old; the day after is."""
    assert [problem.code for problem in examine(source, TODAY.replace(*today), DRAWINGS)] == codes


def test_a_leap_day_has_a_year_before(source):
    """On 29 February the examiner keeps working."""
    assert examine(source, TODAY.replace(2028, 2, 29), DRAWINGS)[0].code == "helpline-old"


def test_a_link_to_a_page_that_helps_is_as_good_as_a_word_about_pausing(copied, told):
    """Near hard ground, 'go_carefully' may lead away instead of saying when to stop."""
    page = copied / "night-shifts" / "quiet-hours.yaml"
    page.write_text(page.read_text("utf-8").replace("leave this page out. Pause the talk when it gets\n  heated, and turn", "turn"), "utf-8")
    assert told() == []


def test_two_guides_do_not_share_their_ids(copied, told):
    """What one guide names is not there for another one."""
    (copied / "library.yaml").write_text((copied / "library.yaml").read_text().replace("[night-shifts]", "[night-shifts, days]"))
    (copied / "days").mkdir()
    for path in (copied / "night-shifts").glob("*.yaml"):
        text = path.read_text().replace("id: night-shifts", "id: days").replace("before: [when-unwell]\n", "")
        (copied / "days" / path.name).write_text(text)
    found = told()
    assert {(problem.code, problem.path.split("/")[1]) for problem in found} == {("page-unknown", "days")}
    assert len(found) == 4


def test_a_page_is_measured(library):
    """The table of pages counts words, exercises and sources, and tells the reading level where there is enough text."""
    rows = {row.page: row for row in measure(library)}
    assert list(rows) == ["about", "night-shifts/wind-down", "night-shifts/quiet-hours", "night-shifts/when-unwell"]
    assert rows["about"] == Row("about", {"grade": None, "SMOG": None}, 11, 0, 0, ())
    row = rows["night-shifts/wind-down"]
    assert (row.exercises, row.citations, row.short_of) == (2, 2, ())
    assert 600 < row.words < 700 and 1 < row.levels["grade"] < 2 and 4 < row.levels["SMOG"] < 5


def test_what_a_page_falls_short_of_stands_in_the_table(library):
    """The table says what to mend, and the columns stand under each other."""
    page = library.guides[0].recommendations[0]
    short = page.model_copy(update={"title": "One two three four five six seven eight nine ten"})
    strict = library.settings.model_copy(update={"reading": library.settings.reading.model_copy(update={"grade": 1.0, "smog": 4.0})})
    bound = Bound(library.guides[0].guide, [short], [])
    lines = as_table(measure(library.model_copy(update={"guides": [bound], "settings": strict}))).splitlines()
    assert lines[0].split() == ["page", "grade", "SMOG", "words", "exercises", "citations", "falls", "short", "of"]
    assert lines[1] == "about                       –     –     11          0          0"
    assert lines[2].endswith("Flesch-Kincaid grade 1.3, limit 1; SMOG grade 4.4, limit 4; the title 10 words, at most 9")


def test_where_no_formula_exists_no_reading_level_is_told(source):
    """A language without reading limits is neither measured nor refused."""
    bare = source.library.model_copy(update={"settings": source.library.settings.model_copy(update={"reading": None})})
    assert examine(replace(source, library=bare), TODAY, DRAWINGS) == []
    assert all(row.levels == {} for row in measure(bare))


HONEST = [
    "This has not been proven to help everyone.", "There is no guarantee that it will last.", "You can always stop.",
    "There is no date by which you should be over it.", "You do not have to forgive.", "If you feel it coming, then I will pause.",
    "Nothing you did made your partner choose this.", "It will not always hurt like this, and we cannot promise it.",
    "Wounds heal at their own speed.", "A therapist can say whether this is post-traumatic stress.",
]
REFUSED = [
    ("label", "Ask the cheater to leave."), ("label", "The affair partner wrote again."), ("label", "He is a narcissist."),
    ("promise", "This will heal you."), ("promise", "It can save your relationship."), ("promise", "It is proven to work."),
    ("promise", "You will come out stronger than ever."), ("framing", "Tell your husband."), ("framing", "You must forgive in time."),
    ("framing", "Get over it by spring."), ("debris", 'skills" target="_blank" rel="noopener noreferrer">Communication'),
    ("debris", "Sex Psychotherapy can help."), ("private-ask", "Tick what only you will see."), ("figure", "Some 1,000 people did."),
    ("figure", "It was found in 23 of 100 couples."), ("pause", "You can stop at any time."),
]


@pytest.fixture(scope="module")
def wording():
    """The real rules, as (kind, pattern)."""
    value, _, _ = read_yaml(HERE.parent / "workbook" / "guides" / "en" / "wording.yaml", "wording.yaml")
    rules = [WordingRule.model_validate(rule) for rule in value["wording"]]
    return [(rule.kind, pattern(phrase)) for rule in rules for phrase in rule.phrases]


@pytest.mark.parametrize("text", HONEST)
def test_honest_sentences_are_let_through(wording, text):
    """A rule about words is worth nothing if it forbids saying what is true."""
    assert [phrase.pattern for kind, phrase in wording if phrase.search(text) and kind not in ("pause", "private-ask")] == []


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_what_is_looked_for_is_found(wording, kind, text):
    """The English rules find what the content standard refuses."""
    assert kind in {found for found, phrase in wording if phrase.search(text)}


def test_a_phrase_is_missed_only_where_the_phrases_could_be_read(source):
    """Whether a page says when to pause is told by wording.yaml."""
    bound = source.library.guides[0]
    page = bound.recommendations[0]
    careful = page.exercises[0].model_copy(update={"touches": ["touch"], "careful": "Skip it on a bad day."})
    pausing = page.model_copy(update={"go_carefully": "Stop at once if it hurts.", "exercises": [careful, *page.exercises[1:]]})
    bare = replace(source, library=source.library.model_copy(update={"wording": [], "guides": [Bound(bound.guide, [pausing, *bound.recommendations[1:]], bound.pages)]}))
    assert "pause-missing" in {one.code for one in examine(bare, TODAY, DRAWINGS)}
    assert "pause-missing" not in {one.code for one in examine(bare, TODAY, DRAWINGS, unread=frozenset({"wording"}))}
