"""HTML read as XML wherever both mean the same, which they do in what our templates write: one millisecond instead of thirty."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any
from xml.etree import ElementTree

ALONE = "area|base|br|col|hr|img|input|link|meta|wbr"
SPACE = " \t\n\r\f"  # which HTML takes for white space; Python's strip() takes more
NAME = re.compile(r"[a-z][a-z0-9-]*")
OTHERWISE = re.compile(  # what HTML reads in another way: comments, letters by number, lines in a tag, other elements that end themselves
    rf"<[!?]|xmlns|\r|&#(?!(?:34|39|x27|160);)|<\w[^<>]*[\n\t]|<(?!(?:{ALONE})\b)\w[^<>]*/>|</?\w*[A-Z]")
WORDS = {"a", "abbr", "b", "bdi", "br", "button", "cite", "code", "em", "i", "img", "input", "kbd", "label", "mark", "q", "s", "small", "span",
         "strong", "sub", "sup", "textarea", "time", "u", "wbr"}
FLOW = {"article", "aside", "blockquote", "dd", "details", "div", "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "li",
        "main", "nav", "section", "summary", "td", "th"}
HELD = {  # an element here may hold these alone: HTML closes it before any other, or puts the other elsewhere
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "textarea"), WORDS), **dict.fromkeys(WORDS, WORDS),
    "html": {"head", "body"}, "head": {"meta", "title", "link"}, "title": set(), "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "dt": WORDS,
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"}, "caption": WORDS, "colgroup": {"col"},
    **dict.fromkeys(("thead", "tbody", "tfoot"), {"tr"}), "tr": {"td", "th"},
}
BLOCKS = WORDS | (FLOW - {"dd", "li", "td", "th", "legend"}) | {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "hr"}
BARE = {"html", "head", "ul", "ol", "dl", "table", "colgroup", "thead", "tbody", "tfoot", "tr"}  # that hold elements, and no words of their own
ONCE = {"a", "button", "label", "form", "textarea", "dt", "dd"}  # and never inside another of its kind
HELD |= {"textarea": set(), "body": BLOCKS, **{name: BLOCKS | {"legend"} if name == "fieldset" else BLOCKS for name in FLOW}}
HELD["div"] = BLOCKS | {"dt", "dd"}  # a term and what it means, kept together


def read_as_xml(tinyhtml5: Any) -> None:
    """Where a document is well-formed, and holds nothing that HTML reads in another way, Python's own reader makes the same tree."""
    whole = tinyhtml5.parse

    def parse(document: Any, **options: Any) -> Any:
        read = tree_of(document.getvalue()) if isinstance(document, StringIO) and options == {"namespace_html_elements": False} else None
        return whole(document, **options) if read is None else read

    tinyhtml5.parse = parse


def tree_of(text: str) -> ElementTree.Element | None:
    """The tree that HTML's rules would make of a document; None where that cannot be told."""
    begun = re.match(rf"<!doctype html>[{SPACE}]*", text, re.IGNORECASE)
    if not begun or OTHERWISE.search(text, begun.end()):
        return None
    try:
        root = ElementTree.fromstring(re.sub(rf"<({ALONE})\b([^>]*?)/?>", r"<\1\2/>", text[begun.end():]))
    except ElementTree.ParseError:
        return None
    if [child.tag for child in root] != ["head", "body"] or root.tag != "html" or not _stays(root, frozenset()):
        return None
    body = root[1]
    after, body.tail, root.text = (body.tail or "") + text[len(text.rstrip(SPACE)):], None, None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after
    else:
        body.text = (body.text or "") + after
    return root


def _stays(element: ElementTree.Element, around: frozenset[str]) -> bool:
    """Whether each element stands where HTML would leave it."""
    held, text = HELD.get(element.tag), element.text or ""
    if held is None and len(element) or element.tag in around:
        return False
    if any(not NAME.fullmatch(name) or ">" in value for name, value in element.items()):
        return False
    if element.tag in BARE and (text + "".join(child.tail or "" for child in element)).strip(SPACE):
        return False
    if element.tag == "textarea" and text.startswith("\n"):
        return False
    inside = around | ({"dt", "dd"} if element.tag in ("dt", "dd") else {element.tag}) if element.tag in ONCE else around
    return all(child.tag in (held or ()) and _stays(child, inside) for child in element)
