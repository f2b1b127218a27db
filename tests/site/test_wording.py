"""What a reader sees, on the screen and on paper, holds none of the words that the rules of wording refuse."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from built import SITE, address_of, html_files

from workbook.press import run
from workbook.press.check.wording import REFUSED, fixed, pattern
from workbook.press.model import Library

ROOT = Path(__file__).resolve().parents[2]
# Other people's words: titles of works and names of services; and the glossary, which explains a word by naming it.
QUOTED = ("glossary/", "references/", "get-help/")


class _Words(HTMLParser):
    """The text of a page, with its labels and alternative texts; pages hold no script or style of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.said += [given[name] or "" for name in ("alt", "aria-label", "placeholder", "title") if name in given]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _libraries() -> list[Library]:
    return [source.library for source in run.read_words(run.Project(ROOT))]


def _refused(library: Library) -> list[tuple[str, re.Pattern[str]]]:
    return [(phrase, pattern(phrase)) for rule in library.wording if rule.kind in REFUSED for phrase in rule.phrases]


def _found(text: str, refused: list[tuple[str, re.Pattern[str]]]) -> list[str]:
    flat = " ".join(text.split())
    small = flat.lower()
    return [f"{phrase}: …{flat[max(0, hit.start() - 40):hit.end() + 40]}…" for phrase, look in refused
            if fixed(phrase) in small and (hit := look.search(flat))]


def _of(language: str, address: str, first: bool) -> bool:
    return address.startswith(f"guides/{language}/") or first and not address.startswith("guides/")


def test_no_page_holds_a_word_that_is_refused(site):
    """Each page in its own language, alternative texts and labels included."""
    told = {}
    for number, library in enumerate(_libraries()):
        refused = _refused(library)
        for path in html_files():
            address = address_of(path)
            if _of(library.settings.language, address, number == 0) and not address.endswith(QUOTED):
                words = _Words()
                words.feed(path.read_text("utf-8"))
                if found := _found(" ".join(words.said), refused):
                    told[address] = found
    assert told == {}


def test_no_pdf_holds_a_word_that_is_refused(site):
    """The counselor's workbook holds all that any other print holds; its glossary, references and helplines are quoted."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (Poppler) is not installed")
    told = {}
    for library in _libraries():
        refused = _refused(library)
        for path in sorted(SITE.glob(f"guides/{library.settings.language}/*/print/*-letter.pdf")):
            if not path.stem.startswith(("workbook-counselor", "packet")) or "large-print" in path.stem:
                continue
            text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
            own = [one for one in _found(text, refused) if not _quoted(one, library)]
            if own:
                told[path.name] = own
    assert told == {}


def _quoted(found: str, library: Library) -> bool:
    """Whether the words around a hit stand in a source's title, a term's explanation, or a helpline's name."""
    around = found.partition("…")[2].strip("…")
    middle = _letters(around)[20:-20] if len(around) > 60 else _letters(around)
    texts = [entry.citation for entry in library.references] + [f"{term.term} {term.means}" for term in library.glossary]
    texts += [f"{line.name} {line.source}" for line in library.helplines]
    return any(middle and middle in _letters(text) for text in texts)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
