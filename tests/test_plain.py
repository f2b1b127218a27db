"""Markdown to plain words: what is counted, measured and searched is what a reader reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbook.press.plain import citations, links, lists, paragraphs, plain, sentences, words


@pytest.mark.parametrize(("text", "expected"), [
    ("One **two** *three* _four_ __five__.", "One two three four five."),
    ("See [the check](safety-check).", "See the check."),
    ("It did [@marin-2014].", "It did."),
    ("It did [@marin-2014; @kim-2018], twice.", "It did, twice."),
    ("A line\nthat goes on", "A line that goes on."),
    ("Agree on:\n\n1. Who asks\n2. What the\n   stop word is\n\nThen stop.", "Agree on. Who asks. What the stop word is. Then stop."),
    ("# A heading\nText", "A heading. Text."),
    ('"That was enough."', '"That was enough."'),
    ("I am ___ and you", "I am ___ and you."),
    ("snake_case stays, 2 * 3 as well", "snake_case stays, 2 3 as well."),
    (r"A \*star\* and \[brackets\]", "A *star* and [brackets]."),
    ("", ""),
    ("- \n- a", "a."),
])
def test_markup_goes_and_sentences_end(text, expected):
    """Paragraphs, headings and list items end as sentences; the words themselves stay as they were."""
    assert plain(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("No one knows. It may differ.", ["No one knows.", "It may differ."]),
    ('"Could I?" Sam asks. "No." He nods.', ['"Could I?"', "Sam asks.", '"No."', "He nods."]),
    ("Some say so, e.g. the authors. Others do not!", ["Some say so, e.g. the authors.", "Others do not!"]),
    ("- One\n- Two", ["One.", "Two."]),
    ("It is 3.5 of 10.", ["It is 3.5 of 10."]),
    ("", []),
])
def test_sentences_are_told_apart(text, expected):
    """A sentence ends before the next one starts, and not at every full stop."""
    assert sentences(text) == expected


def test_words_are_counted_as_people_count_them():
    """A gap, a citation and a dash are no words; an apostrophe and a hyphen part none."""
    assert words("It's a well-kept **no**, ___ – 3 times [@kim-2018].") == ["It's", "a", "well-kept", "no", "3", "times"]
    assert words("Für zwei l’été") == ["Für", "zwei", "l’été"]


def test_links_and_citations_are_found():
    """Both are read wherever they stand, several in one text."""
    assert links("[One](a-b), ![two]( c ) and [three](javascript:alert(1)) [@kim-2018]") == [
        ("One", "a-b"), ("two", "c"), ("three", "javascript:alert(1)")]
    assert citations("So [@a-2001]. And [@b-2002; @c-2003].") == ["a-2001", "b-2002", "c-2003"]


def test_lists_are_found_one_by_one():
    """A line of text between two lists parts them; an empty line does not."""
    assert lists("Text\n\n- a\n  b\n\n- c\n\nText\n\n1. d") == [["a b", "c"], ["d"]]


def test_a_line_that_ends_with_a_colon_belongs_to_what_follows():
    """A source named before a list serves the list."""
    assert paragraphs("One [@a]:\n\n- two\n\nThree.") == ["One [@a]:\n\n- two", "Three."]


@given(some.text("ab *_[](){}@-#>.:;\n1\\'\"", max_size=80))
def test_nothing_that_is_typed_stops_it(text):
    """Half a bracket or a lonely star is a word like any other."""
    assert "\n" not in plain(text)
    assert len(words(text)) >= 0 and isinstance(sentences(text), list)
