"""Artifact to text: Markdown pages for the site, HTML for the printer, data for the scripts.

After ``plan``, before ``printer``. A new kind of artifact is a line in ``KINDS`` and a function
in one of the rooms: ``pages``, ``prints``, ``data``; what they share is in ``shared``.
"""

from __future__ import annotations

import traceback

import jinja2

from ..plan import Artifact
from ..problems import Refusal
from . import data, pages, prints
from .shared import Practice, Settings, Shared

KINDS = {
    "home": pages.home,
    "guide": pages.guide,
    "recommendation": pages.page,
    "page": pages.page,
    "worksheet": prints.worksheet,
    "packet": prints.packet,
    "workbook": prints.workbook,
    "search": data.search,
    "builder": data.builder,
    "sheets": data.sheets,
}


class Renderer(Shared):
    """Turns the rows of the plan into text."""

    def render(self, artifact: Artifact) -> str:
        """The text of one artifact. KeyError for a kind that the plan should not hold; Refusal where a template is wrong."""
        try:
            return KINDS[artifact.kind](self, artifact)
        except jinja2.TemplateError as error:
            raise Refusal(f"{_place(error)}: {error.message or error}. site/ is as it was.") from error


def _place(error: jinja2.TemplateError) -> str:
    """The template and the line at which it went wrong."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"templates/{error.name}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f"templates/{frames[-1].filename.rpartition('templates/')[2]}:{frames[-1].lineno}" if frames else "templates"


__all__ = ["KINDS", "Practice", "Renderer", "Settings"]
