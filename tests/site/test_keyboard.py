"""A whole exercise by keyboard alone, with the focus always in sight."""

from __future__ import annotations

import pytest
from built import addresses

PAGES = addresses('class="exercise"')
IN_SIGHT = """() => {
  let one = document.activeElement;
  if (one.type === 'radio' || one.type === 'checkbox') one = one.labels[0] || one;
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 60), box.top + Math.min(box.height / 2, 20));
  return Boolean(at) && !at.closest('.tl-quick, .tl-bar');
}"""
RING = """() => { const one = document.activeElement, own = getComputedStyle(one);
  const near = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
  return parseFloat(own.outlineWidth) >= 2 && own.outlineStyle !== 'none' && own.opacity !== '0'
    || Boolean(near) && parseFloat(near.outlineWidth) >= 2 && near.outlineStyle !== 'none'; }"""
INSIDE = "one => document.activeElement.closest('.exercise') === one"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", PAGES[::6])
def test_an_exercise_can_be_filled_in_by_keyboard(address, width, visit):
    """Tab reaches each control in turn, each can be filled, and none hides behind what stays on screen."""
    page = visit(width=width, height=560).go(address)
    exercise = page.locator(".exercise").first
    names = exercise.evaluate("one => [...new Set([...one.querySelectorAll('.part input, .part textarea')].map(field => field.name))]")
    first = exercise.locator(".part input, .part textarea").first
    first.focus()
    page.keyboard.press("Shift+Tab")
    reached = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if not exercise.evaluate(INSIDE):
            break
        name = page.evaluate("document.activeElement.closest('.part') && document.activeElement.name")
        if not name:
            continue
        reached.append(name)
        assert page.evaluate(IN_SIGHT), f"{name} is covered"
        assert page.evaluate(RING), f"{name} shows no focus"
        kind = page.evaluate("document.activeElement.type")
        page.keyboard.press("Space") if kind in ("radio", "checkbox") else page.keyboard.type("word")
    assert list(dict.fromkeys(reached)) == names
    empty = exercise.evaluate("""one => [...one.querySelectorAll('.part textarea, .part input[type=text]')].filter(field => !field.value).length""")
    assert empty == 0


def test_the_first_stop_leads_to_the_words(visit, exercise_page):
    """The first Tab shows a way past the menus."""
    page = visit().go(exercise_page)
    page.keyboard.press("Tab")
    assert page.locator(".tl-skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#words")
