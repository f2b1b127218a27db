"""HTML to PDF, on all processors, only where something that went in has changed.

Last of the press. Reads nothing outside the project and never the network; any warning of the
PDF library is a failure.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .place import put
from .plan import Artifact

PRINT_FOLDER = Path("templates/print")


@dataclass(frozen=True)
class Job:
    """One PDF to print: its row of the plan, its HTML and where it goes."""

    artifact: Artifact
    html: str
    target: Path

    @property
    def stylesheets(self) -> tuple[str, ...]:
        assert self.artifact.edition
        first, *rest = self.artifact.edition.stylesheets
        return (first, *{"workbook": ("book.css",), "packet": ("packet.css",)}.get(self.artifact.kind, ()), *rest)


@dataclass(frozen=True)
class Printed:
    """What came of a job: pages, bytes, seconds of CPU, and what is wrong with it (empty when it is good)."""

    path: str
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    faults: tuple[str, ...] = ()


class _Faults(logging.Handler):
    """Collects everything that the PDF library warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _fetcher(root: Path):  # type: ignore[no-untyped-def]
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    home = root.resolve()

    class Inside(URLFetcher):
        """Serves files below the project, and data addresses; everything else stops the print."""

        def fetch(self, url, headers=None):  # type: ignore[no-untyped-def]
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            path = Path(unquote(parts.path)).resolve()
            if parts.scheme != "file" or parts.netloc or not path.is_relative_to(home):
                raise FatalURLFetchingError(f"'{url[:120]}' is not a file of this project")
            if not path.is_file():
                raise FatalURLFetchingError(f"'{path.relative_to(home).as_posix()}' is missing")
            return super().fetch(path.as_uri(), headers)

    return Inside(allowed_protocols=("file", "data"), allow_redirects=False)


@lru_cache(maxsize=16)
def _dressed(root: Path, names: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """The parsed stylesheets of an edition with their fonts; made once in each process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(root)
    sheets = [CSS(filename=root / PRINT_FOLDER / name, font_config=fonts, url_fetcher=fetcher) for name in names]
    return sheets, fonts, fetcher


def _print_one(job: Job, root: Path) -> Printed:
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    from .copyfit import fit
    from .finish import claim_ua, mend_fields
    from .layout import faults_in

    edition = job.artifact.edition
    assert edition
    heard = _Faults()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    gc.disable()
    started = os.times()
    try:
        sheets, fonts, fetcher = _dressed(root, job.stylesheets)
        html = HTML(string=job.html, base_url=root.as_uri() + "/", url_fetcher=fetcher)
        document = html.render(stylesheets=sheets, font_config=fonts, pdf_forms=edition.fillable, pdf_variant="pdf/a-3a")
        fit(document)
        data = document.write_pdf(
            pdf_variant="pdf/a-3a", pdf_forms=edition.fillable, pdf_identifier=_identifier(job),
            finisher=lambda _, pdf: (claim_ua(pdf), mend_fields(pdf)))
        faults = [*heard.said, *faults_in(document, job.artifact)]
        pages = len(document.pages)
    except (FatalURLFetchingError, OSError) as error:
        return Printed(job.artifact.path, faults=(str(error),))
    finally:
        logger.removeHandler(heard)
        gc.enable()
        gc.collect()
    if not faults:
        put(job.target, data)
    used = os.times()
    return Printed(job.artifact.path, pages, len(data), used.user + used.system - started.user - started.system, tuple(faults))


def _identifier(job: Job) -> bytes:
    return hashlib.md5(job.artifact.path.encode(), usedforsecurity=False).hexdigest().encode()


def _surroundings(root: Path) -> str:
    """A digest of all that every print depends on besides its HTML."""
    digest = hashlib.sha256()
    for folder in (root / PRINT_FOLDER, root / "docs" / "assets" / "drawings"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".html":
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    for module in ("printer.py", "finish.py", "layout.py"):
        digest.update((Path(__file__).parent / module).read_bytes())
    for package in ("weasyprint", "pydyf"):
        digest.update(version(package).encode())
    return digest.hexdigest()


def _key(job: Job, surroundings: str) -> str:
    return hashlib.sha256("\0".join((surroundings, *job.stylesheets, job.html)).encode()).hexdigest()


def _weight(job: Job) -> int:
    """Longest first, so that no long document is left for last."""
    large = 2 if job.artifact.edition and job.artifact.edition.large else 1
    return -len(job.html) * large


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
    keys = {job.artifact.path: _key(job, surroundings) for job in jobs}
    waiting = [job for job in jobs if known.get(job.artifact.path) != keys[job.artifact.path] or not job.target.is_file()]
    begun({job.artifact.path for job in waiting})
    printed = {}
    for one in _pressed(sorted(waiting, key=_weight), root, workers or os.cpu_count() or 1):
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

    threading.Thread(target=watch, daemon=True).start()


def _pressed(jobs: Sequence[Job], root: Path, workers: int) -> Iterable[Printed]:
    if len(jobs) <= 1 or workers == 1:
        yield from (_print_one(job, root) for job in jobs)
        return
    import weasyprint  # noqa: F401  imported before the fork, once for all

    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(min(workers, len(jobs)), fork, initializer=_end_with, initargs=(os.getpid(),)) as pool:
        for done in as_completed([pool.submit(_print_one, job, root) for job in jobs]):
            yield done.result()
