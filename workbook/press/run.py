"""The whole way through, in order: the one module that knows every other.

``build.py`` is its command line. A run works out everything before it touches a file, and puts
``site/`` in place only when all of it is good.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from . import check, collate, site
from .apart import apart
from .impression import PRINT_FOLDER, print_one
from .labels import read_labels
from .letters import letters
from .model import Library
from .packets import Wish, cautions, put_together
from .place import delete, lock, put, recall, remember, restore, sweep
from .plan import Artifact, plan
from .practice import read_practice
from .printer import Job, Printed, Workers, print_all, ready_to_print
from .problems import Problem, Problems, Refusal, suggest
from .project import Project
from .render import Practice, Renderer, Settings
from .render.prints import packet_of
from .schema import schemas
from .source import Source, misfiled, read
from .strays import leading_out, more_than_drawings
from .views import Catalog
from .yaml_positions import Seen

FOLDERS = ("workbook", "templates", "docs")
INPUTS = ("workbook", "templates", "docs/assets", "mkdocs.yml", "build.py", "practice.yaml")


class PrintFailed(Refusal):
    """A print is not as it should be; ``faults`` pairs each artifact with what is wrong."""

    def __init__(self, faults: Sequence[tuple[str, str]]):
        self.faults = tuple(faults)
        alike: dict[str, list[str]] = {}
        for path, fault in faults:
            alike.setdefault(fault, []).append(path)
        told = [f"{paths[0]}{f' and {len(paths) - 1} more' if paths[1:] else ''}: {fault}" for fault, paths in alike.items()]
        super().__init__("\n".join([*told, "site/ is as it was."]))


def language_named(project: Project, name: str | None) -> str:
    """A language's folder; the site's own where none is named. Raises Refusal where it is not there."""
    there = project.languages()
    if not there or name not in (None, *there):
        raise Refusal(f"There is no folder workbook/guides/{name or '<language>'}. {suggest(name or '', there)}".strip())
    return name or there[0]


def read_words(project: Project, seen: Seen | None = None) -> list[Source]:
    """Every language's words, read; what is ``seen`` already only where it changed.

    Raises Problems with every mistake of form, and of words in the files without one.
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
        printable = letters(project.root / PRINT_FOLDER / "fonts")
        told, words = {one.path for one in found}, [one for source in sources for one in check.examine_words(source, date.today(), printable)]
        raise Problems([*found, *(one for one in words if one.path not in told)])
    return sources


def drawings(project: Project) -> frozenset[str]:
    return frozenset(path.stem for path in (project.docs / "assets" / "drawings").glob("*.svg"))


def examine(project: Project, sources: Sequence[Source], today: date) -> list[Problem]:
    """What is wrong with the words as a whole, labels included."""
    names, printable, found = drawings(project), letters(project.root / PRINT_FOLDER / "fonts"), []
    for source in sources:
        found += check.examine(source, today, names, collate.original_of(source, sources), printable)
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


def checked(project: Project, today: date | None = None, by_itself: bool = False) -> list[Library]:
    """Words that are good. Raises Problems with everything that is not.

    ``by_itself`` leaves what the examination reads, lists of words of 100 MiB, to a process that ends with it.
    """
    sources, today = read_words(project), today or date.today()
    if found := apart(examine, project, sources, today) if by_itself else examine(project, sources, today):
        raise Problems(found)
    return [source.library for source in sources]


def practice_of(project: Project) -> Practice:
    """Whose name stands on what is printed. Raises Problems where practice.yaml has mistakes."""
    path = project.practice or project.root / "practice.yaml"
    return read_practice(path, project.root.resolve()) if project.practice or path.is_file() else Practice()


def settings_of(project: Project) -> Settings:
    return Settings(site_url=str(project.config().get("site_url") or ""), practice=practice_of(project))


def prepare(project: Project, libraries: Sequence[Library]) -> Renderer:
    """A renderer for these libraries."""
    languages = [library.settings.language for library in libraries]
    labels = {language: read_labels(project.root, language, languages[0]) for language in languages}
    catalog = Catalog(tuple(libraries), tuple(plan(libraries)))
    return Renderer(project.root, catalog, labels, settings_of(project))


def write_pages(project: Project, renderer: Renderer) -> list[str]:
    """Write every page and data file that changed, once all are made; returns their paths."""
    wanted = [a for a in renderer.catalog.artifacts if not a.is_pdf]
    project.memory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=project.memory) as made:  # there they take no memory, however many guides there are
        for artifact in wanted:
            pickle.dump(renderer.render(artifact), made)
        made.seek(0)
        return [artifact.path for artifact in wanted if put(project.docs / artifact.path, pickle.load(made))]


def write_page(project: Project, renderer: Renderer, artifact: Artifact) -> bool:
    """Write one page or data file; whether it changed."""
    return put(project.docs / artifact.path, renderer.render(artifact))


def write_prints(
    project: Project, renderer: Renderer, chosen: Callable[[Artifact], bool],
    started: Callable[[int], None] = lambda _: None, told: Callable[[Printed], None] = lambda _: None, workers: Workers = None,
) -> list[Printed]:
    """Print every chosen PDF whose inputs changed. Raises PrintFailed after all have been tried."""
    record = project.memory / "prints.json"
    known = recall(record)
    jobs = [Job(a, renderer.render(a), project.docs / a.path) for a in renderer.catalog.artifacts if a.is_pdf and chosen(a)]
    started(len(jobs))
    keys, printed = print_all(
        jobs, project.root, known, told, workers, begun=lambda paths: remember(record, {path: key for path, key in known.items() if path not in paths}))
    remember(record, {**known, **keys})
    faults = [(one.path, fault) for one in printed for fault in one.faults]
    if faults:
        raise PrintFailed(faults)
    return printed


def print_packet(project: Project, wish: Wish, target: Path) -> tuple[Printed, list[str]]:
    """Print worksheets of one's choice to ``target``; also tells what to know before handing them out.

    Raises Refusal for a wrong wish, PrintFailed for a bad print.
    """
    renderer = prepare(project, checked(project))
    artifact, packet = put_together(wish, renderer.catalog.libraries, renderer.labels)
    printed = print_one(Job(artifact, packet_of(renderer, artifact, packet), target.resolve()), project.root)
    if printed.faults:
        raise PrintFailed([(target.name, fault) for fault in printed.faults])
    bound = renderer.catalog.bound(artifact.language, artifact.guide)
    return printed, cautions(bound, packet, renderer.labels[artifact.language])


def clear_out(project: Project, artifacts: Iterable[Artifact]) -> list[Path]:
    """Delete generated files that the plan no longer holds, and what a run that was killed left half written."""
    for left in (*project.docs.glob(".index.md.*"), *project.memory.glob(".*.json.*")):
        delete(left)
    return sweep(project.docs / "guides", [project.docs / artifact.path for artifact in artifacts])


def sentence(error: Refusal | OSError) -> str:
    """What is told of an end that came too early."""
    if isinstance(error, Refusal):
        return str(error)
    return f"{error.filename or 'A file'} cannot be read or written: {error.strerror or error}. site/ is as it was."


def ready_for_site(project: Project) -> None:
    """Raises Refusal, with one sentence, where the site builder is not there."""
    site.ready(project.builder)


def fingerprint(project: Project) -> str:
    """A digest of every file that a build depends on."""
    digest = hashlib.sha256(repr((practice_of(project), project.builder)).encode())
    for name in INPUTS:
        start = project.root / name
        for path in sorted(start.rglob("*")) if start.is_dir() else [start]:
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(os.fsencode(path.relative_to(project.root)) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_fresh(project: Project) -> bool:
    """Nothing changed since the last whole build, and its result is still there."""
    last = recall(project.memory / "last.json")
    return (project.root / "site" / "index.html").is_file() and last.get("inputs") == fingerprint(project)


def finish_site(project: Project) -> None:
    """docs/ to site/."""
    site.build_site(project)


@contextmanager
def hold(project: Project) -> Iterator[None]:
    """The lock of this project's builds; what a run that was killed had put aside is put back first."""
    with lock(project.memory / "lock"):
        restore(project.root / "site")
        yield


def note_fresh(project: Project, before: str) -> None:
    """Remember that site/ is what these inputs give."""
    remember(project.memory / "last.json", {"inputs": before})


def write_schemas(project: Project) -> list[str]:
    """Write the JSON Schemas that changed; returns their names."""
    return [name for name, text in schemas().items() if put(project.root / "workbook" / "schema" / name, text)]
