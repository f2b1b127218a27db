"""What is asked for by name on the command line: prints, and a packet of worksheets of one guide in an order of one's own.

Used by ``run``; pure, like ``plan``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .model import Bound, Library, Packet
from .plan import EDITIONS, Artifact, exercises
from .problems import Refusal, suggest
from .views import Catalog

NAME = "your-worksheets"


@dataclass(frozen=True)
class Wish:
    """What was asked for: ids in order, an edition, perhaps a title, a guide and a language."""

    worksheets: tuple[str, ...]
    edition: str
    title: str = ""
    guide: str = ""
    language: str = ""


def put_together(wish: Wish, libraries: Sequence[Library], labels: Mapping[str, Mapping[str, Any]]) -> tuple[Artifact, Packet]:
    """The row and the packet for a wish. Raises Refusal where something in it is not there."""
    library = _named(wish.language, libraries)
    bound = _holding(wish, library)
    t = labels[library.settings.language]
    packet = Packet(id=NAME, title=wish.title or t["packet_chosen"], purpose=t["packet_chosen_for"], roles=[role.id for role in bound.guide.roles],
                    worksheets=list(wish.worksheets))
    settings = library.settings
    return Artifact("packet", f"{NAME}.pdf", settings.language, bound.guide.id, NAME, EDITIONS[wish.edition], settings.direction), packet


def cautions(bound: Bound, packet: Packet, labels: Mapping[str, Any]) -> list[str]:
    """What a counselor should know before handing a packet out; the same that the packet builder on the site says."""
    said, chosen = labels["builder"], [exercise for _, exercise in exercises(bound) if exercise.id in packet.worksheets]
    two, single = ([e.title for e in chosen if e.is_joint is joint] for joint in (True, False))
    room = [e.title for e in chosen if e.setting == "with-therapist"]
    readers = {role.id for role in bound.guide.roles for e in chosen if e.privacy == "private" and role.id in e.roles}
    told = []
    if two and single:
        told += [f"{said['piles']} {said['piles_text']}", f"{said['pile_one']} {' · '.join(single)}", f"{said['pile_two']} {' · '.join(two)}"]
    if room:
        told.append(f"{said['room']} {said['room_text']} {' · '.join(room)}")
    return told + [said[name] for name, so in (("two_readers", len(readers) > 1), ("together", two)) if so]


def _named(language: str, libraries: Sequence[Library]) -> Library:
    known = {library.settings.language: library for library in libraries}
    if language and language not in known:
        raise Refusal(f"There is no language '{language}'. {suggest(language, known)}".strip())
    return known[language] if language else libraries[0]


def _holding(wish: Wish, library: Library) -> Bound:
    """The guide that holds every worksheet of the wish."""
    guides = {bound.guide.id: bound for bound in library.guides}
    if wish.guide and wish.guide not in guides:
        raise Refusal(f"There is no guide '{wish.guide}'. {suggest(wish.guide, guides)}".strip())
    looked_in = [guides[wish.guide]] if wish.guide else list(guides.values())
    held = {bound.guide.id: {exercise.id for _, exercise in exercises(bound)} for bound in looked_in}
    for bound in looked_in:
        if set(wish.worksheets) <= held[bound.guide.id]:
            return bound
    known = set().union(*held.values())
    missing = next((name for name in wish.worksheets if name not in known), "")
    if missing:
        raise Refusal(f"There is no worksheet '{missing}'. {suggest(missing, known)}".strip())
    raise Refusal("These worksheets are of more than one guide; make a packet of each.")


def asked_for(catalog: Catalog, only: Sequence[str], editions: Sequence[str], guide: str) -> set[str]:
    """The paths of the prints that were asked for; an empty wish asks for all. Raises Refusal for a name that nothing has."""
    prints = [a for a in catalog.artifacts if a.edition and (not guide or a.guide == guide)]
    if not prints:
        raise Refusal(f"There is no guide '{guide}'. {suggest(guide, {a.guide for a in catalog.artifacts})}".strip())
    known = {a.subject for a in prints}
    for name in only:
        if name not in known:
            own = dict.fromkeys(e.id for lib in catalog.libraries for bound in lib.guides for page, e in exercises(bound) if page.id == name)
            hint = f"The worksheets of that page: {', '.join(own)}." if own else suggest(name, known)
            raise Refusal(f"There is no worksheet or packet '{name}'. {hint}".strip())
    return {a.path for a in prints if (not only or a.subject in only) and (not editions or a.edition and a.edition.id in editions)}
