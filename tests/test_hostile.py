"""Words, names and files that mean harm: a clear message or harmless text, in bounded time, and nothing read from elsewhere."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from itertools import cycle, islice, repeat
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml
from shelf import DRAWINGS, HERE, TODAY
from test_build import make_project

from workbook.press import plain, run, words
from workbook.press.check import examine
from workbook.press.check.desk import sorts
from workbook.press.model import Library
from workbook.press.plan import Artifact, plan
from workbook.press.impression import Job, _fetcher, print_one
from workbook.press.problems import FORMATS, Problem, Problems
from workbook.press.source import Source, load
from workbook.press.strays import more_than_drawings
from workbook.press.types import LONGEST_TEXT, Piece
from workbook.press.yaml_positions import LARGEST_FILE

QUOTES = ("‘", "’", "“", "”")


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Ends the test where something takes longer."""
    def late(*_: object) -> None:
        raise TimeoutError(f"took longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# Hostile YAML

FILES = {
    "a billion laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
    "an alias of itself": b"a: &a [*a]\n",
    "a tag that makes an object": b"id: !!python/object/apply:os.system ['true']\n",
    "a tag of one's own": b"%TAG ! tag:example.org,2026:\n---\nid: !evil x\n",
    "a key twice": b"id: x\nid: y\n",
    "a key twice, deep down": b"a: [{b: 1, b: 2}]\n",
    "keys twice, many": b"a: 1\n" * 30_000,
    "many keys": b"".join(b"k%d: v\n" % n for n in range(12_000)),
    "many entries": b"exercises: [" + b"{}," * 40_000 + b"]\n",
    "one long line": b"title: " + b"x" * (LARGEST_FILE - 20) + b"\n",
    "a long key": b"x" * 1000 + b": y\n",
    "too large": b"#" * (LARGEST_FILE + 1),
    "too deep, in brackets": b"a: " + b"[" * 200_000,
    "too deep, in braces": b"a: " + b"{a: " * 100_000,
    "too deep, in lines": b"".join(b" " * n + b"a:\n" for n in range(600)),
    "questions": b"? " * 50_000 + b"a",
    "a mistake at the very end": b"".join(b"k%d: v\n" % n for n in range(12_000)) + b"\t- x\n",
    "a merge key": b"<<: {id: x}\n",
    "a key that is a list": b"? [a]\n: b\n",
    "a key that is nothing": b"? \n: b\n",
    "huge numbers": b"minutes: " + b"9" * 5_000 + b"\n",
    "a number without end": b"minutes: .inf\n", "a number that is none": b"minutes: .nan\n", "a number with a power": b"minutes: 1e999\n",
    "in UTF-16": "id: wind-down\n".encode("utf-16"), "in UTF-32": "id: wind-down\n".encode("utf-32"), "in Latin-1": "id: für\n".encode("latin-1"),
    "half a character": b"id: \xc3", "a character too long": b"id: \xf8\x88\x80\x80\x80", "a surrogate in bytes": b"id: \xed\xa0\x80",
    "a NUL": b"id: a\x00b\n", "a bell": b"id: a\x07b\n", "an escape": b"id: a\x1b[31mb\n", "a delete": b"id: a\x7fb\n", "only NULs": b"\x00" * 4096,
    "a NUL in disguise": b'title: "a\\0b"\n', "half a character in disguise": b'title: "\\ud800"\n',
    "an override": "title: a\u202eb\n".encode(), "an isolate": "title: a\u2066b\n".encode(), "an override in a key": "ti\u202etle: b\n".encode(),
    "a space of no width": "title: night\u200bowl\n".encode(), "letters that are tags": "title: a\U000e0041b\n".encode(),
    "two documents": b"id: x\n---\nid: y\n", "an end in the middle": b"id: x\n...\nid: y\n", "a directive": b"%YAML 9.9\n---\nid: x\n",
    "an archive": b"PK\x03\x04" + bytes(range(256)) * 8, "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a web page": b"<!doctype html><script>alert(1)</script>\n",
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_hostile_file_is_told_with_its_place(copied: Path, told: Callable[[], list[Problem]], data: bytes) -> None:
    """Whatever stands in a file, its author gets a short list of messages that can be shown in any terminal."""
    (copied / "night-shifts" / "wind-down.yaml").write_bytes(data)
    with within(12):
        found = told()
        shown = FORMATS["text"](found, copied.parent)
    assert any(problem.path == "library/night-shifts/wind-down.yaml" for problem in found)
    assert len(found) < 80 and len(shown) < 40_000
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    json.loads(FORMATS["json"](found, copied.parent))


@pytest.mark.parametrize(("name", "kind"), [("glossary", "glossary"), ("helplines", "helplines"), ("references", "references"), ("wording", "wording")])
def test_a_shared_file_of_many_bad_entries_is_told_in_short(copied: Path, told: Callable[[], list[Problem]], name: str, kind: str) -> None:
    """No file floods the screen."""
    (copied / f"{name}.yaml").write_text(f"{kind}:\n" + "- {a: 1}\n" * 5_000, "utf-8")
    with within(12):
        found = told()
    assert 10 < len(found) < 80 and any("more mistakes stand in this file" in problem.message for problem in found)


@pytest.mark.parametrize("data", ["wording:\n- {id: a, kind: label, phrases: ['(((((', '[', '\\\\', '.*', '(a+)+$'], instead: x}\n"])
def test_a_phrase_is_never_a_pattern(copied: Path, told: Callable[[], list[Problem]], data: str) -> None:
    """Words that are looked for are words, whatever characters they hold."""
    (copied / "wording.yaml").write_text(data, "utf-8")
    with within(5):
        assert {problem.code for problem in told()} <= {"pause-missing", "wording-label"}


# Hostile text

TEXTS = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</title></head><body onload=alert(1)>", "<!--", "-->", "]]>", "<![CDATA[", "<?php 1 ?>",
    "</textarea><img src=x onerror=alert(1)>", "</div></form></section></main><form action=https://example.org>", "</style><style>*{display:none}</style>",
    "<svg/onload=alert(1)>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<iframe srcdoc='<script>1</script>'>",
    "<a href=javascript:alert(1)>x</a>", "<object data=file:///etc/passwd>", "<link rel=attachment href=file:///etc/passwd>", "<base href=https://example.org/>",
    "<meta http-equiv=refresh content=0;url=//example.org>", '" onmouseover="alert(1)', "' autofocus onfocus='alert(1)", "`onclick=alert(1)`", 'x" data-x="',
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,x)", "[x](vbscript:x)",
    "[x](https://example.org/)", "[x](//example.org)", "[x](file:///etc/passwd)", "[x](../../../etc/passwd)", "[x](about\"onclick=\"alert(1))", "[x](ref:\"><script>)",
    "[x](<javascript:alert(1)>)", "[x][y]\n\n[y]: javascript:alert(1)", "<javascript:alert(1)>", "<https://example.org>", "<a@example.org>", "https://example.org/x", "www.example.org",
    "![x](https://example.org/x.png)", "![x](file:///etc/passwd)", "[![x](y)](javascript:alert(1))", "[@x\"><script>alert(1)</script>]", "[@example-2020; @\"onload=x]",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&amp;lt;b&amp;gt;", "{{ 1111 * 1111 }}", "{% include '/etc/passwd' %}", "{{ config }}", "${1111*1111}", "#{1111*1111}", "<%= 1111*1111 %>", "{: onclick=alert(1) }",
    "klzzwxh:0000", "wzxhzdk:0", "amp;#60;", "GAPGAP", "___", "---\ntitle: x\n---", "%PDF-1.7", "url(https://example.org/x)", "expression(alert(1))", "@import 'https://example.org/x.css';",
    "\\<script\\>alert(1)\\</script\\>", "*<b*>x</b>", "`<script>`", "    <script>alert(1)</script>", "> <script>x</script>", "1. <img src=x>", "| a | b |\n|---|---|", "# <script>x", "x\n===\n<b>",
    "\u202e\u2066evil\u2069", "\ufeff\u200b\u2060", "a\u0301" * 100, "عربي <b>נֵר</b>", "x" * 390, "\\" * 50, "*" * 50, "_" * 50, "[" * 50, "`" * 51, "~" * 50, "'" * 51, '"' * 51, "(" * 50 + ")" * 50,
]
INLINE = {("p", ()), ("strong", ()), ("em", ()), ("ul", ()), ("ol", ()), ("li", ()), ("br", ()), ("a", ("href",)), ("a", ("class", "href")), ("a", ("class", "data-means", "href"))}
HARMLESS = re.compile(r"^(?:[a-z0-9./_#-]*|tel:[0-9+]+|https://doi\.org/[0-9./a-z]+|data:image/svg\+xml[^<>\"]*)$")


class _Seen(HTMLParser):
    """The elements of a page with the names of their attributes, and every address in it."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.addresses: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action", "data", "poster", "formaction", "srcset")}

    def handle_comment(self, data: str) -> None:
        self.elements.add(("comment", (data,)))

    def handle_pi(self, data: str) -> None:
        self.elements.add(("instruction", (data,)))


def _spoilt(value: Any, sort: str, texts: Iterator[str]) -> Any:
    """The same piece with every text that a reader reads replaced by the next one."""
    if isinstance(value, Piece):
        kinds = sorts(type(value))
        return value.model_copy(update={name: _spoilt(getattr(value, name), kinds.get(name, ""), texts) for name in type(value).model_fields})
    if isinstance(value, list):
        return [_spoilt(one, sort, texts) for one in value]
    return next(texts) if isinstance(value, str) and sort in ("line", "text") else value


def _from(turn: int) -> Iterator[str]:
    """All hostile texts over and over; every turn puts other texts in other places."""
    return islice(cycle(TEXTS), turn * 13, None)


def _markup(value: Any, name: str = "") -> Iterator[str]:
    """What stands in data as markup; everything else in it is text to the scripts."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _markup(one, name if isinstance(value, list) else key)
    if isinstance(value, str) and name in ("html", "imprint"):
        yield value


def _data(text: str) -> Any:
    """What a data file gives to the scripts: one JSON value after an assignment."""
    return json.loads(re.sub(r"^.*? = (?=\{)|;\n$", "", text))


def _html(artifact: Artifact, text: str) -> list[str]:
    """The HTML of an artifact as a reader's browser, or the printer, gets it."""
    if artifact.path.endswith(".js"):
        return list(_data(text).values()) if artifact.kind == "sheets" else list(_markup(_data(text)))
    if artifact.path.endswith(".md"):
        _, front, body = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
        assert yaml.safe_load(front)["title"]
        return [markdown.markdown(body, extensions=["toc", "tables", "fenced_code"])]
    return [text]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> run.Project:
    return make_project(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def rendered(project: run.Project) -> Callable[[Iterator[str]], dict[str, tuple[Artifact, str]]]:
    """Everything that is made of the library where its texts are the ones given."""
    [whole] = run.checked(project, TODAY)

    def render(texts: Iterator[str]) -> dict[str, tuple[Artifact, str]]:
        library: Library = _spoilt(whole, "", texts)
        renderer = run.prepare(project, [library])
        wanted = [a for a in renderer.catalog.artifacts if not a.edition or a.edition.id == "a4" or (a.kind == "worksheet" and a.edition.fillable)]
        return {a.path: (a, renderer.render(a)) for a in wanted}

    return render


@pytest.fixture(scope="module")
def usual(rendered) -> set[tuple[str, tuple[str, ...]]]:  # type: ignore[no-untyped-def]
    """The elements that pages, sheets and books have when their words are plain."""
    pages = [page for made in rendered(repeat("Words.")).values() for page in _html(*made)]
    return {element for page in pages for element in _Seen(page).elements} | INLINE


@pytest.mark.parametrize("turn", range(7))
def test_hostile_text_is_shown_and_never_obeyed(rendered, usual, turn: int) -> None:  # type: ignore[no-untyped-def]
    """In every place of every page, sheet and book, and even where no check has looked at it: no element, no attribute, no address of its own."""
    with within(20):
        made = rendered(_from(turn))
    for path, one in made.items():
        for page in _html(*one):
            seen = _Seen(page)
            assert seen.elements - usual == set(), path
            assert {address for address in seen.addresses if not HARMLESS.match(address)} == set(), path
            assert "1234321" not in page, path


@pytest.mark.parametrize("turn", range(3))
def test_data_for_scripts_ends_no_script(rendered, turn: int) -> None:  # type: ignore[no-untyped-def]
    """What the search and the packet builder load could stand inside a page and still be data."""
    for artifact, text in rendered(_from(turn)).values():
        if artifact.kind in ("search", "builder", "sheets"):
            assert not re.search(r"</|<!--|\u2028|\u2029", text)
            assert _data(text)


@pytest.mark.parametrize("text", [text for text in TEXTS if re.search(r"<[a-zA-Z/!?]|\]\((?!y\))|!\[|[{}]|https?:|www\.|&[a-z#]|\u202e|\u200b", text)])
def test_most_hostile_text_is_refused_before_it_is_shown(copied: Path, told: Callable[[], list[Problem]], text: str) -> None:
    """Its author is told what it is that does not belong there."""
    path = copied / "pages" / "about.yaml"
    path.write_text(path.read_text("utf-8").replace("text: It was written to test a program. It is not advice.", "text: " + json.dumps(f"So. {text}")), "utf-8")
    found = told()
    assert found and all(problem.path == "library/pages/about.yaml" for problem in found)
    assert {problem.code for problem in found} <= {"markup-html", "markup-image", "markup-braces", "markup-heading", "link-outside", "cite-unknown", "page-unknown", "value", "wording-debris"}


N = LONGEST_TEXT
LONG = {
    "brackets": "[" * N, "links never closed": "[a](" * (N // 4), "links in links": "[" * (N // 2) + "x" + "](a)" * (N // 8), "pictures": "![" * (N // 2), "citations": "[@a;" * (N // 4),
    "stars": "*" * N, "stars apart": "* a **b _c " * (N // 11), "ticks": "`" * N, "ticks apart": "`a " * (N // 3), "quotes": '"' * N, "quotes apart": "\"a 'b " * (N // 6), "backslashes": "\\" * N,
    "angles": "<" * N, "ampersands": "&#1" * (N // 3), "dots": "." * N, "dots apart": ". a" * (N // 3), "empty lines": "\n" * (N - 1) + "a", "spaces": " " * (N - 1) + "a",
    "a list of many": "- x\n" * (N // 4), "lists in lists": "1. " * (N // 3), "lists in lists, in lines": "\n".join(" " * 4 * n + "- x" for n in range(60)), "quoted": "> " * (N // 2),
    "definitions": "\n".join(f"[a{n}]: b" for n in range(N // 8)), "rulers": "a\n=\n" * (N // 4), "one word": "x" * N, "dashes": "a--" * (N // 3), "gaps": "_" * N,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_text_takes_long(text: str) -> None:
    """The longest text that is let in is counted, checked and made into HTML in a moment."""
    with within(4):
        for function in (plain.plain, plain.links, plain.citations, plain.paragraphs, plain.lists, plain.sentences, plain.words):
            function(text)
        assert words.block(text, QUOTES) is not None and words.line(text[:400], QUOTES) is not None


def test_lists_hundreds_deep_do_not_break_the_press() -> None:
    """Where Markdown gives up, the words stand there as they were typed."""
    assert words.block("1. " * 3000 + "<b>", QUOTES).endswith("1. &lt;b&gt;</p>")
    assert words.block("- **so** it goes on", QUOTES) == "<ul>\n<li><strong>so</strong> it goes on</li>\n</ul>"


def test_what_is_shown_in_a_terminal_cannot_steer_it(tmp_path: Path) -> None:
    """A file's name, a value and a line may hold anything; the screen gets visible characters only."""
    name = "a\x1b[2J\u202e.yaml"
    (tmp_path / name).write_text("title: \x1b]0;owned\x07 \u202e\n", "utf-8")
    shown = FORMATS["text"]([Problem(name, 1, 1, "value", "'\x1b[31m\r\n' is wrong", "\x08\x08")], tmp_path)
    assert all(letter.isprintable() or letter == "\n" for letter in shown) and len(shown.splitlines()) == 3
    assert "\n" not in FORMATS["github"]([Problem(name, 1, 1, "value", "a\r\n::set-output name=x::y", "")], tmp_path)


# Hostile names

IDS = ["../out", "..", ".", "/etc/passwd", "a/b", "a\\b", "C:", "con", "nul", "com1", "aux", "index", "print", "Wind-Down", "wind_down", "wind down", "wïnd", "ｗind", "wind-", "-wind", "wind--down",
       "wind.down", "wind\n", "wind\u0000", "1wind", "a" * 49, "a" * 5000, "%2e%2e", "~root", "$HOME", "`id`", "a;b", "<b>", "..%2f", "nul.yaml", "wind-down.", "\u202ewind"]


@pytest.mark.parametrize("name", IDS)
def test_a_hostile_id_is_refused_where_it_stands(copied: Path, told: Callable[[], list[Problem]], name: str) -> None:
    """No address, file name or form field is made of it."""
    path = copied / "night-shifts" / "wind-down.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: sleep-log\n", f"- id: {json.dumps(name)}\n"), "utf-8")
    [first, *_] = [problem for problem in told() if problem.path.endswith("wind-down.yaml")]
    assert (first.line, first.column, first.code) in {(96, 9, "value"), (96, 9, "length")}, first


@pytest.mark.parametrize("name", IDS)
def test_a_list_cannot_name_a_file_elsewhere(copied: Path, told: Callable[[], list[Problem]], name: str) -> None:
    """A guide is made of files in its folder."""
    path = copied / "night-shifts" / "guide.yaml"
    path.write_text(path.read_text("utf-8").replace("recommendations: [wind-down, ", f"recommendations: [{json.dumps(name)}, "), "utf-8")
    assert any(problem.path.endswith("guide.yaml") and problem.line == 62 for problem in told())


@pytest.mark.parametrize("name", ["Wind-Down.yaml", "WIND-DOWN.yaml", "con.yaml", "x" * 250 + ".yaml", "a\nb.yaml", "a\x1b[2J.yaml", "..yaml", "…yaml.yaml", "-rf.yaml", "$(id).yaml", b"\xff\xfe.yaml", " .yaml"])
def test_a_file_of_a_hostile_name_is_told_and_nothing_else(copied: Path, told: Callable[[], list[Problem]], name: str | bytes) -> None:
    """It is in no list, so nobody would see it; its name is shown so that no terminal minds."""
    place = os.fsencode(copied / "night-shifts") + b"/" + os.fsencode(name)
    with open(place, "wb") as file:
        file.write((copied / "night-shifts" / "wind-down.yaml").read_bytes())
    found = told()
    assert {problem.code for problem in found} == {"file-unlisted"}
    shown = FORMATS["text"](found, copied.parent)
    assert shown.isprintable() or all(letter.isprintable() or letter == "\n" for letter in shown)


@pytest.fixture
def fresh(tmp_path: Path) -> run.Project:
    """A project of its own, in a folder beside which there is a secret."""
    (tmp_path / "secret.yaml").write_text("id: secret\ntitle: A secret\n", "utf-8")
    return make_project(tmp_path / "project")


@pytest.mark.parametrize(("place", "target"), [
    ("workbook/guides/en/night-shifts/wind-down.yaml", "../secret.yaml"), ("workbook/guides/en/glossary.yaml", "/etc/passwd"), ("workbook/guides/en/pages", ".."),
    ("workbook/guides/xx", "/etc"), ("workbook/locale/en.yaml", "../secret.yaml"), ("docs/assets/drawings/wind-down.svg", "/etc/passwd"), ("docs/assets/scripts/x.js", "/etc/passwd"),
    ("docs/guides", "/tmp"), ("docs/assets/more", "/etc"), ("templates/print/print.css", "../secret.yaml"), ("docs/assets/x.txt", "nowhere"),
])
def test_a_link_out_of_the_project_is_never_followed(fresh: run.Project, place: str, target: str) -> None:
    """What it leads to is neither read nor shown, nor written, nor deleted."""
    path = fresh.root / place
    if path.is_dir():
        path.rename(path.with_name("elsewhere"))
    path.unlink(missing_ok=True)
    path.symlink_to(target if target.startswith("/") else fresh.root.parent / target)
    with pytest.raises(Problems) as caught:
        run.checked(fresh, TODAY)
    assert [(problem.code, problem.path) for problem in caught.value.found] == [("file-outside", place)]


def test_a_link_inside_the_project_may_stand(fresh: run.Project) -> None:
    """Some authors keep one file in two places."""
    path = fresh.root / "workbook/guides/en/glossary.yaml"
    path.rename(fresh.root / "workbook/words.yaml")
    path.symlink_to(fresh.root / "workbook/words.yaml")
    assert run.checked(fresh, TODAY)


def test_a_language_in_the_folder_of_another_is_told(fresh: run.Project) -> None:
    """Two folders of one language would write over each other's pages."""
    (fresh.root / "workbook/guides/en").rename(fresh.root / "workbook/guides/fr")
    with pytest.raises(Problems) as caught:
        run.checked(fresh, TODAY)
    [only] = caught.value.found
    assert "the language is 'en', but the folder is called 'fr'" in only.message


def test_folders_that_a_system_hides_are_no_languages(fresh: run.Project) -> None:
    """What an editor or a file manager leaves behind is not looked into."""
    (fresh.root / "workbook/guides/.trash").mkdir()
    assert fresh.languages() == ["en"]


HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'
DRAWN = {
    "a script": f"{HEAD}<script>alert(1)</script></svg>", "an event": f'{HEAD}<path d="M0 0" onload="alert(1)"/></svg>', "an event, glued": f"{HEAD}<path/onload=alert(1)></svg>",
    "an event behind a mark": f'{HEAD}<path d="a>b" onclick="x"/></svg>', "an event on the root": '<svg onload="alert(1)"></svg>', "a link": f'{HEAD}<a href="javascript:1"><path/></a></svg>',
    "a picture": f'{HEAD}<image href="file:///etc/passwd"/></svg>', "a use": f'{HEAD}<use href="https://example.org/x.svg#a"/></svg>', "HTML": f"{HEAD}<foreignObject><b>x</b></foreignObject></svg>",
    "a style": f"{HEAD}<style>*{{}}</style></svg>", "a style of one's own": f'{HEAD}<path style="fill:red"/></svg>', "an address": f'{HEAD}<path fill="url(https://example.org)"/></svg>',
    "an animation": f'{HEAD}<animate attributeName="href" to="x"/></svg>', "an entity": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}&x;</svg>', "a comment": f"{HEAD}<!-- --></svg>",
    "an instruction": f'<?xml-stylesheet href="https://example.org"?>{HEAD}</svg>', "a page": "<html></html>", "nothing": "", "bytes": "\ud8ff", "capitals": f"{HEAD}<SCRIPT>1</SCRIPT></svg>",
}


@pytest.mark.parametrize("text", DRAWN.values(), ids=DRAWN)
def test_a_drawing_that_does_more_than_draw_is_refused(tmp_path: Path, text: str) -> None:
    """Drawings stand in the pages themselves, so they hold shapes and nothing else."""
    path = tmp_path / "docs/assets/drawings/x.svg"
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert [problem.code for problem in more_than_drawings(tmp_path)] == ["drawing-unsafe"]


def test_every_drawing_of_the_project_only_draws() -> None:
    """The rule lets the real ones through."""
    assert list(more_than_drawings(HERE.parent)) == []


# The printer's fetcher

ELSEWHERE = [
    "http://127.0.0.1:1/x", "https://example.org/x", "HTTPS://example.org", "ftp://example.org/x", "//example.org/x", "file:///etc/passwd", "FILE:///etc/passwd", "file:/etc/passwd",
    "file://localhost/etc/passwd", "file://example.org/share", "file:///proc/self/environ", "file:////etc/passwd", "javascript:alert(1)", "about:blank", "jar:file:///x", "gopher://example.org", "ssh://x",
]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_the_printer_fetches_nothing_from_elsewhere(project: run.Project, no_network: None, url: str) -> None:
    """Neither from the network nor from this computer: the print ends."""
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="is not a file of this project"):
        _fetcher(project.root).fetch(url)


@pytest.mark.parametrize("below", ["../secret.yaml", "templates/../../secret.yaml", "%2e%2e/secret.yaml", "templates/%2E%2E/%2e%2e/secret.yaml", "templates/..%2f..%2fsecret.yaml", "link.yaml", "folder/secret.yaml",
                                   "../secret.yaml?x", "../secret.yaml#x", "templates;/../../secret.yaml"])
def test_no_way_leads_the_printer_out_of_the_project(fresh: run.Project, below: str) -> None:
    """Dots, percent signs and links are seen through before anything is opened."""
    from weasyprint.urls import FatalURLFetchingError

    (fresh.root / "link.yaml").symlink_to(fresh.root.parent / "secret.yaml")
    (fresh.root / "folder").symlink_to(fresh.root.parent)
    with pytest.raises(FatalURLFetchingError):
        _fetcher(fresh.root).fetch(f"{fresh.root.as_uri()}/{below}")


def test_the_printer_reads_the_project_s_own_files(fresh: run.Project) -> None:
    """Also where the project itself stands behind a link."""
    linked = fresh.root.parent / "linked"
    linked.symlink_to(fresh.root)
    for root in (fresh.root, linked):
        response = _fetcher(root).fetch(f"{root.as_uri()}/mkdocs.yml?x#y")
        assert b"site_name" in response.read()
        response.close()


@pytest.mark.parametrize("inside", ['<img src="http://127.0.0.1:1/x.png" alt="x">', '<img src="file:///etc/passwd" alt="x">', '<img src="x.svg" alt="x">', "<style>@import 'https://example.org/x.css'</style>",
                                    '<p style="background:url(//example.org/x)">x</p>', '<link rel="stylesheet" href="file:///etc/x.css">', '<link rel="attachment" href="file:///etc/passwd">'])
def test_a_print_that_asks_for_something_from_elsewhere_is_not_made(project: run.Project, no_network: None, inside: str) -> None:
    """Whatever found its way into the HTML, the sheet is refused, and the old one stays."""
    (project.root / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>', "utf-8")
    artifact = next(a for a in plan(run.checked(project, TODAY)) if a.path.endswith("sleep-log-a4.pdf"))
    target = project.docs / artifact.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"old")
    page = f'<!doctype html><html lang="en"><head><title>x</title></head><body><h1>x</h1>{inside}</body></html>'
    printed = print_one(Job(artifact, page, target), project.root)
    assert printed.faults and target.read_bytes() == b"old"


def test_a_library_of_hostile_words_is_checked_to_the_end(source: Source) -> None:
    """No rule stumbles over any text, and each mistake has its place."""
    for turn in range(3):
        with within(10):
            found = examine(replace(source, library=_spoilt(source.library, "", _from(turn))), TODAY, DRAWINGS)
        assert found and all(problem.line >= 1 for problem in found)


def test_words_of_a_library_cannot_reach_the_templates(copied: Path) -> None:
    """A text in braces is data to the templates; nothing in it is worked out."""
    path = copied / "pages" / "about.yaml"
    path.write_text(path.read_text("utf-8").replace("About this guide", "'{{ 7 * 7 }}'"), "utf-8")
    assert [problem.code for problem in examine(load(copied, copied.parent), TODAY, DRAWINGS)] == ["markup-braces"]
