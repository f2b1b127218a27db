"""HTML to PDF, on all processors, only where something that went in has changed.

Last of the press; one PDF is the work of ``impression``.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from .apart import apart, told_where_ended, worker
from .impression import PRINT_FOLDER, Job, Printed, print_one
from .problems import Refusal
from .quick import lines

DRAWING = re.compile(r"docs/assets/drawings/[a-z0-9-]+\.svg")
BOOK, LINES_OF_A_BOOK = 150_000, 2_000
KEPT = 48  # worksheets, which take about as long as a short book
Workers = int | Sequence[ProcessPoolExecutor] | None


def ready_to_print() -> None:
    """Raises Refusal, with one sentence, where the PDF library cannot be loaded."""
    try:
        import weasyprint  # noqa: F401
    except ModuleNotFoundError as missing:
        raise Refusal(f"Printing needs the package {missing.name}: run 'make', which sets up .venv, or use .venv/bin/python.") from None
    except OSError:
        raise Refusal(
            "Printing needs the system library Pango: install it with 'apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0' "
            "on Debian or Ubuntu, or 'brew install pango' on macOS.") from None


def _surroundings(root: Path) -> str:
    """A digest of what every print depends on: fonts, shapes, the press itself."""
    digest = hashlib.sha256()
    for path in sorted((root / PRINT_FOLDER).glob("*/*")):
        digest.update(path.name.encode() + path.read_bytes())
    press = Path(__file__).parent
    modules = (press / f"{name}.py" for name in ("impression", "copyfit", "boxes", "gaps", "finish", "layout"))
    for module in (*modules, *sorted((press / "quick").glob("*.py"))):
        digest.update(module.read_bytes())
    for package in ("weasyprint", "pydyf", "tinyhtml5"):
        digest.update(version(package).encode())
    return digest.hexdigest()


def _key(job: Job, root: Path, surroundings: str) -> str:
    """A digest of all that goes into one print."""
    html = job.html
    digest = hashlib.sha256((surroundings + html).encode())
    used = [*(f"{PRINT_FOLDER.as_posix()}/{name}" for name in job.stylesheets(root)), *sorted(set(DRAWING.findall(html)))]
    for name in used:
        path = root / name
        digest.update(name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def _turn(job: Job) -> tuple[object, ...]:
    """Books first, the longest before all, so that none is left for last; then what has the same lines one after the other, since a
    worker remembers them."""
    edition = job.artifact.edition
    assert edition
    return (0, -job.length, not edition.large) if _is_book(job) else (1, job.artifact.language, not edition.large, edition.paper, -job.length)


def _is_book(job: Job) -> bool:
    return job.length > BOOK


def print_all(
    jobs: Iterable[Job], root: Path, known: dict[str, str], told: Callable[[Printed], None], workers: Workers = None,
    begun: Callable[[set[str]], None] = lambda _: None,
) -> tuple[dict[str, str], list[Printed]]:
    """Print what is not there yet.

    ``known`` maps an artifact's path to the key of what went into it last time. Returns the new
    map (only of prints that are good) and what was printed, in the plan's order. ``begun`` is told
    beforehand which files may change, so that a run that is killed leaves nothing known that is not so.
    ``workers`` is how many processes share the work, each processor one where it is None; or such as stand ready.
    """
    surroundings = _surroundings(root)
    jobs = list(jobs)
    keys = {job.artifact.path: _key(job, root, surroundings) for job in jobs}
    waiting = [job for job in jobs if known.get(job.artifact.path) != keys[job.artifact.path] or not job.target.is_file()]
    begun({job.artifact.path for job in waiting})
    printed = {}
    for one in _pressed(waiting, root, workers or os.cpu_count() or 1):
        printed[one.path] = one
        told(one)
    bad = {path for path, one in printed.items() if one.faults}
    return {path: key for path, key in keys.items() if path not in bad}, [printed[j.artifact.path] for j in waiting]


def _pressed(jobs: Sequence[Job], root: Path, workers: int | Sequence[ProcessPoolExecutor]) -> Iterable[Printed]:
    if isinstance(workers, Sequence):  # in the order given
        with told_where_ended():
            yield from _in_turn(jobs, [partial(pool.submit, _print, root=root) for pool in workers])
    elif len(jobs) <= 1 or workers == 1:
        yield from (print_one(job, root) for job in sorted(jobs, key=_turn))
    else:
        with told_where_ended(), ExitStack() as open_now:
            room = open_now.enter_context(TemporaryDirectory(prefix="two-lines-"))
            pools = [open_now.enter_context(one) for one in stand_by(min(workers, len(jobs)), room)]
            yield from _in_turn(sorted(jobs, key=_turn), [partial(pool.submit, _print, root=root) for pool in pools])


def stand_by(count: int, room: str) -> list[ProcessPoolExecutor]:
    """Processes that print, for print_all(). Raises Refusal where printing cannot be done.

    ``room`` is a folder for what the PDF library leaves behind where a process ends: copies of fonts. It is the caller's to delete.
    """
    ready_to_print()  # also imports the PDF library before the fork, once for all
    pools = [worker() for _ in range(count)]
    for pool in pools:
        pool.submit(_settle, room)
    return pools


def _settle(room: str) -> None:
    tempfile.tempdir = room


def _print(job: Job, root: Path) -> Printed:
    return apart(_print_book, job, root) if _is_book(job) else print_one(job, root)


def _print_book(job: Job, root: Path) -> Printed:
    lines.LINES = LINES_OF_A_BOOK  # nothing else will be printed in this process, and few lines of a book stand in it twice
    return print_one(job, root)


def _in_turn(jobs: Sequence[Job], workers: Sequence[Callable[[Job], Future[Printed]]]) -> Iterable[Printed]:
    """Keep every worker at work. The first half of them take the books, of which one takes up to 300 MiB, from the longest on; the others all
    else, and then help from the shortest on, so that no two long ones meet before they have to. What is KEPT fills the end."""
    books, others, running = [job for job in jobs if _is_book(job)], [job for job in jobs if not _is_book(job)], dict[Future[Printed], int]()

    def taken(for_books: bool) -> Job:
        if books and (for_books or len(others) <= KEPT):
            return books.pop(0 if for_books else -1)
        return others.pop(0)

    while books or others or running:
        for at in set(range(len(workers))) - set(running.values()):
            if books or others:
                running[workers[at](taken(at < max(1, len(workers) // 2)))] = at
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            del running[done]
            yield done.result()
