"""Prints documents of the plan as a build does, and tells what each edition took: for the benchmark, beside ``reference.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from chosen import chosen  # noqa: E402

from workbook.press import run  # noqa: E402
from workbook.press.printer import Printed  # noqa: E402


def row(name: str, printed: list[Printed]) -> str:
    """How many, how large, how long."""
    pages, size, cpu = (sum(getattr(one, what) for one in printed) for what in ("pages", "size", "seconds"))
    largest = max(one.size for one in printed)
    return f"| {name} | {len(printed)} | {pages} | {size / 1e6:.1f} | {largest / 1000:.0f} | {1000 * cpu / max(pages, 1):.0f} |"


if __name__ == "__main__":
    project = run.Project(ROOT)
    with run.examined_beside(project) as (libraries, good):
        run.ready_to_print()
        renderer = run.prepare(project, libraries)
        every = {a.path: a for a in chosen(renderer.catalog.artifacts, sys.argv[1])}
        (project.memory / "prints.json").unlink(missing_ok=True)  # what is known of earlier prints: all are made anew
        printed = run.write_prints(project, renderer, lambda a: a.path in every, good=good)
    kinds: dict[str, list[Printed]] = {}
    for one in printed:
        artifact = every[one.path]
        kinds.setdefault(f"{artifact.kind}, {artifact.edition.id}", []).append(one)  # type: ignore[union-attr]
    print("| print | count | pages | MB | largest, KB | ms of CPU a page |\n|---|---|---|---|---|---|")
    print("\n".join(row(name, kinds[name]) for name in sorted(kinds)))
    print(f"{len(printed)} documents, {sum(one.pages for one in printed)} pages, {1000 * sum(one.seconds for one in printed) / sum(one.pages for one in printed):.0f} ms of CPU a page")
