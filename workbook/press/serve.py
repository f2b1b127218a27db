"""An edit of words, template or style, seen in the browser at once: ``build.py serve``.

The first time, the whole site is built into a folder of its own. After that a page whose words changed is made anew
and put between the marks that the theme sets around them (``site.MARKS``); only where more than words changed, such as a
title that stands in menus, the site builder runs again, in the background. Worksheets of an edited file are printed.
"""

from __future__ import annotations

import queue
import shutil
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from . import run, site
from .apart import Ended
from .impression import Job, forget, print_one
from .place import delete
from .plan import Artifact, exercises
from .preview import Preview
from .printer import stand_by
from .problems import FORMATS, Problems, Refusal

WATCHED = ("workbook/guides", "workbook/locale", "templates", "docs/assets")
PRINTERS = 2
QUIET = 0.06  # seconds without a further change: an editor writes a file in several strokes


class _Listener(FileSystemEventHandler):
    def __init__(self, changes: queue.Queue[Path]):
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("modified", "created", "moved", "deleted") and not event.is_directory:
            path = Path(str(event.dest_path or event.src_path))
            if path.suffix in (".yaml", ".html", ".css", ".js", ".svg") and not path.name.startswith("."):
                self._changes.put(path)


def _settled(changes: queue.Queue[Path]) -> set[Path]:
    """Wait for a change, then for the quiet after it."""
    changed = {changes.get()}
    while True:
        try:
            changed.add(changes.get(timeout=QUIET))
        except queue.Empty:
            return changed


class Workshop:
    """The site of one project while it is being written; what is shown and printed is told as it happens."""

    def __init__(self, project: run.Project, told: Callable[[str], None]):
        self.project, self.told = project, told
        self.home = project.memory / "preview"
        self.preview = Preview(self.home / "site", project.docs, project.root / "templates" / "preview.js")
        self._waiting = threading.Event()
        self._building = threading.Lock()
        self._beside = ThreadPoolExecutor(1)
        self._printers: list[ProcessPoolExecutor] = []
        self._edited: set[Path] = set()

    def open(self) -> None:
        """Write every page and build the site once. Raises Problems or Refusal where that cannot be done."""
        renderer = run.prepare(self.project, run.checked(self.project))
        run.write_pages(self.project, renderer)
        self._rebuild()
        with suppress(Refusal):  # where nothing can be printed, that is told when something should be
            self._printers = stand_by(PRINTERS)
            self._warm_up(renderer)

    def close(self) -> None:
        """End what was begun, and take away what was built."""
        self._beside.shutdown(cancel_futures=True)
        for printer in self._printers:
            printer.shutdown(cancel_futures=True)
        delete(self.home)

    def _warm_up(self, renderer: run.Renderer) -> None:
        """Print a worksheet for nobody: a process's first print takes four times as long as those that follow."""
        sheets = [artifact for artifact in renderer.catalog.artifacts if artifact.kind == "worksheet"][:1]
        for artifact in [one for one in renderer.catalog.artifacts if sheets and (one.kind, one.subject) == ("worksheet", sheets[0].subject)]:
            for at, printer in enumerate(self._printers):
                printer.submit(print_one, Job(artifact, renderer.render(artifact), self.home / f"{at}.pdf"), self.project.root)

    def follow(self, changed: set[Path]) -> None:
        """Show what these changes make of the site, or what is wrong with them, and print the worksheets they touch."""
        try:
            if all([self._copied(path) for path in changed]):
                self.preview.turn()
            else:
                self._show(changed)
        except Problems as problems:
            self.preview.tell([str(problem) for problem in problems.found])
            self.told(FORMATS["text"](problems.found, self.project.root))
        except (Refusal, OSError) as error:
            self.preview.tell([run.sentence(error)])
            self.told(run.sentence(error))

    def _copied(self, path: Path) -> bool:
        """Whether a change is of a style, script or drawing, which is shown as it is."""
        if not path.is_relative_to(self.project.docs):
            return False
        if path.is_file():
            target = self.preview.folder / path.relative_to(self.project.docs)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        return True

    def _show(self, changed: set[Path]) -> None:
        """The page that is being written first, then the rules, then its worksheets, then all other pages."""
        started = time.perf_counter()
        sources = run.read_words(self.project)
        renderer = run.prepare(self.project, [source.library for source in sources])
        pages = [artifact for artifact in renderer.catalog.artifacts if not artifact.is_pdf]
        near, far = [one for one in pages if _is_of(one, changed)], [one for one in pages if not _is_of(one, changed)]
        frames = any("theme" in path.parts for path in changed)
        with suppress(KeyError, IndexError, StopIteration):  # what cannot be shown, the rules tell
            if near:
                frames |= self._write(renderer, near)
                self.preview.turn()
                self.told(f"Shown after {time.perf_counter() - started:.1f} s.")
        begun = threading.Event()
        printing = self._beside.submit(self._print, renderer, changed, begun.set)
        printing.add_done_callback(lambda _: begun.set())
        begun.wait()  # the printers are at work; until they have what they need, the rules would only be in the way
        if found := run.examine(self.project, sources, date.today()):
            raise Problems(found)
        try:
            printing.result()
        finally:
            if frames | self._write(renderer, far):
                threading.Thread(target=self._rebuild_later, daemon=True).start()
            if not near:
                self.preview.turn()

    def _write(self, renderer: run.Renderer, artifacts: Iterable[Artifact]) -> bool:
        """Make pages anew and put them into the built site; whether the frame around some words changed too."""
        frames = False
        for artifact in artifacts:
            page = self.project.docs / artifact.path
            before = page.read_text("utf-8") if page.is_file() else ""
            if not run.write_page(self.project, renderer, artifact):
                continue
            if page.suffix == ".md":
                frames |= not (before and self._only_words(artifact, before))
            else:
                self._copied(page)
        return frames

    def _only_words(self, artifact: Artifact, before: str) -> bool:
        """Put a page's words into the built one; whether no more than these changed since ``before``."""
        page = self.project.docs / artifact.path
        try:
            site.put_words(self.preview.folder / artifact.url / "index.html", page)
        except (OSError, ValueError):
            return False
        return site.parted(before)[0] == site.parted(page.read_text("utf-8"))[0]

    def _rebuild_later(self) -> None:
        """One build after the last change, however many there were."""
        self._waiting.set()
        with self._building:
            if not self._waiting.is_set():
                return
            self._waiting.clear()
            try:
                self._rebuild()
                self.preview.turn()
            except Refusal as error:
                self.preview.tell([str(error)])
                self.told(str(error))

    def _rebuild(self) -> None:
        fresh = self.home / f"site-{time.monotonic_ns()}"
        site.build_into(self.project, fresh)
        old, self.preview.folder = self.preview.folder, fresh
        delete(old)

    def _print(self, renderer: run.Renderer, changed: set[Path], begun: Callable[[], None]) -> None:
        """The worksheets of the files that were edited; those of the last ones, where it was a template."""
        self._edited = {path for path in changed if path.suffix == ".yaml"} or self._edited
        if any("print" in path.parts for path in changed):
            forget()
            for printer in self._printers:
                printer.submit(forget)
        wanted = {(library.settings.language, exercise.id) for library in renderer.catalog.libraries for bound in library.guides
                  for page, exercise in exercises(bound) if _holds(page.id, library.settings.language, self._edited)}
        if wanted:
            run.ready_to_print()
            try:
                printed = run.write_prints(
                    self.project, renderer, lambda a: a.kind == "worksheet" and (a.language, a.subject) in wanted, lambda _: begun(),
                    workers=self._printers or 1)
            except Ended:
                self._printers = []  # from now on it is printed here
                raise
            self.told(f"{len(printed)} worksheets printed.")


def _holds(page: str, language: str, changed: set[Path]) -> bool:
    """Whether one of these files holds the words of a page."""
    return any(path.suffix == ".yaml" and path.stem == page and language in path.parts for path in changed)


def _is_of(artifact: Artifact, changed: set[Path]) -> bool:
    return _holds(artifact.subject, artifact.language, changed)


def watch(project: run.Project, address: str, told: Callable[[str], None]) -> None:
    """Serve ``project`` at ``address`` until interrupted, telling what happens."""
    workshop = Workshop(project, told)
    workshop.open()
    server = workshop.preview.host(address)
    changes: queue.Queue[Path] = queue.Queue()
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(_Listener(changes), str(project.root / folder), recursive=True)
    observer.start()
    told(f"Open http://{address}/ and write; Ctrl+C ends it.")
    try:
        while True:
            workshop.follow(_settled(changes))
    except KeyboardInterrupt:
        pass
    finally:
        observer.stop()
        server.shutdown()
        workshop.close()
