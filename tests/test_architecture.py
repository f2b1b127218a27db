"""The house stands as its plan says: who may import whom, a template for each part, fresh schemas."""

from __future__ import annotations

import ast
from pathlib import Path

import click
import pytest

import build
from workbook.press import parts
from workbook.press.render import KINDS
from workbook.press.schema import schemas

ROOT = Path(__file__).resolve().parent.parent
PRESS = ROOT / "workbook" / "press"

# module: the modules of the press that it may import
MAY_IMPORT = {
    "types": set(),
    "parts": {"types"},
    "content": {"types", "parts"},
    "guide": {"types", "content"},
    "data": {"types"},
    "bound": {"content", "guide"},
    "model": {"types", "bound", "content", "guide", "data"},
    "problems": set(),
    "yaml_advice": {"problems"},
    "yaml_positions": {"problems", "yaml_advice"},
    "mistakes": {"model", "problems", "yaml_positions"},
    "source": {"model", "problems", "yaml_positions", "mistakes"},
    "letters": set(),
    "labels": {"problems", "yaml_positions"},
    "translations": {"model", "problems", "source", "yaml_positions"},
    "collate": {"check", "labels", "place", "source", "translations"},
    "plain": set(),
    "check": {"model", "parts", "types", "problems", "plain", "plan", "source", "translations", "yaml_positions"},
    "plan": {"model"},
    "views": {"model", "plan"},
    "words": {"model", "plain"},
    "scope": {"model", "plan", "views", "words"},
    "search": {"model", "plan", "views", "plain"},
    "render": {"model", "parts", "plan", "views", "scope", "words", "labels", "problems", "plain", "search"},
    "place": {"problems"},
    "manifest": set(),
    "finish": set(),
    "gaps": {"boxes"},
    "boxes": set(),
    "copyfit": {"boxes", "gaps"},
    "quick": set(),
    "layout": {"plan", "boxes"},
    "impression": {"plan", "place", "finish", "layout", "copyfit", "quick"},
    "apart": {"problems"},
    "reading": {"apart", "check", "collate", "impression", "labels", "letters", "model", "problems", "project", "source", "strays", "yaml_positions"},
    "printer": {"impression", "apart", "problems", "quick"},
    "schema": {"model"},
    "offline": set(),
    "site": {"offline", "place", "problems", "project"},
    "strays": {"problems"},
    "project": {"problems"},
    "scaffold": {"types", "problems", "yaml_positions", "source", "check", "place"},
    "proofs": {"run", "apart", "impression", "plan", "printer", "problems"},
    "serve": {"yaml_positions", "run", "model", "place", "plan", "preview", "problems", "proofs", "site"},
    "preview": set(),
    "authors": {"run", "scaffold"},
    "practice": {"mistakes", "model", "problems", "render", "yaml_positions"},
    "packets": {"views", "model", "plan", "problems", "types"},
    "booklet": {"place", "problems"},
}
EVERYTHING = "run"


def _module(path: Path) -> str:
    inside = path.relative_to(PRESS)
    return inside.parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    found = set()
    depth = len(path.relative_to(PRESS).parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            found |= {node.module.split(".")[0]} if node.module else {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("workbook.press"):
            found.add((node.module or "").split(".")[2])
    return found


@pytest.mark.parametrize("path", sorted(PRESS.rglob("*.py")), ids=lambda path: path.relative_to(PRESS).as_posix())
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    """Nothing on the way through looks back."""
    module = _module(path)
    if module in ("__init__", EVERYTHING):
        return
    assert module in MAY_IMPORT, f"{module} is new: add it to the table"
    assert _imported(path) - {module} <= MAY_IMPORT[module]


def test_no_module_of_the_press_imports_mkdocs() -> None:
    """The site builder is a program that is run, never a library that is leaned on."""
    for path in PRESS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] in ("mkdocs", "material", "zensical") for name in names), path


def test_every_kind_of_part_has_its_template_and_every_template_its_kind() -> None:
    """A counselor can use each kind; no template is left over."""
    kinds = {kind.model_fields["kind"].annotation.__args__[0] for kind in parts.KINDS}
    templates = {path.stem for path in (ROOT / "templates" / "parts").glob("[!_]*.html")}
    assert templates == kinds


def test_every_kind_of_artifact_can_be_rendered() -> None:
    """The plan holds no row that nothing can make."""
    source = (PRESS / "plan.py").read_text("utf-8")
    planned = {node.args[0].value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)
               and isinstance(node.func, ast.Name) and node.func.id == "Artifact" and isinstance(node.args[0], ast.Constant)}
    assert planned <= set(KINDS)


def test_schemas_are_fresh() -> None:
    """What an editor checks is what the build checks."""
    for name, text in schemas().items():
        assert (ROOT / "workbook" / "schema" / name).read_text("utf-8") == text, "run: python build.py schema"


def _commands(group: click.Group) -> list[str]:
    found = []
    for name, command in group.commands.items():
        found += [f"{name} {one}" for one in _commands(command)] if isinstance(command, click.Group) else [name]
    return found


@pytest.mark.parametrize("name", _commands(build.cli))
def test_every_command_is_documented(name: str) -> None:
    """The README names each command, and its help says what it does."""
    assert f"build.py {name}" in (ROOT / "README.md").read_text("utf-8")


def test_files_stay_small_enough_to_read() -> None:
    """A file has a page or two: someone new finds the right one in a minute."""
    long = {path.name: count for path in [*PRESS.rglob("*.py"), ROOT / "build.py"]
            if (count := path.read_text("utf-8").count("\n")) > 250}
    assert not long, 'split these'
