"""Measures this program on its own content, beside the straightforward way, and tells it as a table.

``make bench`` runs all of it (about half an hour on two processors); ``--quick`` prints each eighth
document and skips the rest. Ratios are within one run, on one machine; the noise stands beside them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grow import grow
from measure import Measured, measure

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


def copy_of_project(folder: Path) -> Path:
    """The files that git knows, without what was built."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def row(name: str, done: Measured, note: str = "") -> str:
    return f"| {name} | {done.wall:.1f} | {done.cpu:.1f} | {done.memory:.0f} | {note} |"


def change_one_word(folder: Path) -> None:
    """In a line that stands on one worksheet and in the workbooks."""
    path = next((folder / "workbook" / "guides").glob("*/*/pace.yaml"), None) or next((folder / "workbook" / "guides").glob("*/*/[!g]*.yaml"))
    text = path.read_text("utf-8")
    start = text.index("    purpose: ") + len("    purpose: ")
    path.write_text(text[:start] + "Gently, " + text[start:], "utf-8")


def builds(folder: Path) -> Iterator[str]:
    """Cold, unchanged, one word changed; each as a row."""
    cold = measure([PYTHON, "build.py"], folder)
    if cold.code:
        sys.exit(cold.said)
    pages = next((line for line in cold.said.splitlines() if "PDFs printed" in line), "")
    yield row("whole build, cold", cold, pages.strip())
    yield row("whole build, nothing changed", measure([PYTHON, "build.py"], folder))
    change_one_word(folder)
    again = measure([PYTHON, "build.py"], folder)
    yield row("whole build, one word changed", again, f"{again.wall / cold.wall:.2f} of cold")


def beside_reference(folder: Path, every: int) -> Iterator[str]:
    """The prints alone, ours and the straightforward way, on the same documents."""
    plain = measure([PYTHON, "bench/reference.py", str(folder / "plain"), "--every", str(every)], folder, 7200)
    yield row(f"prints, straightforward, each {every}th" if every > 1 else "prints, straightforward", plain, plain.said.strip().splitlines()[-1])
    shutil.rmtree(folder / ".build", ignore_errors=True)
    ours = measure([PYTHON, "bench/ours.py", str(every)], folder, 7200)
    yield row("the same prints, this program", ours, f"{ours.wall / plain.wall:.2f} of the straightforward way; {ours.said.strip().splitlines()[-1]}")


def growth(counts: tuple[int, ...]) -> Iterator[str]:
    """Pages and site for several generated guides."""
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            folder = copy_of_project(Path(place))
            grow(folder, count)
            pages = measure([PYTHON, "build.py", "pages"], folder)
            site = measure([PYTHON, "build.py", "site"], folder)
            if pages.code or site.code:
                sys.exit(pages.said + site.said)
            yield row(f"{count} guides: pages", pages, f"{pages.wall / count:.2f} s a guide")
            yield row(f"{count} guides: site", site, f"{site.wall / count:.2f} s a guide")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    quick = options.parse_args().quick
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors; load before the run {load:.1f}; Python {sys.version.split()[0]}\n")
    print("| what | wall, s | CPU, s | memory, MiB | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        folder = copy_of_project(Path(place))
        steps = [beside_reference(folder, 8 if quick else 1)] if quick else [builds(folder), beside_reference(folder, 1), growth((1, 10, 50))]
        for step in steps:
            for line in step:
                print(line, flush=True)


if __name__ == "__main__":
    main()
