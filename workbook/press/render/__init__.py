"""Artifact to text: Markdown pages for the site, HTML for the printer, data for the scripts.

After ``plan``, before ``printer``. A new kind of artifact is a line in ``KINDS`` and a function
in one of the rooms: ``pages``, ``prints``, ``data``; what they share is in ``shared``.
"""

from __future__ import annotations

from ..plan import Artifact
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
}


class Renderer(Shared):
    """Turns the rows of the plan into text."""

    def render(self, artifact: Artifact) -> str:
        """The text of one artifact. KeyError for a kind that the plan should not hold."""
        return KINDS[artifact.kind](self, artifact)


__all__ = ["KINDS", "Practice", "Renderer", "Settings"]
