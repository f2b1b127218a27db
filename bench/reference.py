"""The straightforward way to print the same content: one document after another, nothing shared.

The benchmark's reference: prints the documents that ``chosen`` names into a folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from chosen import chosen  # noqa: E402
from weasyprint import CSS, HTML  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

from workbook.press import run  # noqa: E402
from workbook.press.printer import PRINT_FOLDER, Job  # noqa: E402


def print_plainly(job: Job, root: Path) -> int:
    """Parse the styles, load the fonts, lay out and write one document. Returns its pages."""
    fonts = FontConfiguration()
    sheets = [CSS(filename=root / PRINT_FOLDER / name, font_config=fonts) for name in job.stylesheets(root)]
    document = HTML(string=job.html, base_url=root.as_uri() + "/").render(
        stylesheets=sheets, font_config=fonts, pdf_forms=job.artifact.edition.fillable, pdf_variant="pdf/a-3a")
    job.target.parent.mkdir(parents=True, exist_ok=True)
    document.write_pdf(job.target, pdf_variant="pdf/a-3a", pdf_forms=job.artifact.edition.fillable)
    return len(document.pages)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("which")
    given = options.parse_args()
    project = run.Project(ROOT)
    renderer = run.prepare(project, run.checked(project))
    prints = chosen(renderer.catalog.artifacts, given.which)
    pages = 0
    for artifact in prints:
        # the plain way renders each document's HTML anew
        renderer.sheets.clear()
        pages += print_plainly(Job(artifact, renderer.render(artifact), given.folder / artifact.path), ROOT)
    print(f"{len(prints)} documents, {pages} pages")


if __name__ == "__main__":
    main()
