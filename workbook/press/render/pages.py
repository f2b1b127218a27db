"""Pages of the site: Markdown files whose data stands in front matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from ..model import Bound, Library, Page, Recommendation
from ..plain import plain
from ..plan import Artifact
from ..scope import Site
from ..views import in_language
from .shared import Shared

MOST_IN_MENU = 6


def _site(shared: Shared, artifact: Artifact) -> dict[str, Any]:
    return shared.context(artifact, Site(shared.catalog, artifact, shared.labels[artifact.language]))


def _markdown(shared: Shared, artifact: Artifact, title: str, template: str, context: Mapping[str, Any], description: str) -> str:
    """A page for MkDocs: data in front matter, then one block of HTML that Markdown leaves alone."""
    body = shared.env.get_template(template).render(context)
    meta = {"title": title, "description": plain(description)[:300], **_chrome(shared, artifact)}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    lines = (line.strip() for line in body.splitlines())
    return f"---\n{front}---\n\n" + "\n".join(line for line in lines if line) + "\n"


def _chrome(shared: Shared, artifact: Artifact) -> dict[str, Any]:
    """What the theme shows around a page: menus and labels in the page's language."""
    library, t = shared.catalog.library(artifact.language), shared.labels[artifact.language]
    keys = ("skip", "menu", "search", "search_hint", "search_clear", "search_none", "search_one", "search_many", "search_late",
            "search_note", "search_slash", "recommendation", "for_counselors", "exercise", "leave",
            "leave_hint", "show_page", "quick", "you_are_here", "term_more", "footer_licence", "footer_note", "guide",
            "not_found", "not_found_text", "not_found_home", *(["other_languages"] if len(shared.catalog.libraries) > 1 else []))
    chrome = {"lang": artifact.language, "dir": library.settings.direction, "tab": library.settings.discreet_title,
              "brand": library.settings.name, "start": shared.catalog.home(artifact.language).url,
              "search_data": f"guides/{artifact.language}/search.js", "labels": {key: t[key] for key in keys}}
    own = [_entry(shared, artifact, "", name) for name in library.settings.pages]
    footer = [_entry(shared, artifact, "", name) for name in library.settings.footer]
    return {**chrome, "help": _help(shared, artifact, library), "crumbs": _crumbs(shared, artifact, library), "menu": [*_guides(shared, artifact, library), *own],
            "side": _side(shared, artifact), "foot": footer, "languages": _languages(shared, artifact)}


def _guides(shared: Shared, artifact: Artifact, library: Library) -> list[dict[str, Any]]:
    """The guides in the menu; where there are many, the reader's own and the first page, which names all: pages do not grow with the library."""
    few = len(library.guides) <= MOST_IN_MENU
    named = [bound.guide for bound in library.guides if few or bound.guide.id == artifact.guide]
    made = [{"title": guide.menu, "url": shared.catalog.url(artifact.language, guide.id, guide.id)} for guide in named]
    return made if few else [*made, {"title": shared.labels[artifact.language]["all_guides"], "url": shared.catalog.home(artifact.language).url}]


def _entry(shared: Shared, artifact: Artifact, guide: str, name: str) -> dict[str, Any]:
    """A page in a menu; where it is not translated, with its language and a mark that says so."""
    catalog, own = shared.catalog, artifact.language
    page, language = catalog.page(own, guide, name), catalog.language_of(own, guide, name)
    made = {"title": page.menu or page.title, "url": catalog.url(own, guide, name)}
    return made if language == own else {**made, "lang": language, "mark": in_language(catalog, shared.labels[own], language)}


def _help(shared: Shared, artifact: Artifact, library: Library) -> dict[str, Any]:
    """The page that holds the helplines, translated or not; it is one tap away from everywhere."""
    original = shared.catalog.original(artifact.language)
    for page in (*library.pages, *(shared.catalog.library(original).pages if original else ())):
        if any(section.show == "helplines" for section in page.sections):
            return _entry(shared, artifact, "", page.id)
    return {}


def _crumbs(shared: Shared, artifact: Artifact, library: Library) -> list[dict[str, Any]]:
    """The way back up: the first page, and the guide for a page of a guide."""
    if artifact.kind == "home":
        return []
    up = [{"title": library.settings.name, "url": shared.catalog.home(artifact.language).url}]
    if artifact.guide and artifact.kind != "guide":
        guide = shared.catalog.bound(artifact.language, artifact.guide).guide
        up.append({"title": guide.menu, "url": shared.catalog.url(artifact.language, guide.id, guide.id)})
    return up


def _side(shared: Shared, artifact: Artifact) -> list[dict[str, Any]]:
    """The menu beside a guide's page: that guide's own pages only, so that pages do not grow with the library."""
    if not artifact.guide:
        return []
    bound, t = shared.catalog.bound(artifact.language, artifact.guide), shared.labels[artifact.language]
    numbered = shared.catalog.numbered(artifact.language, bound, whole=True)

    def entry(name: str, number: int | None = None) -> dict[str, Any]:
        made = {**_entry(shared, artifact, artifact.guide, name), "current": name == artifact.subject}
        return {**made, "number": number} if number else made

    def group(title: str, names: list[str]) -> dict[str, Any]:
        return {"title": title, "items": [entry(name) for name in names]}

    groups = [group(t["start_here"], bound.guide.before),
              {"title": t["by_number"], "items": [entry(n.page.id, n.number) for n in numbered]},
              group(t["more_pages"], [*bound.guide.after, *bound.guide.beside]),
              group(t["for_counselors"], bound.guide.counselors)]
    return [{**one, "open": any(item["current"] for item in one["items"])} for one in groups if one["items"]]


def _languages(shared: Shared, artifact: Artifact) -> list[dict[str, str]]:
    """The same page in the other languages, or their home where it is not translated."""
    found = []
    for library in shared.catalog.libraries:
        language, home = library.settings.language, shared.catalog.home(library.settings.language).url
        if language != artifact.language:
            same = home if artifact.kind == "home" else shared.catalog.own_url(language, artifact.guide, artifact.subject)
            made = {"lang": language, "title": library.settings.language_name}
            elsewhere = {"url": home, "mark": shared.labels[language]["home"]}
            found.append({**made, **({"url": same} if same is not None else elsewhere)})
    return found


def _turn(bound: Bound | None, name: str) -> dict[str, str]:
    """The recommendations before and after this one, in the guide's order; empty for any other page."""
    order = bound.guide.recommendations if bound else []
    if name not in order:
        return {}
    at = order.index(name)
    return {"before": order[at - 1] if at else "", "after": order[at + 1] if at + 1 < len(order) else ""}


def _latest(pages: Sequence[Recommendation | Page]) -> Recommendation | Page | None:
    return max(pages, key=lambda page: page.updated, default=None)


def home(shared: Shared, artifact: Artifact) -> str:
    context = _site(shared, artifact)
    library = context["library"]
    settings = library.settings
    latest = [_latest(library.pages), *(_latest([*bound.recommendations, *bound.pages]) for bound in library.guides)]
    context["page"] = _latest([page for page in latest if page])
    return _markdown(shared, artifact, settings.name, "pages/home.html", context, settings.tagline)


def guide(shared: Shared, artifact: Artifact) -> str:
    context = _site(shared, artifact)
    guide = context["bound"].guide
    context["page"] = _latest(context["bound"].recommendations)
    return _markdown(shared, artifact, guide.title, "pages/guide.html", context, guide.short_answer)


def page(shared: Shared, artifact: Artifact) -> str:
    context = _site(shared, artifact)
    page = shared.catalog.page(artifact.language, artifact.guide, artifact.subject)
    context.update(shared.about(page, context), turn=_turn(context["bound"], page.id))
    if context["bound"]:
        context["door_path"] = next((d.read for d in context["bound"].guide.doors if d.to == page.id), [])
    template = "pages/recommendation.html" if isinstance(page, Recommendation) else "pages/page.html"
    description = page.in_short.message if page.in_short else page.title
    return _markdown(shared, artifact, page.title, template, context, description)
