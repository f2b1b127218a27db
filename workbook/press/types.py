"""The smallest pieces that every type is made of: ids, lines of text, dates.

First stop on the way through: ``parts`` and ``model`` are built from these.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

LONGEST_TEXT = 20_000
LONGEST_LINE = 400
LONGEST_ID = 48
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|index|assets|print|search)$")


class Piece(BaseModel):
    """A frozen value that knows every one of its keys; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _one_line(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("is empty; write the words, or leave the key out")
    if "\n" in text:
        raise ValueError("has a line break; this goes on one line")
    return text


def _block(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write the words, or leave the key out")
    return text.strip()


def _not_reserved(name: str) -> str:
    if RESERVED.match(name):
        raise ValueError(f"is '{name}', a name the site or an operating system keeps for itself; choose another")
    return name


def _iso_date(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a date; write it as year-month-day, like 2026-11-22") from None


Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=LONGEST_ID,
        description="A permanent short name: small letters, digits and hyphens, like kind-no. "
        "Addresses, file names and form fields are made from it.",
    ),
    AfterValidator(_not_reserved),
]
Line = Annotated[str, Field(max_length=LONGEST_LINE), AfterValidator(_one_line)]
Number = Annotated[str, Field(pattern=r"^\+?\d[\d -]*$", max_length=24, description="A number to dial: digits, spaces and hyphens.")]
Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_block)]
Day = Annotated[
    date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})
]
