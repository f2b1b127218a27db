"""Other programs on the same content: the first language's workbook and worksheets on Letter, or the site.

``python bench/peers.py NAME FOLDER`` works as that peer and says what came of it, or in one line why it could not.
Each is there only where it is installed: Chromium through Playwright; the packages typst and zensical.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pikepdf  # noqa: E402
from chosen import chosen  # noqa: E402

from workbook.press import run, site  # noqa: E402
from workbook.press.impression import PRINT_FOLDER, Job  # noqa: E402

# What each cannot do, of what this program does with the same words.
LACKS = {
    "chromium": "no form fields, no PDF/UA-1 or PDF/A claim; margin texts and page numbers of its own only",
    "typst": "no form fields; the words alone were set, without drawings, boxes and styles",
    "mkdocs": "the site only", "zensical": "the site only",
}


def jobs() -> list[Job]:
    project = run.Project(ROOT)
    renderer = run.prepare(project, run.checked(project))
    return [Job(a, renderer.render(a), ROOT / a.path) for a in chosen(renderer.catalog.artifacts, "letter")]


def told(files: list[Path]) -> str:
    pages = 0
    for path in files:
        with pikepdf.open(path) as pdf:
            pages += len(pdf.pages)
    return f"{len(files)} documents, {pages} pages"


def chromium(folder: Path) -> str:
    """Each document opened with its styles, and printed."""
    from playwright.sync_api import sync_playwright

    made = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"])
        page = browser.new_page()
        for number, job in enumerate(jobs()):
            styles = "".join(f'<link rel="stylesheet" href="{(ROOT / PRINT_FOLDER / name).as_uri()}">' for name in job.stylesheets(ROOT))
            source, target = folder / f"{number}.html", folder / f"{number}.pdf"
            source.write_text(job.html.replace("<head>", f'<head><base href="{ROOT.as_uri()}/">{styles}', 1), "utf-8")
            page.goto(source.as_uri())
            page.pdf(path=target, prefer_css_page_size=True, tagged=True, outline=True)
            made.append(target)
        browser.close()
    return told(made)


def _typst(element: Any) -> Iterator[str]:
    """The words of an HTML tree in Typst's markup: headings, paragraphs, lists, lines to write on."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    words = re.sub(r"([\\#$*_`@<>\[\]~=/+-])", r"\\\1", " ".join("".join(element.itertext()).split()))
    if tag in ("h1", "h2", "h3", "h4"):
        yield f"{'=' * int(tag[1])} {words}\n\n"
    elif tag in ("p", "li", "th", "td", "legend", "dt", "dd"):
        yield f"{'- ' if tag == 'li' else ''}{words}\n\n"
    elif "rule" in (element.get("class") or "").split():
        yield "#v(8.7mm, weak: true)#line(length: 100%)\n"
    elif tag not in ("head", "script"):
        for child in element:
            yield from _typst(child)


def typst(folder: Path) -> str:
    """Each document's words set by Typst."""
    import tinyhtml5
    import typst as compiler  # type: ignore[import-not-found]

    made = []
    for number, job in enumerate(jobs()):
        source, target = folder / f"{number}.typ", folder / f"{number}.pdf"
        tree = tinyhtml5.parse(job.html, namespace_html_elements=False)
        source.write_text("#set page(paper: \"us-letter\", numbering: \"1\")\n" + "".join(_typst(tree)), "utf-8")
        compiler.compile(source, output=target)
        made.append(target)
    return told(made)


def _site(builder: str) -> str:
    made = ROOT / ".build" / "peer"  # Zensical builds nowhere else
    site.build_into(replace(run.Project(ROOT), builder=builder), made)
    return f"{len(list(made.rglob('index.html')))} pages of a site"


def mkdocs(_: Path) -> str:
    """The site of docs/, without the downloads beside it."""
    return _site("mkdocs")


def zensical(_: Path) -> str:
    """The same by Zensical."""
    return _site("zensical")


PEERS: dict[str, Callable[[Path], str]] = {"chromium": chromium, "typst": typst, "mkdocs": mkdocs, "zensical": zensical}

if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    try:
        print(PEERS[sys.argv[1]](place))
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed")
