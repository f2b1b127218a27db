"""The model as JSON Schema, for completion and checks in an author's editor.

``workbook/schema/`` holds the result; a test sees that it is fresh.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from . import model

FILES: dict[str, type[BaseModel]] = {
    "recommendation": model.Recommendation, "page": model.Page, "guide": model.Guide, "library": model.LibrarySettings,
    "practice": model.PracticeCard}
LISTS: dict[str, type[BaseModel]] = {
    "helplines": model.Helpline, "glossary": model.Term, "references": model.Reference, "wording": model.WordingRule,
    "search": model.SearchRule}


def _list_schema(name: str, entry: type[BaseModel]) -> dict[str, Any]:
    inner = entry.model_json_schema()
    shared = inner.pop("$defs", {})
    return {"type": "object", "additionalProperties": False, "required": [name],
            "properties": {name: {"type": "array", "items": inner}}, **({"$defs": shared} if shared else {})}


def schemas() -> dict[str, str]:
    """File name to content, for every kind of file that an author writes."""
    made = {name: kind.model_json_schema() for name, kind in FILES.items()}
    made |= {name: _list_schema(name, kind) for name, kind in LISTS.items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {f"{name}.json": json.dumps(head | schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}
