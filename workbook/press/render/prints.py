"""What is printed: one worksheet, a packet, a workbook, as HTML for the printer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import segno
from markupsafe import Markup

from ..model import Exercise, Guide, Packet, Page, Recommendation
from ..plan import Artifact, exercises, packet_named
from ..scope import Book, Scope, Sheet
from ..views import marks
from .reckon import fitting
from .shared import Shared


def _print(shared: Shared, artifact: Artifact, scope: Scope) -> dict[str, Any]:
    context = shared.context(artifact, scope)
    context["qr"] = lambda url: _code(shared, url)
    context["short_address"] = lambda url: _short(shared, url)
    context["number_of"] = marks(shared.catalog, artifact.language, context["bound"]).get
    context["chapter"] = lambda page: shared.about(page, context)
    context["address"] = lambda name: shared.catalog.url(artifact.language, artifact.guide, name)
    context["fitting"] = lambda exercise: fitting(exercise, context["bound"].guide)
    context["motif_of"] = lambda holder, exercise: _motif(holder, exercise, context["bound"].guide)
    return context


def _motif(holder: Recommendation | Page, exercise: Exercise, guide: Guide) -> str:
    """The drawing over an exercise: that of its page, or else of its stage; empty where there is neither."""
    stages = [stage.drawing for stage in guide.stages if stage.id == exercise.card.stage]
    drawing = next((one for one in (holder.drawing, *stages) if one), None)
    return f"docs/assets/drawings/{drawing.file}.svg" if drawing else ""


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
    """A worksheet's inside; the same for all editions on paper, and for all forms, so it is made twice."""
    key = (artifact.language, artifact.guide, exercise.id, level, bool(artifact.edition and artifact.edition.fillable))
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
    by_id = {e.id: (p, e) for p, e in exercises(context["bound"])}
    chosen = [by_id[name] for name in packet.worksheets]
    joint = any(exercise.is_joint for _, exercise in chosen)
    context.update(packet=packet, joint=joint, chosen=[(p, e, _sheet(shared, artifact, e, 2, context)) for p, e in chosen])
    return shared.env.get_template("print/packet.html").render(context)


def workbook(shared: Shared, artifact: Artifact) -> str:
    scope = Book(shared.catalog, artifact, shared.labels[artifact.language])
    context = _print(shared, artifact, scope)
    bound, library = context["bound"], context["library"]
    pages = {p.id: p for p in (*library.pages, *bound.pages)}
    counselors = bound.guide.counselors if artifact.edition and artifact.edition.counselor else []
    before, after, last = ([pages[name] for name in names if name in pages] for names in (bound.guide.before, bound.guide.after, counselors))
    context.update(before=before, after=after, counselor_pages=last, within=scope.within)
    return shared.env.get_template("print/workbook.html").render(context)
