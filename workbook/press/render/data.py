"""Data for the site's scripts: what the search knows, and the worksheets of the packet builder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model import Exercise
from ..plan import Artifact, exercises
from ..scope import Sheet
from ..search import search_data
from .shared import Shared


def search(shared: Shared, artifact: Artifact) -> str:
    return "window.twoLinesSearch = " + _json(search_data(shared.catalog, artifact.language)) + ";\n"


def builder(shared: Shared, artifact: Artifact) -> str:
    library, made = shared.catalog.library(artifact.language), []
    for bound in library.guides:
        standing = Artifact("page", f"guides/{artifact.language}/packet-builder.md", artifact.language, bound.guide.id)
        context = shared.context(standing, Sheet(shared.catalog, standing, shared.labels[artifact.language]))
        for _, exercise in exercises(bound):
            made.append(_builder_entry(shared, bound, exercise, context, artifact))
    return "window.twoLinesWorksheets = " + _json(made) + ";\n"


def _builder_entry(shared: Shared, bound: Any, exercise: Exercise, context: Mapping[str, Any], artifact: Artifact) -> dict[str, Any]:
    files = shared.catalog.prints.get((artifact.language, bound.guide.id, "worksheet", exercise.id), [])
    return {"id": exercise.id, "guide": bound.guide.id, "title": exercise.title, "purpose": exercise.purpose, "roles": exercise.roles,
            "setting": exercise.setting, "minutes": exercise.minutes, "privacy": exercise.privacy, "stage": exercise.card.stage,
            "files": {a.edition.id: a.url for a in files if a.edition}, "html": str(shared.exercise(exercise, 2, context))}



def _json(value: Any) -> str:
    """JSON that may stand in a script: no closing tag, no line separators."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("</", "<\\/").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
