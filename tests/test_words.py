"""An author's words become markup in one place, and nothing harmful passes through it."""

from __future__ import annotations

import pytest

from workbook.press.model import Term
from workbook.press.words import Explainer, block, line, linked

QUOTES = ("‘", "’", "“", "”")


def test_plain_markdown_is_understood() -> None:
    """Paragraphs, bold, lists and links are all an author needs."""
    made = block("One **two**.\n\n- a\n- b\n\n[see](pace)", QUOTES)
    assert "<strong>two</strong>" in made and made.count("<li>") == 2 and '<a href="id:pace">see</a>' in made


def test_quotes_become_the_languages_own() -> None:
    """Straight quotes in the source are curly on the page."""
    assert line('She said "no".', QUOTES) == "She said “no”."


@pytest.mark.parametrize("hostile", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div></section>", "<!-- x -->", "<style>*{display:none}</style>",
    "<svg/onload=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "&lt;script&gt;", "{{ 7 * 7 }}", "{% include '/etc/passwd' %}"])
def test_markup_in_the_words_is_shown_as_typed_never_obeyed(hostile: str) -> None:
    """Whoever wrote the YAML cannot put code on a reader's page."""
    made = block(hostile, QUOTES)
    assert "<script" not in made and "<img" not in made and "<svg" not in made and "<style" not in made
    assert "javascript:" not in made.replace("&#39;", "'").split("href=")[-1] or "<a" not in made
    assert "49" not in made


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "https://example.org/", "file:///etc/passwd", "//example.org"])
def test_a_link_leads_to_an_id_or_nowhere(target: str) -> None:
    """No address of another place survives in the words."""
    made = linked(block(f"[x]({target})", QUOTES), lambda kind, name: (f"../{name}/", None))
    assert target not in str(made)


def test_a_citation_is_told_in_words_and_linked() -> None:
    """A reader sees who is cited, and can follow."""
    made = linked(block("So it is [@olson-2002; @marin-2014].", QUOTES), lambda kind, name: (f"#{kind}-{name}", f"<{name}>"))
    assert '<a class="cite" href="#ref-olson-2002">&lt;olson-2002&gt;</a>; <a class="cite" href="#ref-marin-2014">' in made


def test_a_link_that_cannot_be_followed_here_leaves_its_words() -> None:
    """On a worksheet, the words stay and the link goes."""
    assert str(linked(block("See [the page](pace).", QUOTES), lambda *_: (None, None))) == "<p>See the page.</p>"


def test_a_line_that_starts_like_a_list_stays_a_line() -> None:
    """'1. Sit' as one line is not turned into a list."""
    assert line("1. Sit down", QUOTES) == "1. Sit down"
    assert line("- a dash", QUOTES) == "- a dash"


def test_a_term_is_explained_once_and_never_inside_a_link() -> None:
    """The first use of a glossary word leads to its meaning; later uses are left in peace."""
    term = Term.model_construct(id="trigger", term="trigger", forms=["triggers"], means="x")
    marked = Explainer([term], lambda t: f"#{t.id}").mark('<p><a href="#x">A trigger</a>. Triggers and a trigger.</p>')
    assert marked.count('class="term"') == 1 and "Triggers</a> and a trigger." in marked
