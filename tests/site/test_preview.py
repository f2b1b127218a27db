"""What serving puts into a page is what the site builder would have made of it."""

from __future__ import annotations

from built import ROOT

from workbook.press import run
from workbook.press.preview import Preview
from workbook.press.site import pages, parted, with_words


def test_words_put_into_a_page_are_those_that_the_site_builder_puts_there(site):
    """For every page that the press has written."""
    found = list(pages(run.Project(ROOT)))
    assert len(found) > 5
    for path, folder in found:
        text = (site / folder / "index.html").read_text("utf-8")
        assert with_words(text, parted(path.read_text("utf-8"))[1]) == text, folder


def test_a_page_that_is_being_written_shows_its_words_and_what_is_wrong_with_them(visit, site, tmp_path):
    """It is loaded again when it, or any page, changed and not when another one did, tells mistakes also when it is opened late, and forgets them when they are mended."""
    (tmp_path / "index.html").write_text("<body><p>First</p></body>", "utf-8")
    preview = Preview(tmp_path, tmp_path, ROOT / "templates" / "preview.js")
    server = preview.host("127.0.0.1:0")
    page = visit().go(f"http://127.0.0.1:{server.server_port}/")
    (tmp_path / "index.html").write_text("<body><p>Second</p></body>", "utf-8")
    preview.turn()
    preview.tell(["guide.yaml:3:1: wrong"])
    page.locator("text=Second").wait_for()
    page.locator("#preview-mistakes", has_text="guide.yaml:3:1: wrong").wait_for()
    page.reload()
    page.locator("#preview-mistakes", has_text="guide.yaml:3:1: wrong").wait_for()
    preview.turn()
    page.locator("#preview-mistakes").wait_for(state="hidden")
    assert preview.looked_at == ""
    page.evaluate("window.kept = true")
    preview.turn(["other/"])
    preview.tell(["guide.yaml:4:1: wrong"])
    page.locator("#preview-mistakes", has_text="guide.yaml:4:1: wrong").wait_for()
    assert page.evaluate("window.kept")
    preview.turn(["other/", ""])
    page.wait_for_function("!window.kept")
    server.shutdown()
