"""YAML to Library: reads one language's folder, keeps positions, tells every mistake.

After ``yaml_positions``, before ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from . import model
from .mistakes import Loc, told
from .problems import MOST, Problem, Problems, more, suggest
from .yaml_positions import Positions, Seen, read_yaml

T = TypeVar("T", bound=BaseModel)
Key = tuple[str, str]


@dataclass(frozen=True)
class Source:
    """A library, and where each file's values stand.

    Keys are ``(guide id or '', path below that folder without .yaml)``: ``("", "glossary")``,
    ``("rebuilding", "pace")``, ``("rebuilding", "pages/safety")``.
    """

    library: model.Library
    positions: dict[Key, Positions]
    folder: Path


@dataclass
class _Reader:
    root: Path
    folder: Path
    seen: Seen | None = None
    problems: list[Problem] = field(default_factory=list)
    positions: dict[Key, Positions] = field(default_factory=dict)
    original: Path | None = None

    def open(self, key: Key) -> tuple[Any, Positions]:
        path = self.path(key)
        value, positions, found = read_yaml(path, path.relative_to(self.root).as_posix(), self.seen)
        self.positions[key] = positions
        self.problems += found
        return value, positions

    def path(self, key: Key) -> Path:
        return self.folder / key[0] / f"{key[1]}.yaml"

    def read(self, key: Key, kind: type[T]) -> T | None:
        value, positions = self.open(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.problems.append(positions.problem((), "shape", "holds no keys", "Start with 'id:' or copy another file."))
            return None
        return self.validated(value, kind, positions)

    def validated(self, value: Any, kind: type[T], positions: Positions, before: Loc = ()) -> T | None:
        try:
            return kind.model_validate(value)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            self.problems += [told(positions, kind, one, before) for one in errors[:MOST]] + more(positions.path, len(errors) - MOST)
            return None

    def read_list(self, name: str, kind: type[T]) -> list[T]:
        """A file of the form ``<name>: [...]``; bad entries are told, good ones kept."""
        value, positions = self.open(("", name))
        if value is None:
            return []
        entries = value.get(name) if isinstance(value, dict) else None
        if not isinstance(entries, list) or len(value) != 1:
            self.problems.append(positions.problem((), "shape", f"holds one key, '{name}', with a list under it"))
            return []
        made, before = [], len(self.problems)
        for index, entry in enumerate(entries):
            made.append(self.validated(entry, kind, positions, (name, index)))
            if len(self.problems) - before > MOST:
                self.problems += more(positions.path, len(entries) - index - 1)
                break
        return [one for one in made if one is not None]

    def named(self, key: Key, kind: type[T], stem: str) -> T | None:
        """A file whose id has to be the name it, or its folder, goes by."""
        made = self.read(key, kind)
        if made is not None and made.id != stem:  # type: ignore[attr-defined]
            self.problems.append(self.positions[key].problem(
                ("id",), "id-file", f"the id is '{made.id}', but the file or folder is called '{stem}'", "Make the two the same."))  # type: ignore[attr-defined]
            made = made.model_copy(update={"id": stem})  # what else is wrong with it is told where it stands
        return made

    def listed(self, place: Key, lists: dict[str, list[str]], below: str, kind: type[T], elsewhere: frozenset[str] = frozenset()) -> list[T]:
        """The files that the lists of ``place`` name, once each; a name without a file is told where it stands.

        What is ``elsewhere`` is read by someone else; what only the original has is not translated yet.
        """
        stems = _stems(self.folder / place[0] / below)
        elsewhere |= self.untranslated(place[0], below)
        self._unlisted(place, below, stems - {one for ids in lists.values() for one in ids})
        wanted: dict[str, None] = {}
        for name, ids in lists.items():
            for index, one in enumerate(ids):
                if one in stems:
                    wanted[one] = None
                elif one not in elsewhere:
                    self.problems.append(self.positions[place].problem(
                        (name, index), "file-missing", f"there is no file '{below}{one}.yaml'", suggest(one, stems | elsewhere)))
        return self._each(place[0], below, wanted, kind)

    def follow(self, settings: model.LibrarySettings | None) -> None:
        """Finds the folder of the original, where this library is a translation."""
        if settings and settings.translates:
            folder = self.folder.parent / settings.translates
            self.original = folder if folder.is_dir() and folder != self.folder else None
            if not self.original:
                others = {path.parent.name for path in self.folder.parent.glob("*/library.yaml")} - {self.folder.name}
                self.problems.append(self.positions["", "library"].problem(
                    ("translates",), "original-missing", f"there is no other library '{settings.translates}' to translate from",
                    suggest(settings.translates, others)))

    def untranslated(self, guide_id: str, below: str) -> frozenset[str]:
        """What the original has beside, or instead of, the files here."""
        return frozenset(_stems(self.original / guide_id / below)) if self.original else frozenset()

    def _each(self, guide_id: str, below: str, stems: Iterable[str], kind: type[T]) -> list[T]:
        made = [self.named((guide_id, f"{below}{stem}"), kind, stem) for stem in stems]
        return [one for one in made if one is not None]

    def _unlisted(self, place: Key, below: str, stems: set[str]) -> None:
        for stem in sorted(stems):
            name = self.path((place[0], f"{below}{stem}")).relative_to(self.root).as_posix()
            self.problems.append(Problem(name, 1, 1, "file-unlisted", "is in no list, so nobody would see it",
                                         f"Add '{stem}' to a list in {place[1]}.yaml, or take the file away."))

    def guide(self, guide_id: str, shared: frozenset[str]) -> model.Bound | None:
        place = (guide_id, "guide")
        guide = self.named(place, model.Guide, guide_id)
        if guide is None:
            self._read_all(guide_id)
            return None
        pages = {name: getattr(guide, name) for name in ("before", "after", "beside", "counselors")}
        return model.Bound(
            guide=guide,
            recommendations=self.listed(place, {"recommendations": guide.recommendations}, "", model.Recommendation),
            pages=self.listed(place, pages, "pages/", model.Page, shared))

    def guides(self, settings: model.LibrarySettings | None, shared: frozenset[str]) -> list[model.Bound]:
        there = {path.parent.name for path in self.folder.glob("*/guide.yaml")}
        beside = {path.parent.name for path in self.original.glob("*/guide.yaml")} if self.original else set()
        for index, one in enumerate(settings.guides if settings else []):
            if one not in there | beside:
                self.problems.append(self.positions["", "library"].problem(
                    ("guides", index), "file-missing", f"there is no file '{one}/guide.yaml'", suggest(one, there)))
        wanted = dict.fromkeys(settings.guides) if settings else sorted(there)
        made = [self.guide(one, shared) for one in wanted if one in there]
        return [one for one in made if one is not None]

    def pages(self, settings: model.LibrarySettings | None) -> list[model.Page]:
        if settings is None:
            return self._each("", "pages/", sorted(_stems(self.folder / "pages")), model.Page)
        return self.listed(("", "library"), {"pages": settings.pages}, "pages/", model.Page)

    def _read_all(self, guide_id: str) -> None:
        """Without a readable guide.yaml the other files are still read, so that all mistakes show at once."""
        for below, kind in (("", model.Recommendation), ("pages/", model.Page)):
            self._each(guide_id, below, sorted(_stems(self.folder / guide_id / below)), kind)


def _stems(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.yaml")} - {"guide"}


def read(folder: Path, root: Path, seen: Seen | None = None) -> tuple[Source | None, list[Problem]]:
    """The library of one language as far as it can be read, and every mistake of form of every file.

    ``folder`` is ``workbook/guides/<lang>``; paths in messages are told from ``root``. None without a readable library.yaml.
    What is ``seen`` already, and has not changed since, is not taken apart again.
    """
    reader = _Reader(root, folder, seen)
    settings = reader.read(("", "library"), model.LibrarySettings)
    reader.follow(settings)
    helplines = reader.read_list("helplines", model.Helpline)
    glossary = reader.read_list("glossary", model.Term)
    references = reader.read_list("references", model.Reference)
    wording = reader.read_list("wording", model.WordingRule)
    search = reader.read_list("search", model.SearchRule) if reader.path(("", "search")).exists() else []
    pages = reader.pages(settings)
    guides = reader.guides(settings, frozenset(settings.pages if settings else _stems(folder / "pages")))
    if settings is None:
        return None, reader.problems
    library = model.Library.model_construct(
        settings=settings, helplines=helplines, glossary=glossary, references=references, wording=wording,
        guides=guides, pages=pages, search=search)
    return Source(library, reader.positions, folder), reader.problems


def load(folder: Path, root: Path) -> Source:
    """Read the library of one language; see read(). Raises Problems with every mistake of every file."""
    source, problems = read(folder, root)
    if problems or source is None:
        raise Problems(problems)
    return source


def misfiled(source: Source) -> list[Problem]:
    """A language's words stand in the folder of that name, so that no two languages share their addresses."""
    named, folder = source.library.settings.language, source.folder.name
    return [] if named == folder else [source.positions["", "library"].problem(
        ("language",), "id-file", f"the language is '{named}', but the folder is called '{folder}'", "Make the two the same.")]
