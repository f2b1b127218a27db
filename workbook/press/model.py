"""What a library holds: guides, recommendations, exercises, pages, and the data beside them.

``source`` makes these from YAML; everything after only reads them. None of these ever changes. Rules that
need more than one value (an id that must exist, a helpline that is too old) are in ``check``.
"""

from __future__ import annotations

from pydantic import ConfigDict

from .bound import Bound
from .content import (
    Card, Claim, Drawing, Example, Exercise, InShort, Page, Privacy, Recommendation, Reflection, Related, Section,
    Setting, Show, Theme,
)
from .data import (
    Helpline, LibrarySettings, PracticeCard, ReadingLimits, Reference, SearchRule, Term, WordingRule,
)
from .guide import (
    Answer, Cover, Door, Guide, Packet, Question, Review, Role, Stage,
)
from .types import Piece


class Library(Piece):
    """One language: settings, shared data, and every guide with its recommendations and pages."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    settings: LibrarySettings
    helplines: list[Helpline]
    glossary: list[Term]
    references: list[Reference]
    wording: list[WordingRule]
    guides: list[Bound]
    pages: list[Page]
    search: list[SearchRule] = []


__all__ = [
    "Answer",
    "Bound",
    "Card",
    "Claim",
    "Cover",
    "Door",
    "Drawing",
    "Example",
    "Exercise",
    "Guide",
    "Helpline",
    "InShort",
    "Library",
    "LibrarySettings",
    "Packet",
    "Page",
    "PracticeCard",
    "Privacy",
    "Question",
    "ReadingLimits",
    "Recommendation",
    "Reference",
    "Reflection",
    "Related",
    "Review",
    "Role",
    "SearchRule",
    "Section",
    "Setting",
    "Show",
    "Stage",
    "Term",
    "Theme",
    "WordingRule",
]
