"""The labels of one language: workbook/locale/<lang>.yaml, read with positions like all words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .problems import Problem, Problems
from .yaml_positions import Positions, Seen, read_yaml

Loc = tuple[str, ...]
_SHAPES = {str: "one line of words", list: "a list", dict: "keys with words under them"}
_GAP = re.compile(r"\{\w*\}")
_seen: Seen = {}  # they are asked for several times in a run


def open_labels(root: Path, language: str) -> tuple[dict[str, Any], Positions]:
    """The labels of ``language`` and where each stands. Raises Problems where there are none to be read."""
    path = root / "workbook" / "locale" / f"{language}.yaml"
    name = path.relative_to(root).as_posix()
    labels, positions, found = read_yaml(path, name, _seen)
    if found or not isinstance(labels, dict):
        raise Problems(found or [Problem(name, 1, 1, "shape", "holds no labels", "Copy the labels of another language.")])
    return labels, positions


def _faults(wanted: dict[str, Any], given: dict[str, Any], above: Loc = ()) -> Iterator[tuple[Loc, str]]:
    for key, value in wanted.items():
        if key not in given:
            yield above, f"the label '{'.'.join((*above, key))}' is missing"
        elif type(value) is not type(given[key]):
            yield (*above, key), f"the label '{'.'.join((*above, key))}' takes {_SHAPES.get(type(value), 'something else')}"
        elif isinstance(value, dict):
            yield from _faults(value, given[key], (*above, key))
        else:
            yield from _misfits(value, given[key], (*above, key))


def _misfits(value: Any, given: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, list) and len(value) != len(given):
        yield loc, f"the label '{'.'.join(loc)}' takes {len(value)} entries; here are {len(given)}"
    elif isinstance(value, str) and sorted(_GAP.findall(value)) != sorted(_GAP.findall(given)):
        yield loc, f"the label '{'.'.join(loc)}' takes the gaps {' '.join(_GAP.findall(value)) or '(none)'}"


def read_labels(root: Path, language: str, reference: str) -> dict[str, Any]:
    """The labels of ``language``; every one of the ``reference`` language has to be there, in the same shape.

    Raises Problems where the file is missing, unreadable or lacks a label.
    """
    labels, positions = open_labels(root, language)
    if language != reference:
        found = [positions.problem(loc, "label-missing" if said.endswith("missing") else "label-shape", said, f"Compare with {reference}.yaml.")
                 for loc, said in _faults(open_labels(root, reference)[0], labels)]
        if found:
            raise Problems(found)
    return labels


def written_date(day: date, labels: dict[str, Any]) -> str:
    """A date as this language writes it."""
    return str(labels["date_format"]).format(month=labels["months"][day.month - 1], day=day.day, year=day.year)
