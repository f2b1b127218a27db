"""Lines measured once, and drawn from what was measured."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from .boxes import everywhere

# All that the setting of a line depends on, but for its text and its width
LOOK = (
    "direction", "lang", "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning",
    "font_language_override", "font_feature_settings", "font_variation_settings", "font_variant_alternates", "font_variant_caps",
    "font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "letter_spacing",
    "word_spacing", "white_space", "tab_size", "word_break", "overflow_wrap", "hyphens", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone")
SET_UP = ("layout", "language", "first_line_direction", "ascent", "underline_position", "underline_thickness",
          "strikethrough_position", "strikethrough_thickness")
LINES = 25_000  # that are remembered with each set of fonts


# Measured

def set_up_once() -> None:
    """Pango's layout is set up once for each LOOK and then copied with all that was set."""
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.line_break import Layout

    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")
    whole, look = Layout.setup, itemgetter(*LOOK)

    def setup(layout: Any, style: Any) -> None:
        known = vars(style.font_config).setdefault("set_up", {})
        key = look(style), style["text_decoration_line"] == "none"
        if key not in known:
            whole(layout, style)
            known[key] = {name: value for name, value in vars(layout).items() if name in SET_UP}
        vars(layout).update(known[key], style=style)
        layout.layout = ffi.gc(pango.pango_layout_copy(layout.layout), gobject.g_object_unref)

    Layout.setup = setup


def remember_lines() -> None:
    """A line of the same text, look and width is measured once in a process, for each set of fonts.

    The library measures most texts two to four times, and the same exercise stands in worksheet, packet and workbook.
    """
    from weasyprint.layout import inline, preferred

    inline.split_first_line = preferred.split_first_line = remembering(inline.split_first_line)


def remembering(split: Callable[..., tuple[Any, ...]]) -> Callable[..., tuple[Any, ...]]:
    """``split_first_line`` with a memory. What it gives back is changed later, so each gets a copy of his own."""
    look = itemgetter(*LOOK)

    def split_first_line(text: str, style: Any, context: Any, max_width: float | None, spacing: float, is_line_start: bool = True,
                         minimum: bool = False) -> tuple[Any, ...]:
        measured = vars(style.font_config).setdefault("measured", {})
        key = (text, look(style), style["text_decoration_line"] == "none", max_width, spacing, is_line_start, minimum)
        if key not in measured:
            if len(measured) > LINES:
                measured.clear()
            measured[key] = split(text, style, context, max_width, spacing, is_line_start, minimum)
        layout, *numbers = measured[key]
        return copy(layout), *numbers

    return split_first_line


def remember_struts() -> None:
    """How high a line of a style is at least is asked for each line; the library knows the answer by a text of fifteen properties."""
    from weasyprint.text import line_break

    whole = line_break.strut

    def strut(style: Any) -> tuple[float, float]:
        own = vars(style)
        if "strut" not in own:
            own["strut"] = whole(style)
        return own["strut"]  # type: ignore[no-any-return]

    everywhere(whole, strut)


# Drawn

@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font in one size, the number that the library knows it by in each document, and a layout that keeps it in memory."""

    font: Any
    size: float
    key: int
    layout: Any


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face that follow each other: their numbers, their widths in Pango's units, and the byte that each begins at.

    Bytes are counted from ``offset`` in the text of the line; the run has ``length`` of them.
    """

    face: Face
    glyphs: array[int]
    widths: array[int]
    starts: array[int]
    offset: int
    length: int


def draw_what_was_measured() -> None:
    """The glyphs of a line are kept when it is measured; the library lays it out anew to draw it, and asks C for each number of each glyph."""
    from weasyprint import draw
    from weasyprint.matrix import Matrix
    from weasyprint.text.ffi import pango
    from weasyprint.text.line_break import Layout

    whole, let_go = draw.draw_text, Layout.deactivate

    def deactivate(layout: Any) -> None:
        if "runs" not in vars(layout):
            layout.runs = _runs(layout)
        let_go(layout)

    def draw_text(stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None:
        style, runs = box.style, box.pango_layout.runs
        plain = style["visibility"] == "visible" and style["text_decoration_line"] == "none" and overflow != "ellipsis" and ellipsis == "none"
        drawn = box.text.strip()  # only what is drawn brings its fonts into the document
        pictures = plain and drawn and any(_is_picture(_font(stream, run.face)) for run in runs)
        if not plain or not runs or box.pango_layout.justification_spacing or pictures:
            whole(stream, box, offset_x, overflow, ellipsis)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        if drawn:
            stream.set_text_matrix(*Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline).values)
            _show(stream, runs, box.pango_layout.text)
        stream.end_text()

    if pango.pango_version() >= 14802:
        Layout.deactivate, draw.draw_text = deactivate, draw_text


def _runs(layout: Any) -> tuple[Run, ...]:
    """The glyphs of a layout of one line, written from left to right, of letters that stand on the line; nothing of any other."""
    from weasyprint.text.ffi import ffi, pango

    runs, size, entry = [], ffi.sizeof("PangoGlyphInfo"), pango.pango_layout_get_line_readonly(layout.layout, 0).runs
    if pango.pango_layout_get_line_readonly(layout.layout, 1) != ffi.NULL:
        return ()
    while entry != ffi.NULL:
        item, glyphs = entry.data.item, entry.data.glyphs
        numbers = memoryview(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * size)).cast("i")
        ids, widths, across, up = (numbers[at::size // 4] for at in range(4))
        if item.analysis.level % 2 or across.tobytes().strip(b"\0") or up.tobytes().strip(b"\0"):
            return ()
        starts = memoryview(ffi.buffer(glyphs.log_clusters, 4 * glyphs.num_glyphs)).cast("i")
        try:
            kept = array("H", ids), array("i", widths), array("H", starts)
        except OverflowError:  # Pango's numbers for nothing, and for a letter that no font has; or a line of a whole book
            return ()
        runs.append(Run(_face(layout, item.analysis.font), *kept, item.offset, item.length))
        entry = entry.next
    return tuple(runs)


def _face(layout: Any, font: Any) -> Face:
    from weasyprint.text.fonts import get_pango_font_key

    known = vars(layout.style.font_config).setdefault("faces", {})
    if font not in known:
        key, _, size = get_pango_font_key(font)
        known[font] = Face(font, size, key, layout.layout)
    return known[font]  # type: ignore[no-any-return]


def _font(stream: Any, face: Face) -> Any:
    """The font in the document that is drawn."""
    return stream._fonts.get(face.key) or stream.add_font(face.font)[0]


def _is_picture(font: Any) -> bool:
    return bool(font.bitmap or font.png or font.svg or font.colr)


def _show(stream: Any, runs: tuple[Run, ...], text: str) -> None:
    """Write the glyphs as the library's ``draw_first_line`` does."""
    string, face = "", None
    for run in runs:
        font = _font(stream, run.face)
        if run.face is not face:
            face = run.face
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, face.size)
        written = vars(font).setdefault("written", {}).setdefault(face, {})
        pairs = list(zip(run.glyphs, run.widths, strict=True))
        try:
            glyphs = "".join([written[pair] for pair in pairs])
        except KeyError:
            _learn(stream, font, run, text, written)
            glyphs = "".join([written[pair] for pair in pairs])
        string += "<" + glyphs
        string = string[:-1] if string[-1] == "<" else string + ">"
    stream.show_text(string)


def _learn(stream: Any, font: Any, run: Run, text: str, written: dict[tuple[int, int], str]) -> None:
    """How each glyph of a run is written; the document's font learns its letters and its own width."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    letters, ends = text.encode()[run.offset:run.offset + run.length], [*run.starts[1:], run.length]
    for glyph, width, start, end in zip(run.glyphs, run.widths, run.starts, ends, strict=True):
        if (glyph, width) in written:
            continue
        if glyph not in font.to_unicode:
            font.to_unicode[glyph] = letters[start:end].decode()
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(run.face.font, glyph, stream.ink_rect, stream.logical_rect)
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / run.face.size)
        kerning = font.widths[glyph] - width * 1000 * FROM_UNITS / run.face.size
        written[glyph, width] = f"{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")
