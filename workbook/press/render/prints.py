"""What is printed: one worksheet, a packet, a workbook, as HTML for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import segno
from markupsafe import Markup

from ..model import Exercise, Guide, Packet
from ..plan import Artifact, exercises, packet_named
from ..scope import Book, Scope, Sheet
from .shared import Shared


def _print(shared: Shared, artifact: Artifact, scope: Scope) -> dict[str, Any]:
    context = shared.context(artifact, scope)
    context["qr"] = lambda url: _code(shared, url)
    context["short_address"] = lambda url: _short(shared, url)
    context["chapter"] = lambda page: shared.about(page, context)
    context["lean"] = lambda exercise: lean(exercise, context["bound"].guide)
    context["drawing_path"] = lambda drawing: f"docs/assets/drawings/{drawing.file}.svg"
    return context


def _height(text: str, measure: int, line: float) -> float:
    return -(-len(text) // measure) * line


def lean(exercise: Exercise, guide: Guide) -> str:
    """Which notes stand to the left, so that the two columns of a worksheet's head end at about the same height.

    Reckoned in millimetres from the number of letters; near is enough, since nothing depends on it but the look.
    """
    safety = guide.safety_line if exercise.setting == "together" else guide.alone_line
    left = 10 + _height(exercise.purpose, 56, 5.9) + _height(safety, 60, 5.2) + sum(_height(s, 52, 5.9) + 0.7 for s in exercise.steps)
    right = 23 + 22 + _height(exercise.how_often, 25, 5.2)
    careful, need = exercise.careful or "", " · ".join(exercise.need)
    ways = {}
    for names in ((), ("need-left",), ("go-left",), ("go-left", "need-left")):
        moved = (_height(careful, 64, 5.2) if "go-left" in names else 0) + (_height(need, 56, 5.2) if "need-left" in names else 0)
        kept = (0 if "go-left" in names else _height(careful, 24, 5.2)) + (0 if "need-left" in names else _height(need, 24, 5.2))
        ways[names] = max(left + moved, right + kept)
    return " ".join(min(ways, key=lambda names: (round(ways[names]), len(names))))


def _code(shared: Shared, url: str | None) -> str:
    """A QR code as a data address; empty where the site has no address of its own."""
    if not (shared.settings.site_url and url):
        return ""
    return segno.make(_full(shared, url), error="m", micro=False).svg_data_uri(border=0, dark="#14191c")


def _full(shared: Shared, url: str) -> str:
    return shared.settings.site_url.rstrip("/") + "/" + url.partition("#")[0]


def _short(shared: Shared, url: str | None) -> str:
    return _full(shared, url).partition("://")[2].rstrip("/") if shared.settings.site_url and url else ""


def _sheet(shared: Shared, artifact: Artifact, exercise: Exercise, level: int, context: Mapping[str, Any]) -> Markup:
    """A worksheet's inside; the same for every edition, so it is made once."""
    key = (artifact.language, artifact.guide, exercise.id, level)
    if key not in shared.sheets:
        shared.sheets[key] = shared.exercise(exercise, level, context)
    return shared.sheets[key]


def worksheet(shared: Shared, artifact: Artifact) -> str:
    context = _print(shared, artifact, Sheet(shared.catalog, artifact, shared.labels[artifact.language]))
    holder, exercise = next((p, e) for p, e in exercises(context["bound"]) if e.id == artifact.subject)
    context.update(holder=holder, exercise=exercise, inside=_sheet(shared, artifact, exercise, 1, context),
                   url=shared.catalog.url(artifact.language, artifact.guide, exercise.id))
    return shared.env.get_template("print/worksheet.html").render(context)


def packet(shared: Shared, artifact: Artifact) -> str:
    return packet_of(shared, artifact, packet_named(shared.catalog.bound(artifact.language, artifact.guide), artifact.subject))


def packet_of(shared: Shared, artifact: Artifact, packet: Packet) -> str:
    """A packet, named by the guide or put together on the command line."""
    context = _print(shared, artifact, Sheet(shared.catalog, artifact, shared.labels[artifact.language]))
    by_id = {e.id: e for _, e in exercises(context["bound"])}
    chosen = [by_id[name] for name in packet.worksheets]
    context.update(packet=packet, chosen=[(e, _sheet(shared, artifact, e, 2, context)) for e in chosen],
                   address=lambda name: shared.catalog.url(artifact.language, artifact.guide, name))
    return shared.env.get_template("print/packet.html").render(context)


def workbook(shared: Shared, artifact: Artifact) -> str:
    scope = Book(shared.catalog, artifact, shared.labels[artifact.language])
    context = _print(shared, artifact, scope)
    bound, library = context["bound"], context["library"]
    pages = {p.id: p for p in (*library.pages, *bound.pages)}
    counselors = bound.guide.counselors if artifact.edition and artifact.edition.counselor else []
    context.update(before=[pages[n] for n in bound.guide.before], after=[pages[n] for n in bound.guide.after],
                   counselor_pages=[pages[n] for n in counselors], within=scope.within)
    return shared.env.get_template("print/workbook.html").render(context)
