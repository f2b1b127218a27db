"""From the schema: whatever fits it can be read, checked, shown and printed; whatever is spoilt is told with its place.

The values are drawn from the JSON Schema that editors use, so that schema, model and templates are held to each other.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from shelf import DRAWINGS, LIBRARY, TODAY
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from test_build import make_project

from workbook.press import model, run
from workbook.press.check import examine
from workbook.press.check.ids import NAMES_A
from workbook.press.model import Bound, Library
from workbook.press.parts import KINDS
from workbook.press.problems import FORMATS, Problems
from workbook.press.scope import Sheet, Site
from workbook.press.source import load
from workbook.press.types import Piece
from workbook.press.yaml_positions import read_yaml


LINES = ["Sit down.", "A **bold** and a *thin* word", "[words](page-1)", "She said \"no\" & 'yes' <b>", "{{ x }} {% y %}", "___", "I feel ___ and ___.", "عربي و עברית", "1. One", "- dash", "a: b # c",
         "null", "true", "2026-11-22", "012", "😀 é …", "'", '"', "`x`", "@x", "%", "[@ref-1; @ref-2]", "[open", "\\", "*", "x" * 300, "word " * 60, "https://example.org", "3 in 10", "you must stop"]
TEXTS = [*LINES, "One.\n\nTwo.", "- a\n- b\n\n1. c\n2. d", "a  \nb", "    code", "> quoted", "- a\n    - b\n        - c", "| a |\n|---|", "# x", "x\n===", "word " * 300]
LETTERS = some.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def few(examples: int) -> settings:
    """As many examples as there is time for, the same ones in every run; a failure is shown as it came, not made smaller."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))


# Values from the schema


def _values(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    """Values that fit a schema; lists stay short, texts come from a pool or are made up."""
    if "$ref" in schema:
        return _values(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "const" in schema:
        return some.just(schema["const"])
    if "enum" in schema:
        return some.sampled_from(schema["enum"])
    if "anyOf" in schema or "oneOf" in schema:
        return some.one_of([_values(one, whole) for one in schema.get("anyOf") or schema["oneOf"]])
    return {"object": _objects, "array": _lists, "string": _strings, "integer": _integers, "number": _numbers,
            "boolean": lambda *_: some.booleans(), "null": lambda *_: some.none()}[schema["type"]](schema, whole)


def _objects(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    needed = set(schema.get("required", []))
    made = {name: _values(one, whole) for name, one in schema["properties"].items()}
    return some.fixed_dictionaries({n: v for n, v in made.items() if n in needed}, optional={n: v for n, v in made.items() if n not in needed})


def _lists(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    low = schema.get("minItems", 0)
    return some.lists(_values(schema["items"], whole), min_size=low, max_size=min(low + 2, schema.get("maxItems", low + 2)))


def _strings(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    pattern, longest = schema.get("pattern", ""), schema.get("maxLength", 8000)
    fixed = {r"^\d{4}-\d{2}-\d{2}$": "2026-11-22", r"^10\.\d{4,}/\S+$": "10.1000/<182>\"&", r"^\+?\d[\d -]*$": "555-0100", r"^[a-z]{2,3}(-[A-Z]{2})?$": "en"}
    if pattern in fixed:
        return some.just(fixed[pattern])
    if pattern:
        return some.sampled_from(["a", "b-c", "d4"])
    pool = [text for text in (LINES if longest < 1000 else TEXTS) if len(text) <= longest]
    return some.sampled_from(pool) | some.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip())


def _integers(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    return some.integers(schema.get("minimum", 0), schema.get("maximum", 9))


def _numbers(schema: dict[str, Any], whole: dict[str, Any]) -> some.SearchStrategy[Any]:
    return some.sampled_from([schema.get("minimum", 1), schema.get("maximum", 9.5)])


def _valid(kind: type[Piece]) -> some.SearchStrategy[Any]:
    schema = kind.model_json_schema()
    schema.get("properties", {}).pop("dial", None)  # numbers that stand in another line: no schema can say so
    return _values(schema, schema).map(kind.model_validate)


# Ids that fit together


def _wired(value: Any, known: dict[str, list[str]], name: Callable[[str], str], owner: type | None = None, field: str = "") -> Any:
    """The same piece with ids of its own, and with references to things that exist."""
    if isinstance(value, Piece):
        fields = {one: _wired(getattr(value, one), known, name, type(value), one) for one in type(value).model_fields}
        return value.model_copy(update={**fields, **_fixed(value)})
    if isinstance(value, list):
        made = [_wired(one, known, name, owner, field) for one in value]
        return list(dict.fromkeys(made)) if (owner, field) in NAMES_A else made
    if field == "id":
        return name("it")
    sort = NAMES_A.get((owner, field)) if owner else None
    return known[sort][len(str(value)) % len(known[sort])] if sort and isinstance(value, str) else value


def _fixed(piece: Piece) -> dict[str, Any]:
    """What no schema can tell: a drawing that is there, a number that stands in its line, one of a kind of show."""
    if isinstance(piece, model.Drawing):
        return {"file": "cover"}
    if isinstance(piece, model.Helpline):
        return {"checked": TODAY}
    if isinstance(piece, model.Review):
        return {"due": date(2027, 11, 22), "reviewed_by": None, "reviewed_on": None}
    return {}


@some.composite
def libraries(draw: some.DrawFn) -> Library:
    """A library of one guide in which every name leads somewhere."""
    def drawn(kind: type[Piece]) -> Any:
        return draw(_valid(kind))

    count = iter(range(10_000))
    guide, chapters = drawn(model.Guide), [drawn(model.Recommendation)]
    pages, shared = [drawn(model.Page)], [drawn(model.Page).model_copy(update={"exercises": [], "sections": []})]
    references, terms = [drawn(model.Reference), drawn(model.Reference)], [drawn(model.Term)]
    sheets = [f"sheet-{n}" for n in range(sum(len(one.exercises) for one in (*chapters, *pages)))]
    known = {"pages": ["chapter-0", "page-0", "shared-0"], "stages": [f"stage-{n}" for n in range(len(guide.stages))],
             "roles": [f"role-{n}" for n in range(len(guide.roles))], "worksheets": sheets, "references": ["ref-0", "ref-1"], "shared": ["shared-0"]}

    def wired(piece: Any) -> Any:
        return _wired(piece, known, lambda word: f"{word}-{next(count)}")

    def named(pieces: list[Any], word: str, **more: Any) -> list[Any]:
        return [wired(one).model_copy(update={"id": f"{word}-{n}", **more}) for n, one in enumerate(pieces)]

    names = iter(sheets)
    chapters = [one.model_copy(update={"exercises": [e.model_copy(update={"id": next(names)}) for e in one.exercises]}) for one in named(chapters, "chapter")]
    pages = [one.model_copy(update={"exercises": [e.model_copy(update={"id": next(names)}) for e in one.exercises]}) for one in named(pages, "page")]
    guide = wired(guide).model_copy(update={
        "id": "guide-0", "roles": named(guide.roles, "role"), "stages": named(guide.stages, "stage"), "recommendations": ["chapter-0"],
        "before": ["page-0"], "after": ["shared-0"], "beside": [], "counselors": []})
    own = drawn(model.LibrarySettings).model_copy(update={"language": "en", "translates": None, "guides": ["guide-0"], "pages": ["shared-0"], "footer": ["shared-0"]})
    return Library.model_construct(
        settings=own, helplines=[wired(drawn(model.Helpline))], glossary=[wired(one) for one in terms], references=named(references, "ref"), wording=[], search=[],
        guides=[Bound(guide=guide, recommendations=chapters, pages=pages)], pages=named(shared, "shared"))


def _write(library: Library, folder: Path) -> None:
    """A library as the files that an author would have written."""
    bound = library.guides[0]
    files: dict[str, Any] = {"library": library.settings, f"{bound.guide.id}/guide": bound.guide}
    files |= {f"{bound.guide.id}/{one.id}": one for one in bound.recommendations} | {f"{bound.guide.id}/pages/{one.id}": one for one in bound.pages}
    files |= {f"pages/{one.id}": one for one in library.pages}
    files |= {name: {name: [one.model_dump(mode="json", exclude_none=True) for one in getattr(library, name)]} for name in ("helplines", "glossary", "references", "wording", "search")}
    for name, value in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(value if isinstance(value, dict) else value.model_dump(mode="json", exclude_none=True), allow_unicode=True), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> run.Project:
    return make_project(tmp_path_factory.mktemp("properties"))


def _ids(page: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', page)


def _render(project: run.Project, library: Library) -> Iterator[tuple[str, str]]:
    renderer = run.prepare(project, [library])
    for artifact in renderer.catalog.artifacts:
        if not artifact.edition or artifact.edition.id in ("a4", "counselor-a4"):
            yield artifact.path, renderer.render(artifact)


# The properties


@few(6)
@given(library=libraries())
def test_whatever_fits_the_schema_is_read_checked_shown_and_printed(project: run.Project, library: Library) -> None:
    """A library written as YAML is read back as it was, no rule stumbles over it, and every page and print can be made of it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "en"
        _write(library, folder)
        try:
            source = load(folder, Path(made))
        except Problems as problems:
            raise AssertionError("\n".join(map(str, problems.found))) from None
    assert source.library == library
    assert all(problem.line >= 1 for problem in examine(source, TODAY, DRAWINGS))
    for path, text in _render(project, source.library):
        ids = _ids(text) if path.endswith(".md") else []
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_part_that_fits_the_schema_can_be_shown_and_printed(project: run.Project, kind: type[Piece]) -> None:
    """On the site and on paper, with labels for every field and no name twice."""
    renderer = run.prepare(project, run.checked(project, TODAY))
    sheet = next(a for a in renderer.catalog.artifacts if a.kind == "worksheet")
    page = next(a for a in renderer.catalog.artifacts if a.kind == "recommendation")
    exercise = renderer.catalog.library("en").guides[0].recommendations[0].exercises[0]
    scopes = [(page, Site), (sheet, Sheet)]
    contexts = [renderer.context(artifact, scope(renderer.catalog, artifact, renderer.labels["en"])) for artifact, scope in scopes]

    @few(12)
    @given(part=_valid(kind))
    def shown(part: Any) -> None:
        for context, words in zip(contexts, ("aria-label=", "title="), strict=True):
            made = str(renderer.exercise(exercise.model_copy(update={"parts": [part]}), 2, context))
            ids = _ids(made)
            assert len(ids) == len(set(ids))
            for control in re.findall(r"<(?:input|textarea)\b[^>]*>", made):
                name = re.search(r'id="([^"]*)"', control)
                assert words in control or (name and f'for="{name[1]}"' in made), control

    shown()


FILES = {path.relative_to(LIBRARY).as_posix(): path.read_text("utf-8") for path in sorted(LIBRARY.rglob("*.yaml"))}
ODD = ["", " ", "\t", "- ", ": ", "# ", "'", '"', "&", "*", "!", "|", ">", "{", "}", "[", "]", ",", "@", "%", "---\n", "? ", "\n", "\n\n", "null", "\u202e", "\u0000", "\ufeff", "é", "x: y\n", "  x: y\n", "<<: ", "0", "-1", "1e9", "~"]


@some.composite
def spoilt_texts(draw: some.DrawFn) -> tuple[str, str]:
    """A file of the library with one stroke of the pen too many or too few."""
    name = draw(some.sampled_from(sorted(FILES)))
    text = FILES[name]
    at = draw(some.integers(0, len(text) - 1))
    lines = text.splitlines(keepends=True)
    line = draw(some.integers(0, len(lines) - 1))
    return name, draw(some.sampled_from([
        text[:at] + draw(some.sampled_from(ODD)) + text[at:], text[:at] + text[at + draw(some.integers(1, 40)) :], text[:at],
        "".join([*lines[:line], *lines[line + 1 :]]), "".join([*lines[: line + 1], *lines[line:]]), "".join([*lines[:line], "  " + lines[line], *lines[line + 1 :]]),
        "".join([*lines[:line], lines[line].lstrip(), *lines[line + 1 :]]), "".join([*lines[:line], *lines[line : line + 2][::-1], *lines[line + 2 :]]),
    ]))


WRONG = [None, "", " ", 0, -1, 10**14, 1.5, True, [], {}, "x", "x" * 9000, "no such thing", ["x"], {"x": "y"}, [[]], [None], "a\nb", "\u202e", "<b>", "{{ x }}", "[x](javascript:1)", "2026-02-30"]


@some.composite
def spoilt_values(draw: some.DrawFn) -> tuple[str, str]:
    """A file of the library where one value is another one, is gone, or has another name."""
    name = draw(some.sampled_from(sorted(FILES)))
    value = _read_again(name)
    node, key = value, None
    while isinstance(node, dict | list) and node and (key is None or draw(some.integers(0, 4))):
        above, key = node, draw(some.sampled_from(sorted(node))) if isinstance(node, dict) else draw(some.integers(0, len(node) - 1))
        node = node[key]
    change = draw(some.sampled_from(["put", "put", "take", "rename"]))
    if change == "put":
        above[key] = draw(some.sampled_from(WRONG))
    elif change == "take" or isinstance(above, list):
        del above[key]
    else:
        above[f"{key}s"] = above.pop(key)
    return name, yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


def _read_again(name: str) -> Any:
    return read_yaml(LIBRARY / name, name)[0]


@few(45)
@given(spoilt=spoilt_texts() | spoilt_values())
def test_a_spoilt_file_is_told_with_its_place_or_still_makes_every_page(project: run.Project, tmp_path_factory: pytest.TempPathFactory, spoilt: tuple[str, str]) -> None:
    """No stroke of the pen leads to a traceback, in reading, in checking or in making pages."""
    name, text = spoilt
    folder = project.root / "spoilt"
    for path, good in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((text if path == name else good).encode("utf-8", "surrogatepass"))
    try:
        source = load(folder, project.root)
        found = examine(source, TODAY, DRAWINGS)
    except Problems as problems:
        found = list(problems.found)
    for problem in found:
        lines = (folder.parent / problem.path).read_text("utf-8").split("\n") if (folder.parent / problem.path).is_file() else [""]
        assert 1 <= problem.line <= len(lines) + 1 and problem.column >= 1 and problem.message and problem.code
    assert isinstance(FORMATS["text"](found, project.root), str)
    if not found:
        assert all(text for _, text in _render(project, source.library))
