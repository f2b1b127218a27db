"""What a reader reads: pages, recommendations, exercises, and their pieces.

Part of the model; ``model`` gathers it with ``guide`` and ``data``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .parts import AnyPart
from .types import Day, Id, Line, Piece, Text

Setting = Literal["alone", "together", "with-therapist"]
Privacy = Literal["private", "counselor", "partner"]
Theme = Literal["touch", "disclosure", "monitoring", "conflict"]
Show = Literal[
    "helplines", "glossary", "references", "stages", "contents", "worksheets",
    "packets", "counselor-map", "counselor-cards", "downloads", "review", "finder", "builder", "saving",
]


class Card(Piece):
    """What a counselor needs to know before handing an exercise out."""

    goal: Line = Field(description="What it is for, in a counselor's words.")
    stage: Id = Field(description="The stage it suits, by the stage's id.")
    use_when: Line = Field(description="When to use it.")
    avoid_when: Line = Field(description="When not to use it.")
    ask_after: Line = Field(description="One question for the review in session.")


class Exercise(Piece):
    """One exercise; it becomes a worksheet of its own."""

    id: Id
    title: Line
    purpose: Line = Field(description="What it is for, in one sentence.")
    roles: Annotated[list[Id], Field(min_length=1)] = Field(
        description="Who it is for: role ids of the guide, or everyone."
    )
    setting: Setting = Field(description="alone, together, or with-therapist.")
    minutes: Annotated[int, Field(ge=2, le=90)]
    how_often: Line
    need: list[Line] = Field(default=[], max_length=5, description="What to have at hand.")
    privacy: Privacy = Field(description="private, counselor (may share with one), or partner (made to share).")
    touches: list[Theme] = Field(default=[], description="Hard ground it goes near: touch, disclosure, monitoring, conflict.")
    careful: Line | None = Field(None, description="When to skip or pause this exercise; must stand where it touches hard ground.")
    steps: Annotated[list[Line], Field(min_length=1, max_length=7)]
    parts: Annotated[list[AnyPart], Field(min_length=1, max_length=8)]
    sample: Text | None = Field(None, description="A filled-in example, where the form is not obvious.")
    stop: Line = Field(description="How to stop, and what to do then.")
    afterwards: Line = Field(description="What to do with the page afterwards.")
    keep: bool = Field(True, description="false: the site never keeps these answers, even where saving is on.")
    card: Card

    @property
    def is_joint(self) -> bool:
        """Two people use it, or one shows it to the other: it carries the guide's safety line."""
        return self.setting == "together" or self.privacy == "partner"


class Section(Piece):
    """A headed chunk of a page."""

    heading: Line
    roles: list[Id] = Field(default=[], description="Whom it speaks to, where that is one role only.")
    text: Text | None = None
    show: Show | None = Field(None, description="A list made from the data, such as helplines or glossary.")


class InShort(Piece):
    """The two-minute version."""

    message: Text = Field(description="The one message.")
    today: Text = Field(description="One thing to do today.")


class Claim(Piece):
    """One reason, with where it comes from and how far it reaches."""

    claim: Text
    cite: Annotated[list[Id], Field(min_length=1)] = Field(description="Ids from references.yaml.")
    limits: Text = Field(description="Who was studied, how many, and what that does not show.")


class Example(Piece):
    """A short invented scene."""

    title: Line
    text: Text


class Reflection(Piece):
    """One open question."""

    role: Id = Field(description="A role's id, or each (each alone), or together.")
    ask: Line


class Related(Piece):
    """What to read next, and why."""

    to: Id
    because: Line


class Drawing(Piece):
    """A two-lines drawing: docs/assets/drawings/<file>.svg and what it shows."""

    file: Id
    shows: Line = Field(description="What is seen, for someone who cannot see it.")


class Page(Piece):
    """A page that is not a recommendation: safety, first days, about."""

    id: Id
    title: Line
    menu: Line | None = Field(None, description="A shorter name for menus.")
    updated: Day
    in_short: InShort | None = None
    note: Text | None = Field(None, description="A content note that stands before the page.")
    drawing: Drawing | None = None
    sections: list[Section] = []
    exercises: list[Exercise] = []
    go_carefully: Text | None = None
    people_also_say: list[Line] = []
    related: list[Related] = []


class Recommendation(Piece):
    """One of the guide's recommendations, with all its parts."""

    id: Id
    title: Line = Field(description="An action, addressed to the reader; up to nine words.")
    menu: Line = Field(description="The title in one to four words, for menus.")
    updated: Day
    stages: Annotated[list[Id], Field(min_length=1)] = Field(description="The stage it leads in first, then others.")
    lead: Line = Field(description="Who leads, in a few words.")
    drawing: Drawing
    in_short: InShort
    guidance: Annotated[list[Section], Field(min_length=2)]
    why_it_helps: Annotated[list[Claim], Field(min_length=1)]
    not_known: Text = Field(description="What is not known: one or two honest sentences.")
    go_carefully: Text = Field(description="When to pause, skip, or get help instead.")
    example: Example
    reflection: Annotated[list[Reflection], Field(min_length=4, max_length=6)]
    exercises: Annotated[list[Exercise], Field(min_length=2, max_length=3)]
    people_also_say: Annotated[list[Line], Field(min_length=6, max_length=15)]
    related: Annotated[list[Related], Field(min_length=1, max_length=4)]
