"""The style of an element: less asked, and shared with all that have the same."""

from __future__ import annotations

from typing import Any

NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
STYLES = 5_000  # that are remembered from one document to the next; one document may have more
_sheets: list[Any] = []
_styles: dict[tuple[Any, ...], Any] = {}


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
        pseudo, root, base_url, fonts, *_ = rest
        if "anchor" in cascaded:  # no other style is like this one, but what is inherited from it is like what others leave
            style, same = made(inherited, cascaded, *rest), style_of(inherited, {name: rule for name, rule in cascaded.items() if name != "anchor"}, *rest)
            style.update(same)
            style.pop("anchor", None)
            style.without_id, style.specified = same, same.specified
            return style
        ruled = tuple((name, value if name == "lang" else id(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items())
        key = id(inherited), parent is not None and id(root), pseudo, base_url, id(fonts), ruled
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


def dress(sheets: Any) -> None:
    """Tell which sheets the next document has: the styles of other sheets are forgotten, and those of many documents. With None, all are."""
    if not (_sheets and _sheets[0] is sheets) or len(_styles) > STYLES:
        _sheets[:] = [sheets]
        _styles.clear()


def forget_rules_of_pages() -> None:
    """The rules of a page are not needed once its styles are made; the library goes through those of all pages before it."""
    from weasyprint.layout import page

    whole = page.set_page_type_computed_styles

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        whole(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    page.set_page_type_computed_styles = set_page_type_computed_styles


def leave_out_notes() -> None:
    """No print has footnotes, and only list items have markers; the library keeps six styles for these on each element."""
    from weasyprint import html

    for sheet in (html.UA_STYLESHEET, html.UA_FORM_STYLESHEET):
        rules = sheet.matcher.other_selectors
        sheet.matcher.other_selectors = [rule for rule in rules if rule[3] not in {"marker", *NOTES}]
        sheet.matcher.lower_local_name_selectors.setdefault("li", []).extend(rule for rule in rules if rule[3] == "marker")
