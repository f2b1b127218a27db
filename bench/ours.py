"""Prints each Nth document of the plan as a build does: for the benchmark, beside ``reference.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from workbook.press import run  # noqa: E402

if __name__ == "__main__":
    project = run.Project(ROOT)
    renderer = run.prepare(project, run.checked(project))
    every = {a.path for a in [a for a in renderer.catalog.artifacts if a.is_pdf][:: int(sys.argv[1])]}
    for path in every:
        (project.docs / path).unlink(missing_ok=True)
    printed = run.write_prints(project, renderer, lambda a: a.path in every, lambda _: None, lambda _: None)
    cpu = sum(one.seconds for one in printed)
    pages = sum(one.pages for one in printed)
    print(f"{len(printed)} documents, {pages} pages, {1000 * cpu / max(pages, 1):.0f} ms of CPU a page")
