"""Leaving fast: the control, the three presses of Shift, and what must not set it off."""

from __future__ import annotations

import shutil

import pytest
from conftest import BROWSERS, QUIET
from test_every_page import FAULTS, SIDEWAYS, SMALL, axe  # noqa: F401

from built import SITE, addresses

LEAVES, COMES = 1000, 3000  # ms until the page is gone, and until one comes back, on processors that other browsers share
TAB = "() => ({...sessionStorage})"
SHUT = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


@pytest.fixture
def left(visit, exercise_page):
    """A page that tells whether it was left; the way out leads nowhere while it is tested."""
    seen = visit()
    seen.page.route(lambda url: not url.startswith(seen.host), lambda route: route.fulfill(body="elsewhere"))
    seen.go("")
    seen.go(exercise_page)
    return seen


def back(page) -> None:
    """The browser's own button, pressed once."""
    page.go_back()


def covered(page) -> bool:
    """Nothing of the site can be read: not on the page, not in the tab's title, not in the address.

    That nothing is drawn before has a test of its own; how long a page takes to come back is the machine's.
    """
    page.wait_for_function("""() => [document.title, document.body?.innerText.trim(), document.querySelectorAll('.tl-page, .tl-bar, h1, a').length]
        .join('|') === 'Two Lines|Show this page|0'""", timeout=COMES)
    return True


@pytest.fixture
def walked(left):
    """Home, a page, another page; left from there."""
    left.pages = [one for one in addresses("on-this-page")][:2]
    for address in left.pages:
        left.go(address)
    left.page.locator("[data-leave]").click()
    assert has_left(left)
    return left


def has_left(seen) -> bool:
    """Within a second the neutral page has begun to come."""
    seen.page.wait_for_url(lambda url: not url.startswith(seen.host), wait_until="commit", timeout=LEAVES)
    return True


def stays(seen) -> bool:
    """Nothing leaves within a third of a second."""
    seen.page.wait_for_timeout(300)
    return seen.page.url.startswith(seen.host)


def test_the_control_leaves_and_the_page_does_not_stay_behind_the_back_button(left, exercise_page):
    """After leaving, going back never shows the page that was left."""
    left.page.locator("[data-leave]").click()
    assert has_left(left)
    back(left.page)
    assert exercise_page not in left.page.url


def test_no_one_learns_where_the_reader_came_from(left):
    """The neutral page gets no referrer."""
    asked = []
    left.page.on("request", lambda request: asked.append(request.all_headers()))
    left.page.locator("[data-leave]").click()
    assert has_left(left) and all("referer" not in headers for headers in asked)


def test_three_presses_of_shift_leave(left):
    """Three bare presses, one after the other."""
    for _ in range(3):
        left.page.keyboard.press("Shift")
    assert has_left(left)


def test_the_page_is_covered_before_the_next_one_comes(left):
    """Even where the neutral page never comes, nothing can be read."""
    left.page.route(lambda url: not url.startswith(left.host), lambda route: route.fulfill(status=204))
    left.page.locator("[data-leave]").click()
    left.page.wait_for_url(left.host, wait_until="commit", timeout=LEAVES)
    assert left.page.evaluate("getComputedStyle(document.body).display") == "none"


def test_capitals_in_a_field_do_not_leave(left):
    """Shift with a letter is writing, however fast."""
    left.page.locator("textarea").first.click()
    for letter in "ABCDE":
        left.page.keyboard.press(f"Shift+{letter}")
    assert stays(left)
    assert left.page.locator("textarea").first.input_value() == "ABCDE"


def test_slow_or_interrupted_presses_do_not_leave(left):
    """Three presses with a key between them, or over a longer time, are no wish to leave."""
    for key in ("Shift", "Shift", "a", "Shift"):
        left.page.keyboard.press(key)
    left.page.wait_for_timeout(1200)
    left.page.keyboard.press("Shift")
    left.page.wait_for_timeout(1200)
    left.page.keyboard.press("Shift")
    assert stays(left)


def test_without_scripts_the_control_is_a_plain_link(visit):
    """It leads to the same place."""
    page = visit(scripts=False).go("")
    assert page.locator("[data-leave]").get_attribute("href").startswith("https://")


# --- the pages before it


def test_going_back_after_leaving_shows_no_page_of_the_site(walked):
    """Home, a, b, leave: back once, twice and forward again, there is an empty page with one control, reloaded too."""
    for step in (back, back, lambda page: page.reload(), lambda page: page.go_forward()):
        step(walked.page)
        assert covered(walked.page) and walked.page.url == walked.host
    assert walked.foreign() != [] and walked.said == []


def test_nothing_of_a_covered_page_is_ever_drawn_or_run(walked):
    """From its first moment on, no heading and no word of it comes into the document, and no script but the first runs."""
    walked.page.add_init_script("""window.drawn = []; new MutationObserver(() => { for (const one of document.querySelectorAll('.tl-bar, h1, p'))
        window.drawn.push(one.textContent); }).observe(document, {childList: true, subtree: true})""")
    back(walked.page)
    assert covered(walked.page) and walked.page.evaluate("window.drawn") == []
    assert walked.page.evaluate("Object.keys(window.twoLines)") == ["closeBehind"]


def test_the_reader_can_choose_to_see_the_page_again(walked):
    """The control brings back that page and takes the mark away; then the history is as it always is."""
    back(walked.page)
    assert covered(walked.page)
    walked.page.get_by_role("button").press("Enter")
    walked.page.wait_for_selector("h1")
    assert walked.page.url == walked.host + walked.pages[0] and walked.page.evaluate(TAB) == {}
    walked.page.go_back()
    assert walked.page.locator("h1").is_visible()


def test_coming_afresh_shows_the_page_and_takes_the_mark_away(walked):
    """Who types the address, or follows a link, wants to read."""
    walked.go(walked.pages[1])
    assert walked.page.locator("h1").is_visible() and walked.page.evaluate(TAB) == {}
    walked.page.reload()
    assert walked.page.locator("h1").is_visible()


def test_only_the_tab_knows_that_someone_left(walked):
    """Another tab shows what it shows, and nothing is kept for longer than this one."""
    back(walked.page)
    assert list(walked.page.evaluate(TAB)) == ["two-lines/left"]
    assert walked.page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    other = walked.page.context.new_page()
    other.goto(walked.host + walked.pages[0])
    assert other.locator("h1").is_visible() and other.evaluate(TAB) == {}


@pytest.fixture
def remembering(browser):
    """A browser that holds whole pages in memory for the way back, as readers' browsers do; the tests' own does not."""
    own = next(filter(None, map(shutil.which, BROWSERS)), None)
    launched = browser.browser_type.launch(executable_path=own, args=QUIET, ignore_default_args=["--disable-back-forward-cache"])
    yield launched.new_page()
    launched.close()


def test_a_page_held_in_memory_comes_back_covered_too(remembering, host):
    """It went covered, and stays so where someone left; else it is there again as it was."""
    page, pages = remembering, addresses("on-this-page")[:3]
    page.route(lambda url: not url.startswith(host), lambda route: route.fulfill(body="elsewhere"))
    for address in pages:
        page.goto(host + address)
        page.evaluate("""held => { window.held = held; scrollTo(0, 500); addEventListener('pagehide', () => { window.went = getComputedStyle(document.body).opacity; }); }""", address)
    page.go_back(wait_until="commit")
    page.wait_for_function("() => window.scrollY === 500 && getComputedStyle(document.body).opacity === '1'", timeout=COMES)
    assert page.evaluate("[held, went, getComputedStyle(document.body).opacity, scrollY]") == [pages[1], "0", "1", 500]
    page.locator("[data-leave]").click()
    page.wait_for_url(lambda url: not url.startswith(host))
    page.go_back(wait_until="commit")
    assert covered(page) and page.evaluate("[held, went]") == [pages[0], "0"] and page.url == host
    page.get_by_role("button").click()
    page.wait_for_selector("h1")
    assert page.url == host + pages[0] and page.evaluate(TAB) == {}


def test_going_back_without_having_left_is_as_it_always_was(left, exercise_page):
    """No mark, no cover."""
    left.go(addresses("on-this-page")[1])
    left.page.go_back()
    assert left.page.url == left.host + exercise_page and left.page.locator("h1").is_visible()
    assert left.page.evaluate("getComputedStyle(document.body).opacity") == "1"


def test_where_storage_is_shut_leaving_still_leaves(visit, exercise_page):
    """The page that was left is gone from the history, as before; no error."""
    seen = visit()
    seen.page.add_init_script(SHUT)
    seen.page.route(lambda url: not url.startswith(seen.host), lambda route: route.fulfill(body="elsewhere"))
    seen.go("")
    seen.go(exercise_page)
    seen.page.locator("[data-leave]").click()
    assert has_left(seen)
    seen.page.go_back()
    assert exercise_page not in seen.page.url and seen.said == []


def test_going_back_from_a_disk_shows_nothing_either(visit, exercise_page):
    """There the address has to stay."""
    seen = visit()
    seen.page.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    seen.go((SITE / "index.html").as_uri())
    seen.go((SITE / exercise_page / "index.html").as_uri())
    seen.page.locator("[data-leave]").click()
    seen.page.wait_for_url("https://**")
    back(seen.page)
    assert covered(seen.page)
    seen.page.get_by_role("button").click()
    seen.page.wait_for_selector("h1")


def test_the_empty_page_has_no_fault(walked, axe):  # noqa: F811
    """In light and dark, narrow and wide."""
    back(walked.page)
    assert covered(walked.page)
    walked.page.evaluate(axe + ";0")
    for scheme, width in (("light", 1280), ("dark", 320)):
        walked.page.emulate_media(color_scheme=scheme)
        walked.page.set_viewport_size({"width": width, "height": 640})
        assert walked.page.evaluate(FAULTS, {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}) == []
        assert walked.page.evaluate(SIDEWAYS) <= 0 and walked.page.evaluate(SMALL) == []
