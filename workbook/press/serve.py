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
from .proofs import Proofs, holds
from .yaml_positions import Seen

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
    """The site of one project while it is being written; what is shown and printed is told as it happens."""

    def __init__(self, project: run.Project, told: Callable[[str], None]):
        self.project, self.told = project, told
        self.home = project.memory / "preview"
        self.preview = Preview(self.home / "site", project.docs, project.root / "templates" / "preview.js")
        self._seen: Seen = {}  # an edit changes one file of a hundred
        self._frames = False  # more than words has changed since the site was built
        self._waiting = threading.Event()
        self._building = threading.Lock()
        self.proofs = Proofs(project, self.home, told)

    def open(self) -> None:
        """Write every page and build the site once. Raises Problems or Refusal where that cannot be done."""
        renderer = run.prepare(self.project, run.checked(self.project, seen=self._seen))
        run.write_pages(self.project, renderer)
        self._rebuild()
        self.proofs.open(renderer)

    def close(self) -> None:
        """End what was begun, and take away what was built."""
        self.proofs.close()
        delete(self.home)

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
        """The pages that are being written or looked at first, then the worksheets and beside them the rules, then all other pages.

        Where a page cannot be made of words that break a rule, the rule is told.
        """
        started = time.perf_counter()
        sources = run.read_words(self.project, self._seen)
        renderer = run.prepare(self.project, [source.library for source in sources])
        pages = [artifact for artifact in renderer.catalog.artifacts if not artifact.is_pdf]
        near = [one for one in pages if one.url == self.preview.looked_at or holds(one.subject, one.language, changed)]
        far = [one for one in pages if one not in near]
        self._frames |= any("theme" in path.parts for path in changed)
        unfit: Refusal | None = None
        try:
            if self._write(renderer, near):
                self.preview.turn()
                self.told(f"Shown after {time.perf_counter() - started:.1f} s.")
        except (Refusal, KeyError, IndexError, StopIteration) as error:
            unfit = error if isinstance(error, Refusal) else Refusal(f"A page cannot be made: {error!r}.")
        printing = self.proofs.begin(renderer, changed)
        found = run.examine(self.project, sources, date.today())
        if found or unfit:
            printing.add_done_callback(self.proofs.tell_lost)
        if found:
            raise Problems(found)
        if unfit:
            raise unfit
        try:
            printing.result()
        finally:
            self.preview.turn(self._write(renderer, far))
            if self._frames:
                self._frames = False
                threading.Thread(target=self._rebuild_later, daemon=True).start()

    def _write(self, renderer: run.Renderer, artifacts: Iterable[Artifact]) -> list[str]:
        """Make pages anew and put them into the built site; the addresses of those that changed. The frame around words is noted."""
        shown: list[str] = []
        for artifact in artifacts:
            page = self.project.docs / artifact.path
            before = page.read_text("utf-8") if page.is_file() else ""
            if not run.write_page(self.project, renderer, artifact):
                continue
            if page.suffix == ".md":
                self._frames |= not (before and self._only_words(artifact, before))
                shown.append(artifact.url)
            else:
                self._copied(page)
        return shown

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


def watch(project: run.Project, address: str, told: Callable[[str], None]) -> None:
    """Serve ``project`` at ``address`` until interrupted, telling what happens."""
    workshop, observer, server = Workshop(project, told), Observer(), None
    changes: queue.Queue[Path] = queue.Queue()
    try:
        workshop.open()
        server = workshop.preview.host(address)
        for folder in WATCHED:
            observer.schedule(_Listener(changes), str(project.root / folder), recursive=True)
        observer.start()
        told(f"Open http://{address}/ and write; Ctrl+C ends it.")
        while True:
            workshop.follow(_settled(changes))
    except KeyboardInterrupt:
        pass
    finally:
        if observer.is_alive():
            observer.stop()
        if server:
            server.shutdown()
        workshop.close()
