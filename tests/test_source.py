"""Reading: plain YAML only, positions kept, every mistake told once, never a traceback.

The messages themselves are in cases/; here is what a folder of text files cannot show.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shelf import HERE, LIBRARY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from workbook.press import yaml_positions
from workbook.press.problems import FORMATS, Problem, Problems, suggest
from workbook.press.source import load
from workbook.press.yaml_positions import LARGEST_FILE, read_yaml

PROBLEMS = [
    Problem("a:b,c.yaml", 1, 14, "key-unknown", "'titel' is 100% wrong", "Did you mean 'title'?"),
    Problem("none.yaml", 3, 1, "file-missing", "there is\nno file"),
]


def _value(tmp_path: Path, text: str | bytes) -> object:
    path = tmp_path / "one.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    value, _, problems = read_yaml(path, "one.yaml")
    assert not problems, problems
    return value


def _told(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "one.yaml"
    path.write_bytes(data)
    value, _, problems = read_yaml(path, "one.yaml")
    assert value is None
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("word", ["no", "yes", "on", "Off", "12:30", "2026-11-22", "0123", "1_000", "0x1f", "1e3", ".5", "~", "True", "NULL", "="])
def test_words_stay_words(tmp_path, word):
    """Nothing that an author writes turns into something else, but for true, false, null and plain numbers."""
    assert _value(tmp_path, f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize(("word", "value"), [("true", True), ("false", False), ("null", None), ("", None), ("7", 7), ("-1", -1), ("7.5", 7.5)])
def test_a_few_words_are_values(tmp_path, word, value):
    """These are what a writing part needs: how many lines, and whether to tick."""
    found = _value(tmp_path, f"a: {word}\n")
    assert found == {"a": value} and type(found["a"]) is type(value)


def test_a_mark_at_the_start_of_a_file_does_no_harm(tmp_path):
    """Some editors begin a file with a byte order mark, and end lines in another way."""
    assert _value(tmp_path, b"\xef\xbb\xbfa: b\r\nc: d\r\n") == {"a": "b", "c": "d"}


@pytest.mark.parametrize(("data", "message"), [
    ("id: a\ntitle: für alle\n".encode("latin-1"), "one.yaml:2:1: is not saved as UTF-8. Save it again with the encoding UTF-8. [file-encoding]"),
    ("id: a\n".encode("utf-16"), "one.yaml:1:1: is not saved as UTF-8. Save it again with the encoding UTF-8. [file-encoding]"),
    (b"", "one.yaml:1:1: is empty. Copy another file and change it. [file-empty]"),
    (b"id: a\nb: c\x07d\n", "one.yaml:2:5: an invisible control character stands here. Delete it and type the text again. [yaml-syntax]"),
    (b"a: " + b"[" * 100_000, "one.yaml:1:27: nested more than 24 deep. Check the indentation. [yaml-refused]"),
    (b"a:\n" + b"".join(b" " * n + b"- \n" for n in range(1, 40)), "one.yaml:25:25: nested more than 24 deep. Check the indentation. [yaml-refused]"),
    (b"#" * (LARGEST_FILE + 1), "one.yaml:1:1: is larger than 512 KB. Split it into several files. [file-size]"),
])
def test_bytes_that_are_no_words_are_told(tmp_path, data, message):
    """A file in another encoding, an empty one, a hostile one: a message, and no traceback."""
    assert _told(tmp_path, data) == [message]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    """Whatever cannot be opened is told by its name."""
    (tmp_path / "one.yaml").mkdir()
    assert [problem.code for problem in read_yaml(tmp_path / "one.yaml", "one.yaml")[2]] == ["file-missing"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.one_of(some.binary(max_size=60), some.text("ab:-[]{}&*!|>'\"#%@`,? \n\t\u00e9", max_size=60).map(str.encode)))
def test_no_file_leads_to_a_traceback(tmp_path, data):
    """Whatever stands in a file, there is a value or a problem."""
    path = tmp_path / "any.yaml"
    path.write_bytes(data)
    value, positions, problems = read_yaml(path, "any.yaml")
    assert value is not None or problems
    assert positions.at(("a", 0, "b"))[0] >= 1


@pytest.mark.parametrize("path", sorted(LIBRARY.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_quick_way_and_the_careful_way_read_alike(path):
    """Where libyaml is missing, values and positions are the same."""
    text = path.read_text("utf-8")
    quick, careful = (_shape(yaml_positions._compose(text, kind)[1]) for kind in (yaml_positions._QUICK, yaml_positions._CAREFUL))
    assert quick == careful


def _shape(node) -> tuple:
    below = node.value if isinstance(node.value, str) else [tuple(map(_shape, one)) if isinstance(one, tuple) else _shape(one) for one in node.value]
    return node.tag, node.start_mark.index, node.start_mark.line, node.start_mark.column, node.end_mark.index, below


def test_positions_are_found_in_the_depth_of_a_file(source):
    """Each value has its line and column, also where a key is called like the kind of its part."""
    positions = source.positions["night-shifts", "quiet-hours"]
    lines = (LIBRARY / "night-shifts" / "quiet-hours.yaml").read_text("utf-8").splitlines()
    for loc, shown in [
        (("title",), "Agree on quiet hours at home"),
        (("guidance", 1, "heading"), "If you work nights"),
        (("exercises", 0, "parts", 0, "lines"), "5"),
        (("exercises", 1, "parts", 2, "steps", 1, "hint"), "You said that …"),
    ]:
        line, column = positions.at(loc)
        assert lines[line - 1][column - 1 :] == shown
    line, column = positions.at(("exercises", 0, "steps"), key=True)
    assert lines[line - 1][column - 1 :] == "steps:"


def test_words_are_found_inside_a_folded_text(source):
    """A message about some words points at them, also where a line ends between them."""
    positions = source.positions["night-shifts", "wind-down"]
    start = positions.at(("in_short", "message"))
    found = positions.at(("in_short", "message"), near="light and No HARD tasks")
    lines = (LIBRARY / "night-shifts" / "wind-down.yaml").read_text("utf-8").splitlines()
    assert found > start and lines[found[0] - 1][found[1] - 1 :] == "light and"
    assert positions.at(("in_short", "message"), near="words that are not there") == start


def test_a_place_that_is_not_in_the_file_is_told_at_the_nearest_one(source):
    """What a default has filled in has no line of its own."""
    positions = source.positions["night-shifts", "wind-down"]
    assert positions.at(("exercises", 0, "card", "nothing")) == positions.at(("exercises", 0, "card"))


def test_pages_do_not_hide_the_files_they_are_called_after(copied):
    """A page named glossary and the glossary itself both keep their positions."""
    about = (copied / "pages" / "about.yaml").read_text("utf-8")
    (copied / "pages" / "glossary.yaml").write_text(about.replace("id: about", "id: glossary"), "utf-8")
    (copied / "library.yaml").write_text((copied / "library.yaml").read_text("utf-8").replace("[about]\nf", "[about, glossary]\nf"), "utf-8")
    positions = load(copied, copied.parent).positions
    assert positions["", "glossary"].path == "library/glossary.yaml"
    assert positions["", "pages/glossary"].path == "library/pages/glossary.yaml"


def test_every_file_of_a_bad_library_is_told_at_once(copied):
    """An author mends all in one go: problems of all files come together, sorted, and once each."""
    for path in copied.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8") + "surplus: 1\n", "utf-8")
    with pytest.raises(Problems) as caught:
        load(copied, copied.parent)
    found = caught.value.found
    assert {problem.path for problem in found} == {path.relative_to(copied.parent).as_posix() for path in copied.rglob("*.yaml")}
    assert list(found) == sorted(set(found))


def test_an_empty_folder_is_told(tmp_path):
    """A library that is not there yet is a list of what to write first."""
    with pytest.raises(Problems) as caught:
        load(tmp_path, tmp_path)
    assert [problem.path for problem in caught.value.found] == ["glossary.yaml", "helplines.yaml", "library.yaml", "references.yaml", "wording.yaml"]


def test_what_is_loaded_is_in_the_order_of_the_guide(library):
    """The guide's lists decide, and not the names of files."""
    bound = library.guides[0]
    assert [one.id for one in bound.recommendations] == bound.guide.recommendations
    assert [page.id for page in bound.pages] == ["when-unwell"]
    assert [page.id for page in library.pages] == ["about"]


def test_messages_in_json_can_be_read():
    """An editor gets every part of a message."""
    first, second = json.loads(FORMATS["json"](PROBLEMS, HERE))
    assert first == {"path": "a:b,c.yaml", "line": 1, "column": 14, "code": "key-unknown",
                     "message": "'titel' is 100% wrong", "hint": "Did you mean 'title'?", "severity": "error"}
    assert second["message"] == "there is\nno file"


def test_messages_for_github_can_be_read():
    """A message is one line, and nothing in a file's name or a text can end it early."""
    command = re.compile(r"^::error file=([^,:]*),line=(\d+),col=(\d+),title=([^,:]*)::(.*)$")
    rows = [command.match(line).groups() for line in FORMATS["github"](PROBLEMS, HERE).splitlines()]
    assert rows == [("a%3Ab%2Cc.yaml", "1", "14", "key-unknown", "'titel' is 100%25 wrong. Did you mean 'title'?"),
                    ("none.yaml", "3", "1", "file-missing", "there is%0Ano file.")]


def test_messages_as_text_mark_the_column():
    """A person sees the line itself, with a mark under the place; a line that is very long is cut."""
    problem = Problem("library/library.yaml", 5, 11, "value", "it is wrong")
    assert FORMATS["text"]([problem], HERE).splitlines() == [
        "library/library.yaml:5:11: it is wrong. [value]", "    reading: {grade: 7, smog: 9}", "    " + " " * 10 + "^"]
    far = Problem("library/night-shifts/wind-down.yaml", 12, 90, "value", "it is wrong")
    _, line, mark = FORMATS["text"]([far], HERE).splitlines()
    whole = (LIBRARY / "night-shifts" / "wind-down.yaml").read_text("utf-8").splitlines()[11]
    assert line[mark.index("^") :] == whole[89:]


def test_a_suggestion_is_near_or_short():
    """A misspelt word gets the word that was meant; another one the list, where that is short."""
    assert suggest("wonds", ["wounds", "pace"]) == "Did you mean 'wounds'?"
    assert suggest("zzz", ["wounds", "pace"]) == "Known here: pace, wounds."
    assert suggest("zzz", [f"word-{n}" for n in range(16)]) == suggest("zzz", []) == ""


def test_a_file_that_is_changed_while_it_is_examined_has_no_places_any_more(tmp_path: Path) -> None:
    """A wrong line would lead astray; and the new text may be no YAML at all."""
    path = tmp_path / "any.yaml"
    path.write_text("one: 1\ntwo: 2\n", "utf-8")
    (_, asked, _), (_, late, _) = read_yaml(path, "any.yaml"), read_yaml(path, "any.yaml")
    assert asked.at(("two",)) == (2, 6)
    path.write_text("zero: '0\none: 1\ntwo: 2\n", "utf-8")
    assert late.at(("two",)) == (1, 1) and asked.at(("two",)) == (2, 6)


def test_what_was_seen_is_taken_apart_again_only_where_it_changed(tmp_path: Path) -> None:
    """While serving, an edit changes one file of a hundred."""
    path, seen = tmp_path / "any.yaml", {}
    path.write_text("one: 1\n", "utf-8")
    first, again = read_yaml(path, "any.yaml", seen)[0], read_yaml(path, "any.yaml", seen)[0]
    path.write_text("one: 2\n", "utf-8")
    assert first is again and read_yaml(path, "any.yaml", seen)[0] == {"one": 2}
