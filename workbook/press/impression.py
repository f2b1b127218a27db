"""One PDF: laid out, fitted, looked over, written.

Part of ``printer``, which hands out the work. Reads nothing outside the project and never the network; any warning of
the PDF library is a fault.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import logging
import os
import zlib
from dataclasses import InitVar, dataclass, field
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .copyfit import fit
from .finish import finish
from .layout import faults_in, foreign_fonts
from .place import put
from .plan import Artifact
from .quick import dress, quicken

PRINT_FOLDER = Path("templates/print")
VARIANT = "pdf/a-3a"
OWN_SHEETS = {"workbook": ("book.css",), "packet": ("packet.css",)}
OF_A_LANGUAGE = "language-"


@dataclass(frozen=True)
class Job:
    """One PDF to print: its row of the plan, its HTML and where it goes. A library has thousands, so the HTML is kept packed."""

    artifact: Artifact
    words: InitVar[str]
    target: Path
    packed: bytes = field(init=False, repr=False)
    length: int = field(init=False)

    def __post_init__(self, words: str) -> None:
        object.__setattr__(self, "length", len(words))
        object.__setattr__(self, "packed", zlib.compress(words.encode(), 1))

    @property
    def html(self) -> str:
        return zlib.decompress(self.packed).decode()

    def stylesheets(self, root: Path) -> tuple[str, ...]:
        """The sheets under templates/print, in order; last that of the language, where its letters need other fonts."""
        assert self.artifact.edition
        first, *rest = self.artifact.edition.stylesheets
        turned = ("rtl.css",) if self.artifact.direction == "rtl" else ()
        own = f"{OF_A_LANGUAGE}{self.artifact.language}.css"
        last = (own,) if (root / PRINT_FOLDER / own).is_file() else ()
        return (first, *OWN_SHEETS.get(self.artifact.kind, ()), *rest, *turned, *last)


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
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

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
            return URLFetcherResponse(path.as_uri(), path.read_bytes(), {"Content-Type": guess_type(path.name)[0] or "application/octet-stream"})

    return Inside(allowed_protocols=("file", "data"), allow_redirects=False)


@lru_cache(maxsize=8)
def _fonts(root: Path, fillable: bool, own: str):  # type: ignore[no-untyped-def]
    """What is known of the fonts, those for fields among them or not, and those of a language; made once in each process."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=16)
def _dressed(root: Path, names: tuple[str, ...], fillable: bool):  # type: ignore[no-untyped-def]
    """The parsed stylesheets of an edition, as one, with their fonts; made once in each process."""
    from weasyprint import CSS

    fonts = _fonts(root, fillable, names[-1] if names[-1].startswith(OF_A_LANGUAGE) else "")
    folder, fetcher = root / PRINT_FOLDER, _fetcher(root)
    rules = "\n".join((folder / name).read_text("utf-8") for name in names)
    return [CSS(string=rules, base_url=folder.as_uri() + "/", font_config=fonts, url_fetcher=fetcher)], fonts, fetcher


def forget() -> None:
    """Read stylesheets and fonts anew at the next print of this process."""
    dress(None)
    _dressed.cache_clear()
    _fonts.cache_clear()


atexit.register(forget)  # or the library's fonts complain when they go after what they need


def print_one(job: Job, root: Path) -> Printed:
    """Print a job and put it in place, where nothing is wrong with it."""
    from weasyprint.urls import FatalURLFetchingError

    heard, before = _Faults(), os.times()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    gc.disable()
    try:
        data, pages, faults = _press(job, root)
    except (FatalURLFetchingError, OSError) as error:
        return Printed(job.artifact.path, faults=(str(error),))
    finally:
        logger.removeHandler(heard)
        gc.enable()
    faults = [*heard.said, *faults]
    if not faults:
        put(job.target, data)
    return Printed(job.artifact.path, pages, len(data), _spent(before), tuple(faults))


def _press(job: Job, root: Path) -> tuple[bytes, int, list[str]]:
    from weasyprint import HTML

    assert job.artifact.edition
    quicken()
    fillable = job.artifact.edition.fillable
    sheets, fonts, fetcher = _dressed(root, job.stylesheets(root), fillable)
    dress(sheets)
    html = HTML(string=job.html, base_url=root.as_uri() + "/", url_fetcher=fetcher)
    document = html.render(stylesheets=sheets, font_config=fonts, pdf_forms=fillable, pdf_variant=VARIANT)
    fit(document)
    faults = faults_in(document, job.artifact)
    data = document.write_pdf(pdf_variant=VARIANT, pdf_forms=fillable, pdf_identifier=_identifier(job), finisher=finish)
    return data, len(document.pages), [*faults, *foreign_fonts(document)]


def _spent(before: os.times_result) -> float:
    now = os.times()
    return now.user + now.system - before.user - before.system


def _identifier(job: Job) -> bytes:
    return hashlib.md5(job.artifact.path.encode(), usedforsecurity=False).hexdigest().encode()
