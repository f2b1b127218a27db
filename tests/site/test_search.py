"""The search on the site: opened by a button or a key, answered at once, led by the keyboard, and keeping nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from built import SITE

ANSWER = """said => { const field = document.querySelector('#tl-query'); field.value = said;
  const start = performance.now(); field.dispatchEvent(new Event('input', {bubbles: true}));
  document.querySelector('.tl-results').getBoundingClientRect();
  return performance.now() - start; }"""
SAID = "she flinches when i touch her and i do not know what to do"


def opened(page):
    """The search, open and ready."""
    page.keyboard.press("/")
    page.wait_for_function("() => Boolean(window.twoLinesSearch)")
    return page.locator("[data-search-dialog]")


def first(page, said: str) -> str:
    page.fill("#tl-query", said)
    page.wait_for_selector(".tl-results > li > a")
    return page.locator(".tl-results > li > a").first.get_attribute("href")


def test_nothing_of_the_search_is_fetched_before_it_is_opened(visit):
    """A page is read without the search's words and index."""
    seen = visit()
    seen.go("").wait_for_load_state("networkidle")
    assert not [url for url in seen.asked if "minisearch" in url or "search-engine" in url or url.endswith("/search.js") and "guides" in url]


def test_a_reader_finds_a_page_and_its_exercise_and_goes_there(visit):
    """Typed as it comes, the page stands first with its exercises; Enter leads there."""
    seen = visit()
    page = seen.go("")
    opened(page)
    assert first(page, "not ready for sex").endswith("/pace/")
    assert page.locator(".tl-results > li").first.locator("ul a").count() >= 2
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/pace/")
    assert seen.foreign() == [] and seen.said == []


def test_each_exercise_says_for_whom_it_is(visit):
    """In the small line, in the words that stand above the exercise itself."""
    page = visit().go("")
    opened(page)
    first(page, "not ready for sex")
    links = [(link.get_attribute("href"), link.locator("small").inner_text()) for link in page.locator(".tl-results ul a").all()]
    assert len(links) >= 2
    for href, small in links:
        page.goto(href)
        who = page.locator(f".exercise:has(#{href.partition('#')[2]}) .who").inner_text()
        assert small.endswith(f" · {' '.join(who.split())}"), small


def test_answers_come_within_a_tenth_of_a_second(visit):
    """From each key to the list on the screen; the middle of all keys counts."""
    page = visit().go("")
    opened(page)
    times = sorted(page.evaluate(ANSWER, SAID[:length]) for length in range(1, len(SAID) + 1))
    print(f"\nsearch: {times[len(times) // 2]:.1f} ms from key to results, {times[-1]:.1f} ms at most, {len(times)} keys")
    assert times[len(times) // 2] < 100


def test_the_keyboard_leads_through_the_results_and_back(visit):
    """Down and up walk through field and links; Escape closes and gives the focus back."""
    page = visit().go("")
    page.locator("[data-search-open]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => Boolean(window.twoLinesSearch)")
    first(page, "panic")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement === document.querySelector('.tl-results a')")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "tl-query"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.hasAttribute('data-search-open')")
    assert not page.locator("[data-search-dialog]").is_visible()


def test_what_was_found_is_announced(visit):
    """A screen reader hears how many, or that there is nothing, once the typing rests."""
    page = visit().go("")
    opened(page)
    page.fill("#tl-query", "trust")
    page.wait_for_function("() => /[0-9]/.test(document.querySelector('.tl-count').textContent)")
    page.fill("#tl-query", "qxqxvw")
    page.wait_for_function("() => document.querySelector('.tl-count').textContent === document.querySelector('.tl-count').dataset.none")


def test_a_query_is_nowhere_once_the_search_is_closed(visit):
    """Not in the address, not in storage, not in the field, not in a request."""
    seen = visit()
    page = seen.go("")
    opened(page)
    first(page, "passwords and lies")
    page.keyboard.press("Escape")
    assert page.input_value("#tl-query") == "" and page.locator(".tl-results > li").count() == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert not [url for url in seen.asked if "passwords" in url] and "passwords" not in page.url


def test_help_and_leaving_stay_in_reach_on_a_phone(visit):
    """An open search covers the page, never the two controls that may be needed at once."""
    page = visit(width=360, height=640).go("")
    page.locator("[data-search-open]").click()
    for control in (".tl-help", ".tl-leave"):
        assert page.evaluate("""name => { const box = document.querySelector(name).getBoundingClientRect();
            return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest(name) !== null; }""", control)


def test_the_key_can_be_turned_off_and_writes_in_fields(visit, exercise_page):
    """In a field / is a slash; who does not want the key turns it off, and only then is anything stored."""
    page = visit().go(exercise_page)
    page.locator(".exercise textarea").first.press_sequentially("a/b")
    assert not page.locator("[data-search-dialog]").is_visible()
    page.locator("[data-search-open]").click()
    page.uncheck("#tl-slash")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert not page.locator("[data-search-dialog]").is_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["two-lines/no-slash"]


@pytest.mark.parametrize("address", ["index.html"])
def test_it_works_from_a_disk(address, visit, site):
    """No server, no request: the same answers, with addresses that a disk can open."""
    page = visit().go(Path(SITE / address).as_uri())
    opened(page)
    assert first(page, "should i leave").endswith("/index.html")
