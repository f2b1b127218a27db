"""The labels of one language: workbook/locale/<lang>.yaml, read with positions like all words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from .problems import Problem, Problems
from .yaml_positions import read_yaml


def _missing(wanted: dict[str, Any], given: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for key, value in wanted.items():
        if key not in given:
            found.append((*above, key))
        elif isinstance(value, dict) and isinstance(given[key], dict):
            found += _missing(value, given[key], (*above, key))
    return found


def read_labels(root: Path, language: str, reference: str = "en") -> dict[str, Any]:
    """The labels of ``language``; every key of the ``reference`` language has to be there.

    Raises Problems where the file is missing, unreadable or lacks a key.
    """
    folder = root / "workbook" / "locale"
    path = folder / f"{language}.yaml"
    name = path.relative_to(root).as_posix()
    labels, positions, found = read_yaml(path, name)
    if found or not isinstance(labels, dict):
        raise Problems(found or [Problem(name, 1, 1, "shape", "holds no labels", "Copy workbook/locale/en.yaml.")])
    if language != reference:
        wanted, _, _ = read_yaml(folder / f"{reference}.yaml", reference)
        lacking = _missing(wanted, labels)
        if lacking:
            raise Problems(positions.problem(loc[:-1], "label-missing", f"the label '{'.'.join(loc)}' is missing",
                                             f"Copy its line from {reference}.yaml and translate it.") for loc in lacking)
    return labels


def written_date(day: date, labels: dict[str, Any]) -> str:
    """A date as this language writes it."""
    return str(labels["date_format"]).format(month=labels["months"][day.month - 1], day=day.day, year=day.year)
