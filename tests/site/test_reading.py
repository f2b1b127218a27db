"""Reading: ways in, terms, the finder, from a disk, without scripts, on paper."""

from __future__ import annotations

import re

from built import addresses


def test_the_tab_is_discreet_and_the_source_is_not(visit, exercise_page):
    """A search engine reads the whole title; whoever looks at the screen does not."""
    whole = visit(scripts=False).go(exercise_page).title()
    discreet = visit().go(exercise_page).title()
    assert len(whole) > len(discreet) and discreet == visit().go("").title()


def test_help_is_one_tap_away_and_stays_in_sight(visit, exercise_page):
    """On a phone, at the very end of a page, the link to the helplines can be pressed."""
    page = visit(width=320, height=560).go(exercise_page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    with page.expect_navigation():
        page.locator(".tl-help").click()
    assert page.locator(".helplines").count() == 1


def test_every_door_opens(visit):
    """Each way in leads to a page of its own, whose reading path leads on."""
    seen = visit()
    doors = [door.get_attribute("href") for door in seen.go("").locator(".door").all()]
    assert len(set(doors)) == len(doors) > 1
    for door in doors:
        page = seen.go(door.removeprefix("./"))
        assert page.locator("h1").count() == 1 and page.locator(".path a").count() > 1
    assert seen.said == []


def test_the_short_version_comes_first(visit, exercise_page):
    """On a phone the two-minute version begins on the first screen."""
    page = visit(width=390, height=844).go(exercise_page)
    assert page.locator(".in-short").bounding_box()["y"] < 500


def test_a_term_is_explained_by_hover_focus_and_tap(visit, term_page):
    """And Escape takes the meaning away."""
    page = visit().go(term_page)
    term, note = page.locator("a.term").first, page.locator(".tl-term")
    means = term.get_attribute("data-means")
    term.hover()
    assert note.is_visible() and means in note.inner_text()
    page.keyboard.press("Escape")
    assert note.is_hidden()
    page.mouse.move(0, 0)
    term.focus()
    assert note.is_visible()

    phone = visit(width=390, height=844, has_touch=True).go(term_page)
    phone.locator("a.term").first.tap()
    assert phone.locator(".tl-term").is_visible() and phone.url.endswith(term_page)
    box = phone.locator(".tl-term").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_without_scripts_a_term_leads_to_its_meaning(visit, term_page):
    """The link's anchor exists."""
    page = visit(scripts=False).go(term_page)
    with page.expect_navigation():
        page.locator("a.term").first.click()
    assert page.locator(":target").count() == 1


def test_the_finder_names_two_pages_and_forgets(visit, finder_page):
    """Answers lead to two pages; a question may be left out; nothing is stored."""
    page = visit().go(finder_page)
    assert 1 <= page.locator(".finder fieldset").count() <= 6
    last = page.locator(".finder fieldset").last.locator("input").first
    last.check()
    assert page.locator(".found li").count() == 2
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]
    page.reload()
    assert page.locator(".finder input:checked").count() == 0
    last.check()
    page.locator(".found button").click()
    assert page.locator(".found").is_hidden()


def test_danger_goes_before_everything_else(visit, finder_page):
    """An answer marked first decides alone, whatever else is chosen."""
    page = visit().go(finder_page)
    urgent = page.locator("input[data-first]").first
    wanted = [link.get_attribute("data-page") for link in urgent.locator("xpath=..").locator("a[data-page]").all()]
    page.locator(".finder fieldset").last.locator("input").first.check()
    urgent.check()
    assert [link.get_attribute("data-page") for link in page.locator(".found a").all()] == wanted
    assert page.locator(".leads:visible").count() == 1


def test_without_scripts_each_answer_shows_where_it_leads(visit, finder_page):
    """And no control stands there that could do nothing."""
    page = visit(scripts=False).go(finder_page)
    assert page.locator(".leads").first.is_visible()
    assert page.locator(".needs-scripts").first.is_hidden()


def test_the_site_works_from_a_disk(visit, site):
    """Opened as files, clicks lead from page to page, in the site's own type, and the console is clean."""
    seen = visit()
    page = seen.go((site / "index.html").as_uri())
    for link in (".door", ".path a", ".tl-crumbs a"):
        with page.expect_navigation():
            page.locator(link).first.click()
    assert page.url == (site / "index.html").as_uri()
    page.wait_for_function("() => document.fonts.check('1rem \"Atkinson Disk\"')")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson Disk"')
    assert seen.foreign() == [] and seen.failed == [] and seen.said == []


def test_a_wrong_address_at_any_depth_finds_the_way_back(visit):
    """The page looks as it should and leads home."""
    for address in ("nowhere", "guides/no/such/page/"):
        page = visit().go(address)
        assert page.evaluate("getComputedStyle(document.querySelector('.tl-bar')).display") == "flex"
        with page.expect_navigation():
            page.locator(".not-found a").first.click()
        assert page.locator(".doors").count() == 1


def test_the_menu_opens_and_closes_by_keyboard(visit):
    """Escape gives the focus back."""
    page = visit().go("")
    page.locator(".tl-menu summary").press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".tl-menu li:not(.tl-language) a").first.is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".tl-menu li:not(.tl-language) a").first.is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_on_paper_empty_fields_are_ruled_lines_and_words_stay(visit, exercise_page):
    """Printing from the browser leaves the controls out."""
    page = visit().go(exercise_page)
    page.locator(".reflection textarea").first.fill("My own words")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".reflection .written").get_by_text("My own words").is_visible()
    assert page.locator(".reflection textarea:visible").count() == 0
    assert page.locator(".reflection .rules").nth(1).is_visible()
    assert page.locator(".tl-quick").is_hidden() and page.locator(".tl-bar").is_hidden()


def test_no_sheet_holds_only_who_made_the_page(visit):
    """Printed from the browser, that stands on the first sheet, once, and what leads to other pages stays on the screen."""
    page = visit().go(addresses('class="exercise"')[0])
    assert page.locator(".review:visible").count() == 1 and page.locator(".read-next").is_visible()
    page.emulate_media(media="print")
    shown = page.locator(".review:visible")
    assert shown.count() == 1 and page.locator(".read-next").is_hidden()
    assert "Education, not treatment." in shown.inner_text()
    assert shown.bounding_box()["y"] < page.locator(".guidance").bounding_box()["y"]
    last = page.evaluate("""[...document.querySelectorAll('.tl-page > *')].filter(one => one.checkVisibility()).pop().className""")
    assert last == "exercises"


def test_a_line_of_text_holds_60_to_75_characters(visit, exercise_page):
    """Counted in a paragraph of several lines, on a wide screen."""
    page = visit(width=1440).go(exercise_page)
    counts = page.evaluate("""[...document.querySelectorAll('.guidance p:not(.speaks-to)')].map(p => {
      const range = document.createRange(); range.selectNodeContents(p);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top / 8)));
      return [p.textContent.length, lines.size]; }).filter(([, lines]) => lines > 2)""")
    longest = max(length / lines for length, lines in counts)
    assert 55 <= longest <= 75


def test_nothing_moves_when_a_page_loads(visit, exercise_page):
    """No layout shift, from fonts or from scripts."""
    page = visit(width=390).go(exercise_page)
    page.wait_for_timeout(300)
    moved = page.evaluate("""new Promise(done => new PerformanceObserver(list =>
      done(list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({type: 'layout-shift', buffered: true})
      || setTimeout(() => done(0), 300))""")
    assert moved == 0


def test_motion_is_left_out_where_the_reader_asks_for_it(visit):
    """prefers-reduced-motion leaves no transition."""
    page = visit(reduced_motion="reduce").go("")
    lasts = page.evaluate("getComputedStyle(document.querySelector('.door')).transitionDuration")
    assert re.fullmatch(r"0s(, 0s)*", lasts)
