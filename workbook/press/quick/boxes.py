"""Boxes laid out and painted with less work, and let go when they are on paper."""

from __future__ import annotations

import sys
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from xml.etree.ElementTree import tostring

SIZES = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height")
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
CORNERS = ("border_top_left_radius", "border_top_right_radius", "border_bottom_right_radius", "border_bottom_left_radius")
GROUND = {
    *CORNERS, "border_start_start_radius", "border_start_end_radius", "border_end_end_radius", "border_end_start_radius",
    "background_color", "background_image", "border_image_source", "mask_border_source", "box_shadow",
}
KINDS = 5_000  # of boxes whose sizes are remembered
SHAPE, SHAPES = 1_000, 500  # bytes of a shape that is remembered, and how many are


def everywhere(whole: Callable[..., Any], ours: Callable[..., Any]) -> None:
    """Put a function of ours in the place of the library's, in each of its modules that names it and has been imported; those that come
    later take ours from where it has its home."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and vars(module).get(whole.__name__) is whole:
            setattr(module, whole.__name__, ours)


def resolve_pixels() -> None:
    """A length in pixels is what it is."""
    from weasyprint.layout import percent

    whole = percent.resolve_one_percentage

    def resolve(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if getattr(value, "unit", None) == "px":
            setattr(box, name, value.value)
        else:
            whole(box, name, refer_to)

    percent.resolve_one_percentage = resolve


def resolve_once() -> None:
    """Margins, paddings, borders and sizes that are all in pixels are the same whatever holds the box: worked out once for each set of them."""
    from weasyprint.formatting_structure.boxes import PageBox
    from weasyprint.layout import percent

    whole, sizes = percent.resolve_percentages, itemgetter(*SIZES, *BORDERS, "border_collapse", "box_sizing")
    known: dict[tuple[Any, ...], dict[str, Any] | None] = {}

    def worked_out(values: tuple[Any, ...]) -> dict[str, Any] | None:
        *lengths, collapse, sizing = values
        named = dict(zip((*SIZES, *BORDERS), lengths, strict=True))
        if (collapse, sizing) != ("separate", "content-box") or any(v != "auto" and getattr(v, "unit", None) != "px" for v in lengths[:len(SIZES)]):
            return None
        used = {name: getattr(value, "value", value) for name, value in named.items()}
        return used | {name: 0 for name in ("min_width", "min_height") if used[name] == "auto"}

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        values = sizes(box.style)
        if values not in known:
            if len(known) > KINDS:
                known.clear()
            known[values] = worked_out(values)
        used = known[values]
        if used is None or isinstance(box, PageBox):
            whole(box, containing_block)
        else:
            vars(box).update(used)

    everywhere(whole, resolve_percentages)


def flow_at_once() -> None:
    """Most boxes neither float nor have a place of their own, which two looks at their style tell; the library takes five."""
    from weasyprint.formatting_structure.boxes import Box

    whole = Box.is_in_normal_flow

    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] in ("static", "relative")) or whole(box)

    Box.is_in_normal_flow = is_in_normal_flow


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


def remember_shapes() -> None:
    """A background shape is drawn once in each size; then what was written is written again, into each group of its own.

    A shape is known by what its file says, so that a changed file is drawn anew. QR codes, each longer than any shape, are not kept.
    """
    from pydyf import Dictionary
    from weasyprint.svg import SVG

    whole = SVG.draw

    def draw(svg: Any, group: Any, width: float, height: float, *more: Any) -> None:
        own = group._resources
        new = len(group.stream) == 1 and not own["ExtGState"] and not own["XObject"]  # nothing but where the shape will stand
        said = tostring(svg.tree._etree_node) if new and svg.font_config else b""
        if not 0 < len(said) < SHAPE:
            whole(svg, group, width, height, *more)
            return
        shapes, key = vars(svg.font_config).setdefault("shapes", {}), (said, width, height)
        if key not in shapes:
            if len(shapes) > SHAPES:
                shapes.clear()
            whole(svg, group, width, height, *more)
            alone = not (own["XObject"] or own["Pattern"] or own["Shading"]) and all(state.keys() < {"CA", "ca"} for state in own["ExtGState"].values())
            shapes[key] = (group.stream[1:], dict(own["ExtGState"])) if alone else None
        elif shapes[key] is None:
            whole(svg, group, width, height, *more)
        else:
            written, states = shapes[key]
            group.stream += written
            own["ExtGState"].update({name: Dictionary(state) for name, state in states.items()})

    SVG.draw = draw


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
