"""The authors' README is held to the model: nothing that can be written or told is left unexplained."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import click
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

import build
from workbook.press import check, model, parts
from workbook.press.schema import FILES, LISTS
from workbook.press.yaml_positions import read_yaml

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "workbook" / "guides" / "README.md"
PICTURES = ROOT / "docs" / "assets" / "pictures"
TEXT = README.read_text("utf-8")
KINDS = {kind.model_fields["kind"].annotation.__args__[0]: kind for kind in parts.KINDS}  # type: ignore[union-attr]
WHOLE = {"part": TypeAdapter(parts.AnyPart), "exercise": TypeAdapter(model.Exercise), **{name: TypeAdapter(kind) for name, kind in FILES.items()}}
EXAMPLES = [(match[1].strip(), match[2]) for match in re.finditer(r"^```yaml([^\n]*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)]


def _explained() -> set[str]:
    """Every word that stands in backticks, outside of examples."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)))


@cache
def _value(text: str, folder: Path) -> object:
    path = folder / f"{abs(hash(text))}.yaml"
    path.write_text(text, "utf-8")
    value, _, problems = read_yaml(path, "README.md")
    assert not problems, (text, problems)
    return value


def _pieces() -> dict[str, type[BaseModel]]:
    """Every type whose keys an author writes."""
    made = {name: one for name, one in vars(model).items() if isinstance(one, type) and issubclass(one, BaseModel)}
    return {**made, **{kind.__name__: kind for kind in (*parts.KINDS, parts.Step, parts.Column)}}


OURS = {"Library", "Piece"}  # made by the press; no author writes them


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, kind in _pieces().items() if name not in OURS])
def test_every_key_is_explained(name: str, kind: type[BaseModel]) -> None:
    """A counselor finds each key that a file may hold."""
    assert set(kind.model_fields) - _explained() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_writing_part_is_shown(kind: str, tmp_path: Path) -> None:
    """A heading, an example, and how it looks on the screen and on paper."""
    section = TEXT.partition(f"\n### `{kind}`:")[2].partition("\n### ")[0].partition("\n## ")[0]
    assert section, f"there is no heading '### `{kind}`: …'"
    assert re.search(rf"^kind: {kind}$", section, re.MULTILINE)
    for place in ("screen", "paper"):
        assert f"../../docs/assets/pictures/{kind}-{place}.webp" in section


@pytest.mark.parametrize(("of", "text"), EXAMPLES, ids=[f"{of or 'plain'}-{text[:24]!r}" for of, text in EXAMPLES])
def test_every_example_is_valid(of: str, text: str, tmp_path: Path) -> None:
    """Whoever copies an example gets no complaint."""
    value = _value(text, tmp_path)
    if of in WHOLE:
        WHOLE[of].validate_python(value)
    elif of in LISTS:
        assert isinstance(value, dict) and list(value) == [of]
        TypeAdapter(list[LISTS[of]]).validate_python(value[of])  # type: ignore[valid-type]
    elif of:
        with pytest.raises(ValidationError) as caught:
            FILES[of.removeprefix("in ")].model_validate(value)
        lacking = [error for error in caught.value.errors() if error["type"] == "missing" and len(error["loc"]) == 1]
        short = [error for error in caught.value.errors() if error["type"] == "too_short"]  # an example shows one entry of several
        assert len(caught.value.errors()) == len(lacking) + len(short), caught.value


def test_the_plain_examples_hold_what_they_seem_to_hold(tmp_path: Path) -> None:
    """The lesson in YAML says the truth about quotes and long texts."""
    found = {key: value for of, text in EXAMPLES if not of for key, value in _value(text, tmp_path).items()}  # type: ignore[attr-defined]
    assert found["not_known"] == "We do not know how long this takes. It may differ from one couple to the next."
    assert found["go_carefully"].count("\n") == 4 and found["version"] == "1.0" and found["help"].startswith("Such as: ")
    assert found["need"] == ["Two pens", "A calm half hour"] and found["related"][1]["to"] == "setbacks"


def _told() -> set[str]:
    """Every code that the press gives a message, found where messages are made."""
    found: set[str] = set(check.CODES)
    for path in (ROOT / "workbook" / "press").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            place = _code(node)
            found |= {one.value for one in ast.walk(place) if isinstance(one, ast.Constant) and isinstance(one.value, str)} if place else set()
    return {code for code in found if re.fullmatch(r"[a-z]+(-[a-z]+)*", code)} - {"missing"}


def _code(node: ast.AST) -> ast.expr | None:
    """Where a call or a return holds the code of a message."""
    if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3 and isinstance(node.value.elts[1], ast.JoinedStr):
        return node.value.elts[0]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
        return next(iter(node.args[3:4]), None)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "problem":
        return next(iter(node.args[1:2]), None)
    return None


def test_every_message_is_explained() -> None:
    """The name in brackets at the end of a message is in the list, with a way to mend it, and none is there that nothing tells."""
    listed = [code for row in re.findall(r"^\| (`[^|]*`) \|", TEXT.partition("## When a check complains")[2], re.MULTILINE) for code in re.findall(r"`([a-z-]+)`", row)]
    assert len(listed) == len(set(listed))
    assert _told() - set(listed) == set(), "explain these"
    assert set(listed) - _told() == set(), "nothing tells these"


def test_every_value_that_can_be_chosen_is_named() -> None:
    """Where only a few words are possible, each of them stands there."""
    words = {one for kind in _pieces().values() for field in kind.model_fields.values() for one in re.findall(r"'([a-z-]+)'", str(field.annotation))}
    wanted = {word for word in words if any(f"'{word}'" in str(field.annotation) and "Literal" in str(field.annotation) for kind in _pieces().values() for field in kind.model_fields.values())}
    assert wanted - _explained() == set()


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")


def test_every_link_leads_somewhere() -> None:
    """Within the page, to files, and to pictures; the safety rules have the anchor that the main README uses."""
    anchors = {_anchor(heading) for heading in re.findall(r"^#{2,3} (.+)$", TEXT, re.MULTILINE)}
    prose = re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL))
    for target in re.findall(r"\]\(([^)]+)\)", prose):
        assert target[1:] in anchors if target.startswith("#") else (README.parent / target).is_file(), target
    assert "safety-rules" in anchors


def test_every_picture_is_used_described_and_small() -> None:
    """None is left over, in this README and the main one; someone who cannot see them is told what they show."""
    used = [found for text in (TEXT, (ROOT / "README.md").read_text("utf-8")) for found in re.findall(r"!\[([^\]]+)\]\([^)]*/([a-z-]+\.(?:webp|png|svg))\)", text)]
    assert sorted(path.name for path in PICTURES.glob("*.*")) == sorted(name for _, name in used)
    assert all(len(words) > 20 for words, _ in used) and len(dict(used)) == len(used)
    assert max(path.stat().st_size for path in PICTURES.glob("*.webp")) < 40_000


def test_pictures_are_for_readers_of_the_code_only() -> None:
    """The site does not carry them."""
    assert "/assets/pictures/" in (ROOT / "mkdocs.yml").read_text("utf-8").partition("exclude_docs:")[2].split()


def _commands(group: click.Group, before: str = "") -> set[str]:
    return {f"{before}{name}{' ' + one if one else ''}" for name, command in group.commands.items()
            for one in (_commands(command) if isinstance(command, click.Group) else [""])}


def test_every_command_that_is_named_exists() -> None:
    """Nobody types something that is not there."""
    known = _commands(build.cli)
    for said in re.findall(r"python build\.py ([a-z]+(?: (?:guide|recommendation))?)", TEXT):
        assert said in known, said
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", TEXT, re.MULTILINE):
        assert f"\n{''.join(target)}:" in makefile
