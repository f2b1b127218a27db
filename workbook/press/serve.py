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
from datetime import date
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from . import run, site
from .place import delete
from .plan import Artifact
from .preview import Preview
from .problems import FORMATS, Problems, Refusal
from .site import parted, with_words

WATCHED = ("workbook/guides", "workbook/locale", "templates", "docs/assets")
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
    """The site of one project while it is being written; what is printed and shown is told as it happens."""

    def __init__(self, project: run.Project, told: Callable[[str], None]):
        self.project, self.told = project, told
        self.home = project.memory / "preview"
        self.preview = Preview(self.home / "site", project.docs, project.root / "templates" / "preview.js")
        self._pages: dict[str, str] = {}
        self._renderer: run.Renderer | None = None
        self._frames = threading.Event()
        self._building = threading.Lock()

    def open(self) -> None:
        """Write every page and build the site once. Raises Problems or Refusal where that cannot be done."""
        renderer = run.prepare(self.project, run.checked(self.project))
        run.write_pages(self.project, renderer)
        self._pages = {a.path: self._text(a) for a in renderer.catalog.artifacts if a.path.endswith(".md")}
        self._rebuild()

    def follow(self, changed: set[Path]) -> None:
        """Show what these changes make of the site, or what is wrong with them."""
        started = time.perf_counter()
        try:
            self._show(changed)
        except Problems as problems:
            self.preview.show([str(problem) for problem in problems.found])
            self.told(FORMATS["text"](problems.found, self.project.root))
        except (Refusal, OSError) as error:
            self.preview.show([run.sentence(error)])
            self.told(run.sentence(error))
        else:
            self.told(f"All pages up to date after {time.perf_counter() - started:.1f} s: {', '.join(sorted(path.name for path in changed))}.")
            self._print(changed)

    def _show(self, changed: set[Path]) -> None:
        for path in changed:
            self._copy_asset(path)
        if all(path.is_relative_to(self.project.docs) for path in changed):
            return self.preview.show()
        sources = run.read_words(self.project)
        renderer = run.prepare(self.project, [source.library for source in sources])
        pages = [a for a in renderer.catalog.artifacts if not a.is_pdf]
        frames = any("theme" in path.parts for path in changed) | self._show_first(renderer, [a for a in pages if _touched(a, changed)])
        if found := run.examine(self.project, sources, date.today()):
            raise Problems(found)
        frames |= self._write(renderer, [a for a in pages if not _touched(a, changed)])
        self._renderer = renderer
        if frames:
            threading.Thread(target=self._rebuild_later, daemon=True).start()
        elif not any(_touched(a, changed) for a in pages):
            self.preview.show()

    def _show_first(self, renderer: run.Renderer, pages: list[Artifact]) -> bool:
        """The page that is being written comes before the rules and all others; what cannot be shown, the rules will tell."""
        try:
            frames = self._write(renderer, pages)
        except (KeyError, IndexError, StopIteration):
            return False
        if pages:
            self.preview.show()
        return frames

    def _write(self, renderer: run.Renderer, artifacts: Iterable[Artifact]) -> bool:
        """Make pages anew and put them into the built site; whether the frame around some words changed too."""
        frames = False
        for artifact in artifacts:
            if not run.write_page(self.project, renderer, artifact):
                continue
            if not artifact.path.endswith(".md"):
                shutil.copyfile(self.project.docs / artifact.path, self.preview.folder / artifact.path)
                continue
            before, now = self._pages.get(artifact.path, "---\n---\n"), self._text(artifact)
            self._pages[artifact.path] = now
            frames |= parted(before)[0] != parted(now)[0] or not self._put_words(artifact, parted(now)[1])
        return frames

    def _put_words(self, artifact: Artifact, words: str) -> bool:
        built = self.preview.folder / artifact.url / "index.html"
        try:
            built.write_text(with_words(built.read_text("utf-8"), words), "utf-8")
        except (OSError, ValueError):
            return False
        return True

    def _text(self, artifact: Artifact) -> str:
        return (self.project.docs / artifact.path).read_text("utf-8")

    def _copy_asset(self, path: Path) -> None:
        if path.is_relative_to(self.project.docs) and path.is_file():
            target = self.preview.folder / path.relative_to(self.project.docs)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)

    def _rebuild_later(self) -> None:
        """One build after the last change, however many there were."""
        self._frames.set()
        with self._building:
            if not self._frames.is_set():
                return
            self._frames.clear()
            try:
                self._rebuild()
                self.preview.show()
            except Refusal as error:
                self.preview.show([str(error)])
                self.told(str(error))

    def _rebuild(self) -> None:
        fresh = self.home / f"site-{time.monotonic_ns()}"
        site.build_into(self.project.root, fresh, self.project.builder)
        old, self.preview.folder = self.preview.folder, fresh
        delete(old)

    def _print(self, changed: set[Path]) -> None:
        """The worksheets of an edited file, where printing is possible here."""
        if self._renderer is None:
            return
        try:
            run.ready_to_print()
            wanted = self._exercises({path.stem for path in changed if path.suffix == ".yaml"})
            printed = run.write_prints(self.project, self._renderer, lambda a: a.kind == "worksheet" and a.subject in wanted, workers=1)
        except Refusal as error:
            self.told(str(error))
        else:
            if printed:
                self.told(f"{len(printed)} worksheets printed.")

    def _exercises(self, pages: set[str]) -> set[str]:
        assert self._renderer
        bounds = (bound for library in self._renderer.catalog.libraries for bound in library.guides)
        return {exercise.id for bound in bounds for page in (*bound.recommendations, *bound.pages) if page.id in pages for exercise in page.exercises}


def _touched(artifact: Artifact, changed: set[Path]) -> bool:
    """Whether a page is made from one of these files."""
    return any(path.stem == artifact.subject and artifact.language in path.parts for path in changed)


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
        delete(workshop.home)
