"""Layout: what is fitted to a page, and what fails a build because a reader would see it."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path
from typing import Any

import pytest

from workbook.press.boxes import MM, classes
from workbook.press.copyfit import fit
from workbook.press.impression import Job, print_one
from workbook.press.layout import faults_in, foreign_fonts
from workbook.press.plan import A4, FILLABLE, LARGE_A4, Artifact, Edition

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

ROOT = Path(__file__).resolve().parent.parent
FONTS = (ROOT / "templates" / "print" / "fonts").as_uri()
BASE = f"""@font-face {{ font-family: Atkinson; src: url({FONTS}/atkinson-regular.ttf) }}
@page {{ size: 120mm 150mm; margin: 20mm }} html {{ font: 12pt Atkinson }} body, h1, h2, p, div {{ margin: 0; font-size: 12pt; font-weight: 400 }}
.rule {{ height: 8mm; border-bottom: 1px solid }} table {{ border-collapse: collapse; width: 100% }} td {{ height: 10mm; padding: 0; font-size: 12pt }}
.gap {{ display: inline-block; width: 20mm; height: 5mm; padding: 0; border: 0; border-bottom: 1px solid }}"""


@pytest.fixture(scope="module")
def fonts() -> FontConfiguration:
    """One set of fonts for all layouts of this module."""
    return FontConfiguration()


@pytest.fixture
def laid_out(fonts: FontConfiguration):  # type: ignore[no-untyped-def]
    """Lays out a body with the basic style and some of its own, and draws it, so that its fonts are known."""
    def lay(body: str, style: str = "") -> Any:
        css = CSS(string=BASE + style, font_config=fonts)
        html = HTML(string=f'<html lang="en"><title>Trial</title><body>{body}</body></html>', base_url=ROOT.as_uri() + "/")
        document = html.render(stylesheets=[css], font_config=fonts)
        document.write_pdf()
        return document

    return lay


def told(document: Any, edition: Edition = A4) -> str:
    return "\n".join([*faults_in(document, Artifact("worksheet", "print/trial-a4.pdf", "en", "guide", "trial", edition)), *foreign_fonts(document)])


def sheet(inside: str) -> str:
    return f'<article class="sheet"><h1 id="trial">Trial</h1>{inside}</article>'


def boxes(document: Any, name: str) -> list[Any]:
    """Every box of a class, in order, over all pages."""
    return [box for page in document.pages for box in page._page_box.descendants() if name in classes(box)]


# What fails a build

def test_a_good_page_has_no_fault(laid_out) -> None:  # type: ignore[no-untyped-def]
    """Nothing is said of a page that is as it should be."""
    assert told(laid_out(sheet('<p>Words.</p><div class="rules"><div class="rule"></div></div>'))) == ""


def test_an_exercise_over_its_spread_is_named(laid_out) -> None:  # type: ignore[no-untyped-def]
    """The message says which exercise, how long it is and how long it may be."""
    long = laid_out(sheet('<div class="rule"></div>' * 34))
    assert len(long.pages) == 3
    assert "trial takes 3 pages, from page 1; an exercise has at most 2" in told(long)
    assert "takes" not in told(long, LARGE_A4)


def test_an_exercise_over_its_spread_is_found_in_a_book_too(laid_out) -> None:  # type: ignore[no-untyped-def]
    """Each exercise of a workbook is measured by itself."""
    book = laid_out("<h1>Book</h1>" + sheet("<p>Short.</p>") + sheet('<div class="rule"></div>' * 34).replace("trial", "second"))
    assert "second takes" in told(book)
    assert "trial takes" not in told(book)


@pytest.mark.parametrize("heading", ["<h2>Alone</h2>", '<p class="part-title">Alone</p>', '<p class="help">Alone</p>'])
def test_a_lonely_heading_is_found(laid_out, heading: str) -> None:  # type: ignore[no-untyped-def]
    """A heading, a label or its help at the foot of a page, with nothing under it."""
    page = laid_out(f'<h1>First</h1><div style="height: 90mm">Words</div>{heading}<p style="break-before: page">Follows.</p>')
    assert "page 1: the heading 'Alone' stands alone" in told(page)


def test_a_split_row_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """A row of a table that begins on one page and ends on the next; a head that is printed again is none."""
    rows = "".join(f"<tr><td>{'Words<br>' * 9}</td></tr>" for _ in range(4))
    table = laid_out(f"<h1>T</h1><table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>")
    assert "the row 'WordsWords" in told(table)
    whole = laid_out(f"<h1>T</h1><table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>", "tr { break-inside: avoid }")
    assert len(whole.pages) > 1 and told(whole) == ""


def test_a_label_parted_from_its_lines_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """What is marked to be kept together, and is not."""
    page = laid_out('<h1>T</h1><div style="height: 85mm">Words</div><div class="keep"><p>Label</p>' + '<div class="rule"></div>' * 5 + "</div>")
    assert "what belongs together in 'Label' is split over two pages" in told(page)


@pytest.mark.parametrize(("body", "message"), [
    ('<p style="white-space: nowrap">' + "long words " * 12 + "</p>", "reaches outside the margins"),
    ('<p style="margin-left: -9mm">Words</p>', "reaches outside the margins"),
    ('<div style="height: 90mm; overflow: visible">' + "Words<br>" * 40 + "</div>", ""),
])
def test_words_outside_the_margins_are_found(laid_out, body: str, message: str) -> None:  # type: ignore[no-untyped-def]
    """Words that reach into the margin, left or right."""
    assert message in told(laid_out(f"<h1>T</h1>{body}"))


def test_what_hangs_below_the_foot_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """A box that cannot be broken and is taller than the page."""
    tall = laid_out('<h1>T</h1><textarea rows="9" style="display: block; height: 140mm; padding: 0"></textarea>')
    assert "below the foot" in told(tall)


def test_overlapping_words_are_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """One line over another."""
    assert "stand over each other" in told(laid_out('<h1>T</h1><p>Above</p><p style="margin-top: -4mm">Below</p>'))


def test_type_smaller_than_the_edition_allows_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """9 pt in the normal editions, 18 pt in large print, the foot of the page included."""
    small = laid_out('<h1>T</h1><p style="font-size: 8.5pt">Tiny</p>')
    assert "'Tiny' is set in 8.5 pt; this edition allows no type under 9 pt" in told(small)
    foot = laid_out('<h1 style="font-size: 18pt">T</h1>', "@page { @bottom-left { content: 'Page 1'; font: 12pt Atkinson } }")
    assert "'Page 1' is set in 12.0 pt; this edition allows no type under 18 pt" in told(foot, LARGE_A4)


def test_a_foot_at_the_edge_of_the_paper_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """A foot of several lines runs into what printers leave white."""
    page = laid_out("<h1>T</h1>", "@page { margin: 8mm; @bottom-left { content: 'A foot of many words that goes on'; font: 18pt Atkinson; width: 30mm } }")
    assert "stands too near the edge of the paper" in told(page)


def test_a_character_that_the_fonts_lack_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """It would bring in whatever font the machine has."""
    assert "in none of the project's fonts" in told(laid_out("<h1>T</h1><p>A box ☐ to tick</p>"))


def test_a_skipped_heading_is_found(laid_out) -> None:  # type: ignore[no-untyped-def]
    """PDF/UA has no way from h1 to h3."""
    assert "the heading 'Third' skips a level" in told(laid_out("<h1>T</h1><h3>Third</h3>"))


@pytest.mark.parametrize(("html", "fault"), [
    ("<p style='colr: red'>Words</p>", "Ignored `colr: red`"),
    ('<img src="docs/assets/drawings/none.svg" alt="Gone">', "is missing"),
    ('<a href="#nowhere">Words</a>', "nowhere"),
])
def test_any_warning_of_the_pdf_library_fails_the_print(tmp_path: Path, html: str, fault: str) -> None:
    """And nothing is written."""
    artifact = Artifact("worksheet", "print/trial-a4.pdf", "en", "guide", "trial", A4)
    body = f'<html lang="en"><title>T</title><body data-page="" data-of="" data-practice=""><h1 id="trial">T</h1>{html}</body></html>'
    logging.getLogger("weasyprint").propagate = False
    printed = print_one(Job(artifact, body, tmp_path / "trial.pdf"), ROOT)
    assert any(fault in one for one in printed.faults), printed.faults
    assert not (tmp_path / "trial.pdf").exists()


# What is fitted

ENDING = '<div class="ending"><p>To stop</p></div>'


def test_the_ending_goes_to_the_foot(laid_out) -> None:  # type: ignore[no-untyped-def]
    """However short the exercise is."""
    document = laid_out(sheet(f"<p>Words.</p>{ENDING}"))
    fit(document)
    ending, page = boxes(document, "ending")[0], document.pages[0]._page_box
    assert ending.border_box_y() + ending.border_height() == pytest.approx(page.content_box_y() + page.height, abs=0.1)


def test_writing_lines_fill_the_page_up_to_twice_their_number(laid_out) -> None:  # type: ignore[no-untyped-def]
    """They keep their distance, and what follows moves down with them."""
    document = laid_out(sheet(f'<div class="part"><p class="part-title">Label</p><div class="rules">{"<div class=rule></div>" * 3}</div></div><p>After</p>{ENDING}'))
    fit(document)
    places = [box.position_y for box in boxes(document, "rule")]
    assert len(places) == 6
    assert {round((b - a) / MM, 1) for a, b in zip(places, places[1:], strict=False)} == {round((8 * MM + 1) / MM, 1)}
    assert told(document) == ""


def test_a_letter_and_room_for_notes_grow_as_far_as_the_page(laid_out) -> None:  # type: ignore[no-untyped-def]
    """There is never too much room in these."""
    document = laid_out(sheet(f'<div class="part part-letter"><div class="rules"><div class="rule"></div><div class="rule"></div></div></div>{ENDING}'))
    fit(document)
    assert len(boxes(document, "rule")) > 6
    assert told(document) == ""


def test_the_rows_of_a_table_share_the_room(laid_out) -> None:  # type: ignore[no-untyped-def]
    """And none of them, nor the table, reaches past the foot."""
    rows = "<tr><td>Words</td></tr>" * 4
    document = laid_out(sheet(f'<div class="part part-table"><table><tbody>{rows}</tbody></table></div>{ENDING}'))
    before = [box.height for box in document.pages[0]._page_box.descendants() if box.element_tag == "tr"]
    fit(document)
    after = [box.height for box in document.pages[0]._page_box.descendants() if box.element_tag == "tr"]
    assert max(after) - min(after) < 0.01 and after[0] > 1.3 * before[0]
    assert told(document) == ""


def test_a_gap_reaches_to_the_end_of_its_line(laid_out) -> None:  # type: ignore[no-untyped-def]
    """And the full stop after it goes along."""
    document = laid_out(sheet('<div class="frame"><p>I will <input type="text" class="gap">.</p></div>'))
    fit(document)
    page = document.pages[0]._page_box
    stop = [box for box in page.descendants() if getattr(box, "text", "").strip() == "."][0]
    assert stop.position_x + stop.width == pytest.approx(page.content_box_x() + page.width, abs=MM)
    assert boxes(document, "gap")[0].width > 40 * MM


def test_a_field_grows_as_its_lines_would(laid_out) -> None:  # type: ignore[no-untyped-def]
    """In a form the field itself is taller, and its place in the PDF is the new one."""
    field = '<form><article class="sheet"><h1 id="trial">T</h1><div class="part"><textarea id="a" name="a" rows="2" style="display: block; height: 16mm; padding: 0"></textarea></div>' + ENDING + "</article></form>"
    document = laid_out(field)
    fit(document)
    box = next(box for box in document.pages[0]._page_box.descendants() if box.element_tag == "textarea")
    assert box.height == pytest.approx(32 * MM, abs=MM)
    assert told(document, FILLABLE) == ""


def test_questions_that_end_a_chapter_get_more_lines(laid_out) -> None:  # type: ignore[no-untyped-def]
    """Where the page has room; not where words follow them."""
    question = '<section class="reflection"><ol><li><p>What helps?</p><div class="rules"><div class="rule"></div></div></li></ol></section>'
    for after, lines in (("", 6), ("<p>More words.</p>", 1)):
        document = laid_out(f"<section><form><h1>Trial</h1>{question}{after}</form></section>")
        fit(document)
        assert len(boxes(document, "rule")) == lines
        assert told(document) == ""
