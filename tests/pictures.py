"""Take the pictures of both READMEs anew: ``make pictures``, after ``make``.

Each example of workbook/guides/README.md is built and printed in a copy of the project like any exercise, so that the
picture beside the YAML shows what it gives; the pages that README.md shows are those of ``site/``. Needs Chromium,
pdftoppm and pdftotext.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml
from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import sync_playwright

from workbook.press import run
from workbook.press.model import Bound, Exercise, Library
from workbook.press.plan import LETTER
from workbook.press.printer import Job, print_all

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "workbook/guides/README.md").read_text("utf-8")
PICTURES = ROOT / "docs/assets/pictures"
GUIDE, PAGE = "rebuilding-intimacy", "pace"  # where the examples are put
WIDTH, AIR, SCALE = 970, 16, 1.5
LEFT, ACROSS, LETTER_MM = 27.3, 170, 215.9  # where the text of a worksheet starts on Letter, and how wide it is
SHEET = round((WIDTH - 2 * AIR) * LETTER_MM / ACROSS)  # so that it is as wide as on the screen


def _examples(sort: str) -> list[dict[str, Any]]:
    return [yaml.safe_load(text) for text in re.findall(rf"^```yaml {sort}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)]


def _exercises() -> list[Exercise]:
    """The exercise of the README as it stands, and a plain one around each of its writing parts."""
    [whole] = _examples("exercise")
    plain = {**whole, "setting": "alone", "privacy": "private", "sample": None}
    return [Exercise.model_validate(one) for one in (whole, *({**plain, "id": f"shown-{part['kind']}", "parts": [part]} for part in _examples("part")))]


def _with(library: Library, made: list[Exercise]) -> Library:
    """The library with these exercises on one page, in place of those of the same ids."""
    bound, ids = library.guides[0], {one.id for one in made}
    assert bound.guide.id == GUIDE
    pages = [page.model_copy(update={"exercises": [*(one for one in page.exercises if one.id not in ids), *made]}) if page.id == PAGE else page
             for page in bound.recommendations]
    return library.model_copy(update={"guides": [Bound(bound.guide, pages, bound.pages), *library.guides[1:]]})


def _on_screen(site: Path, kinds: list[str]) -> Iterator[tuple[str, Image.Image]]:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 760, "height": 1000}, device_scale_factor=SCALE, color_scheme="light")
        page.goto((site / "guides/en" / GUIDE / PAGE / "index.html").as_uri())
        page.wait_for_function("() => document.fonts.ready.then(() => true)")
        for kind in kinds:
            box = page.locator(f"[data-exercise=shown-{kind}] .part-{kind}").bounding_box()
            assert box
            clip = {"x": 0, "y": box["y"], "width": 760, "height": box["height"]}
            seen = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))
            yield f"{kind}-screen", _cut(seen, box["x"] * SCALE)
        browser.close()


def _part_only(html: str) -> str:
    """A worksheet without what stands around its part."""
    start, end = re.search(r"<article[^>]*>", html), html.index('<div class="part part-notes">')
    assert start
    part = html[html.index("</ol>", start.end()) + 5 : end]
    return html[: start.end()] + re.sub(r"(</?)h2\b", r"\1h1", part) + "</article></form></body></html>"


def _printed(project: run.Project, renderer: run.Renderer, exercise: str, part: bool) -> Image.Image:
    """The first page of a worksheet, or its part alone, with as many lines as it asks for and none more to fill the page."""
    [artifact] = [one for one in renderer.catalog.artifacts if one.subject == exercise and one.edition is LETTER]
    html, target = renderer.render(artifact), project.root / "one.pdf"
    stays = patch.multiple("workbook.press.copyfit", _add_lines=lambda *_: 0.0, _stretch_tables=lambda *_: 0.0)
    with stays if part else nullcontext():
        _, [made] = print_all([Job(artifact, _part_only(html) if part else html, target)], project.root, {}, lambda _: None, workers=1)
    assert not made.faults, made
    size = ["-scale-to-x", str(SHEET if part else WIDTH - 2), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-png", "-singlefile", *size, target, target.with_suffix("")], check=True)
    page = Image.open(target.with_suffix(".png"))
    if part:
        return _cut(page.crop((0, 0, page.width, round(page.height * 0.9))), LEFT / LETTER_MM * SHEET)
    return ImageOps.expand(page.convert("RGB"), 1, "#888").quantize(32, Image.Quantize.MAXCOVERAGE).convert("RGB")


def _cut(picture: Image.Image, left: float) -> Image.Image:
    """From the first line to the last, with a little air on all sides."""
    x = round(left) - AIR
    strip = picture.convert("RGB").crop((x, 0, x + WIDTH, picture.height))
    paper = Image.new("RGB", strip.size, strip.getpixel((2, picture.height // 2)))
    box = ImageChops.difference(strip, paper).getbbox()
    assert box
    framed = paper.resize((WIDTH, box[3] - box[1] + 2 * AIR))
    framed.paste(strip.crop((0, box[1], WIDTH, box[3])), (0, AIR))
    return framed


# README.md

SITE = ROOT / "site"
PRINTS = SITE / "guides/en" / GUIDE / "print"
BOARD, THUMB, BESIDE = "#e6e3d6", 250, 6
# A print, and words that stand on the page to show; without words its first page.
SHOWN = (
    ("workbook-letter", ""), ("workbook-letter", "Contents"), ("workbook-letter", "Recommendation 5 of 16"), ("workbook-letter", "If you were betrayed"),
    ("workbook-letter", "Questions to think about"), ("counselor-letter", "Use when"), ("pace-dial-letter", ""), ("limits-yes-no-list-letter", ""),
    ("not-my-fault-sort-letter", ""), ("honesty-openness-agreement-letter", ""), ("wounds-grounding-card-letter", ""), ("steps-kept-word-log-letter", ""),
    ("letter-as-to-a-friend-letter", ""), ("cope-ahead-plan-letter", ""), ("guilt-shame-compare-letter", ""), ("choice-three-ways-letter", ""),
    ("kind-no-fillable", ""), ("packet-closeness-letter", ""), ("pace-dial-large-print-letter", ""), ("pace-dial-large-print-letter", 2),
    ("packet-closeness-large-print-letter", ""), ("workbook-large-print-letter", "Recommendation 5 of 16"), ("our-weekly-check-in-letter", ""), ("working-rules-fillable", ""),
)


def _page_with(pdf: Path, words: str | int) -> int:
    if isinstance(words, int):
        return words
    pages = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")
    return next(number for number, page in enumerate(pages, 1) if words in page)


def _contact_sheet() -> Image.Image:
    """Pages of all sorts, side by side."""
    pages = []
    for name, words in SHOWN:
        pdf = PRINTS / (f"workbook-{name}.pdf" if name.startswith("counselor") else f"{name}.pdf")
        page = str(_page_with(pdf, words))
        seen = subprocess.run(["pdftoppm", "-png", "-f", page, "-l", page, "-scale-to-x", str(THUMB), "-scale-to-y", "-1", pdf], check=True, capture_output=True)
        pages.append(Image.open(io.BytesIO(seen.stdout)).convert("RGB"))
    height, rows = max(page.height for page in pages), -(-len(pages) // BESIDE)
    board = Image.new("RGB", (BESIDE * (THUMB + AIR) + AIR, rows * (height + AIR) + AIR), BOARD)
    for at, page in enumerate(pages):
        board.paste(page, (AIR + at % BESIDE * (THUMB + AIR), AIR + at // BESIDE * (height + AIR)))
    return board.quantize(128)


def _screens() -> Image.Image:
    """The home page on a desktop, a recommendation on a phone by day and by night."""
    views = (("", 1240, "light"), (f"guides/en/{GUIDE}/{PAGE}/", 390, "light"), (f"guides/en/{GUIDE}/{PAGE}/", 390, "dark"))
    taken = []
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("google-chrome"), args=["--no-sandbox"])
        for address, width, scheme in views:
            page = browser.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto((SITE / address / "index.html").as_uri())
            page.wait_for_function("() => document.fonts.ready.then(() => true)")
            taken.append(Image.open(io.BytesIO(page.screenshot())))
        browser.close()
    board = Image.new("RGB", (sum(one.width + AIR for one in taken) + AIR, taken[0].height + 2 * AIR), BOARD)
    left = AIR
    for one in taken:
        board.paste(one, (left, AIR))
        left += one.width + AIR
    return board.quantize(128)


def main() -> None:
    _contact_sheet().save(PICTURES / "workbook.png", optimize=True)
    _screens().save(PICTURES / "site.png", optimize=True)
    made = _exercises()
    kinds = [part["kind"] for part in _examples("part")]
    with tempfile.TemporaryDirectory() as folder:
        project = run.Project(Path(folder))
        for name in ("workbook", "templates", "docs/assets"):
            shutil.copytree(ROOT / name, project.root / name)
        shutil.copy(ROOT / "mkdocs.yml", project.root)
        styles = project.docs / "assets/styles/site.css"
        styles.write_text(styles.read_text("utf-8").replace("font-display: optional", "font-display: block"), "utf-8")  # not only from the second page on
        first, *others = run.checked(project)
        renderer = run.prepare(project, [_with(first, made), *others])
        run.write_pages(project, renderer)
        run.finish_site(project)
        taken = dict(_on_screen(project.root / "site", kinds))
        taken |= {f"{kind}-paper": _printed(project, renderer, f"shown-{kind}", True) for kind in kinds}
        taken["worksheet-paper"] = _printed(project, renderer, made[0].id, False)
    for name, picture in taken.items():
        picture.save(PICTURES / f"{name}.webp", lossless=True, method=6)


if __name__ == "__main__":
    main()
