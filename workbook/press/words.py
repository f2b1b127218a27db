"""Markdown to safe HTML: the one place where an author's words become markup.

Used by ``render``. Raw HTML in the words is shown as the characters that were typed, never
obeyed; what is left is cleaned once more by nh3. Links and citations stay ids (``id:pace``,
``ref:olson-2002``) until ``linked`` gives them addresses.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import markdown
import nh3
from markupsafe import Markup

from .model import Term
from .plain import plain

CITE = re.compile(r"\[((?:@[a-z0-9-]+(?:;\s*)?)+)\]")
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br"}
_HREF = re.compile(r'<a href="(id|ref):([a-z0-9-]+)">(.*?)</a>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ID = re.compile(r"^[a-z][a-z0-9-]*\Z")
_LONE = re.compile(r"(?<!\\)\[(?![^\[\]]*\]\((?:[^()\s]|\([^()\s]*\))*\))")  # a bracket that opens no link; many of them take Markdown minutes
_UNUSED = ("html", "image_link", "image_reference", "reference", "short_reference", "short_image_ref", "autolink", "automail")


def _converter(quotes: tuple[str, str, str, str]) -> markdown.Markdown:
    named = dict(zip(("left-single-quote", "right-single-quote", "left-double-quote", "right-double-quote"), quotes, strict=True))
    made = markdown.Markdown(
        extensions=["sane_lists", "smarty"], output_format="html",
        extension_configs={"smarty": {"substitutions": named}})
    made.preprocessors.deregister("html_block")
    made.parser.blockprocessors.deregister("reference")
    for name in _UNUSED:
        made.inlinePatterns.deregister(name)
    return made


@lru_cache(maxsize=8)
def _converter_for(quotes: tuple[str, str, str, str]) -> markdown.Markdown:
    return _converter(quotes)


def _cited(match: re.Match[str]) -> str:
    ids = [part.strip(" @") for part in match[1].split(";")]
    return "(" + "; ".join(f"[{one}](ref:{one})" for one in ids if one) + ")"


def _named(match: re.Match[str]) -> str:
    """A link to an id keeps it; a link to anything else keeps only its words."""
    kind, _, target = match[1].rpartition(":")
    if not _ID.match(target) or kind not in ("", "ref"):
        return match[2]
    return f'<a href="{kind or "id"}:{target}">{match[2]}</a>'


@lru_cache(maxsize=20_000)
def block(text: str, quotes: tuple[str, str, str, str]) -> str:
    """Markdown of several lines as HTML; addresses still ids."""
    made = _converter_for(quotes)
    made.reset()
    try:
        raw = made.convert(_LONE.sub(r"\\[", CITE.sub(_cited, text)))
    except RecursionError:  # lists in lists, hundreds deep; the converter is left in the middle of them
        _converter_for.cache_clear()
        return f"<p>{html.escape(text)}</p>"
    raw = _LINK.sub(_named, raw)
    return nh3.clean(raw, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"id", "ref"}, link_rel=None)


@lru_cache(maxsize=50_000)
def line(text: str, quotes: tuple[str, str, str, str]) -> str:
    """Markdown of one line as HTML, without a paragraph around it."""
    made = block(re.sub(r"^(\s*)(\d*)([-+*#>.])(\s)", r"\1\2\\\3\4", text), quotes)
    return re.sub(r"^<p>(.*)</p>$", r"\1", made.strip(), flags=re.DOTALL)


def _at_home(name: str) -> tuple[str, str]:
    return "", ""


def linked(
    made: str, address: Callable[[str, str], tuple[str | None, str | None]], abroad: Callable[[str], tuple[str, str]] = _at_home
) -> Markup:
    """Gives every id its address.

    ``address(kind, id)`` returns ``(href, words)``; no href leaves the words without a link, and
    words replace those of a citation. ``abroad(id)`` returns the language of a page that is in
    another one, and the mark that says so.
    """
    def one(match: re.Match[str]) -> str:
        href, words = address(match[1], match[2])
        inside = html.escape(words) if words else match[3]
        if not href:
            return inside
        style = ' class="cite"' if match[1] == "ref" else ""
        language, mark = abroad(match[2]) if match[1] == "id" else ("", "")
        led = f' hreflang="{language}"' if language else ""
        return f'<a{style} href="{html.escape(href)}"{led}>{inside}</a>{mark}'

    return Markup(_HREF.sub(one, made))


class Explainer:
    """Marks the first use of each glossary term on one page, so that it can be explained there.

    The meaning stands in the link itself, for the site's script; without scripts the link leads to the glossary.
    """

    def __init__(self, terms: Iterable[Term], href: Callable[[Term], str]):
        self._by_form = {form.lower(): term for term in terms for form in (term.term, *term.forms)}
        self._href = href
        self._seen: set[str] = set()
        forms = sorted(map(re.escape, self._by_form), key=len, reverse=True)
        self._pattern = re.compile(rf"\b({'|'.join(forms)})\b", re.IGNORECASE) if forms else None

    def mark(self, made: str) -> Markup:
        """``made`` with a link to the glossary around each term that has not stood on this page yet."""
        if not self._pattern:
            return Markup(made)
        inside_link, out = False, []
        for piece in re.split(r"(<[^>]+>)", made):
            if piece.startswith("<"):
                inside_link = piece.startswith("<a ") or (inside_link and piece != "</a>")
                out.append(piece)
            else:
                out.append(piece if inside_link else self._pattern.sub(self._first, piece))
        return Markup("".join(out))

    def _first(self, match: re.Match[str]) -> str:
        term = self._by_form[match[0].lower()]
        if term.id in self._seen:
            return match[0]
        self._seen.add(term.id)
        means = html.escape(plain(term.means))
        return f'<a class="term" href="{html.escape(self._href(term))}" data-means="{means}">{match[0]}</a>'
