"""What an author may write: paragraphs, bold, italics, lists, links and citations. Nothing else gets through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ..plain import links
from .desk import ID, Desk, Find, Rule

REFUSED: dict[str, tuple[str, str, str]] = {
    "markup-html": (r"<[a-zA-Z/!?][^>\n]{0,40}>?|&(?:\w{2,12}|#\w{1,8});", "HTML is not used here", "Write plain words, or Markdown."),
    "markup-image": (r"!\[", "pictures do not stand in a text", "Use the page's 'drawing'."),
    "markup-heading": (r"^[ \t]{0,3}#{1,6}[ \t]|^[ \t]{0,3}(?:=+|-{2,}|\*{3,}|_{4,})[ \t]*$", "headings and rulers do not stand in a text",
                       "Begin a section with a heading of its own."),
    "markup-table": (r"^[ \t]*\||^[ \t]*:?-{3,}:?[ \t]*\|", "tables do not stand in a text", "Use a list, or a writing part of the kind 'table'."),
    "markup-nested": (r"^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+){3}|^[ \t]{8,}(?:[-*+]|\d{1,9}[.)])[ \t]", "a list stands in a list in a list",
                      "Two levels are the most that can be followed."),
    "markup-braces": (r"[{}]", "braces are not used here", "Nothing is filled in by the site; write the words."),
}
_ADDRESS = re.compile(r"(?<!\w)(?<!\]\()(?:https?:|www\.)[^\s)\]]*[^\s)\].,;:!?'\"]", re.IGNORECASE)
NO_LETTERS = "\n\t\u00ad\u200b\u200c\u200d\u200e\u200f"  # they lead others, and are not drawn
MAY_POINT_AWAY = (("", "helplines"), ("", "references"))


def refused(desk: Desk, code: str) -> Iterator[Find]:
    """A text holds no markup that site, print and form could not all show."""
    pattern, message, hint = REFUSED[code]
    for leaf in desk.prose:
        found = re.search(pattern, leaf.text, re.MULTILINE)
        if found:
            yield leaf.find(message, hint, near=found[0].strip())


def _addresses(text: str) -> list[tuple[str, str]]:
    """Every address in a text that is no id, and words by which it is found."""
    linked = [(target, f"]({target}") for _, target in links(text) if not ID.fullmatch(target)]
    return linked + [(address, address) for address in _ADDRESS.findall(text)]


def outside(desk: Desk) -> Iterator[Find]:
    """A link leads to a page of this site; only helplines and references lead away, and safely."""
    for leaf in desk.prose:
        away = leaf.file.key in MAY_POINT_AWAY
        for address, near in _addresses(leaf.text):
            if not (away and address.lower().startswith("https://")):
                yield leaf.find(f"'{address}' is not a page of this site",
                                "Link to a page by its id; helplines.yaml and references.yaml may hold https addresses.", near=near)


def not_in_print(desk: Desk) -> Iterator[Find]:
    """A guide holds no letter that is in none of the fonts for print."""
    if desk.letters is None:
        return
    known = desk.letters.union(map(ord, NO_LETTERS))
    for leaf in desk.prose:
        if leaf.file.bound and not known.issuperset(map(ord, leaf.text)):
            missing = next(letter for letter in leaf.text if ord(letter) not in known)
            yield leaf.find(f"'{missing}' cannot be printed: none of the fonts has it", "Write a word.", near=missing)


RULES: dict[str, Rule] = {**{code: partial(refused, code=code) for code in REFUSED}, "link-outside": outside, "letter-missing": not_in_print}
