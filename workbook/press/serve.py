"""An edit of words, template or style, seen in the browser: watches, writes what changed, lets MkDocs reload.

Used by ``build.py serve``. MkDocs runs in a process of its own and watches docs/ and the theme.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from .site import QUIET

WATCHED = ("workbook/guides", "workbook/locale", "templates")
_ENDINGS = (".yaml", ".html", ".css")


class _Listener(FileSystemEventHandler):
    def __init__(self, changes: queue.Queue[str]):
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = str(event.dest_path or event.src_path)
        if event.event_type in ("modified", "created", "moved", "deleted") and path.endswith(_ENDINGS):
            self._changes.put(path)


def _settle(changes: queue.Queue[str]) -> set[str]:
    """Wait for a change, then for the quiet after it: an editor writes a file in several strokes."""
    changed = {changes.get()}
    while True:
        try:
            changed.add(changes.get(timeout=0.1))
        except queue.Empty:
            return changed


def watch(root: Path, on_change: Callable[[set[str]], None], address: str) -> None:
    """Serve ``root`` at ``address`` until interrupted; ``on_change`` gets the paths that changed."""
    changes: queue.Queue[str] = queue.Queue()
    observer = Observer()
    for folder in WATCHED:
        observer.schedule(_Listener(changes), str(root / folder), recursive=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--watch-theme", "--dev-addr", address, "--config-file", str(root / "mkdocs.yml")]
    server = subprocess.Popen(command, cwd=root, env={**os.environ, **QUIET})
    observer.start()
    try:
        while server.poll() is None:
            on_change(_settle(changes))
    except KeyboardInterrupt:
        pass
    finally:
        observer.stop()
        server.terminate()
        server.wait()
