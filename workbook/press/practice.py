"""practice.yaml: whose name stands on what is printed. Nothing in it is about a client.

Used by ``run`` before anything is rendered; ``render`` only sees the result.
"""

from __future__ import annotations

import base64
import io
import warnings
from pathlib import Path

from pydantic import ValidationError

from .mistakes import told
from .model import PracticeCard
from .problems import Problems
from .render import Practice
from .yaml_positions import Positions, read_yaml

MOST_BYTES = 1_000_000
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
COLORS = {"1", "L", "LA", "P", "RGB", "RGBA"}


def read_practice(path: Path, root: Path) -> Practice:
    """The practice that a file tells of. Raises Problems with every mistake in it."""
    name = path.resolve().relative_to(root).as_posix() if path.resolve().is_relative_to(root) else path.name
    value, positions, found = read_yaml(path, name)
    if found:
        raise Problems(found)
    if not isinstance(value, dict):
        raise Problems([positions.problem((), "shape", "holds no keys", "Start with 'name:', or copy practice.example.yaml.")])
    try:
        card = PracticeCard.model_validate(value)
    except ValidationError as error:
        raise Problems(told(positions, PracticeCard, one) for one in error.errors(include_url=False)) from None
    return Practice(card.name, tuple(card.contact), _logo(card.logo, path, root, positions) if card.logo else "")


def _logo(name: str, card: Path, root: Path, positions: Positions) -> str:
    """The picture as a data address, so that it can lie beside the file, wherever that is."""
    def wrong(message: str, hint: str) -> Problems:
        return Problems([positions.problem(("logo",), "logo", message, hint)])

    homes = [card.resolve().parent, root.resolve()]
    places = [(home / name).resolve() for home in homes]
    found = next((place for place, home in zip(places, homes, strict=True) if place.is_relative_to(home) and place.is_file()), None)
    if found is None:
        raise wrong(f"there is no picture '{name}' beside this file or in the project", "Put it beside practice.yaml and write its name only.")
    data = found.read_bytes()
    if len(data) > MOST_BYTES:
        raise wrong("the picture is larger than 1 MB", "Save it smaller; 600 pixels across are plenty.")
    kind = "image/svg+xml" if found.suffix.lower() == ".svg" else _kind(data)
    if kind is None:
        raise wrong("the picture is not one that can be printed", "Save it as PNG or JPEG in RGB, or as SVG.")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _kind(data: bytes) -> str | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as picture:
                picture.verify()
                return KINDS.get(picture.format or "") if picture.mode in COLORS else None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning):
        return None
