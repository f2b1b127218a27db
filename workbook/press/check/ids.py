"""Ids: each stands for one thing, and each that is named exists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..model import (
    Answer,
    Card,
    Claim,
    Door,
    Exercise,
    Guide,
    LibrarySettings,
    Packet,
    Page,
    Recommendation,
    Reflection,
    Related,
    SearchRule,
    Section,
    Stage,
)
from ..plain import citations, links
from ..problems import suggest
from ..types import Piece
from .desk import ID, Desk, Find, Leaf, Rule

NAMES_A: dict[tuple[type[Piece], str], str] = {
    (Related, "to"): "pages", (Door, "to"): "pages", (Door, "read"): "pages", (Answer, "toward"): "pages",
    (Stage, "read"): "pages", (SearchRule, "to"): "pages", (LibrarySettings, "footer"): "shared",
    (Recommendation, "stages"): "stages", (Card, "stage"): "stages",
    (Exercise, "roles"): "roles", (Packet, "roles"): "roles", (Section, "roles"): "roles",
    (Reflection, "role"): "roles", (Door, "role"): "roles",
    (Packet, "worksheets"): "worksheets", (Claim, "cite"): "references",
}
ALSO: dict[tuple[type[Piece], str], set[str]] = {
    (Exercise, "roles"): {"everyone"}, (Packet, "roles"): {"everyone"}, (Reflection, "role"): {"each", "together"},
}
NOUNS = {"pages": "page", "shared": "page of the whole site", "stages": "stage", "roles": "role", "worksheets": "exercise", "references": "reference"}
OF_FILES = ("pages", "shared")  # a page is called as its file; all else is called something inside a file
GLOSSARY = "glossary"


def _group(leaf: Leaf) -> tuple[object, ...]:
    """Among which things an id has to be the only one of its name."""
    linked = isinstance(leaf.owner, Guide | Recommendation | Page | Exercise)
    return ("link",) if linked else (leaf.file.key, *leaf.loc[:-2])


def twice(desk: Desk) -> Iterator[Find]:
    """An id stands for one thing only, in what all guides share and in each guide."""
    leaves = (*desk.shared.leaves, *desk.leaves) if desk.shared else desk.leaves
    first: dict[tuple[object, ...], Leaf] = {}
    for leaf in leaves:
        before = first.setdefault((*_group(leaf), leaf.text), leaf) if leaf.name == "id" else leaf
        if before is not leaf:
            positions = before.file.source.positions[before.file.key]
            yield leaf.find(f"the id '{leaf.text}' is taken", f"It stands first in {positions.path}, line {positions.at(before.loc)[0]}.")


def listed_twice(desk: Desk) -> Iterator[Find]:
    """A list names an id once."""
    seen: set[tuple[object, ...]] = set()
    for leaf in desk.leaves:
        key = (leaf.file.key, leaf.loc[:-1], leaf.text)
        if leaf.sort == "id" and isinstance(leaf.loc[-1], int) and key in seen:
            yield leaf.find(f"'{leaf.text}' stands twice in '{leaf.name}'", "Keep one of the two.")
        seen.add(key)


def unknown(desk: Desk, sort: str) -> Iterator[Find]:
    """Whatever is named by its id exists."""
    for leaf in desk.leaves if sort in OF_FILES or not desk.unread else ():
        place = (type(leaf.owner), leaf.name)
        if NAMES_A.get(place) == sort:
            known = getattr(desk.known, sort) | ALSO.get(place, set())
            if leaf.text not in known:
                yield leaf.find(f"there is no {NOUNS[sort]} '{leaf.text}'", suggest(leaf.text, known))


def unknown_pages(desk: Desk) -> Iterator[Find]:
    """What is named or linked to exists: a page, or in a text an exercise too. A link to the glossary explains a word."""
    yield from unknown(desk, "pages")
    yield from unknown(desk, "shared")
    for leaf in desk.naming:
        known = desk.known.links
        for words, target in links(leaf.text):
            if target not in known | {GLOSSARY} and ID.fullmatch(target):
                yield leaf.find(f"there is no page '{target}'", suggest(target, known), near=f"[{words}]({target}")


def unknown_references(desk: Desk) -> Iterator[Find]:
    """Every source that is cited is in references.yaml."""
    yield from unknown(desk, "references")
    for leaf in desk.naming:
        known = desk.known.references
        for one in citations(leaf.text):
            if one not in known:
                yield leaf.find(f"there is no reference '{one}'", suggest(one, known), near=f"@{one}")


def related_to_itself(desk: Desk) -> Iterator[Find]:
    """What to read next is another page."""
    for leaf in desk.leaves:
        if isinstance(leaf.owner, Related) and leaf.name == "to" and leaf.text == leaf.file.value.id:
            yield leaf.find("a page is not related to itself", "Name another page, or take the entry out.")


def undefined_terms(desk: Desk) -> Iterator[Find]:
    """A word that is marked as explained is in the glossary."""
    library = desk.source.library
    terms = {form.casefold() for term in library.glossary for form in (term.id, term.term, *term.forms)}
    itself = {name.casefold() for page in library.pages if page.id == GLOSSARY for name in (page.id, page.title, page.menu)}
    for leaf in desk.naming:
        for words, target in links(leaf.text):
            if target == GLOSSARY and words.casefold() not in terms | itself:
                yield leaf.find(f"'{words}' is not in the glossary", suggest(words.casefold(), terms), near=f"[{words}]")


def clashing_forms(desk: Desk) -> Iterator[Find]:
    """A word of a text leads to one entry of the glossary."""
    entries = [leaf for leaf in desk.leaves if leaf.file.key == ("", GLOSSARY) and leaf.name in ("term", "forms")]
    first: dict[str, Leaf] = {}
    for leaf in entries:
        before = first.setdefault(leaf.text.casefold(), leaf)
        if before is not leaf:
            yield leaf.find(f"'{leaf.text}' stands for '{before.owner.id}' already", "Keep it in one entry.")  # type: ignore[attr-defined]


RULES: dict[str, Rule] = {
    "id-twice": twice,
    "listed-twice": listed_twice,
    "page-unknown": unknown_pages,
    "stage-unknown": partial(unknown, sort="stages"),
    "role-unknown": partial(unknown, sort="roles"),
    "worksheet-unknown": partial(unknown, sort="worksheets"),
    "cite-unknown": unknown_references,
    "related-self": related_to_itself,
    "term-unknown": undefined_terms,
    "term-clash": clashing_forms,
}
