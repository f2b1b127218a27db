"""Which letters can be printed. What is said of the others is in cases/letter-missing."""

from __future__ import annotations

from pathlib import Path

from shelf import FONTS

from workbook.press.letters import letters


def test_what_is_written_in_our_languages_can_be_printed() -> None:
    """Letters, quotes, dashes, fractions."""
    held = letters(FONTS)
    assert held is not None and {ord(letter) for letter in "aZ09áéñüß¿¡«»“”’–—…½×·€"} <= held


def test_a_font_of_a_language_adds_its_letters(tmp_path: Path) -> None:
    """And nothing is checked where there are no fonts."""
    assert letters(tmp_path) is None
    for path in (*FONTS.glob("*.ttf"), *(Path(__file__).parent / "rtl" / "fonts").glob("*.ttf")):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    held = letters(tmp_path)
    assert held is not None and ord("\u0628") in held and ord("\u05d0") not in held
