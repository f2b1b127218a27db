"""The worksheets of the words that are being edited, printed beside all else by processes that stand ready. Used by ``serve``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from . import run
from .apart import Ended, told_where_ended
from .impression import Job, forget, print_one
from .plan import SHEET_EDITIONS, exercises
from .printer import stand_by
from .problems import Refusal

PRINTERS = 2


class Proofs:
    """Prints of one project while it is being written. ``home`` is a folder that is deleted in the end."""

    def __init__(self, project: run.Project, home: Path, told: Callable[[str], None]):
        self.project, self.home, self.told = project, home, told
        self.printers: list[ProcessPoolExecutor] = []
        self._beside = ThreadPoolExecutor(1)
        self._edited: set[tuple[str, str]] = set()

    def open(self, renderer: run.Renderer) -> None:
        """Begin the processes. Where nothing can be printed, that is told when something should be."""
        with suppress(Refusal), told_where_ended():
            room = self.home / "fonts"
            room.mkdir(parents=True, exist_ok=True)
            self.printers = stand_by(PRINTERS, str(room))
            self._warm_up(renderer)

    def close(self) -> None:
        """End them, once what they are printing is done."""
        self._beside.shutdown(cancel_futures=True)
        for printer in self.printers:
            printer.shutdown(cancel_futures=True)

    def begin(self, renderer: run.Renderer, changed: set[Path]) -> Future[None]:
        """Print the worksheets of the files that were edited; those of the last ones, where it was a template.

        Returns once the printers have what they need; until then anything else would only be in the way.
        """
        begun = threading.Event()
        printing = self._beside.submit(self._print, renderer, changed, begun.set)
        printing.add_done_callback(lambda _: begun.set())
        begun.wait()
        return printing

    def tell_lost(self, printing: Future[None]) -> None:
        """Tell what went wrong in print while something else was told."""
        if isinstance(wrong := printing.exception(), Refusal | OSError):
            self.told(run.sentence(wrong))

    def _warm_up(self, renderer: run.Renderer) -> None:
        """Print a worksheet for nobody: a process's first print takes four times as long as those that follow."""
        sheets = [artifact for artifact in renderer.catalog.artifacts if artifact.kind == "worksheet"]
        for artifact in sheets[: len(SHEET_EDITIONS)]:
            for at, printer in enumerate(self.printers):
                printer.submit(print_one, Job(artifact, renderer.render(artifact), self.home / f"{at}.pdf"), self.project.root)

    def _print(self, renderer: run.Renderer, changed: set[Path], begun: Callable[[], None]) -> None:
        wanted = _worksheets(renderer, changed)
        self._edited = wanted or self._edited
        if any("print" in path.parts for path in changed):
            self._forget()
        if wanted or (self._edited and any(path.suffix != ".yaml" for path in changed)):
            run.ready_to_print()
            try:
                self._printed(renderer, begun)
            except Ended:
                self.printers = []  # from now on it is printed here
                self._printed(renderer, begun)

    def _printed(self, renderer: run.Renderer, begun: Callable[[], None]) -> None:
        printed = run.write_prints(
            self.project, renderer, lambda a: a.kind == "worksheet" and (a.language, a.subject) in self._edited, lambda _: begun(),
            workers=self.printers or 1)
        if printed:
            self.told(f"{len(printed)} worksheets printed.")

    def _forget(self) -> None:
        """Styles and fonts are read anew, here and by the printers."""
        forget()
        try:
            with told_where_ended():
                for printer in self.printers:
                    printer.submit(forget)
        except Ended:
            self.printers = []


def _worksheets(renderer: run.Renderer, changed: set[Path]) -> set[tuple[str, str]]:
    """The language and id of each worksheet whose words stand in these files."""
    return {(library.settings.language, exercise.id) for library in renderer.catalog.libraries for bound in library.guides
            for page, exercise in exercises(bound) if holds(page.id, library.settings.language, changed)}


def holds(page: str, language: str, changed: set[Path]) -> bool:
    """Whether one of these files holds the words of a page."""
    return any(path.suffix == ".yaml" and path.stem == page and language in path.parts for path in changed)
