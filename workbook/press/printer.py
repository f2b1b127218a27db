"""HTML to PDF, on all processors, only where something that went in has changed.

Last of the press; one PDF is the work of ``impression``.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from .impression import PRINT_FOLDER, Job, Printed, print_one

DRAWING = re.compile(r"docs/assets/drawings/[a-z0-9-]+\.svg")
BOOK = 400_000


def _surroundings(root: Path) -> str:
    """A digest of what every print depends on: fonts, shapes, the press itself."""
    digest = hashlib.sha256()
    for path in sorted((root / PRINT_FOLDER).glob("*/*")):
        digest.update(path.name.encode() + path.read_bytes())
    for module in ("impression.py", "copyfit.py", "boxes.py", "gaps.py", "finish.py", "layout.py", "quick.py"):
        digest.update((Path(__file__).parent / module).read_bytes())
    for package in ("weasyprint", "pydyf"):
        digest.update(version(package).encode())
    return digest.hexdigest()


def _key(job: Job, root: Path, surroundings: str) -> str:
    """A digest of all that goes into one print."""
    digest = hashlib.sha256((surroundings + job.html).encode())
    used = [*(f"{PRINT_FOLDER.as_posix()}/{name}" for name in job.stylesheets(root)), *sorted(set(DRAWING.findall(job.html)))]
    for name in used:
        path = root / name
        digest.update(name.encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def _turn(job: Job) -> tuple[object, ...]:
    """Books first, so that none is left for last; then what has the same lines one after the other, since a worker remembers them."""
    edition = job.artifact.edition
    assert edition
    return not _is_book(job), job.artifact.language, not edition.large, edition.paper, -len(job.html)


def _is_book(job: Job) -> bool:
    return len(job.html) > BOOK


def print_all(
    jobs: Iterable[Job], root: Path, known: dict[str, str], told: Callable[[Printed], None], workers: int | None = None,
    begun: Callable[[set[str]], None] = lambda _: None,
) -> tuple[dict[str, str], list[Printed]]:
    """Print what is not there yet.

    ``known`` maps an artifact's path to the key of what went into it last time. Returns the new
    map (only of prints that are good) and what was printed, in the plan's order. ``begun`` is told
    beforehand which files may change, so that a run that is killed leaves nothing known that is not so.
    """
    surroundings = _surroundings(root)
    jobs = list(jobs)
    keys = {job.artifact.path: _key(job, root, surroundings) for job in jobs}
    waiting = [job for job in jobs if known.get(job.artifact.path) != keys[job.artifact.path] or not job.target.is_file()]
    begun({job.artifact.path for job in waiting})
    printed = {}
    for one in _pressed(sorted(waiting, key=_turn), root, workers or os.cpu_count() or 1):
        printed[one.path] = one
        told(one)
    bad = {path for path, one in printed.items() if one.faults}
    return {path: key for path, key in keys.items() if path not in bad}, [printed[j.artifact.path] for j in waiting]


def _end_with(run: int) -> None:
    """A worker ends with the run that started it, also where that was killed; or it would hold the run's lock for ever."""
    def watch() -> None:
        while os.getppid() == run:
            time.sleep(0.5)
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run says what is to be said
    threading.Thread(target=watch, daemon=True).start()
    gc.freeze()  # what the run has made stays shared, and is not looked through at each collection


def _pressed(jobs: Sequence[Job], root: Path, workers: int) -> Iterable[Printed]:
    if len(jobs) <= 1 or workers == 1:
        yield from (print_one(job, root) for job in jobs)
        return
    import weasyprint  # noqa: F401  imported before the fork, once for all

    fork = multiprocessing.get_context("fork")
    with ExitStack() as open_now:
        pools = [open_now.enter_context(ProcessPoolExecutor(1, fork, initializer=_end_with, initargs=(os.getpid(),)))
                 for _ in range(min(workers, len(jobs)))]
        yield from _in_turn(jobs, [lambda job, pool=pool: pool.submit(print_one, job, root) for pool in pools])


def _in_turn(jobs: Sequence[Job], workers: Sequence[Callable[[Job], Future[Printed]]]) -> Iterable[Printed]:
    """Keep every worker at work. Books, of which one takes 400 MiB, go to the same half of them while there is anything else to print: what
    a worker once took it keeps."""
    waiting, running = list(jobs), dict[Future[Printed], int]()
    while waiting or running:
        for at in set(range(len(workers))) - set(running.values()):
            fit = (job for job in waiting if at < max(1, len(workers) // 2) or not _is_book(job))
            if job := next(fit, waiting[0] if waiting else None):
                waiting.remove(job)
                running[workers[at](job)] = at
        for done in wait(running, return_when=FIRST_COMPLETED).done:
            del running[done]
            yield done.result()
