"""What a library holds: guides, recommendations, exercises, pages, and the data beside them.

``source`` makes these from YAML; everything after only reads them. All are frozen. Rules that
need more than one value (an id that must exist, a helpline that is too old) are in ``check``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from .parts import AnyPart
from .types import Day, Id, Line, Number, Piece, Text

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


class Helpline(Piece):
    """One line to call; published only when its source was read."""

    id: Id
    place: Line
    name: Line
    what_for: Line
    reach: Annotated[list[Line], Field(min_length=1)] = Field(description="Ways to reach it, such as 'Call or text 988'.")
    dial: list[Number] = Field(default=[], description="Numbers to call, as they stand in 'reach'; on a phone, a tap calls them.")
    hours: Line | None = None
    on_sheets: Line | None = Field(None, description="A short form for the foot of every worksheet; leave out for most lines.")
    kind: Literal["crisis", "abuse", "sexual-assault", "finder", "emergency"]
    source: Line
    checked: Day

    @field_validator("dial")
    @classmethod
    def _stands_in_reach(cls, numbers: list[str], made: ValidationInfo) -> list[str]:
        for number in numbers:
            if not any(number in way for way in made.data.get("reach", [])):
                raise ValueError(f"holds {number}, which 'reach' does not; write it the same in both")
        return numbers


class Term(Piece):
    """A word of the field in plain words."""

    id: Id
    term: Line
    forms: list[Line] = Field(default=[], description="Other forms in which it stands in a text, such as plurals.")
    means: Text


class Reference(Piece):
    """A source, with how it was verified."""

    id: Id
    citation: Text = Field(description="In full; *italics* for journals and books.")
    short: Line = Field(description="As it stands in a sentence: Abrahamson and others, 2012.")
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,}/\S+$")] | None = None
    verified: Literal["V", "V/m"]
    seen: Text = Field(description="Where and how it was seen.")


class WordingRule(Piece):
    """Words that the checks look for, and what to write instead.

    ``label``, ``promise``, ``framing`` and ``debris`` are not used at all; ``private-ask`` is not asked on a
    joint worksheet; ``figure`` needs a source; one of ``pause`` stands in 'go_carefully' near hard ground.
    """

    id: Id
    kind: Literal["label", "promise", "framing", "debris", "private-ask", "figure", "pause"]
    phrases: Annotated[list[Line], Field(min_length=1)] = Field(description="Whole words, in any case; # stands for any number.")
    instead: Line = Field(description="What to write instead.")


class SearchRule(Piece):
    """How the search understands words as they are typed in distress; none of these is ever shown.

    ``skip`` are left out, ``ending`` are cut from a word so that its forms meet, ``alike`` mean much the same here,
    of ``same`` it makes no difference which one is used, ``cue`` lead to the page ``to``, and ``urgent`` always bring that page first.
    """

    id: Id
    kind: Literal["skip", "ending", "alike", "same", "cue", "urgent"]
    words: Annotated[list[Line], Field(min_length=1)] = Field(description="Words or short phrases, in small letters.")
    to: Id | None = Field(None, description="For cues and urgent words: the page that they lead to.")


class ReadingLimits(Piece):
    """The hardest a page's running text may be, by the formulas made for its language; left out where there is none."""

    grade: Annotated[float, Field(gt=0)] | None = Field(None, description="English: Flesch-Kincaid grade, at most.")
    smog: Annotated[float, Field(gt=0)] | None = Field(None, description="English: SMOG grade, at most.")
    fernandez_huerta: Annotated[float, Field(gt=0)] | None = Field(None, description="Spanish: Fernández-Huerta ease of reading, at least.")
    crawford: Annotated[float, Field(gt=0)] | None = Field(None, description="Spanish: Crawford's years of schooling, at most.")


class LibrarySettings(Piece):
    """library.yaml: one language's guides, and what they share."""

    name: Line
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
    language_name: Line
    direction: Literal["ltr", "rtl"] = "ltr"
    translates: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] | None = Field(
        None, description="The language that this library is translated from. What is not translated yet leads there.")
    tagline: Line
    reading: ReadingLimits | None = None
    longer: Annotated[float, Field(ge=1, le=2)] = Field(
        1.0, description="How many words this language needs where English needs one; the longest that a part may be grows with it.")
    discreet_title: Line = Field(description="What the browser's tab says.")
    guides: Annotated[list[Id], Field(min_length=1)]
    pages: list[Id] = Field(default=[], description="Pages of the whole site: files in pages/.")
    footer: list[Id] = Field(default=[], description="Pages named at the foot of every page.")


class Library(Piece):
    """One language: settings, shared data, and every guide with its recommendations and pages."""

    settings: LibrarySettings
    helplines: list[Helpline]
    glossary: list[Term]
    references: list[Reference]
    wording: list[WordingRule]
    guides: list[Bound]
    pages: list[Page]
    search: list[SearchRule] = []


class Bound(Piece):
    """A guide bound together with its recommendations and pages, in order."""

    guide: Guide
    recommendations: list[Recommendation]
    pages: list[Page]


Library.model_rebuild()
