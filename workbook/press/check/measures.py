"""Lengths and reading level: what can be counted, for the rules and for the table of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from textstat.textstat import textstatistics

from ..model import LibrarySettings, Page, ReadingLimits, Recommendation
from ..plain import plain, sentences, words
from .desk import Loc

ENOUGH = 100  # words; of less, no reading level can be told


@dataclass(frozen=True)
class Length:
    """How long one part of a recommendation is to be."""

    loc: Loc
    name: str
    low: int
    high: int
    texts: Callable[[Recommendation], list[str]]
    unit: str = "words"

    def count(self, value: Recommendation) -> int:
        counted = words if self.unit == "words" else sentences
        return sum(len(counted(text)) for text in self.texts(value))

    def missed_by(self, value: Recommendation) -> int | None:
        """How long it is, where it is too long or too short."""
        count = self.count(value)
        return None if self.low <= count <= self.high else count

    def stretched(self, longer: float) -> Length:
        """The same for a language that needs more words; the number of sentences stays."""
        return self if self.unit != "words" else replace(self, high=int(self.high * longer))

    @property
    def span(self) -> str:
        return f"{self.low} to {self.high}" if self.low > 1 else f"at most {self.high}"


LENGTHS = {
    "length-title": Length(("title",), "the title", 1, 9, lambda r: [r.title]),
    "length-menu": Length(("menu",), "the name in menus", 1, 4, lambda r: [r.menu]),
    "length-in-short": Length(("in_short",), "'in_short'", 40, 70, lambda r: [r.in_short.message, r.in_short.today]),
    "length-guidance": Length(("guidance",), "the guidance", 350, 600, lambda r: [s.text for s in r.guidance if s.text]),
    "length-why": Length(("why_it_helps",), "'why_it_helps'", 80, 200, lambda r: [t for c in r.why_it_helps for t in (c.claim, c.limits)]),
    "length-not-known": Length(("not_known",), "'not_known'", 1, 2, lambda r: [r.not_known], "sentences"),
    "length-example": Length(("example", "text"), "the example", 60, 150, lambda r: [r.example.text]),
}


def running(value: Recommendation | Page) -> list[tuple[Loc, str]]:
    """The running text of a page, with where it stands; headings, questions and exercises are not in it."""
    found: list[tuple[Loc, str | None]] = [(("note",), value.note)] if isinstance(value, Page) else []
    if value.in_short:
        found += [(("in_short", "message"), value.in_short.message), (("in_short", "today"), value.in_short.today)]
    key = "sections" if isinstance(value, Page) else "guidance"
    found += [((key, i, "text"), section.text) for i, section in enumerate(getattr(value, key))]
    if isinstance(value, Recommendation):
        for i, claim in enumerate(value.why_it_helps):
            found += [(("why_it_helps", i, "claim"), claim.claim), (("why_it_helps", i, "limits"), claim.limits)]
        found += [(("not_known",), value.not_known), (("example", "text"), value.example.text)]
    found.append((("go_carefully",), value.go_carefully))
    return [(loc, text) for loc, text in found if text]


@dataclass(frozen=True)
class Formula:
    """A way to tell how hard a text is: its name, its head in the table, and what textstat calls it."""

    name: str
    head: str
    called: str
    more_is_easier: bool = False


FORMULAS = {
    "grade": Formula("Flesch-Kincaid grade", "grade", "flesch_kincaid_grade"),
    "smog": Formula("SMOG grade", "SMOG", "smog_index"),
    "fernandez_huerta": Formula("Fernández-Huerta ease (more is easier)", "F.-Huerta", "fernandez_huerta", more_is_easier=True),
    "crawford": Formula("Crawford's years of schooling", "Crawford", "crawford"),
}


def chosen(limits: ReadingLimits | None) -> tuple[str, ...]:
    """The formulas by which a library is measured: those for which it sets a limit."""
    return tuple(key for key in FORMULAS if limits and getattr(limits, key) is not None)


@dataclass(frozen=True)
class Level:
    """How hard a text is to read by each formula, and what makes it so."""

    by: dict[str, float]
    words: int
    longest: str
    longest_at: Loc
    long_words: tuple[str, ...]


@lru_cache(maxsize=4)
def _reader(language: str) -> textstatistics:
    made = textstatistics()
    made.set_lang(language)
    return made


def level(value: Recommendation | Page, settings: LibrarySettings) -> Level:
    """The reading level of a page's running text."""
    return _level(tuple(running(value)), settings.language, chosen(settings.reading))


@lru_cache(maxsize=2_000)
def _level(texts: tuple[tuple[Loc, str], ...], language: str, formulas: tuple[str, ...]) -> Level:
    reader, whole = _reader(language), " ".join(plain(text) for _, text in texts)
    _, at, longest = max(((len(words(s)), loc, s) for loc, text in texts for s in sentences(text)),
                         key=lambda one: one[0], default=(0, (), ""))
    by = {key: round(getattr(reader, FORMULAS[key].called)(whole), 1) for key in formulas}
    return Level(by, len(words(whole)), longest, at, _long_words(whole, reader) if by else ())


def _long_words(text: str, reader: textstatistics) -> tuple[str, ...]:
    """The words of three syllables and more that stand most often."""
    count: dict[str, int] = {}
    for word in words(text.lower()):
        count[word] = count.get(word, 0) + 1
    return tuple(sorted((w for w in count if reader.syllable_count(w) > 2), key=lambda w: (-count[w], w))[:6])


def too_hard(found: Level, limits: ReadingLimits | None) -> Iterator[tuple[str, str, float, float]]:
    """Each formula by which a text is too hard: its code, name, level and limit."""
    for key, value in found.by.items() if found.words >= ENOUGH else ():
        formula, limit = FORMULAS[key], getattr(limits, key)
        if value < limit if formula.more_is_easier else value > limit:
            yield f"reading-{key.replace('_', '-')}", formula.name, value, limit
