"""The PDF library's own work, done once instead of several times and in less memory. Not one byte of a PDF depends on this module.

Used by ``impression``. Each saving stands by itself, is made once in each process, and only where the library is the
very version that it was written for: with any other, the library's own code runs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from copy import copy
from operator import itemgetter
from typing import Any

from .quick_draw import draw_what_was_measured, join_streams, let_go_of_boxes, pass_bare_boxes, remember_shapes, set_up_once
from .quick_io import name_arrays, remember_patterns, remember_references, tell_bytes, write_once

WEASYPRINT, PYDYF, TINYHTML5 = "70.0", "0.13.0", "2.1.0"

# All that the setting of a line depends on, but for its text and its width
LOOK = (
    "direction", "lang", "font_family", "font_size", "font_style", "font_stretch", "font_weight", "font_kerning",
    "font_language_override", "font_feature_settings", "font_variation_settings", "font_variant_alternates", "font_variant_caps",
    "font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "letter_spacing",
    "word_spacing", "white_space", "tab_size", "word_break", "overflow_wrap", "hyphens", "hyphenate_character",
    "hyphenate_limit_chars", "hyphenate_limit_zone")
SIZES = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top", "padding_bottom",
    "width", "min_width", "max_width", "height", "min_height", "max_height")
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
LINES = 25_000
NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
_dress: list[Any] = []
_styles: dict[tuple[Any, ...], Any] = {}


def quicken() -> None:
    """All the savings, once in each process."""
    import pydyf
    import tinyhtml5
    import weasyprint

    if pydyf.__version__ == PYDYF and not hasattr(pydyf, "quickened"):
        pydyf.quickened = True
        remember_references(pydyf.PDF)
        write_once(pydyf)
        tell_bytes(pydyf)
    if tinyhtml5.VERSION == TINYHTML5 and not hasattr(tinyhtml5, "quickened"):
        tinyhtml5.quickened = True
        remember_patterns()
    if weasyprint.__version__ == WEASYPRINT and not hasattr(weasyprint, "quickened"):
        weasyprint.quickened = True
        inherit_quickly()
        share_styles()
        forget_rules_of_pages()
        leave_out_notes()
        resolve_pixels()
        resolve_once()
        flow_at_once()
        set_up_once(LOOK)
        remember_lines()
        remember_struts()
        draw_what_was_measured()
        pass_bare_boxes()
        remember_shapes()
        name_arrays()
        join_streams()
        let_go_of_boxes()


def everywhere(whole: Callable[..., Any], ours: Callable[..., Any]) -> None:
    """Put a function of ours in the place of the library's, in each of its modules that names it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint.") and vars(module).get(whole.__name__) is whole:
            setattr(module, whole.__name__, ours)


# Styles

def inherit_quickly() -> None:
    """A property that no rule sets is taken from the parent, or is the initial one, without any further question."""
    from weasyprint.css import AnonymousStyle, ComputedStyle
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    def other_names(key: str) -> set[str]:
        name = PHYSICAL_FUNCTIONS.get(key)
        return {name(block="ttb", inline=way) for way in ("ltr", "rtl")} if name else set()

    special = {"page", "position", "float", "display", *(INITIAL_NOT_COMPUTED - INHERITED)}
    plain = {key: (key, *other_names(key)) for key in INITIAL_VALUES if key not in special and not key.startswith("text_decoration_")}
    whole = ComputedStyle.__missing__

    def missing(style: Any, key: str) -> Any:
        same = vars(style).get("without_id")
        if same is not None and key != "anchor":
            style[key] = value = same[key]
            return value
        names = plain.get(key)
        if names is None or style.parent_style is None or not style.cascaded.keys().isdisjoint(names):
            return whole(style, key)
        style[key] = value = style.parent_style[key] if key in INHERITED else INITIAL_VALUES[key]
        return value

    initial = {key: INITIAL_VALUES[key] for key in plain.keys() - INHERITED}
    whole_anonymous = AnonymousStyle.__missing__

    def missing_in_anonymous(style: Any, key: str) -> Any:
        if key not in initial:
            return whole_anonymous(style, key)
        style[key] = value = initial[key]
        return value

    ComputedStyle.__missing__, AnonymousStyle.__missing__ = missing, missing_in_anonymous


def share_styles() -> None:
    """Elements and pages for which the same rules are set, in what has the same rules around it, share a style: in one document, and in all
    that are printed one after the other with the same sheets.

    The library shares the styles of elements only, in one document, and those that have an id never.
    """
    from weasyprint import css

    made = css.ComputedStyle

    def style_of(parent: Any, cascaded: dict[str, Any], *rest: Any) -> Any:
        inherited = None if parent is None else vars(parent).get("without_id", parent)
        pseudo, root, base_url, *_ = rest
        if "anchor" in cascaded:  # no other style is like this one, but what is inherited from it is like what others leave
            style, same = made(inherited, cascaded, *rest), style_of(inherited, {name: rule for name, rule in cascaded.items() if name != "anchor"}, *rest)
            style.update(same)
            style.pop("anchor", None)
            style.without_id, style.specified = same, same.specified
            return style
        ruled = tuple((name, value if name == "lang" else id(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items())
        key = id(inherited), parent is not None and id(root), pseudo, base_url, ruled
        if key not in _styles:
            _styles[key] = made(inherited, cascaded, *rest)
        return _styles[key]

    def copy_of(style: Any) -> Any:
        other = made(style.parent_style, style.cascaded, style.pseudo_type, style.root_style, style.base_url, style.font_config,
                     style.initial_page_sizes)
        other.update(style)
        other.specified = style.specified.copy()
        return other

    made.copy, css.ComputedStyle = copy_of, style_of


def forget_rules_of_pages() -> None:
    """The rules of a page are not needed once its styles are made; the library goes through those of all pages before it."""
    from weasyprint.layout import page

    whole = page.set_page_type_computed_styles

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        whole(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    page.set_page_type_computed_styles = set_page_type_computed_styles


def dress(sheets: Any) -> None:
    """Tell which sheets the next document has: styles of others are forgotten."""
    if _dress[:] != [sheets]:
        _dress[:] = [sheets]
        _styles.clear()


def leave_out_notes() -> None:
    """No print has footnotes, and only list items have markers; the library keeps six styles for these on each element."""
    from weasyprint import html

    for sheet in (html.UA_STYLESHEET, html.UA_FORM_STYLESHEET):
        rules = sheet.matcher.other_selectors
        sheet.matcher.other_selectors = [rule for rule in rules if rule[3] not in {"marker", *NOTES}]
        sheet.matcher.lower_local_name_selectors.setdefault("li", []).extend(rule for rule in rules if rule[3] == "marker")


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


# Lines

def remember_lines() -> None:
    """A line of the same text, look and width is measured once in a process.

    The library measures most texts two to four times, and the same exercise stands in worksheet, packet and workbook.
    """
    from weasyprint.layout import inline, preferred

    inline.split_first_line = preferred.split_first_line = remembering(inline.split_first_line)


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
