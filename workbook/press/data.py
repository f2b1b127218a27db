"""What a language's guides share: helplines, glossary, references, wording, search, settings.

Part of the model; ``model`` gathers it with ``content`` and ``guide``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from .types import Day, Id, Line, Number, Piece, Text


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

    ``skip`` are left out, ``ending`` are cut from a word so that its forms meet, each ``person`` tells who
    does or has what is said next ("I cheated" or "he cheated"), ``alike`` mean much the same here,
    of ``same`` it makes no difference which one is used, ``cue`` lead to the page ``to``, and ``urgent`` always bring that page first.
    """

    id: Id
    kind: Literal["skip", "ending", "person", "alike", "same", "cue", "urgent"]
    words: Annotated[list[Line], Field(min_length=1)] = Field(description="Words or short phrases, in small letters.")
    to: Id | None = Field(None, description="For cues and urgent words: the page that they lead to.")


class ReadingLimits(Piece):
    """The hardest a page's running text may be, by the formulas made for its language; left out where there is none."""

    grade: Annotated[float, Field(gt=0)] | None = Field(None, description="English: Flesch-Kincaid grade, at most.")
    smog: Annotated[float, Field(gt=0)] | None = Field(None, description="English: SMOG grade, at most.")
    fernandez_huerta: Annotated[float, Field(gt=0)] | None = Field(None, description="Spanish: Fernández-Huerta ease of reading, at least.")
    crawford: Annotated[float, Field(gt=0)] | None = Field(None, description="Spanish: Crawford's years of schooling, at most.")


class PracticeCard(Piece):
    """practice.yaml: who hands the pages out. Nothing in it is about a client."""

    name: Line = Field(description="The practice's name, as it is printed.")
    contact: list[Line] = Field(default=[], max_length=6, description="Ways to reach it, a line each: address, telephone, site.")
    logo: Line | None = Field(None, description="A picture beside this file or in the project: PNG or JPEG in RGB, or SVG; up to 1 MB.")


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
