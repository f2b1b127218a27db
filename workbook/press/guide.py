"""What holds a guide together: roles, stages, ways in, packets, review.

Part of the model; ``model`` gathers it with ``content`` and ``data``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .content import Drawing
from .types import Day, Id, Line, Piece, Text


class Role(Piece):
    """Who a reader is in this guide."""

    id: Id
    name: Line = Field(description="As it stands in a sentence, such as 'betrayed partner'.")
    door: Line = Field(description="In the reader's own words, such as 'I was betrayed'.")


class Stage(Piece):
    """A stretch of the way; stages overlap and repeat."""

    id: Id
    name: Line
    text: Text
    drawing: Drawing | None = None
    read: list[Id] = Field(description="What to read in this stage, in order.")


class Door(Piece):
    """One way in from the home page."""

    say: Line = Field(description="In the reader's own words.")
    text: Line
    to: Id = Field(description="The page behind it.")
    read: list[Id] = Field(default=[], description="A reading path, shown on that page.")
    role: Id | None = None


class Answer(Piece):
    """One answer of the finder, and the pages it speaks for."""

    say: Line
    toward: Annotated[list[Id], Field(min_length=1)]
    first: bool = Field(False, description="true: lead straight there, whatever else is answered.")
    weight: Annotated[int, Field(ge=1, le=5)] = Field(1, description="How much it counts against the other answers.")


class Question(Piece):
    """One question of 'where am I now?'."""

    id: Id
    ask: Line
    answers: Annotated[list[Answer], Field(min_length=2, max_length=6)]


class Packet(Piece):
    """Worksheets that belong together, printed as one."""

    id: Id
    title: Line
    purpose: Line
    roles: Annotated[list[Id], Field(min_length=1)]
    worksheets: Annotated[list[Id], Field(min_length=1, max_length=40)]


class Review(Piece):
    """Who wrote it, and whether a clinician has reviewed it. Never more than is so."""

    written_by: Line
    drafted: Day
    due: Day = Field(description="When it is to be looked at again.")
    version: Line
    reviewed_by: Line | None = Field(None, description="A clinician's name and credentials; only once it is true.")
    reviewed_on: Day | None = None


class Cover(Piece):
    """The workbook's outside says nothing to a stranger; the full title stands inside."""

    title: Line
    line: Line
    drawing: Drawing


class Guide(Piece):
    """One question, answered in recommendations."""

    id: Id
    title: Line
    menu: Line
    question: Line
    short_answer: Text
    cover: Cover
    review: Review
    roles: Annotated[list[Role], Field(min_length=1, max_length=4)]
    stages: Annotated[list[Stage], Field(min_length=1, max_length=6)]
    everyone: Line | None = Field(None, description="Whom an exercise is for that any of the roles may do alone, after 'For'; 'either partner' where it is left out.")
    both: Line | None = Field(None, description="Whom an exercise is for that is done together, after 'For'; 'both partners' where it is left out.")
    shared: Line | None = Field(None, description="The mark of an exercise that is made to be shared; 'Made to share with your partner' where it is left out.")
    safety_line: Line = Field(description="Stands on every joint worksheet.")
    alone_line: Line = Field(description="Stands on every other worksheet.")
    doors: Annotated[list[Door], Field(min_length=1, max_length=6)]
    finder: Annotated[list[Question], Field(max_length=6)] = []
    recommendations: Annotated[list[Id], Field(min_length=1, max_length=40)] = Field(description="In order; each is a file <id>.yaml beside this one.")
    before: list[Id] = Field(default=[], description="Pages before the recommendations, on site and paper: files in pages/.")
    after: list[Id] = Field(default=[], description="Pages after them, on site and paper.")
    beside: list[Id] = Field(default=[], description="Pages on the site only.")
    counselors: list[Id] = Field(default=[], description="Pages for counselors: on the site, and in the counselor's edition.")
    packets: list[Packet] = []
