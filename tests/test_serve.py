"""Serving while someone writes: an edit shows at once, a mistake is told in the page and goes away when mended."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from test_build import make_project

from workbook.press import printer, run, serve, site
from workbook.press.preview import NEWS, Preview
from workbook.press.serve import Workshop

pytestmark = pytest.mark.xdist_group("serve")


def _plainly(project: run.Project, fresh: Path) -> None:
    """Stands in for the site builder: each page's title, and its words between the marks."""
    for path, folder in site.pages(project):
        title = re.search(r"^title: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        (fresh / folder).mkdir(parents=True, exist_ok=True)
        (fresh / folder / "index.html").write_text(f"<body><h1>{title and title[1]}</h1>{site.MARKS[0]}{site.MARKS[1]}</body>", "utf-8")
        site.put_words(fresh / folder / "index.html", path)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A small project that is being served, with a plain site builder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "build_into", _plainly)
        made = Workshop(make_project(tmp_path_factory.mktemp("served")), lambda _: None)
        made.open()
        yield made
        made.close()


@pytest.fixture
def edited(shop: Workshop) -> Iterator[Path]:
    """A recommendation's file; whatever is done to it is undone."""
    path = next(path for path in (shop.project.root / "workbook/guides/en").glob("*/*.yaml") if path.stem != "guide")
    before = path.read_text("utf-8")
    yield path
    path.write_text(before, "utf-8")
    shop.follow({path})


def page_of(shop: Workshop, path: Path) -> str:
    return next(shop.preview.folder.rglob(f"{path.stem}/index.html")).read_text("utf-8")


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def test_an_edited_word_stands_in_its_page(shop: Workshop, edited: Path) -> None:
    """Without the site builder, and its worksheets are printed anew."""
    change(edited, "    purpose: ", "    purpose: Marmalade ")
    shop.follow({edited})
    assert "Marmalade" in page_of(shop, edited)
    assert shop.preview.news["mistakes"] == []
    printed = json.loads((shop.project.memory / "prints.json").read_text("utf-8"))
    assert any("print/" in name for name in printed) and not any("workbook" in name for name in printed)


def test_a_mistake_is_told_in_the_page_and_goes_away(shop: Workshop, edited: Path) -> None:
    """The page stays as it was; the message has file, line and column."""
    good, before = edited.read_text("utf-8"), page_of(shop, edited)
    change(edited, "title: ", "titel: ")
    shop.follow({edited})
    told = shop.preview.news["mistakes"]
    assert any(re.search(rf"{edited.name}:\d+:\d+: 'titel' is not a key", line) for line in told)
    assert page_of(shop, edited) == before
    edited.write_text(good, "utf-8")
    shop.follow({edited})
    assert shop.preview.news["mistakes"] == []


def test_a_rule_that_is_broken_is_told_over_the_page_as_it_now_reads(shop: Workshop, edited: Path) -> None:
    """The words are shown first, and then what is wrong with them."""
    change(edited, "    purpose: ", "    purpose: A night owl ")
    shop.follow({edited})
    assert any("'night owl' is not used here" in line for line in shop.preview.news["mistakes"])
    assert "A night owl" in page_of(shop, edited)


def _title_comes(shop: Workshop, edited: Path) -> None:
    """The site builder has put it there, before the words."""
    until = time.monotonic() + 10
    while "<body><h1>Marmalade" not in page_of(shop, edited):
        assert time.monotonic() < until, "the title was not made anew"
        time.sleep(0.05)


def test_a_title_that_stands_in_menus_makes_the_site_anew(shop: Workshop, edited: Path) -> None:
    """In the background, and then it shows."""
    change(edited, "title: ", "title: Marmalade and ")
    shop.follow({edited})
    _title_comes(shop, edited)


def test_the_page_that_is_looked_at_comes_before_the_rules(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template changes every page; the one in the browser is shown before anything else is done."""
    monkeypatch.setattr(run, "examine", lambda *_: pytest.fail("asked the rules"))
    monkeypatch.setattr(shop.preview, "looked_at", "guides/en/night-shifts/quiet-hours/")
    path = shop.project.root / "templates/pages/recommendation.html"
    text = path.read_text("utf-8")
    path.write_text(text + "<p>Marmalade</p>", "utf-8")
    try:
        with pytest.raises(pytest.fail.Exception):
            shop.follow({path})
        assert "Marmalade" in page_of(shop, Path("quiet-hours")) and "Marmalade" not in page_of(shop, Path("wind-down"))
        monkeypatch.undo()
        shop.follow({path})
        assert "Marmalade" in page_of(shop, Path("wind-down")) and "guides/en/night-shifts/wind-down/" in shop.preview.news["only"]
    finally:
        monkeypatch.undo()
        path.write_text(text, "utf-8")
        shop.follow({path})


def test_of_a_page_that_cannot_be_made_of_wrong_words_the_mistake_is_told(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the template in which they are missed; of good words it is the template."""
    monkeypatch.setattr(shop.preview, "looked_at", "guides/en/night-shifts/")
    words, template = shop.project.root / "workbook/guides/en/night-shifts/guide.yaml", shop.project.root / "templates/pages/guide.html"
    for path, before, after, told in ((words, "    read: [", "    read: [nowhere, ", "there is no page 'nowhere'"), (template, "{{ guide.title", "{{ gide.title", "templates/pages/guide.html:")):
        good = path.read_text("utf-8")
        path.write_text(good.replace(before, after, 1) if before in good else good + "{{ gide.title }}", "utf-8")
        shop.follow({path})
        [said] = shop.preview.news["mistakes"]
        path.write_text(good, "utf-8")
        shop.follow({path})
        assert told in said and shop.preview.news["mistakes"] == []


def test_a_title_shows_also_where_a_mistake_was_mended_in_between(shop: Workshop, edited: Path) -> None:
    """The menus are made anew once all is good again."""
    change(edited, "title: ", "title: Marmalade and ")
    change(edited, "    purpose: ", "    purpose: A night owl ")
    shop.follow({edited})
    assert shop.preview.news["mistakes"]
    change(edited, "    purpose: A night owl ", "    purpose: ")
    shop.follow({edited})
    _title_comes(shop, edited)


def test_a_style_is_shown_without_reading_the_words(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is copied, and the page told."""
    style, before = shop.project.docs / "assets/styles/site.css", shop.preview.news["pages"]
    style.write_text("/* new */", "utf-8")
    monkeypatch.setattr(run, "read_words", lambda *_: pytest.fail("read the words"))
    shop.follow({style})
    assert (shop.preview.folder / "assets/styles/site.css").read_text("utf-8") == "/* new */"
    assert shop.preview.news["pages"] > before


@pytest.mark.parametrize(("template", "before", "after"), [
    ("print/print.css", "html {", "html { letter-spacing: 1px;"), ("print/worksheet.html", "</body>", "<p>Marmalade</p></body>")])
def test_a_template_of_prints_gives_the_worksheet_last_edited_anew(shop: Workshop, edited: Path, template: str, before: str, after: str) -> None:
    """Also where a process has its stylesheets read already."""
    change(edited, "    purpose: ", "    purpose: Slowly, ")
    shop.follow({edited})
    prints = sorted(path for path in shop.project.docs.rglob("*-letter.pdf") if "large" not in path.name)
    old, path = {one: one.read_bytes() for one in prints}, shop.project.root / "templates" / template
    text = path.read_text("utf-8")
    path.write_text(text.replace(before, after, 1), "utf-8")
    shop.follow({path})
    now = {one: one.read_bytes() for one in prints}
    path.write_text(text, "utf-8")
    shop.follow({path})
    assert now != old and {one: one.read_bytes() for one in prints} == old


@pytest.mark.parametrize("also_a_style", [False, True])
def test_where_a_printer_was_ended_it_is_printed_all_the_same(shop: Workshop, edited: Path, also_a_style: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as for want of memory: writing goes on, also where a style is changed next."""
    said: list[str] = []
    monkeypatch.setattr(shop.proofs, "told", said.append)
    monkeypatch.setattr(shop.proofs, "printers", printer.stand_by(2, str(shop.home)))
    for one in shop.proofs.printers:
        one.submit(len, "").result()
        for process in list((one._processes or {}).values()):
            process.kill()
    style = shop.project.root / "templates/print/print.css"
    change(edited, "    purpose: ", "    purpose: Slowly, ")
    shop.follow({edited, style} if also_a_style else {edited})
    assert said[-1].endswith("worksheets printed.") and shop.proofs.printers == []


def test_serving_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a process nor a folder."""
    monkeypatch.setattr(site, "build_into", _plainly)
    made = Workshop(make_project(tmp_path / "project"), lambda _: None)
    made.open()
    processes = [process for one in made.proofs.printers for process in (one._processes or {}).values()]
    assert processes and all(process.is_alive() for process in processes)
    made.close()
    assert not made.home.exists() and not any(process.is_alive() for process in processes)


# The host

@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Preview, int]]:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<body>words</body>", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "dial.pdf").write_bytes(b"%PDF-1")
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    (tmp_path / "preview.js").write_text("1", "utf-8")
    preview = Preview(tmp_path / "site", tmp_path / "docs", tmp_path / "preview.js")
    server = preview.host("127.0.0.1:0")
    yield preview, server.server_port
    server.shutdown()


def ask(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_a_page_is_given_the_script_and_a_print_comes_from_where_it_is_printed(host: tuple[Preview, int]) -> None:
    """Nothing else is changed, and nothing outside is given out."""
    _, port = host
    assert ask(port, "/") == (200, '<body>words<script src="/__preview/preview.js" data-pages="0" defer></script></body>')
    assert ask(port, "/dial.pdf") == (200, "%PDF-1")
    assert ask(port, "/../secret.html")[0] == 404 and ask(port, "/%2e%2e/secret.html")[0] == 404


def test_a_page_that_waits_is_told_at_once(host: tuple[Preview, int]) -> None:
    """It asks with the count that it knows, and hears when there is another."""
    preview, port = host
    threading.Timer(0.2, preview.tell, (["wrong"],)).start()
    started = time.perf_counter()
    assert json.loads(ask(port, f"{NEWS}?since=0")[1]) == {"count": 1, "pages": 0, "only": None, "mistakes": ["wrong"]}
    assert time.perf_counter() - started < 2
