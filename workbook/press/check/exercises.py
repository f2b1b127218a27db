"""Exercises: safe to hand out, for everyone, and with room to write."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Recommendation, Role
from ..parts import AnyPart, Log, Plan, Sentences, Table
from ..plain import links
from .desk import Desk, File, Find, Loc, Rule, leaves
from .measures import running
from .wording import Phrase, found_in, phrases

GAP = "___"


def joint_privacy(desk: Desk) -> Iterator[Find]:
    """What two people fill in together is made to be shared."""
    for file, loc, exercise in desk.exercises:
        if exercise.setting == "together" and exercise.privacy != "partner":
            yield Find(file, (*loc, "privacy"), f"'{exercise.id}' is done together, so its privacy is 'partner'", "Or make its setting 'alone'.")


def joint_asks_private(desk: Desk) -> Iterator[Find]:
    """No joint worksheet asks for a private answer."""
    wanted = phrases(desk, "private-ask")
    for file, loc, exercise in desk.exercises:
        for leaf in leaves(file, exercise, loc) if exercise.setting == "together" else ():
            found = next((match for _, match in found_in(leaf.text, wanted)), None)
            if found and "parts" in leaf.loc:
                yield leaf.find(f"'{found[0]}' asks for a private answer, and this worksheet is shared", "Ask it in an exercise done alone.", near=found[0])


def careful_missing(desk: Desk) -> Iterator[Find]:
    """An exercise on hard ground says when to skip or pause it."""
    for file, loc, exercise in desk.exercises:
        if exercise.touches and not exercise.careful:
            yield Find(file, (*loc, "touches"), f"'{exercise.id}' touches {' and '.join(exercise.touches)}, but has no 'careful'",
                       "Add a line 'careful: …' that says when to skip or pause it.")


def never_pauses(desk: Desk) -> Iterator[Find]:
    """A page with an exercise on hard ground says when to pause or stop, or leads to a page that does."""
    wanted = phrases(desk, "pause")
    for file in desk.chapters if "wording" not in desk.unread else ():
        value = file.value
        text = value.go_carefully if isinstance(value, Recommendation) else "\n\n".join(text for _, text in running(value))
        if any(exercise.touches for exercise in value.exercises) and not _pauses(text, wanted, desk.known.pages):
            yield Find(file, ("go_carefully",), "an exercise here goes near hard ground, so 'go_carefully' says when to pause or stop",
                       "Say it there, or link to a page that helps.")


def _pauses(text: str, wanted: list[Phrase], pages: frozenset[str]) -> bool:
    return any(target in pages for _, target in links(text)) or any(True for _ in found_in(text, wanted))


def no_question(desk: Desk) -> Iterator[Find]:
    """Each role is asked something: a question of its own, or one for each."""
    for file, role in _roles(desk):
        if not {role.id, "each"} & {one.role for one in file.value.reflection}:
            yield Find(file, ("reflection",), f"no question is for '{role.id}'", "Add one, or one for 'each'.")


def none_alone(desk: Desk) -> Iterator[Find]:
    """Each role of the guide finds an exercise that can be done alone."""
    for file, role in _roles(desk):
        alone = (one for one in file.value.exercises if one.setting == "alone")
        if not any({role.id, "everyone"} & set(one.roles) for one in alone):
            yield Find(file, ("exercises",), f"no exercise can be done alone by '{role.id}'", "Add one, or open one to 'everyone'.")


def _roles(desk: Desk) -> Iterator[tuple[File, Role]]:
    for file in desk.recommendations:
        if file.bound:
            yield from ((file, role) for role in file.bound.guide.roles)


def no_gap(desk: Desk) -> Iterator[Find]:
    """A sentence to finish has a gap."""
    for file, loc, part in _parts(desk):
        for index, frame in enumerate(part.frames if isinstance(part, Sentences) else ()):
            if GAP not in frame:
                yield Find(file, (*loc, "frames", index), "this sentence has no gap", f"Write {GAP} where the reader writes.")


def no_rows(desk: Desk) -> Iterator[Find]:
    """A table, log or plan has rows to write in."""
    for file, loc, part in _parts(desk):
        rows = {Table: ("headings", "rows"), Log: ("days", "entries"), Plan: ("situations", "rows")}.get(type(part))
        if rows and not any(getattr(part, key) for key in rows):
            yield Find(file, loc, f"'{part.id}' has no rows", f"Give it '{rows[0]}', or blank ones with '{rows[1]}'.")


def _parts(desk: Desk) -> Iterator[tuple[File, Loc, AnyPart]]:
    for file, loc, exercise in desk.exercises:
        yield from ((file, (*loc, "parts", index), part) for index, part in enumerate(exercise.parts))


RULES: dict[str, Rule] = {
    "joint-privacy": joint_privacy,
    "joint-private": joint_asks_private,
    "careful-missing": careful_missing,
    "pause-missing": never_pauses,
    "question-missing": no_question,
    "alone-missing": none_alone,
    "gap-missing": no_gap,
    "rows-missing": no_rows,
}
