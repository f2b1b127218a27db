"""A start for an author: a new guide or recommendation that passes every check and builds at once.

Beside the way through; ``build.py new`` asks it. The words are in templates/new/<language>. A start
is tried out in a copy first. Nothing that exists is changed, but for one more entry in one list.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import yaml

from .check import examine
from .place import put
from .problems import Problem, Problems, Refusal, suggest
from .source import load
from .types import LONGEST_LINE
from .yaml_positions import read_yaml

HANGING = {"the", "a", "an", "of", "to", "in", "on", "at", "and", "or", "with", "my", "your", "our", "i", "out", "for", "do", "el", "la", "los", "las", "de", "y", "con", "mi", "tu"}
LONGEST_NAME = 32  # an id may be longer, but an address that is typed from paper should not be
REFERENCE = "en"
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLAIN = re.compile(r"[^\W\d_][\w’'-]*( [\w’'-]+)+[?!.]?")


@dataclass(frozen=True)
class Start:
    """Files that a start consists of, told from the project's root, and the list that names it."""

    name: str
    files: Mapping[str, str]
    list_file: str
    list_key: str


def id_from(title: str) -> str:
    """A short name made of a title's words; empty where none can be made."""
    bare = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    made = re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", bare)))
    if len(made) > LONGEST_NAME:
        made = made[: LONGEST_NAME + 1].rpartition("-")[0] or made[:LONGEST_NAME]
        while (end := made.rpartition("-"))[2] in HANGING and end[0]:
            made = end[0]
    return made.strip("-")


def _name(title: str, given: str | None) -> str:
    made = id_from(title) if given is None else given
    if len(title) > LONGEST_LINE:
        raise Refusal(f"This title has {len(title)} characters; a title has at most {LONGEST_LINE}, and nine words are enough.")
    if not _ID.fullmatch(made):
        what = f"'{given}' is not a short name" if given is not None else f"No short name can be made from '{title}'"
        raise Refusal(f"{what}. Give one of small letters, digits and hyphens: --id quiet-nights")
    return made


def _text(words: str) -> str:
    """Words as they stand after a key in YAML; in quotes where they could be taken for something else."""
    return words if _PLAIN.fullmatch(words) else json.dumps(words, ensure_ascii=False)


def _short(title: str) -> str:
    """The first words of a title, as a menu may show them; it does not end in the middle of a phrase."""
    words = title.split()[:4]
    while len(words) > 1 and (words[-1].lower() in HANGING or len(title.split()) > 4 and len(words[-1]) < 3):
        words.pop()
    return " ".join(words).rstrip(",;:")


def _value(root: Path, name: str) -> dict[str, Any]:
    """A YAML file as it is. Raises Problems where it cannot be read."""
    value, _, found = read_yaml(root / name, name)
    if found or not isinstance(value, dict):
        raise Problems(found or [Problem(name, 1, 1, "shape", "holds no keys", "Mend it first.")])
    return value


def _first(entries: object, key: str) -> str:
    """The id of the first entry of a list, as it stands in a file that may be half written."""
    one = entries[0] if isinstance(entries, list) and entries else None
    found = one.get(key) if isinstance(one, dict) else one
    return found if isinstance(found, str) else ""


def _cited(root: Path, folder: str) -> str:
    name = f"{folder}/references.yaml"
    found = _first(_value(root, name).get("references"), "id")
    if not found:
        raise Refusal(f"{name} names no source yet. Add one first: each recommendation cites one.")
    return found


def _words(root: Path, language: str, name: str) -> jinja2.Template:
    """A template of templates/new in this language; where there is none, in the one that has all."""
    folder = root / "templates" / "new"
    env = jinja2.Environment(loader=jinja2.FileSystemLoader([folder / language, folder / REFERENCE]),  # noqa: S701  YAML, not HTML
                             undefined=jinja2.StrictUndefined, keep_trailing_newline=True, trim_blocks=True)
    return env.get_template(name)


def _drawn(root: Path, name: str, place: int = 0) -> dict[str, str]:
    """A plain drawing to begin with, where there is none of that name; another one for each place in a guide."""
    path, plain = f"docs/assets/drawings/{name}.svg", sorted((root / "templates/new/drawings").glob("*.svg"))
    return {} if (root / path).exists() else {path: plain[place % len(plain)].read_text("utf-8")}


def _dated(today: date) -> dict[str, str]:
    return {"today": today.isoformat(), "due": (today.replace(day=min(today.day, 28), year=today.year + 1)).isoformat()}


def guide_start(root: Path, language: str, title: str, given: str | None, today: date) -> Start:
    """A guide with one recommendation and the private safety check. Raises Refusal where it cannot be begun."""
    name, folder = _name(title, given), f"workbook/guides/{language}"
    at = f"{folder}/{name}"
    settings = _value(root, f"{folder}/library.yaml")
    context = {"id": name, "title": _text(title), "menu": _text(_short(title)), "drawing": name, **_dated(today),
               "shared": [one for one in settings.get("pages") or [] if isinstance(one, str)], "cover": _text(str(settings.get("discreet_title", name)))}
    guide = _words(root, language, "guide.yaml")
    first = guide.make_module(context).first  # type: ignore[attr-defined]
    chapter = {**context, "id": first["id"], "title": _text(first["title"]), "menu": _text(_short(first["title"])), "stage": "begin",
               "role": "self", "related": "safety-check", "reference": _cited(root, folder)}
    files = {f"{at}/guide.yaml": guide.render(context),
             f"{at}/{first['id']}.yaml": _words(root, language, "recommendation.yaml").render(chapter),
             f"{at}/pages/safety-check.yaml": _words(root, language, "pages/safety-check.yaml").render(context)}
    return _new(root, at, Start(name, {**files, **_drawn(root, name)}, f"{folder}/library.yaml", "guides"))


def recommendation_start(root: Path, language: str, guide: str, title: str, given: str | None, today: date) -> Start:
    """A recommendation at the end of a guide. Raises Refusal where it cannot be begun."""
    name, folder = _name(title, given), f"workbook/guides/{language}"
    there = sorted(path.parent.name for path in (root / folder).glob("*/guide.yaml"))
    if guide not in there:
        raise Refusal(f"There is no guide '{guide}' in {folder}. {suggest(guide, there)}".strip())
    at = f"{folder}/{guide}"
    value = _value(root, f"{at}/guide.yaml")
    others = value.get("recommendations")
    others = others if isinstance(others, list) else []
    related = _first(others[::-1], "id")
    context = {"id": name, "title": _text(title), "menu": _text(_short(title)), "drawing": name, **_dated(today), "related": related,
               "stage": _first(value.get("stages"), "id"), "role": _first(value.get("roles"), "id"), "reference": _cited(root, folder)}
    text = _words(root, language, "recommendation.yaml").render(context)
    files = {f"{at}/{name}.yaml": text, **_drawn(root, name, len(others))}
    return _new(root, f"{at}/{name}.yaml", Start(name, files, f"{at}/guide.yaml", "recommendations"))


def _new(root: Path, at: str, start: Start) -> Start:
    """The start with its list file changed too. Raises Refusal where something of that name is there."""
    if (root / at).exists():
        raise Refusal(f"{at} is there already. Nothing was changed; give another short name with --id.")
    text = (root / start.list_file).read_bytes().decode("utf-8")
    return replace(start, files={**start.files, start.list_file: with_entry(text, start.list_key, start.name, start.list_file)})


def with_entry(text: str, key: str, entry: str, name: str) -> str:
    """A YAML text with one more entry at the end of a list; every other character stays as it was."""
    node = _list_under(yaml.compose(text, Loader=yaml.SafeLoader), key)
    before = [one.value for one in node.value] if node else []
    made = text
    if node is not None and node.flow_style:
        at, between = (node.value[-1].end_mark.index, ", ") if before else (node.start_mark.index + 1, "")
        made = f"{text[:at]}{between}{entry}{text[at:]}"
    elif node is not None:
        made = _after_line(text, node.value[-1].end_mark.line, f"{' ' * node.start_mark.column}- {entry}")
    after = _list_under(yaml.compose(made, Loader=yaml.SafeLoader), key)
    if after is None or [one.value for one in after.value] != [*before, entry]:
        raise Refusal(f"Nothing could be added to '{key}' in {name}. Write it as a list there, then try again.")
    return made


def _list_under(root: yaml.Node | None, key: str) -> yaml.SequenceNode | None:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key and isinstance(value, yaml.SequenceNode)), None)


def _after_line(text: str, number: int, line: str) -> str:
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines[number].endswith("\r\n") else "\n"
    lines[number] = lines[number].rstrip("\r\n") + end
    return "".join([*lines[: number + 1], line + end, *lines[number + 1 :]])


def _told(folder: Path, root: Path, drawings: frozenset[str], today: date) -> list[Problem]:
    try:
        return examine(load(folder, root), today, drawings)
    except Problems as problems:
        return list(problems.found)


def _same(problems: Iterable[Problem]) -> set[tuple[str, str, str]]:
    return {(problem.path, problem.code, problem.message) for problem in problems}


def _try_out(root: Path, language: str, start: Start, drawings: frozenset[str], today: date) -> None:
    """Raises Problems where the start would bring some that were not there before."""
    folder = Path("workbook/guides") / language
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made)
        shutil.copytree(root / folder, copy / folder)
        for name, text in start.files.items():
            put(copy / name, text)
        after = _told(copy / folder, copy, drawings | {start.name}, today)
    known = _same(_told(root / folder, root, drawings, today)) if after else set()
    fresh = [problem for problem in after if _same([problem]) - known]
    if fresh:
        raise Problems(fresh)


def begin(root: Path, language: str, start: Start, drawings: frozenset[str], today: date) -> list[str]:
    """Put a start in place, its list last; returns the files. Raises Problems where it would not pass the checks."""
    _try_out(root, language, start, drawings, today)
    for name, text in start.files.items():
        put(root / name, text)
    return list(start.files)
