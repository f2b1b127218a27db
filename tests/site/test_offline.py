"""Without a network: the whole site in one file, and a copy in the browser that is asked for, told, and removable."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from built import SITE, addresses

DOWNLOADS = [one for one in addresses("data-offline") if one in addresses("site.zip")]
KEPT = """async () => ({copies: (await caches.keys()).length, workers: (await navigator.serviceWorker.getRegistrations()).length,
  manifest: document.querySelectorAll('link[rel=manifest]').length})"""
NOTHING = {"copies": 0, "workers": 0, "manifest": 0}


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory) -> Path:
    """The site's one file, unpacked into a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("from a stick")
    with zipfile.ZipFile(site / "site.zip") as packed:
        packed.extractall(folder)
    return folder / "site"


def test_the_one_file_is_linked_where_downloads_are(visit, site):
    """On the page of downloads, by an address that is there."""
    page = visit().go(DOWNLOADS[0])
    link = page.locator("a[href$='site.zip']")
    assert link.is_visible()
    assert page.request.head(link.evaluate("one => one.href")).ok


def test_every_page_of_the_one_file_leads_somewhere(unpacked):
    """No link of any page ends at a folder or at nothing."""
    import re
    gone = []
    for path in unpacked.rglob("*.html"):
        for link in re.findall(r' href="([^"#?]+)', path.read_text("utf-8")):
            if not re.match(r"[a-z]+:", link) and not (path.parent / link).is_file() and not link.endswith(".pdf"):
                gone.append(f"{path.relative_to(unpacked)}: {link}")
    assert gone == []


def test_the_one_file_is_read_searched_and_written_in_from_a_disk(unpacked, visit):
    """From index.html by links, with search and private writing, and not a word in the console."""
    seen = visit()
    page = seen.go((unpacked / "index.html").as_uri())
    page.keyboard.press("/")
    page.wait_for_function("() => Boolean(window.twoLinesSearch)")
    page.fill("#tl-query", "not ready for sex")
    page.locator(".tl-results > li > a").first.click()
    page.wait_for_selector(".exercise .keeping", state="attached")
    page.locator(".exercise textarea").first.fill("on a disk")
    assert page.url.endswith("/index.html") and page.locator("h1").is_visible()
    assert seen.said == [] and seen.foreign() == []


def test_nothing_is_kept_for_offline_reading_unasked(visit, exercise_page):
    """No worker, no copy, no offer to install, on any kind of page."""
    seen = visit()
    for address in ("", exercise_page, DOWNLOADS[0]):
        page = seen.go(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(KEPT) == NOTHING
    assert not [url for url in seen.asked if url.endswith(("worker.js", ".webmanifest"))]


def turned_on(seen):
    page = seen.go(DOWNLOADS[0])
    page.locator("[data-offline-on]").click()
    page.locator("[data-offline] [data-copy=on]:not([hidden])").first.wait_for(timeout=60_000)
    return page


def test_a_copy_is_told_read_without_a_network_and_removed_with_one_control(visit, exercise_page):
    """Turned on here, every page opens without a network; removed, nothing of it is left."""
    seen = visit()
    page = turned_on(seen)
    assert page.evaluate(KEPT) == {"copies": 1, "workers": 1, "manifest": 1}
    page.context.set_offline(True)
    seen.go(exercise_page)
    assert page.locator("h1").is_visible() and page.evaluate("getComputedStyle(document.querySelector('.tl-bar')).display") == "flex"
    page.keyboard.press("/")
    page.wait_for_function("() => Boolean(window.twoLinesSearch)")
    seen.go(DOWNLOADS[0])
    page.locator("[data-offline-remove]").click()
    page.locator("[data-offline] [data-copy=off]:not([hidden])").first.wait_for()
    assert page.evaluate(KEPT) == NOTHING


def test_with_a_network_a_page_comes_fresh(visit, exercise_page):
    """The copy never stands before a newer page."""
    seen = visit()
    page = turned_on(seen)
    page.evaluate("""async () => { const copy = await caches.open((await caches.keys())[0]);
        for (const request of await copy.keys()) if (request.url.endsWith('/')) await copy.put(request, new Response('old')); }""")
    seen.go(exercise_page)
    assert "old" != page.locator("body").inner_text()


def test_erasing_everything_takes_the_copy_too(visit):
    """The one control of the page about saving leaves no worker and no copy."""
    seen = visit()
    page = turned_on(seen)
    seen.go(addresses("data-saving")[0])
    page.locator("[data-act=erase]").click()
    page.locator("[data-act=erase-yes]").click()
    page.locator("[data-told=erased]:not([hidden])").wait_for()
    assert page.evaluate(KEPT) == NOTHING


def test_where_no_copy_can_be_kept_that_is_said(visit, site):
    """From a disk there is no worker; nothing is offered that would not work."""
    page = visit().go((SITE / DOWNLOADS[0] / "index.html").as_uri())
    page.locator("[data-copy=unable]:not([hidden])").wait_for()
    assert not page.locator("[data-offline-on]").is_visible()
