"""Lines, boxes and pages drawn with less work: the savings of ``quick`` from the measured line on."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

SET_UP = ("layout", "language", "first_line_direction", "ascent", "underline_position", "underline_thickness",
          "strikethrough_position", "strikethrough_thickness")
CORNERS = ("border_top_left_radius", "border_top_right_radius", "border_bottom_right_radius", "border_bottom_left_radius")
GROUND = {
    *CORNERS, "border_start_start_radius", "border_start_end_radius", "border_end_end_radius", "border_end_start_radius",
    "background_color", "background_image", "border_image_source", "mask_border_source", "box_shadow",
}


# Lines

def set_up_once(look: tuple[str, ...]) -> None:
    """Pango's layout is set up once for each look (these properties of a style) and then copied with all that was set."""
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.line_break import Layout

    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")
    whole, looked = Layout.setup, itemgetter(*look, "text_decoration_line")

    def setup(layout: Any, style: Any) -> None:
        known = vars(style.font_config).setdefault("set_up", {})
        key = looked(style)
        if key not in known:
            whole(layout, style)
            known[key] = {name: value for name, value in vars(layout).items() if name in SET_UP}
        vars(layout).update(known[key], style=style)
        layout.layout = ffi.gc(pango.pango_layout_copy(layout.layout), gobject.g_object_unref)

    Layout.setup = setup


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
        if not plain or not runs or box.pango_layout.justification_spacing or any(_is_picture(_font(stream, run.face)) for run in runs):
            whole(stream, box, offset_x, overflow, ellipsis)
            return
        stream.set_color(style["color"])
        stream.begin_text()
        if box.text.strip():
            stream.set_text_matrix(*Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline).values)
            _show(stream, runs, box.pango_layout.text)
        stream.end_text()

    if pango.pango_version() >= 14802:
        Layout.deactivate, draw.draw_text = deactivate, draw_text


def _runs(layout: Any) -> tuple[Run, ...]:
    """The glyphs of a layout of one line, written from left to right, of letters that stand on the line; nothing of any other."""
    from weasyprint.text.ffi import ffi, pango

    runs, entry = [], pango.pango_layout_get_line_readonly(layout.layout, 0).runs
    if pango.pango_layout_get_line_readonly(layout.layout, 1) != ffi.NULL:
        return ()
    while entry != ffi.NULL:
        item, glyphs = entry.data.item, entry.data.glyphs
        count = glyphs.num_glyphs
        numbers = memoryview(ffi.buffer(glyphs.glyphs, count * ffi.sizeof("PangoGlyphInfo"))).cast("i")
        ids, widths, across, up = (numbers[at::len(numbers) // count] for at in range(4))
        if item.analysis.level % 2 or across.tobytes().strip(b"\0") or up.tobytes().strip(b"\0"):
            return ()
        starts = memoryview(ffi.buffer(glyphs.log_clusters, 4 * count)).cast("i")
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


# Boxes and pages

def remember_shapes() -> None:
    """A background shape is drawn once in each size; then what was written is written again, into each group of its own."""
    from pydyf import Dictionary
    from weasyprint.images import SVGImage

    whole = SVGImage.draw

    def draw(image: Any, group: Any, width: float, height: float, style: Any) -> None:
        own = group._resources
        if len(group.stream) != 1 or own["ExtGState"] or own["XObject"]:  # in a new group nothing stands but the shape's place
            whole(image, group, width, height, style)
            return
        shapes, key = vars(style.font_config).setdefault("shapes", {}), (image._base_url, width, height)
        if key not in shapes:
            whole(image, group, width, height, style)
            alone = not (own["XObject"] or own["Pattern"] or own["Shading"]) and all(state.keys() < {"CA", "ca"} for state in own["ExtGState"].values())
            shapes[key] = (group.stream[1:], dict(own["ExtGState"])) if alone else None
        elif shapes[key] is None:
            whole(image, group, width, height, style)
        else:
            written, states = shapes[key]
            group.stream += written
            own["ExtGState"].update({name: Dictionary(state) for name, state in states.items()})

    SVGImage.draw = draw


def pass_bare_boxes() -> None:
    """Most boxes have no rule about a background or round corners, and need not be asked for each of them."""
    from weasyprint.layout import background

    whole, round_corners = background.layout_box_backgrounds, dict.fromkeys(CORNERS, (0, 0))

    def layout_box_backgrounds(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        if style is not None or box is page or not GROUND.isdisjoint(getattr(box.style, "cascaded", ())):
            whole(page, box, get_image, layout_children, style)
            return
        vars(box).update(round_corners)
        for child in box.all_children() if layout_children else ():
            layout_box_backgrounds(page, child, get_image)
        box.background = None

    background.layout_box_backgrounds = layout_box_backgrounds


def join_streams() -> None:
    """What a page draws is kept as one text when it is drawn, not as thousands: of 33 MiB in a long book 25 go."""
    from pydyf import _to_bytes
    from weasyprint.document import Page

    paint = Page.paint

    def joined(page: Any, stream: Any, scale: float = 1) -> None:
        paint(page, stream, scale)
        stream.stream[:] = [b"\n".join(map(_to_bytes, stream.stream))]

    Page.paint = joined


def let_go_of_boxes() -> None:
    """The boxes of a page, some 0.4 MiB, go when its tags are made: nothing asks for them after that but fields for their questions."""
    from weasyprint import pdf

    add = pdf.add_tags

    def add_tags(written: Any, document: Any, *more: Any) -> None:
        add(written, document, *more)
        for page in document.pages:
            page._page_box, page.links, page.anchors = None, [], {}
            page.forms = {form: fields for form, fields in page.forms.items() if fields}

    pdf.add_tags = add_tags
