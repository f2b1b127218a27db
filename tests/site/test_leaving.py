"""Leaving fast: the control, the three presses of Shift, and what must not set it off."""

from __future__ import annotations

import pytest


@pytest.fixture
def left(visit, exercise_page):
    """A page that tells whether it was left; the way out leads nowhere while it is tested."""
    seen = visit()
    seen.page.route(lambda url: not url.startswith(seen.host), lambda route: route.fulfill(body="elsewhere"))
    seen.go("")
    seen.go(exercise_page)
    return seen


def has_left(seen) -> bool:
    seen.page.wait_for_timeout(150)
    return not seen.page.url.startswith(seen.host)


def test_the_control_leaves_and_the_page_does_not_stay_behind_the_back_button(left, exercise_page):
    """After leaving, going back never shows the page that was left."""
    left.page.locator("[data-leave]").click()
    assert has_left(left)
    left.page.go_back()
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
    left.page.wait_for_timeout(150)
    assert left.page.url == left.host
    assert left.page.evaluate("getComputedStyle(document.body).display") == "none"


def test_capitals_in_a_field_do_not_leave(left):
    """Shift with a letter is writing, however fast."""
    left.page.locator("textarea").first.click()
    for letter in "ABCDE":
        left.page.keyboard.press(f"Shift+{letter}")
    assert not has_left(left)
    assert left.page.locator("textarea").first.input_value() == "ABCDE"


def test_slow_or_interrupted_presses_do_not_leave(left):
    """Three presses with a key between them, or over a longer time, are no wish to leave."""
    for key in ("Shift", "Shift", "a", "Shift"):
        left.page.keyboard.press(key)
    left.page.wait_for_timeout(1200)
    left.page.keyboard.press("Shift")
    left.page.wait_for_timeout(1200)
    left.page.keyboard.press("Shift")
    assert not has_left(left)


def test_without_scripts_the_control_is_a_plain_link(visit):
    """It leads to the same place."""
    page = visit(scripts=False).go("")
    assert page.locator("[data-leave]").get_attribute("href").startswith("https://")
