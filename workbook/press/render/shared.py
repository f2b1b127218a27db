"""What every template may use: names, addresses, labels, drawings, exercises.

Between ``views`` and the three rooms beside this one: ``pages``, ``prints`` and ``data``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from ..labels import written_date
from ..model import Bound, Drawing, Exercise, Page, Recommendation
from ..parts import Part
from ..plan import Artifact, exercises, packets, relative
from ..plain import plain
from ..scope import Scope, Site
from ..views import Catalog, in_language, labels_of, role_mark, role_names

Labels = Mapping[str, Any]


@dataclass(frozen=True)
class Practice:
    """Whose name stands on what is printed. ``logo`` is a path below the project; nothing here is about a client."""

    name: str = ""
    contact: tuple[str, ...] = ()
    logo: str = ""


@dataclass(frozen=True)
class Settings:
    """What a build is told from outside the words: the site's address (may be empty) and a practice."""

    site_url: str = ""
    practice: Practice = Practice()


@jinja2.pass_context
def _block(context: Mapping[str, Any], text: str) -> Markup:
    return context["scope"].block(text)


@jinja2.pass_context
def _line(context: Mapping[str, Any], text: object) -> Markup:
    return text if isinstance(text, Markup) else context["scope"].line(str(text))


@jinja2.pass_context
def _pieces(context: Mapping[str, Any], frame: str) -> list[Markup]:
    """A sentence frame cut at its gaps; converted whole, so that quotes come out right."""
    return [Markup(piece) for piece in context["scope"].line(frame.replace("___", "GAPGAP")).split("GAPGAP")]


@jinja2.pass_context
def _date(context: Mapping[str, Any], day: Any) -> str:
    return written_date(day, context["t"])


@jinja2.pass_context
def _claimed(context: Mapping[str, Any], claim: Any) -> Markup:
    cites = "; ".join(f"@{name}" for name in claim.cite)
    return context["scope"].block(f"{claim.claim} [{cites}]")


@lru_cache(maxsize=4)
def environment(templates: Path) -> jinja2.Environment:
    """The templates' surroundings: strict about names, escaping everything that is not markup. A template is read anew where it changed."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), undefined=jinja2.StrictUndefined,
        autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters.update(block=_block, line=_line, pieces=_pieces, date=_date, claimed=_claimed,
                       plain=lambda text: plain(str(text)).rstrip("."))
    return env


@dataclass
class Shared:
    """What all artifacts of a build share, and the surroundings of one template."""

    root: Path
    catalog: Catalog
    labels: Mapping[str, Labels]
    settings: Settings = Settings()
    env: jinja2.Environment = field(init=False)
    sheets: dict[tuple[str, str, str, int, bool], Markup] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = environment(self.root / "templates")

    def context(self, artifact: Artifact, scope: Scope) -> dict[str, Any]:
        language = artifact.language
        library = self.catalog.library(language)
        bound = self.catalog.bound(language, artifact.guide) if artifact.guide else None
        t = labels_of(bound, self.labels[language])
        numbers = {n.page.id: n.number for n in self.catalog.numbered(language, bound, whole=True)} if bound else {}
        context: dict[str, Any] = {
            "t": t, "scope": scope, "library": library, "bound": bound, "site": isinstance(scope, Site),
            "guides": [bound] if bound else library.guides, "settings": self.settings, "edition": artifact.edition,
            "root": relative("", artifact.url), "href": scope.href, "href_in": scope.href_in, "anchor": scope.anchor,
            "numbered": self.catalog.numbered(language, bound, isinstance(scope, Site)) if bound else [],
            "sheets": exercises, "packets_of": packets, "unfinished": lambda guide: self._unfinished(language, guide),
            "number_of": lambda name: numbers.get(name), "mark_in": scope.mark_in,
            "title_of": lambda name: self._title(scope, name),
            "role_names": lambda ids: role_names(ids, bound, t),
            "labels_of": lambda of: labels_of(of, self.labels[language]),
            "role_mark": lambda ids: role_mark(ids, bound),
            "who": lambda exercise: role_names(exercise.roles, bound, t, exercise.setting),
            "asked_of": lambda role: self._asked_of(role, bound, t),
            "stage_name": lambda name: next((s.name for s in bound.guide.stages if s.id == name), name) if bound else name,
            "drawing": lambda drawing: self.drawing(drawing, artifact),
            "drawing_named": lambda name, alt: self.drawing(Drawing.model_construct(file=name, shows=alt), artifact),
            "files": lambda guide, kind, subject: self._files(artifact, guide, kind, subject),
            "worksheet_files": lambda name: self._files(artifact, artifact.guide, "worksheet", name),
            "exercise_titles": lambda of: {e.id: e.title for _, e in exercises(of)},
            "page_showing": lambda name: next((p.id for p in library.pages if any(s.show == name for s in p.sections)), None),
            "door_path": [],
        }
        context["c"] = self.env.get_template("parts/_controls.html").make_module(context)
        context["written"] = lambda part, exercise, level: self._part(part, exercise, level, context)
        context["exercise_html"] = lambda exercise, level: self.exercise(exercise, level, context)
        context["show"] = lambda name: Markup(self.env.get_template(f"shows/{name}.html").render(context))
        return context

    def _title(self, scope: Scope, name: str) -> str:
        """A page's title; where the page is not translated, with its language and a mark that says so."""
        language, guide = scope.artifact.language, scope.artifact.guide
        if name == guide:
            return self.catalog.bound(language, guide).guide.title
        title, other = self.catalog.page(language, guide, name).title, scope.language_in(guide, name)
        return Markup('<span lang="{}">{}</span>{}').format(other, scope.line(title), scope.mark_in(guide, name)) if other else title

    def _unfinished(self, language: str, bound: Bound) -> str:
        """How much of a guide is translated; empty for an original, and where all is."""
        whole, t = self.catalog.numbered(language, bound, whole=True), self.labels[language]
        if len(bound.recommendations) == len(whole):
            return ""
        other = in_language(self.catalog, t, self.catalog.original(language))
        return str(t["unfinished"]).format(done=len(bound.recommendations), whole=len(whole), language=other)

    def _asked_of(self, role: str, bound: Any, t: Labels) -> str:
        if role in ("each", "together"):
            return str(t[role])
        name = role_names([role], bound, t)
        return name[:1].upper() + name[1:]

    def _files(self, artifact: Artifact, guide: str, kind: str, subject: str) -> list[dict[str, str]]:
        names = self.labels[artifact.language]["editions"]
        found = self.catalog.prints.get((artifact.language, guide, kind, subject), [])
        return [{"href": relative(a.url, artifact.url), "name": names[a.edition.id], "edition": a.edition.id} for a in found if a.edition]

    def drawing(self, drawing: Drawing, artifact: Artifact) -> Markup:
        """A drawing: inline on the site, so that it takes the page's colours; an image on paper."""
        path = self.root / "docs" / "assets" / "drawings" / f"{drawing.file}.svg"
        if artifact.is_pdf:
            return Markup('<img class="drawing" src="{}" alt="{}">').format(path.relative_to(self.root).as_posix(), drawing.shows)
        label = Markup('role="img" aria-label="{}"').format(drawing.shows) if drawing.shows else Markup('aria-hidden="true"')
        return Markup(path.read_text("utf-8").strip().replace("<svg ", f'<svg class="drawing" {label} ', 1))

    def _part(self, part: Part, exercise: Exercise, level: int, context: Mapping[str, Any]) -> Markup:
        template = self.env.get_template(f"parts/{part.kind}.html")  # type: ignore[attr-defined]
        return Markup(template.render({**context, "part": part, "name": f"{exercise.id}--{part.id}", "level": level}))

    def exercise(self, exercise: Exercise, level: int, context: Mapping[str, Any]) -> Markup:
        guide, t = context["bound"].guide, context["t"]
        line = guide.safety_line if exercise.is_joint else guide.alone_line
        roles = role_names(exercise.roles, context["bound"], t, exercise.setting)
        template = self.env.get_template("exercise.html")
        return Markup(template.render({**context, "exercise": exercise, "level": level, "safety_line": line, "roles": roles}))

    def about(self, page: Recommendation | Page, context: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(page, Recommendation):
            return {"page": page}
        guide = context["bound"].guide
        stages = [stage for name in page.stages for stage in guide.stages if stage.id == name]
        return {"page": page, "number": context["number_of"](page.id), "stages": stages}
