"""Words that are not used, and figures that need a source. The words themselves are data: wording.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from ..model import Claim, WordingRule
from ..plain import citations, paragraphs, plain
from .desk import Desk, Find, Leaf, Rule

REFUSED = ("label", "promise", "framing", "debris")
_NUMBER = r"\d+(?:[.,]\d+)*"
_PERCENT = re.compile(_NUMBER + r"\s?%")


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as whole words, in any case, over line ends; # stands for any number."""
    body = r"\s+".join(re.escape(word).replace(r"\#", _NUMBER) for word in phrase.split())
    before = r"(?<!\w)" if phrase[0].isalnum() or phrase[0] == "#" else ""
    after = r"(?!\w)" if phrase[-1].isalnum() or phrase[-1] == "#" else ""
    return re.compile(before + body + after, re.IGNORECASE)


class Phrase(NamedTuple):
    """A phrase to look for: the rule it belongs to, its fixed part in small letters, its pattern."""

    rule: WordingRule
    fixed: str
    pattern: re.Pattern[str]


def phrases(desk: Desk, kind: str) -> list[Phrase]:
    """Every phrase of one kind that may stand in what is on the desk."""
    rules = [rule for rule in desk.source.library.wording if rule.kind == kind]
    return [Phrase(rule, fixed(phrase), pattern(phrase)) for rule in rules for phrase in rule.phrases if fixed(phrase) in desk.whole]


def found_in(text: str, wanted: Iterable[Phrase]) -> Iterator[tuple[WordingRule, re.Match[str]]]:
    """Each phrase that stands in a text, once, with its rule; its fixed part is looked for first, which is much quicker."""
    flat = " ".join(text.lower().split())
    for one in wanted:
        if one.fixed in flat and (found := one.pattern.search(text)):
            yield one.rule, found


def fixed(phrase: str) -> str:
    """The longest stretch of a phrase without a number: where it is nowhere, there is no need to look further."""
    return max((" ".join(part.lower().split()) for part in phrase.split("#")), key=len)


def quoted(leaf: Leaf) -> bool:
    """Whether words are not the author's own: a reader's, a source's, a helpline's name."""
    if leaf.file.key == ("", "helplines"):
        return leaf.name != "what_for"
    return leaf.name == "people_also_say" or leaf.file.key in (("", "glossary"), ("", "references"))


def refused(desk: Desk, kind: str) -> Iterator[Find]:
    """No labels, no promises, no blame, no debris."""
    wanted = phrases(desk, kind)
    for leaf in desk.prose if wanted else ():
        for rule, found in found_in("" if quoted(leaf) else f"{leaf.text}\n{plain(leaf.text)}", wanted):
            said = " ".join(found[0].split())
            yield leaf.find(f"'{said}' is not used here", f"Instead: {rule.instead}.", near=said)


def _bare_figures(leaf: Leaf, wanted: list[re.Pattern[str]]) -> Iterator[str]:
    for paragraph in paragraphs(leaf.text):
        if not citations(paragraph):
            yield from (found[0] for found in (one.search(paragraph) for one in wanted) if found)


def uncited_figures(desk: Desk) -> Iterator[Find]:
    """A figure stands beside its source. In a claim its cite serves; exercises and readers' words are free."""
    wanted = [_PERCENT, *(one.pattern for one in phrases(desk, "figure"))]
    for leaf in desk.prose:
        if not (quoted(leaf) or isinstance(leaf.owner, Claim) or "exercises" in leaf.loc):
            for figure in _bare_figures(leaf, wanted):
                said = " ".join(figure.split())
                yield leaf.find(f"the figure '{said}' has no source", "Cite it in the same paragraph, like [@olson-2002].", near=said)


RULES: dict[str, Rule] = {
    **{f"wording-{kind}": partial(refused, kind=kind) for kind in REFUSED},
    "figure-uncited": uncited_figures,
}
