"""Measures this program on its own content, beside the straightforward way, and tells it as a table.

``make bench`` runs all of it (about an hour on two processors) and writes RESULTS.md beside this file and a plot for
the README; ``--every 4`` compares each fourth print with the straightforward way, not all; ``--only prints,peers`` runs
some parts. Ratios are within one run, on one machine; the noise stands beside them.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grow import grow
from measure import Measured, measure
from peers import LACKS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OURS, OTHERS = "#1f4e5f", "#bb6f49"
PYTHON = sys.executable


def copy_of_project(folder: Path) -> Path:
    """The files that git knows, without what was built."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in names:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    done: Measured
    note: str = ""

    def __str__(self) -> str:
        return f"| {self.name} | {self.done.wall:.1f} | {self.done.cpu:.1f} | {self.done.memory:.0f} | {self.done.stolen:.0f} | {self.note} |"


def noise() -> str:
    """How long the same sum takes, ten times over: what the machine itself adds to every figure."""
    took = []
    for _ in range(10):
        before = time.perf_counter()
        sum(number * number for number in range(3_000_000))
        took.append(time.perf_counter() - before)
    return f"the same sum took {min(took):.2f} to {max(took):.2f} s, ten times over"


def change_one_word(folder: Path) -> None:
    """In a line that stands on one worksheet and in the workbooks."""
    path = next((folder / "workbook" / "guides").glob("*/*/pace.yaml"), None) or next((folder / "workbook" / "guides").glob("*/*/[!g]*.yaml"))
    text = path.read_text("utf-8")
    start = text.index("    purpose: ") + len("    purpose: ")
    path.write_text(text[:start] + "Gently, " + text[start:], "utf-8")


def builds(folder: Path) -> Iterator[Row]:
    """Cold, unchanged, one word changed; each as a row."""
    cold = measure([PYTHON, "build.py"], folder)
    if cold.code:
        sys.exit(cold.said)
    pages = next((line for line in cold.said.splitlines() if "PDFs printed" in line), "")
    yield Row("whole build, cold", cold, pages.strip())
    yield Row("whole build, nothing changed", measure([PYTHON, "build.py"], folder))
    change_one_word(folder)
    again = measure([PYTHON, "build.py"], folder)
    yield Row("whole build, one word changed", again, f"{again.wall / cold.wall:.2f} of cold")


def beside_reference(folder: Path, every: int) -> Iterator[Row]:
    """The prints alone, ours and the straightforward way, on the same documents."""
    plain = measure([PYTHON, "bench/reference.py", str(folder / "plain"), str(every)], folder, 7200)
    yield Row(f"prints, straightforward, each {every}th" if every > 1 else "prints, straightforward", plain, plain.said.strip().splitlines()[-1])
    shutil.rmtree(folder / ".build", ignore_errors=True)
    ours = measure([PYTHON, "bench/ours.py", str(every)], folder, 7200)
    yield Row("the same prints, this program", ours, f"{ours.wall / plain.wall:.2f} of the straightforward way; {ours.said.strip().splitlines()[-1]}")


def peers(folder: Path) -> Iterator[Row]:
    """Other programs on the first language's workbook and worksheets on Letter, and on the site."""
    plain = measure([PYTHON, "bench/reference.py", str(folder / "plain"), "letter"], folder, 7200)
    yield Row("Letter workbook and worksheets: WeasyPrint, straightforward", plain, plain.said.strip().splitlines()[-1])
    shutil.rmtree(folder / ".build", ignore_errors=True)
    ours = measure([PYTHON, "bench/ours.py", "letter"], folder, 7200)
    yield Row("the same, this program", ours, ours.said.strip().splitlines()[-1])
    measure([PYTHON, "build.py", "pages"], folder)
    for name, lacks in LACKS.items():
        done = measure([PYTHON, "bench/peers.py", name, str(folder / "peers" / name)], folder, 1800)
        said = (done.said.strip().splitlines() or ["nothing said"])[-1]
        yield Row(f"{'site' if 'site' in lacks else 'the same'}, {name}", done, f"{said}; {lacks}" if not done.code else said)


def growth(counts: tuple[int, ...]) -> Iterator[Row]:
    """Pages and site for several generated guides."""
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            folder = copy_of_project(Path(place))
            grow(folder, count)
            pages = measure([PYTHON, "build.py", "pages"], folder)
            site = measure([PYTHON, "build.py", "site"], folder)
            if pages.code or site.code:
                sys.exit(pages.said + site.said)
            yield Row(f"{count} guide{'s' * (count > 1)}: pages", pages, f"{pages.wall / count:.2f} s a guide")
            yield Row(f"{count} guide{'s' * (count > 1)}: site", site, f"{site.wall / count:.2f} s a guide; a page of the first guide has {_page_size(folder):.1f} KB")


def _page_size(folder: Path) -> float:
    """How large the pages of the first guide are on average."""
    first = sorted(path for path in (folder / "site/guides/en").iterdir() if (path / "sheets.js").is_file())[0]
    sizes = [path.stat().st_size for path in first.glob("*/index.html")]
    return sum(sizes) / len(sizes) / 1000


def plot(rows: list[Row]) -> str:
    """The seconds of each row as bars, as SVG."""
    longest, height = max(row.done.wall for row in rows), 26
    bars = [f'<text x="430" y="{at * height + 17}" text-anchor="end">{html.escape(row.name)}</text>'
            f'<rect x="440" y="{at * height + 4}" width="{max(1, row.done.wall / longest * 330):.0f}" height="18" fill="{OURS if re.search("this program|whole|guide", row.name) else OTHERS}"/>'
            f'<text x="{450 + row.done.wall / longest * 330:.0f}" y="{at * height + 17}">{row.done.wall:.1f} s</text>' for at, row in enumerate(rows)]
    size = f'width="850" height="{len(rows) * height + 8}" viewBox="0 0 850 {len(rows) * height + 8}"'
    style = '<style>text { font: 13px sans-serif; fill: #14191c } </style><rect width="100%" height="100%" fill="#fbf8f1"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(bars)}</svg>\n'


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--only", default="builds,prints,peers,growth")
    given = options.parse_args()
    head = f"{os.cpu_count()} processors; load before the run {os.getloadavg()[0]:.1f}; Python {sys.version.split()[0]}; {noise()}"
    lines, rows = [head, "", "| what | wall, s | CPU, s | memory, MiB | taken by others, s | |", "|---|---|---|---|---|---|"], []
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as place:
        folder = copy_of_project(Path(place))
        steps = {"builds": lambda: builds(folder), "prints": lambda: beside_reference(folder, given.every),
                 "peers": lambda: peers(folder), "growth": lambda: growth((1, 10, 50))}
        for name, step in steps.items():
            for row in step() if name in given.only.split(",") else ():
                rows.append(row)
                print(row, flush=True)
    if not rows:
        return
    (HERE / "RESULTS.md").write_text("\n".join(["# Measured with `make bench`", "", *lines, *map(str, rows), ""]), "utf-8")
    (ROOT / "docs/assets/pictures/bench.svg").write_text(plot(rows), "utf-8")


if __name__ == "__main__":
    main()
