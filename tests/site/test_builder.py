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


def opened(visit, *names: str, **look):
    """A fresh window on a link with these worksheets; a name without a dot belongs to the first guide."""
    seen = visit(**look)
    seen.go(BUILDER[0]).wait_for_selector(".builder:not([hidden]) .choices li")
    guide = seen.page.evaluate("window.twoLinesWorksheets.guides[0].id")
    seen.go("about:blank")
    seen.go(f"{BUILDER[0]}#" + ",".join(name if "." in name else f"{guide}.{name}" for name in names))
    seen.page.wait_for_selector(".builder:not([hidden]) .choices li")
    return seen


def known(page, fits: str) -> list[str]:
    """The ids of worksheets of which this is true, in JavaScript."""
    return page.evaluate(f"window.twoLinesWorksheets.worksheets.filter(one => {fits}).map(one => one.id)")


def warned(page) -> set[str]:
    """The warnings that can be seen, by name."""
    return set(page.evaluate("[...document.querySelectorAll('[data-warn]')].filter(one => one.checkVisibility()).map(one => one.dataset.warn)"))


def titles(page) -> list[str]:
    return page.locator(".chosen li > div > b").all_text_contents()


def printed(page) -> pikepdf.Pdf:
    """The PDF that the browser would print."""
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


@pytest.mark.parametrize(("fits", "line"), [("one.privacy === 'private'", "alone"), ("!one.joint", "alone"), ("one.setting === 'together'", "safety"),
                                            ("one.privacy === 'partner' && one.setting !== 'together'", "safety")])
def test_the_cover_has_the_line_for_two_only_over_pages_for_two(fits, line, desk, visit):
    """Who works alone is not told to use the pages together; one joint page brings the line for two."""
    names = known(desk.page, fits)[:3]
    page = opened(visit, *names).page
    lines = page.evaluate("(({ safety, alone }) => ({ safety, alone }))(window.twoLinesWorksheets.guides[0])")
    said = page.locator(".packet > .cover .careful").inner_text()
    assert len(names) and lines[line] in said and not any(words in said for name, words in lines.items() if name != line)
    joint = known(page, "one.joint")[0]
    assert lines["safety"] in opened(visit, *names, joint).page.locator(".packet > .cover .careful").inner_text()


def test_two_piles_are_told_apart(desk):
    """Private pages with pages for two, and pages that stay in the room: a plain warning over the button, said aloud."""
    page = desk.page
    page.select_option("#builder-privacy", "private")
    private = choose(page, 0)
    assert warned(page) == set()
    page.select_option("#builder-privacy", "partner")
    page.select_option("#builder-setting", "together")
    page.locator(".choices input").first.check()
    assert warned(page) == {"piles", "together"}
    assert page.locator("[data-titles=one]").inner_text() == private[0] and page.locator("[data-titles=two]").inner_text() == titles(page)[1]
    page.locator(".chosen li").first.get_by_role("button").last.click()
    assert warned(page) == {"together"}, "pages for two alone are one pile"
    page.locator(".chosen li").first.get_by_role("button").last.click()
    page.select_option("#builder-privacy", "counselor")
    page.select_option("#builder-setting", "with-therapist")
    room = choose(page, 0)
    assert warned(page) == {"room"} and page.locator("[data-titles=room]").inner_text() == room[0]
    live = page.locator("[data-warnings]").locator("xpath=..")
    assert live.get_attribute("aria-live") == "polite" and live.evaluate("one => one.parentElement.closest('[hidden]') === null")
    above, below = page.locator("[data-warnings]").bounding_box(), page.locator("[data-print]").bounding_box()
    assert above["y"] + above["height"] <= below["y"]


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
    """A cover, each worksheet on a new page; large print is larger."""
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


FIVE = "first-days-plan", "wounds-grounding-card", "pace-dial", "kind-no", "question-day"


def test_sheets_keep_to_a_page_or_two(visit, desk):
    """Five worksheets make seven pages with the cover; all of them together need no more than the ready PDFs."""
    for width in (1280, 320):
        page = opened(visit, *FIVE, width=width).page
        assert page.locator(".chosen li").count() == 5
        assert len(printed(page).pages) <= 7, "what is measured on a phone is paper too"
    every = known(desk.page, "true")
    whole = opened(visit, *every).page
    assert len(printed(whole).pages) <= 1.5 * len(every)
    assert whole.locator(".packet .close > .end > .foot").count() == len(every), "the foot stays with the ending"


def test_type_stays_readable_where_a_sheet_is_tight(visit, desk):
    """11 pt at least for what is to be read and filled in."""
    page = opened(visit, *known(desk.page, "true")).page
    page.emulate_media(media="print")
    assert page.locator(".packet .tight").count() > 0
    assert min(page.eval_on_selector_all(".packet .sheet :is(.howto li, .part-title, .ticks label, legend)", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")) >= 11 / 72 * 96 - 0.1


def test_any_print_is_the_packet_alone(desk):
    """Ctrl+P as well; with nothing chosen the page prints as a page."""
    page = desk.page
    shown = "name => document.querySelector(name).checkVisibility()"
    page.emulate_media(media="print")
    assert page.evaluate(shown, ".tl-content h1")
    page.emulate_media(media="screen")
    choose(page, 0)
    page.emulate_media(media="print")
    assert page.evaluate(shown, ".packet .sheet")
    assert not any(page.evaluate(shown, name) for name in (".tl-content h1", ".choices", ".chosen", "[data-print]", ".tl-bar"))
    assert page.evaluate("[...document.querySelectorAll('.tl-content *')].filter(one => one.checkVisibility() && !one.closest('.sheets') && !one.querySelector('.sheets')).length") == 0


def test_a_card_is_read_where_the_worksheet_is_chosen(desk):
    """Goal, use when, do not use when, ask after: in the row, by keyboard, with nothing ticked."""
    page = desk.page
    row = page.locator(".choices li").first
    summary = row.locator("summary")
    assert row.locator("label b").inner_text() in summary.text_content()
    summary.focus()
    page.keyboard.press("Enter")
    assert row.locator("dl").is_visible() and row.locator("dt").count() == row.locator("dd").count() == 4
    assert all(text.strip() for text in row.locator("dd").all_text_contents())
    assert titles(page) == []


def test_looking_at_a_worksheet_loses_nothing(desk):
    """It opens in a new tab, says so, and the practice's name stays where it was typed."""
    page = desk.page
    page.fill("#builder-name", "Riverside Practice")
    link = page.locator(".choices a").first
    assert link.get_attribute("rel") == "noopener" and "new tab" in link.inner_text()
    with page.context.expect_page() as other:
        link.click()
    assert other.value.url != page.url
    assert page.input_value("#builder-name") == "Riverside Practice"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_list_leads_to_every_counselor_card(visit):
    """Each card has an id, and a link at the top of the cards."""
    for address in addresses('class="jumps"'):
        page = visit().go(address)
        ids = page.eval_on_selector_all(".card-for-counselors", "all => all.map(one => one.id)")
        links = page.eval_on_selector_all(".jumps a", "all => all.map(one => one.getAttribute('href').slice(1))")
        assert ids and all(ids) and links == ids and len(set(ids)) == len(ids)
        page.locator(".jumps a").last.click()
        assert page.locator(".card-for-counselors").last.evaluate("one => one.getBoundingClientRect().top < innerHeight")
    assert addresses('class="jumps"'), "no page shows the cards"


def test_a_link_says_what_it_brought(visit):
    """How many, at the top and by the packet, where the focus is; names that are not known any more are told."""
    page = opened(visit, "pace-dial", "kind-no", "long-gone", "<b>no").page
    top = page.locator("[data-loaded]")
    assert "2" in top.inner_text() and "long-gone" in top.inner_text() and "<b>" not in top.inner_text()
    assert page.evaluate("document.activeElement.id") == "builder-chosen"
    assert page.locator("#builder-chosen").evaluate("one => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }")
    assert "2" in page.locator("#builder-loaded").inner_text()
    page.locator("[data-to-packet]").click()
    assert page.evaluate("document.activeElement.id") == "builder-chosen"
    page.locator(".chosen li").first.get_by_role("button").last.click()
    assert not top.is_visible(), "the number would be wrong now"
    assert "colleagues" in page.locator("#builder-link-note").inner_text()


def test_a_link_of_unknown_names_and_a_headings_anchor(visit):
    """Where nothing is left, that is said; an anchor of the page takes nothing out of the packet."""
    page = opened(visit, "long-gone").page
    assert "long-gone" in page.locator("[data-loaded]").inner_text() and not page.locator("[data-to-packet]").is_visible()
    choose(page, 0)
    page.evaluate("location.hash = 'builder-link-note'")
    page.wait_for_timeout(100)
    assert len(titles(page)) == 1
    assert titles(opened(visit, "x.y.z", "%E0%A4%A").page) == []
