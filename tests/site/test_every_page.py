"""Every page of the site, in a browser: accessible, quiet, whole, in light and dark, narrow and wide."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

import pytest
from built import addresses

PAGES = addresses()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FAULTS = """async rules => (await axe.run(document, rules)).violations
  .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 160)))"""
# What has to be 44 pixels high and wide: everything that can be pressed, but for links in running text.
SMALL = """[...document.querySelectorAll('a[href], button, summary, input, textarea, select')].filter(one => {
  if (one.inert) return false;
  if (['checkbox', 'radio'].includes(one.type) && one.labels.length) one = one.labels[0];
  const box = one.getBoundingClientRect(), own = getComputedStyle(one);
  if (!box.width || !one.checkVisibility({ visibilityProperty: true }) || one.closest('.unseen, .tl-skip')) return false;
  return own.display !== 'inline' && (box.height < 43.5 || box.width < 43.5);
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def axe() -> str:
    return importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault_that_axe_can_find_and_says_nothing(address, visit, axe):
    """No violation, no sideways scrolling, no small target, no message, no request to anyone, in four looks."""
    seen = visit(reduced_motion="reduce")
    page = seen.go(address)
    page.evaluate(axe + ";0")
    for scheme in ("light", "dark"):
        for size in (WIDE, NARROW):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            whole = scheme == "dark" if size is NARROW else scheme == "light"
            rules = {"runOnly": RULES if whole else ["color-contrast"]}
            assert page.evaluate(FAULTS, rules) == [], f"{scheme}, {size['width']} wide"
            assert page.evaluate(SIDEWAYS) <= 0, f"scrolls sideways at {size['width']}"
    assert page.evaluate(SMALL) == []
    assert seen.said == [] and seen.foreign() == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_closes_itself_tight_and_stands_alone(address, site):
    """One main heading, no inline script or style, a policy without unsafe-inline, help and leaving on every page."""
    text = Path(site / address / "index.html" if address.endswith("/") or not address else site / address).read_text("utf-8")
    assert text.count("<h1") == 1
    assert "<style" not in text and " style=" not in text and "<script>" not in text and " onclick=" not in text
    assert "unsafe-inline" not in text and 'content="no-referrer"' in text and "Content-Security-Policy" in text
    assert "data-leave" in text and 'class="tl-help"' in text
    assert text.count(' id="') == len({piece.split('"')[0] for piece in text.split(' id="')[1:]}), "an id stands twice"
