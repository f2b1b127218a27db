"""Data for the site's scripts: what the search knows, and the worksheets outside their pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model import Bound, Exercise, Page, Recommendation
from ..plain import plain
from ..plan import Artifact, exercises
from ..scope import Sheet
from ..search import search_data
from ..views import role_names
from .shared import Shared


def search(shared: Shared, artifact: Artifact) -> str:
    return "window.twoLinesSearch = " + _json(search_data(shared.catalog, artifact.language, shared.labels[artifact.language])) + ";\n"


def builder(shared: Shared, artifact: Artifact) -> str:
    """What is known of worksheets, for packets and for printing what was written; a page's questions; guides."""
    made: dict[str, Any] = {"language": artifact.language, "guides": [], "worksheets": [], "questions": []}
    for bound in shared.catalog.library(artifact.language).guides:
        context = _context(shared, artifact.language, bound)
        made["guides"].append(_guide(shared, bound, context))
        made["worksheets"] += [_worksheet(shared, bound, page, one, context) for page, one in exercises(bound)]
        made["questions"] += [_questions(shared, bound, page, context) for page in bound.recommendations]
    return "window.twoLinesWorksheets = " + _json(made) + ";\n"


def sheets(shared: Shared, artifact: Artifact) -> str:
    """The markup of a guide's worksheets, by id: read where one of them is drawn."""
    bound = shared.catalog.bound(artifact.language, artifact.guide)
    context = _context(shared, artifact.language, bound)
    made = {exercise.id: str(shared.exercise(exercise, 2, context)) for _, exercise in exercises(bound)}
    return f"(window.twoLinesSheets = window.twoLinesSheets || {{}})[{_json(artifact.guide)}] = {_json(made)};\n"


def _context(shared: Shared, language: str, bound: Bound) -> dict[str, Any]:
    """Where these worksheets stand: on no page of their own, so no links."""
    standing = Artifact("page", "", language, bound.guide.id)
    context = shared.context(standing, Sheet(shared.catalog, standing, shared.labels[language]))
    return {**context, "short_address": lambda url: "", "url": None}


def _guide(shared: Shared, bound: Bound, context: Mapping[str, Any]) -> dict[str, Any]:
    guide = bound.guide
    return {"id": guide.id, "title": guide.menu, "version": guide.review.version, "safety": guide.safety_line,
            "alone": guide.alone_line,
            "imprint": shared.env.get_template("print/_imprint.html").render(context),
            "roles": [{"id": role.id, "name": role.name} for role in guide.roles],
            "stages": [{"id": stage.id, "name": stage.name} for stage in guide.stages],
            "packets": [{"id": one.id, "title": one.title, "purpose": one.purpose, "worksheets": one.worksheets} for one in guide.packets]}


def _worksheet(shared: Shared, bound: Bound, page: Recommendation | Page, exercise: Exercise, context: Mapping[str, Any]) -> dict[str, Any]:
    guide, language, t = bound.guide.id, context["library"].settings.language, context["t"]
    files = shared.catalog.prints.get((language, guide, "worksheet", exercise.id), [])
    return {"id": exercise.id, "guide": guide, "title": exercise.title, "purpose": plain(exercise.purpose), "page": page.menu or page.title,
            "url": shared.catalog.url(language, guide, exercise.id), "roles": exercise.roles, "setting": exercise.setting,
            "who": role_names(exercise.roles, bound, t, exercise.setting), "minutes": exercise.minutes, "privacy": exercise.privacy,
            "stage": exercise.card.stage, "joint": exercise.is_joint, "card": _card(exercise),
            "files": {a.edition.id: a.url for a in files if a.edition}}


def _card(exercise: Exercise) -> dict[str, str]:
    """What a counselor reads before a worksheet is handed out."""
    card = exercise.card
    return {"goal": plain(card.goal), "use_when": plain(card.use_when), "avoid_when": plain(card.avoid_when), "ask_after": plain(card.ask_after)}


def _questions(shared: Shared, bound: Bound, page: Recommendation, context: Mapping[str, Any]) -> dict[str, Any]:
    """A page's reflection, by the names that its fields have on the page."""
    url = shared.catalog.url(context["library"].settings.language, bound.guide.id, page.id)
    ask = [{"name": f"{page.id}--reflection--{place}", "ask": plain(one.ask)} for place, one in enumerate(page.reflection, 1)]
    return {"id": page.id, "guide": bound.guide.id, "title": page.title, "url": f"{url}#reflection", "ask": ask}


def _json(value: Any) -> str:
    """JSON that may stand in a script: no closing tag, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("<!--", "\\u003c!--").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
