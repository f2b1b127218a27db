"""The words of every language, read and known to be good: the first half of the way through. Used by ``run``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from . import check, collate
from .apart import beside
from .impression import PRINT_FOLDER
from .labels import read_labels
from .letters import letters
from .model import Library
from .problems import Problem, Problems, Refusal, suggest
from .project import Project
from .source import Source, misfiled, read
from .strays import leading_out, more_than_drawings
from .yaml_positions import Seen

FOLDERS = ("workbook", "templates", "docs")


def language_named(project: Project, name: str | None) -> str:
    """A language's folder; the site's own where none is named. Raises Refusal where it is not there."""
    there = project.languages()
    if not there or name not in (None, *there):
        raise Refusal(f"There is no folder workbook/guides/{name or '<language>'}. {suggest(name or '', there)}".strip())
    return name or there[0]


def read_words(project: Project, seen: Seen | None = None) -> list[Source]:
    """Every language's words, read; what is ``seen`` already only where it changed.

    Raises Problems where there are mistakes of form: with these, and with what is wrong with the files without one; of a guide
    whose guide.yaml cannot be read the form alone is looked at.
    """
    found = list(leading_out(project.root, FOLDERS)) or list(more_than_drawings(project.root))
    if found:
        raise Problems(found)
    if not project.languages():
        raise Problems([Problem("workbook/guides", 1, 1, "library-missing", "holds no folder of a language", "Make one, such as en, with a library.yaml in it.")])
    sources: list[Source] = []
    for language in project.languages():
        source, wrong = read(project.root / "workbook" / "guides" / language, project.root, seen)
        found += wrong or (misfiled(source) if source else [])
        sources += [source] if source else []
    if found:
        told = {one.path for one in found}
        more = examine(project, sources, date.today(), _unread(project.root / name for name in told))
        raise Problems([*found, *(one for one in more if one.path not in told)])
    return sources


def _unread(wrong: Iterable[Path]) -> frozenset[str]:
    """The names of files whose form is wrong, and of all files of a guide or language without its own."""
    return frozenset(path.stem for one in wrong for path in ([one] if one.stem not in ("guide", "library") else one.parent.rglob("*.yaml")))


def drawings(project: Project) -> frozenset[str]:
    return frozenset(path.stem for path in (project.docs / "assets" / "drawings").glob("*.svg"))


def examine(project: Project, sources: Sequence[Source], today: date, unread: frozenset[str] = frozenset()) -> list[Problem]:
    """What is wrong with the words as a whole, labels included; ``unread`` are the names of files that are no part of them yet."""
    names, printable, found = drawings(project), letters(project.root / PRINT_FOLDER / "fonts"), []
    for source in sources:
        found += check.examine(source, today, names, collate.original_of(source, sources), printable, unread)
        if misfiled(source):
            continue
        try:
            read_labels(project.root, source.library.settings.language, sources[0].library.settings.language)
        except Problems as problems:
            found += problems.found
    return found


def translations(project: Project, sources: Sequence[Source]) -> dict[str, check.Pair]:
    """Each translation beside its original, by its language."""
    return collate.pairs(project.root, sources)


def note_translated(project: Project, chosen: Callable[[str], bool]) -> list[str]:
    """Remember that these files of translations follow the original as it is now; returns their paths."""
    return collate.note(project.root, read_words(project), chosen)


def checked(project: Project, today: date | None = None, seen: Seen | None = None) -> list[Library]:
    """Words that are good. Raises Problems with everything that is not."""
    sources = read_words(project, seen)
    if found := examine(project, sources, today or date.today()):
        raise Problems(found)
    return [source.library for source in sources]


@contextmanager
def examined_beside(project: Project, today: date | None = None) -> Iterator[tuple[list[Library], Callable[[], None]]]:
    """Words, and what waits until they are known to be good: to be called before any file is touched. Both raise Problems.

    They are examined meanwhile by a process of its own, which takes the lists of words that it reads, of 100 MiB, with it.
    Whatever words that are not good lead to here, it is their mistakes that are told.
    """
    sources = read_words(project)
    with beside(examine, project, sources, today or date.today()) as examined:

        def good() -> None:
            if found := examined():
                raise Problems(found)

        try:
            yield [source.library for source in sources], good
        except Exception:
            good()
            raise
