"""The site in one file, and the list for reading without a network: same bytes each time, links that a disk understands."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from workbook.press.offline import BUNDLE, WORKER, bundle, from_disk, make_portable, worker

PAGE = '<a href="../pace/">x</a><!--online--><a href="../site.zip">zip</a><!--/online-->'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": '<a href="guides/pace/#top">x</a>', "404.html": "gone", "sitemap.xml": "", "_headers": "", ".nojekyll": "",
        "guides/pace/index.html": PAGE, "guides/pace/dial.pdf": "%PDF", "assets/scripts/page.js": "1", "assets/javascripts/theme.js": "2",
        "assets/styles/a.css.map": "3",
    }
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize(("link", "whole"), [
    ("../pace/", "../pace/index.html"), ("./", "./index.html"), ("../..", "../../index.html"), (".", "./index.html"),
    ("../pace/#dial", "../pace/index.html#dial"), ("../print/dial.pdf", "../print/dial.pdf"), ("#dial", "#dial"),
    ("https://www.example.org/", "https://www.example.org/"), ("tel:988", "tel:988"), ("../assets/styles/site.css", "../assets/styles/site.css"),
])
def test_a_link_to_a_folder_names_its_page(link, whole):
    """A disk shows a list of files where a host shows the folder's page."""
    assert from_disk(f'<a class="x" href="{link}">') == f'<a class="x" href="{whole}">'


def test_what_only_a_published_site_has_is_left_out():
    """No link to the file itself."""
    assert from_disk(PAGE) == '<a href="../pace/index.html">x</a>'


def test_the_bundle_holds_what_a_reader_needs_and_nothing_else(site, tmp_path):
    """Pages, worksheets and scripts; not what hosts and search engines read, nor scripts that no page loads."""
    bundle(site, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        assert packed.namelist() == [f"site/{name}" for name in ("assets/scripts/page.js", "guides/pace/dial.pdf", "guides/pace/index.html", "index.html")]
        assert packed.read("site/index.html").decode() == '<a href="guides/pace/index.html#top">x</a>'
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_site_gives_the_same_bytes(site, tmp_path):
    """Whoever builds it again can compare."""
    bundle(site, tmp_path / "one.zip")
    for path in site.rglob("*"):
        path.touch()
    bundle(site, tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def kept(text: str) -> dict:
    return json.loads(re.search(r"twoLinesKept = (.*);\n", text)[1])


def test_the_worker_keeps_pages_under_a_name_that_changes_with_them(site):
    """Addresses as they are visited, no large files; another word on a page is another version."""
    before = kept(worker(site))
    assert before["files"] == ["assets/scripts/page.js", "guides/pace/", ""]
    assert kept(worker(site)) == before
    (site / "guides/pace/index.html").write_text(PAGE + "!", "utf-8")
    assert kept(worker(site))["version"] != before["version"]


def test_both_are_added_to_a_built_site(site):
    """The file holds neither itself nor the worker, so that building twice changes nothing."""
    make_portable(site)
    before = (site / BUNDLE).read_bytes(), (site / WORKER).read_bytes()
    make_portable(site)
    assert ((site / BUNDLE).read_bytes(), (site / WORKER).read_bytes()) == before
