"""What can be shown where it stands: exercises and lists that need a guide, and prints that need a name of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Exercise, Packet
from ..plan import Artifact, prints
from .desk import Desk, Find, Rule

OF_A_GUIDE = ("stages", "contents", "counselor-map", "counselor-cards", "finder")


def exercise_without_guide(desk: Desk) -> Iterator[Find]:
    """Every worksheet carries its guide's safety line, so it stands in a guide."""
    for file, loc, exercise in desk.exercises:
        if file.bound is None:
            yield Find(file, (*loc, "id"), f"'{exercise.id}' stands on a page of the whole site, where no guide's safety line would stand on it",
                       "Move the page into a guide.")


def list_without_guide(desk: Desk) -> Iterator[Find]:
    """A list that is made from one guide stands on a page of that guide."""
    for file in desk.chapters:
        for index, section in enumerate(getattr(file.value, "sections", [])):
            if section.show in OF_A_GUIDE and file.bound is None:
                yield Find(file, ("sections", index, "show"), f"'{section.show}' shows a guide's own, and this page belongs to none",
                           "Move the page into a guide.")


def same_print(desk: Desk) -> Iterator[Find]:
    """No two prints have the same file name."""
    first: dict[str, Artifact] = {}
    for artifact in prints(desk.source.library.settings, desk.bound) if desk.bound else ():
        if first.setdefault(artifact.path, artifact).subject != artifact.subject:
            for leaf in desk.leaves:
                if (leaf.text, leaf.name) == (artifact.subject, "id") and isinstance(leaf.owner, Exercise | Packet):
                    yield leaf.find(f"prints of '{leaf.text}' would have the same file name as others", "Choose another id.")


RULES: dict[str, Rule] = {
    "exercise-shared": exercise_without_guide,
    "show-shared": list_without_guide,
    "print-twice": same_print,
}
