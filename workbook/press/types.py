"""The smallest pieces that every type is made of: ids, lines of text, dates.

First stop on the way through: ``parts`` and ``model`` are built from these.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

LONGEST_TEXT = 8_000
LONGEST_LINE = 400
LONGEST_ID = 48
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|index|assets|print|search)$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Control characters, marks that turn the direction of writing around, zero-width spaces, tags, private letters.
# Joiners, single direction marks and soft hyphens are needed to write some languages, and may stand.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]")


class Piece(BaseModel):
    """A frozen value that knows every one of its keys; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _visible(text: str) -> str:
    found = _INVISIBLE.search(text)
    if found:
        raise ValueError(f"holds an invisible character (U+{ord(found[0]):04X}); delete it, or type the words again")
    return text


def _one_line(text: str) -> str:
    text = _visible(text).strip()
    if not text:
        raise ValueError("is empty; write the words, or leave the key out")
    if "\n" in text:
        raise ValueError("has a line break; this goes on one line")
    return text


def _block(text: str) -> str:
    if not _visible(text).strip():
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
        if not _DAY.fullmatch(value):
            raise ValueError
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
