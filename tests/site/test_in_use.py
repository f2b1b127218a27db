"""What appears only in use is as accessible as what stands there from the start: search, saving, builder, warnings."""

from __future__ import annotations

import pytest
from test_every_page import FAULTS, RULES, SIDEWAYS, SMALL, axe  # noqa: F401

from built import addresses

PHRASE = "four plain winter words"


def searched(seen, address):
    page = seen.go(address)
    page.keyboard.press("/")
    page.wait_for_function("() => Boolean(window.twoLinesSearch)")
    page.fill("#tl-query", "how do I find a therapist")
    page.wait_for_selector(".tl-results li")


def asked_to_keep(seen, address):
    page = seen.go(address)
    page.locator("[data-exercise] [data-act=keep]").first.click()
    page.fill("#tl-new", "short")
    page.click("[data-start]")


def asked_to_open(seen, address):
    page = seen.go(address)
    page.locator("[data-exercise] [data-act=keep]").first.click()
    page.fill("#tl-new", PHRASE)
    page.fill("#tl-again", PHRASE)
    page.click("[data-start]")
    page.wait_for_selector(".keeping-panel", state="detached")
    page.locator(".exercise textarea").first.fill("words")
    page.locator(".exercise textarea").first.blur()
    page.wait_for_timeout(300)
    page.reload()
    page.locator("[data-exercise] [data-act=unlock]").first.click()
    page.fill("#tl-phrase", "not this one, no")
    page.keyboard.press("Enter")
    page.locator("[data-fault=wrong]:not([hidden])").wait_for()


def opened_on_the_saving_page(seen, address):
    asked_to_open(seen, address)
    page = seen.go(addresses("data-saving")[0])
    page.locator("[data-act=unlock]").click()
    page.fill("#tl-phrase", PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".kept li")
    page.locator("[data-act=erase]").click()


def warned_before_leaving(seen, address):
    page = seen.go(address)
    page.locator(".exercise textarea").first.fill("words")
    page.wait_for_selector(".keeping", state="attached")
    page.locator(".tl-brand").click()
    page.wait_for_selector(".keeping-guard")


def packed(seen, _):
    page = seen.go(addresses("data-builder")[0])
    page.wait_for_selector(".choices li")
    names = page.evaluate("(all => [all.find(one => one.joint), all.find(one => !one.joint), all.find(one => one.setting === 'with-therapist')].map(one => `${one.guide}.${one.id}`))(window.twoLinesWorksheets.worksheets)")
    page = seen.go(f"{addresses('data-builder')[0]}#{','.join(names)},{names[0]}-gone")
    page.locator(".grave").first.wait_for()
    page.locator(".choices summary").first.click()


STATES = [searched, asked_to_keep, asked_to_open, opened_on_the_saving_page, warned_before_leaving, packed]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_what_appears_in_use_has_no_fault(state, visit, exercise_page, axe):  # noqa: F811
    """No violation that axe finds, in light and dark, wide and narrow; nothing too small; no sideways scrolling."""
    seen = visit(reduced_motion="reduce")  # or a colour is judged that is still on its way to another
    state(seen, exercise_page)
    page = seen.page
    page.evaluate(axe + ";0")
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)
        page.evaluate("Promise.all(document.getAnimations().map(one => one.finished))")
        assert page.evaluate(FAULTS, {"runOnly": RULES}) == [], f"{scheme}, {width} wide"
        assert page.evaluate(SIDEWAYS) <= 0, f"scrolls sideways at {width}"
        assert page.evaluate(SMALL) == [], f"too small at {width}"
    assert seen.said == [] and seen.foreign() == []
