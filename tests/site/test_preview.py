"""What serving puts into a page is what the site builder would have made of it."""

from __future__ import annotations

from built import ROOT

from workbook.press.site import parted, with_words


def test_words_put_into_a_page_are_those_that_the_site_builder_puts_there(site):
    """For every page that the press has written."""
    pages = sorted((ROOT / "docs" / "guides").rglob("*.md"))
    assert pages
    for path in pages:
        address = path.relative_to(ROOT / "docs").with_suffix("")
        built = site / (address.parent if address.name == "index" else address) / "index.html"
        text = built.read_text("utf-8")
        assert with_words(text, parted(path.read_text("utf-8"))[1]) == text, address
