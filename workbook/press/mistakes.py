"""Pydantic's errors in an author's words; a part of ``source``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from .problems import LONGEST_SHOWN, Problem, shown, suggest
from .yaml_positions import Positions

Loc = tuple[Any, ...]


@cache
def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema()


def _walk(kind: type[BaseModel], loc: Loc) -> tuple[dict[str, Any], Loc]:
    """The schema where ``loc`` points, and ``loc`` as it stands in the file, without pydantic's union tags."""
    schema = node = _schema(kind)
    real: list[Any] = []
    for step in loc:
        node = _resolve(node, schema)
        if isinstance(step, str) and "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][step]}
            continue
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        real.append(step)
    return _resolve(node, schema), tuple(real)


def _resolve(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in node:
        return _resolve(schema["$defs"][node["$ref"].rsplit("/", 1)[1]], schema)
    for option in node.get("anyOf", []):
        if option.get("type") != "null":
            return _resolve(option, schema)
    return node


def told(positions: Positions, kind: type[BaseModel], error: Mapping[str, Any], before: Loc = ()) -> Problem:
    """A pydantic error in an author's words."""
    code, context = error["type"], error.get("ctx", {})
    full = before + _walk(kind, error["loc"])[1]
    name = shown(next((step for step in reversed(full) if isinstance(step, str)), "this"), LONGEST_SHOWN)
    if code == "missing":
        return positions.problem(full[:-1], "key-missing", f"'{name}' is missing", f"Add a line '{name}: …' here.")
    if code == "extra_forbidden":
        known = _walk(kind, error["loc"][:-1])[0].get("properties", {})
        return positions.problem(full, "key-unknown", f"'{name}' is not a key that belongs here", suggest(name, known), key=True)
    if code == "union_tag_not_found":
        return positions.problem(full, "kind-missing", "this part has no 'kind'", "Add a line 'kind: lines', or another kind.")
    if code == "union_tag_invalid":
        kinds = [k.strip(" '") for k in context["expected_tags"].split(",")]
        return positions.problem((*full, "kind"), "kind-unknown", f"'{shown(context['tag'], LONGEST_SHOWN)}' is not a kind of writing part", suggest(context["tag"], kinds))
    return positions.problem(full, *_value_problem(name, error, context))


_KEYS = "keys with values under it"
_SHAPES = {"string_type": "text", "int_type": "a whole number", "float_type": "a number", "list_type": "a list (lines that start with '- ')",
           "bool_type": "true or false", "model_type": _KEYS, "dict_type": _KEYS, "model_attributes_type": _KEYS,
           "date_type": "a date, written like 2026-11-22"}
_BOUNDS = {"ge": "at least", "le": "at most", "gt": "more than"}


_WRITTEN = {"doi": "Write it like 10.1000/182, without an address before it.", "language": "Write it like en, or pt-BR.",
            "dial": "Write digits, spaces and hyphens only."}


def _shape_hint(code: str, value: object) -> str:
    if code == "string_type" and isinstance(value, int | float):
        return "Put quotes around it."
    if code == "string_type" and isinstance(value, dict) and len(value) == 1:
        return "The ': ' made a key of its first words. Put the whole text in single quotes."
    if code == "string_type" and isinstance(value, list):
        return "An entry that holds a comma stands on a line of its own, with a dash."
    if code == "int_type" and isinstance(value, str) and value.strip().isdecimal():
        return "Take the quotes away." if len(value) < 16 else "Write a smaller number."
    if value is None:
        return "Nothing stands after the colon."
    return ""


def _value_problem(name: str, error: Mapping[str, Any], context: Mapping[str, Any]) -> tuple[str, str, str]:
    code, value = error["type"], error.get("input")
    seen = shown(value, LONGEST_SHOWN)
    if code in _SHAPES:
        return "shape", f"'{name}' takes {_SHAPES[code]}", _shape_hint(code, value)
    if code == "literal_error":
        known = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return "value-unknown", f"'{seen}' is not a value of '{name}'", suggest(str(value), known)
    if code == "value_error":
        return "value", f"'{name}' {context['error']}", ""
    if code == "string_pattern_mismatch":
        hint = _WRITTEN.get(name, "Ids are small letters, digits and hyphens, like kind-no.")
        return "value", f"'{seen}' is not written as '{name}' has to be", hint
    if code == "string_unicode":
        return "value", f"'{name}' holds half of a character", "Type the words again."
    return _size_problem(name, error, context)


def _size_problem(name: str, error: Mapping[str, Any], context: Mapping[str, Any]) -> tuple[str, str, str]:
    code, value = error["type"], error.get("input")
    if code == "string_too_long":
        return "length", f"'{name}' is longer than {context['max_length']} characters", ""
    if code in ("too_long", "too_short"):
        bound, word = (context["max_length"], "at most") if code == "too_long" else (context["min_length"], "at least")
        return "length", f"'{name}' takes {word} {bound} entries; here are {context['actual_length']}", ""
    for bound, word in _BOUNDS.items():
        if bound in context:
            return "value", f"'{name}' is {value}; it has to be {word} {context[bound]:g}", ""
    return "value", f"'{name}' is not right: {error['msg']}", ""
