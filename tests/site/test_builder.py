"""The packet builder: choose, order, print; a link with worksheet names only; a practice's name that stays in the tab."""

from __future__ import annotations

import io
import re

import pytest

from built import addresses

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
BUILDER = addresses("data-builder")
PIXEL = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"


@pytest.fixture
def desk(visit):
    """The builder, open and ready."""
    seen = visit()
    seen.go(BUILDER[0]).wait_for_selector(".builder:not([hidden]) .choices li")
    return seen


def choose(page, *places: int) -> list[str]:
    for place in places:
        page.locator(".choices input").nth(place).check()
    return titles(page)


def titles(page) -> list[str]:
    return page.locator(".chosen li > div > b").all_text_contents()


def printed(page) -> pikepdf.Pdf:
    """The PDF that the browser would print."""
    page.evaluate("window.print = () => {}")
    page.evaluate("document.documentElement.classList.add('print-sheets')")
    return pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_filters_leave_what_fits_and_say_how_many(desk):
    """Stage, role, setting, minutes and privacy can be combined."""
    page = desk.page
    whole = page.locator(".choices li").count()
    page.select_option("#builder-setting", "alone")
    page.select_option("#builder-minutes", "10")
    page.select_option("#builder-privacy", "private")
    fit = page.locator(".choices li").count()
    assert 0 < fit < whole and page.locator("[data-count]").inner_text().startswith(str(fit))
    for facts in page.locator(".choices label > small").all_text_contents():
        assert int(re.search(r"(\d+) minutes", facts)[1]) <= 10 and "Alone" in facts and "Private" in facts


def test_the_keyboard_orders_and_the_focus_stays_with_the_worksheet(desk):
    """Moving tells the new place, and the same button can be pressed again."""
    page = desk.page
    first, second, third = choose(page, 0, 1, 2)
    page.locator(".chosen li").first.locator("button").nth(1).focus()
    page.keyboard.press("Enter")
    assert titles(page) == [second, first, third] and first in page.locator("[data-moved]").inner_text()
    page.keyboard.press("Enter")
    assert titles(page) == [second, third, first]
    page.locator(".chosen li").first.get_by_role("button").last.click()
    assert titles(page) == [third, first]
    assert page.evaluate("document.activeElement.closest('.chosen') !== null")


def test_dragging_orders_too(desk):
    """With a pointer a worksheet is carried to its place."""
    page = desk.page
    first, second, third = choose(page, 0, 1, 2)
    page.locator(".chosen li").nth(2).drag_to(page.locator(".chosen li").nth(0))
    assert titles(page) == [third, first, second]


def test_the_link_carries_worksheets_and_nothing_else(desk, visit):
    """Names of worksheets stand behind #, which is never sent; whoever opens it sees the same packet."""
    page = desk.page
    chosen = choose(page, 3, 1)
    page.fill("#builder-name", "Riverside Practice")
    page.fill("#builder-title", "For Thursday")
    link = page.input_value("[data-link]")
    assert page.url == link and "Riverside" not in link and "Thursday" not in link
    other = visit()
    other.go(link).wait_for_selector(".chosen li")
    assert titles(other.page) == chosen
    assert not [url for url in other.asked if "." in url.rpartition("#")[2] and "#" in url and not url.startswith(link)]


def test_practice_and_logo_stay_in_the_tab(desk):
    """They stand on the cover; no storage, no request, and a reload forgets them."""
    page = desk.page
    choose(page, 0)
    page.fill("#builder-name", "Riverside Practice")
    page.fill("#builder-contact", "12 Mill Lane\n555 0100")
    page.locator("[data-logo]").set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": PIXEL})
    page.wait_for_selector(".packet .logo")
    assert page.evaluate("document.querySelector('.packet .logo').naturalWidth") == 1
    assert page.locator(".packet .letterhead p").all_text_contents() == ["Riverside Practice", "12 Mill Lane", "555 0100"]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert desk.foreign() == [] and desk.said == []
    page.reload()
    page.wait_for_selector(".builder:not([hidden])")
    assert page.input_value("#builder-name") == ""


def test_what_should_be_seen_before_printing_is_said(desk):
    """Joint pages, private pages of two people, and thick packets each bring a sentence."""
    page = desk.page
    assert not page.locator("[data-warnings]").is_visible()
    page.select_option("#builder-setting", "together")
    choose(page, 0)
    assert page.locator("[data-warn=together]").is_visible()
    page.select_option("#builder-setting", "")
    page.select_option("#builder-privacy", "private")
    for role in (1, 2):
        page.select_option("#builder-role", index=role)
        for place in range(page.locator(".choices li").count()):
            page.locator(".choices input").nth(place).check()
    assert page.locator("[data-warn=two_readers]").is_visible() and page.locator("[data-warn=many]").is_visible()


@pytest.mark.parametrize(("paper", "large", "size"), [("letter", False, (612, 792)), ("A4", False, (595, 842)), ("A4", True, (595, 842))])
def test_the_packet_prints_on_the_chosen_paper(paper, large, size, desk):
    """A cover, each worksheet on a new page, at most two pages each in normal print; large print is larger."""
    page = desk.page
    choose(page, 0, 5)
    page.locator(f"[name=builder-paper][value={paper}] + label").click()
    if large:
        page.locator("#builder-large + label").click()
    pdf = printed(page)
    box = [round(float(edge)) for edge in pdf.pages[0].mediabox[2:]]
    assert abs(box[0] - size[0]) <= 1 and abs(box[1] - size[1]) <= 1
    assert 3 <= len(pdf.pages) <= (9 if large else 5)
    page.emulate_media(media="print")
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('.packet *')].filter(one => one.offsetParent && one.children.length === 0
        && one.textContent.trim() && !one.closest('.unseen, .rules')).map(one => parseFloat(getComputedStyle(one).fontSize)))""")
    assert smallest >= (24 if large else 12) - 0.1, "in CSS pixels: 18 and 9 points"


def test_every_page_is_numbered_and_carries_the_practice(desk):
    """Page 1 of n at the foot, by the browser's own counters; the safety line stands on the cover and every sheet."""
    page = desk.page
    choose(page, 0, 5)
    page.fill("#builder-name", 'The "Old" Mill')
    rules = page.evaluate("[...document.adoptedStyleSheets].flatMap(sheet => [...sheet.cssRules]).map(rule => rule.cssText).join(' ')")
    assert "counter(page)" in rules and "counter(pages)" in rules and "Mill" in rules
    assert page.locator(".packet > .cover .careful").count() == 1 and page.locator(".packet > .exercise .careful").count() == 2
    assert page.locator(".packet .foot .mark").count() == 2


def test_the_files_to_fill_in_are_listed(desk, site):
    """Each chosen worksheet in every edition, with a name that a screen reader can tell apart."""
    page = desk.page
    choose(page, 0, 1)
    links = page.locator("[data-files] a")
    assert links.count() == 10
    names = links.evaluate_all("all => all.map(one => one.ariaLabel)")
    assert len(set(names)) == 10 and all(name.endswith("PDF") for name in names)
    assert links.last.get_attribute("href").endswith("-fillable.pdf")


def test_nothing_in_the_preview_can_be_typed_into(desk):
    """The preview is paper: Tab walks past it."""
    page = desk.page
    choose(page, 0)
    assert page.locator(".packet :is(input, textarea):not([inert])").count() == 0
