"""The whole way through, in order: the one module that may know every other.

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
from pathlib import Path

from . import site
from .impression import print_one
from .labels import read_labels
from .model import Library
from .packets import Wish, cautions, put_together
from .place import delete, lock, put, recall, remember, restore, sweep
from .plan import Artifact, plan
from .practice import read_practice
from .printer import Job, Printed, Workers, print_all, ready_to_print
from .problems import Refusal
from .project import Project
from .reading import checked, drawings, examine, examined_beside, language_named, note_translated, read_words, translations
from .render import Practice, Renderer, Settings
from .render.prints import packet_of
from .schema import schemas
from .views import Catalog

__all__ = [
    "checked", "drawings", "examine", "examined_beside", "language_named", "note_translated", "read_words", "ready_to_print", "translations",
]
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


def write_pages(project: Project, renderer: Renderer, good: Callable[[], None] = lambda: None) -> list[str]:
    """Write every page and data file that changed, once all are made and the words are known to be ``good``; returns their paths."""
    wanted = [a for a in renderer.catalog.artifacts if not a.is_pdf]
    project.memory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=project.memory) as made:  # there they take no memory, however many guides there are
        for artifact in wanted:
            pickle.dump(renderer.render(artifact), made)
        good()
        made.seek(0)
        return [artifact.path for artifact in wanted if put(project.docs / artifact.path, pickle.load(made))]


def write_page(project: Project, renderer: Renderer, artifact: Artifact) -> bool:
    """Write one page or data file; whether it changed."""
    return put(project.docs / artifact.path, renderer.render(artifact))


def write_prints(
    project: Project, renderer: Renderer, chosen: Callable[[Artifact], bool],
    started: Callable[[int], None] = lambda _: None, told: Callable[[Printed], None] = lambda _: None, workers: Workers = None,
    good: Callable[[], None] = lambda: None,
) -> list[Printed]:
    """Print every chosen PDF whose inputs changed, once the words are known to be ``good``. Raises PrintFailed after all have been tried."""
    record = project.memory / "prints.json"
    known = recall(record)
    jobs = [Job(a, renderer.render(a), project.docs / a.path) for a in renderer.catalog.artifacts if a.is_pdf and chosen(a)]
    good()
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
