"""Every idea of the source text stands in the guide; a page that loses one fails here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "workbook" / "guides" / "en" / "rebuilding-intimacy"
SENTENCES = yaml.safe_load((ROOT / "tests" / "source_text.yaml").read_text("utf-8"))["sentences"]
IN_ORDER = ["gradual", "wounds", "honesty", "therapist", "pace", "emotional-first", "underlying-issues", "patience", "rituals",
            "setbacks", "sexual-pain", "boundaries", "sex-therapy", "small-steps", "different", "may-end"]


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*_`\[\]]|\([a-z-]+\)", "", text)).lower()


@cache
def _words(page: str) -> str:
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            [walk(one) for one in value.values()]
        elif isinstance(value, list):
            [walk(one) for one in value]

    walk(yaml.safe_load((GUIDE / f"{page}.yaml").read_text("utf-8")))
    return _bare(" \n ".join(found))


@pytest.mark.parametrize("sentence", SENTENCES, ids=[s["says"][:60] for s in SENTENCES])
def test_the_idea_of_a_source_sentence_stands_on_its_page(sentence: dict) -> None:
    """No idea of the source text is dropped."""
    for words in sentence["carried"]:
        assert _bare(words) in _words(sentence["page"]), f"{sentence['page']} lost: {words}"


def test_the_sixteen_recommendations_keep_the_source_order() -> None:
    """Pages keep the numbers of the source text."""
    guide = yaml.safe_load((GUIDE / "guide.yaml").read_text("utf-8"))
    assert guide["recommendations"] == IN_ORDER
    assert list(dict.fromkeys(s["page"] for s in SENTENCES if s["page"] != "guide")) == IN_ORDER
