"""What makes printing cheaper changes no byte of what is printed."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from xml.etree import ElementTree

import pydyf
import pytest
import tinyhtml5
import weasyprint

from workbook.press import impression, printer, quick, run
from workbook.press.impression import Printed
from workbook.press.model import Library
from workbook.press.plan import EDITIONS, Artifact
from workbook.press.printer import DRAWING, Job
from workbook.press.quick import lines, markup

PARSE = tinyhtml5.parse
ROOT = Path(__file__).resolve().parent.parent
PRINT = """
import pickle, sys
from pathlib import Path
from workbook.press import impression
if sys.argv[2] == "plain":
    impression.quicken = lambda: None
for job in pickle.loads(Path(sys.argv[1]).read_bytes()):
    print(impression._press(job, Path.cwd())[0].hex())
"""


def test_the_bytes_are_the_same_with_and_without(library: Library, tmp_path: Path) -> None:
    """A worksheet and another after it, with the same sheets; a packet with the same worksheet, one with fields, one in large print, one from
    right to left, and the first again: each after the others, so that lines and styles are remembered."""
    renderer = run.prepare(run.Project(ROOT), [library])
    prints = [a for a in renderer.catalog.artifacts if a.is_pdf]
    kinds = [("worksheet", "letter"), ("packet", "letter"), ("workbook", "letter"), ("worksheet", "fillable"), ("worksheet", "large-print-a4")]
    chosen = [next(a for a in prints if (a.kind, a.edition) == (kind, EDITIONS[edition])) for kind, edition in kinds]
    other = [a for a in prints if (a.kind, a.edition) == ("worksheet", EDITIONS["letter"]) and a != chosen[0]][:2]
    jobs = tmp_path / "jobs"
    made = [Job(a, DRAWING.sub("docs/assets/drawings/boundaries.svg", renderer.render(a)), tmp_path / "print.pdf") for a in [*other, *chosen, chosen[0]]]
    made.append(Job(chosen[0], made[0].html.replace("<p>", "<p dir='rtl' style='direction: rtl'>"), tmp_path / "print.pdf"))
    made.append(Job(chosen[0], made[0].html.replace("<p>", "<p><u>One</u>"), tmp_path / "print.pdf"))
    alone = re.sub(r"(<h\d[^>]*>).*?(</h\d>)", r"\1<em>One</em> <em>two</em>\2", made[0].html)  # the headings' font has but a space to set
    made.append(Job(chosen[0], alone, tmp_path / "print.pdf"))
    jobs.write_bytes(pickle.dumps(made))
    plain, quickly = (subprocess.run([sys.executable, "-c", PRINT, jobs, way], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
                      for way in ("plain", "quick"))
    assert len(plain) == len(made) and plain == quickly


HEAD = "<!doctype html>\n<html lang='en'>\n<head><title>A &amp; B</title>\n<meta charset=utf-8></head>".replace("=utf-8", '="utf-8"')


@pytest.mark.parametrize("body", [
    "<p>One <b>two</b> &lt;three&#39;s&gt;<br>four</p>\n<ul>\n<li>five <img alt='' src='a.svg'></li></ul>\n",
    "<table><thead><tr><th>One</th></tr></thead>\n<tbody><tr><td><p>two</p></td></tr></tbody></table>",
    "<dl><div><dt>One</dt><dd><p>two</p></dd></div></dl> three <textarea>\u00a0</textarea>",
])
def test_what_is_read_as_xml_is_what_html_makes(body: str) -> None:
    """Down to each space, also after the end."""
    text = f"{HEAD}<body>{body}</body>\n</html>\n\n"
    read = markup.tree_of(text)
    assert read is not None
    assert ElementTree.tostring(read) == ElementTree.tostring(PARSE(text, namespace_html_elements=False))


@pytest.mark.parametrize("body", [
    "<p>one<p>two", "<p>one <div>two</div></p>", "<p>one <!-- two --></p>", "<span class='a'/>two", "<ul>one</ul>", "<div><li>one</li></div>",
    "<table><tr><td>one</td></tr></table>", "<table><tbody>one</tbody></table>", "<a href='b'>one <a href='c'>two</a></a>", "<B>one</B>", "<p>&nbsp;</p>",
    "<p title='a\nb'>one</p>", "<textarea>\none</textarea>", "<script>1 < 2</script>", "<p>&#150;</p>", "<svg viewBox='0 0 1 1'></svg>", "<input checked>",
    "<dl><dd>one <div><dd>two</dd></div></dd></dl>", "<form><div><form></form></div></form>", "<h1>one <h2>two</h2></h1>", "<p title='one > two'>three",
    "<center>one</center>", "<p>one</p></body><p>two</p>", "<p Title='x'>one</p>", "<p xmlns:a='b'>one</p>", "<p xml:lang='en'>one</p>",
    "<table>\u00a0<tbody></tbody></table>", "<dl><dd>one<div><dt>two</dt></div></dd></dl>", "<textarea><b>one</b></textarea>",
    "<img alt='a>b' src='c'>", "<span title='a>b'/>two", "<p title='a > b\nc'>one</p>", "<p title='a\rb'>one</p>",
])
def test_what_html_might_read_in_another_way_is_left_to_it(body: str) -> None:
    """What an author or a new template may write one day."""
    assert markup.tree_of(f"{HEAD}<body>{body}</body></html>") is None


def test_the_libraries_are_those_that_the_savings_were_written_for() -> None:
    """With another version all is printed as well, but slower: look at each saving anew, then change the versions in quick/__init__.py."""
    assert (weasyprint.__version__, pydyf.__version__, tinyhtml5.VERSION) == (quick.WEASYPRINT, quick.PYDYF, quick.TINYHTML5)


@pytest.mark.parametrize("word", ["list-item", "footnote", "float: note", "::marker", "::first-", "display: table"])
def test_no_style_of_ours_needs_what_is_left_out(word: str) -> None:
    """Notes, markers of anything but list items, first lines and letters of another look, tables made of other elements: see ``quick``."""
    for path in (ROOT / "templates" / "print").glob("*.css"):
        assert word not in path.read_text("utf-8").replace("li::marker", ""), path


def test_a_remembered_line_is_handed_out_as_a_copy() -> None:
    """The library changes a line when it draws it."""
    class Style(dict):  # type: ignore[type-arg]
        font_config = type("Fonts", (), {})()

    style = Style(dict.fromkeys((*lines.LOOK, "text_decoration_line"), "normal"))
    asked: list[str] = []

    def split(text: str, *_: object) -> tuple[object, int]:
        asked.append(text)
        return type("Layout", (), {})(), len(text)

    remembered = lines.remembering(split)
    (first, _), (second, length), _ = remembered("one", style, None, 5, 0), remembered("one", style, None, 5, 0), remembered("one", style, None, 6, 0)
    assert asked == ["one", "one"] and length == 3 and first is not second


def test_of_two_workers_one_begins_with_the_longest_book_and_one_with_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two long books at once would take more memory than all else together; the other worker helps from the shortest on, and what is
    short fills the end."""
    monkeypatch.setattr(printer, "KEPT", 1)
    taken: dict[int, list[int]] = {0: [], 1: []}

    def worker(number: int) -> Callable[[Job], Future[Printed]]:
        def take(job: Job) -> Future[Printed]:
            taken[number].append(job.length)
            done: Future[Printed] = Future()
            done.set_result(Printed(job.artifact.path))
            return done
        return take

    row = Artifact("workbook", "print/one.pdf", "en", "guide", "workbook", EDITIONS["letter"])
    jobs = [Job(row, "x" * length, Path("one.pdf")) for length in (20, 800_000, 300_000, 10, 900_000, 400_000)]
    assert len(list(printer._in_turn(sorted(jobs, key=printer._turn), [worker(0), worker(1)]))) == 6
    assert taken == {0: [900_000, 800_000, 400_000], 1: [20, 300_000, 10]}


def test_a_shape_whose_file_changed_is_drawn_anew(tmp_path: Path) -> None:
    """While serving, one process prints the same drawing before and after an edit."""
    quick.quicken()
    fonts, shape = weasyprint.text.fonts.FontConfiguration(), tmp_path / "shape.svg"
    page = f'<div style="width: 9px; height: 9px; background: url({shape.as_uri()}) no-repeat">'
    seen = []
    for width in (3, 3, 5, 3):
        shape.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="{width}" height="1"/></svg>')
        seen.append(weasyprint.HTML(string=page).write_pdf(font_config=fonts, pdf_identifier=b"same", uncompressed_pdf=True))
    assert seen[0] == seen[1] == seen[3] != seen[2]
    assert b"0 0 5 1 re" in seen[2] and b"0 0 3 1 re" in seen[3]


def test_a_shape_that_cannot_be_drawn_is_told_each_time(tmp_path: Path) -> None:
    """Or the second edition of a worksheet would be taken for good."""
    quick.quicken()
    fonts, shape, heard = weasyprint.text.fonts.FontConfiguration(), tmp_path / "shape.svg", impression._Faults()
    shape.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="3" height="1" transform="rotate(x)"/></svg>')
    weasyprint.LOGGER.addHandler(heard)
    for _ in range(2):
        weasyprint.HTML(string=f'<div style="width: 9px; height: 9px; background: url({shape.as_uri()}) no-repeat">').write_pdf(font_config=fonts)
    weasyprint.LOGGER.removeHandler(heard)
    assert [line[:19] for line in heard.said] == ["Failed to render SV"] * 2
