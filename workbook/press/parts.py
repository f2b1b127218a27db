"""Writing parts: the pieces of an exercise that someone writes in.

Each part has a ``kind``; ``templates/parts/<kind>.html`` shows it on the site, on paper and
as a form. A new kind is a class here, a line in ``Part`` and a template, nothing else.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .types import Id, Line, Piece, Text


class Part(Piece):
    """What every writing part has."""

    id: Id
    label: Line = Field(description="The question or heading above the space to write.")
    help: Line | None = Field(None, description="One quiet line under the label: what to put here.")


class Note(Part):
    """Words to read in the middle of an exercise; nothing to fill in."""

    kind: Literal["text"]
    text: Text = Field(description="The words, in Markdown.")


class Lines(Part):
    """Ruled lines for a free answer."""

    kind: Literal["lines"]
    lines: Annotated[int, Field(ge=1, le=24)] = Field(description="How many ruled lines on paper.")


class Step(Piece):
    """One step that is written under."""

    say: Line = Field(description="What to do or write at this step.")
    hint: Line | None = Field(None, description="An opening, or a short example, in grey.")
    lines: Annotated[int, Field(ge=0, le=6)] = Field(2, description="Ruled lines under it; 0 for none.")


class Steps(Part):
    """Numbered steps, each with room to write under it."""

    kind: Literal["steps"]
    steps: Annotated[list[Step], Field(min_length=1, max_length=7)]


class Column(Piece):
    """One column of a table or log."""

    name: Line
    width: Annotated[int, Field(ge=1, le=6)] = Field(2, description="How wide, against the other columns.")
    tick: bool = Field(False, description="true: a box to tick in each row, instead of room to write.")


class Table(Part):
    """Columns to fill in; rows with a heading of their own, or blank ones."""

    kind: Literal["table"]
    columns: Annotated[list[Column], Field(min_length=1, max_length=6)]
    headings: list[Line] = Field(default=[], description="Row headings; leave out for blank rows.")
    rows: Annotated[int, Field(ge=0, le=16)] = Field(0, description="Blank rows (after those with headings).")
    lines: Annotated[int, Field(ge=1, le=5)] = Field(2, description="Height of each row, in ruled lines.")


class Checklist(Part):
    """Boxes to tick, as many as fit."""

    kind: Literal["checklist"]
    items: Annotated[list[Line], Field(min_length=1, max_length=14)]
    own: Annotated[int, Field(ge=0, le=5)] = Field(0, description="Blank lines to add one's own, each with a box.")


class Choice(Part):
    """One of several: a ring to mark."""

    kind: Literal["choice"]
    options: Annotated[list[Line], Field(min_length=2, max_length=8)]
    own: bool = Field(False, description="true: a last option with a line to write on.")


class Scale(Part):
    """A row of numbers to ring, for one or more statements."""

    kind: Literal["scale"]
    start: Annotated[int, Field(ge=0, le=1)] = 1
    end: Annotated[int, Field(ge=3, le=10)] = 10
    low: Line = Field(description="What the lowest number means.")
    high: Line = Field(description="What the highest number means.")
    items: list[Line] = Field(default=[], max_length=8, description="Statements; leave out for one row.")


class Sort(Part):
    """Put each thing in one of a few piles."""

    kind: Literal["sort"]
    piles: Annotated[list[Line], Field(min_length=2, max_length=5)]
    items: Annotated[list[Line], Field(min_length=1, max_length=18)]
    own: Annotated[int, Field(ge=0, le=6)] = Field(0, description="Blank rows for one's own.")


class Sentences(Part):
    """Sentences with gaps to finish. A gap is three underscores: ___"""

    kind: Literal["sentences"]
    frames: Annotated[list[Line], Field(min_length=1, max_length=8)]
    lines: Annotated[int, Field(ge=0, le=4)] = Field(0, description="Extra ruled lines under each sentence.")


class Plan(Part):
    """If-then plans: when this happens, then I will do that."""

    kind: Literal["plan"]
    when: Line = Field("If", description="The word or words before the situation.")
    then: Line = Field("Then I will", description="The words before the action.")
    situations: list[Line] = Field(default=[], max_length=6, description="Situations already filled in.")
    rows: Annotated[int, Field(ge=0, le=8)] = Field(0, description="Blank plans after those.")


class Balance(Part):
    """A decision balance: a few ways to go, each weighed under the same heads."""

    kind: Literal["balance"]
    options: Annotated[list[Line], Field(min_length=2, max_length=4)]
    considerations: Annotated[list[Line], Field(min_length=1, max_length=7)]
    lines: Annotated[int, Field(ge=1, le=5)] = 3


class Agreement(Part):
    """What two people agree to, with dates to look at it again and a place for both names."""

    kind: Literal["agreement"]
    terms: Annotated[list[Step], Field(min_length=1, max_length=8)]
    dates: list[Line] = Field(default=[], max_length=4, description="Dates to fill in, such as 'We look at this again on'.")
    signed_by: list[Line] = Field(default=[], max_length=2, description="A line for each person's name.")


class Log(Part):
    """The same few things, written down day after day."""

    kind: Literal["log"]
    columns: Annotated[list[Column], Field(min_length=1, max_length=6)]
    days: list[Line] = Field(default=[], max_length=14, description="Names of the rows, such as Monday to Sunday.")
    entries: Annotated[int, Field(ge=0, le=20)] = Field(0, description="Blank rows that start with a date.")
    lines: Annotated[int, Field(ge=1, le=3)] = 1


class Letter(Part):
    """A letter with its opening and close given, and ruled lines between."""

    kind: Literal["letter"]
    opening: Line
    prompts: list[Line] = Field(default=[], max_length=6, description="Thoughts that may help, shown beside the lines.")
    lines: Annotated[int, Field(ge=3, le=24)]
    closing: Line | None = None


KINDS = (Note, Lines, Steps, Table, Checklist, Choice, Scale, Sort, Sentences, Plan, Balance, Agreement, Log, Letter)

AnyPart = Annotated[
    Note | Lines | Steps | Table | Checklist | Choice | Scale | Sort | Sentences | Plan | Balance | Agreement | Log | Letter,
    Field(discriminator="kind"),
]
