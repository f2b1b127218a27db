"""Commands for those who write: start a guide, note a translation, write the schemas. ``build.py`` has the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from . import run
from .scaffold import Start, begin, guide_start, recommendation_start


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE...")
@click.pass_obj
def translated(project: run.Project, paths: tuple[Path, ...]) -> None:
    """Note that these files, or all files of a folder, say what the original says now.

    Run it when a translation is finished or mended. From then on, 'check' tells where the original has changed.
    """
    wanted = [path.resolve() for path in paths]
    noted = run.note_translated(project, lambda name: any((project.root / name).is_relative_to(path) for path in wanted))
    click.echo("\n".join(noted) or "None of these is a file of a translation.")


@click.group()
def new() -> None:
    """Start a guide or a recommendation, with notes on how to write each part."""


_NAME = click.option("--id", "name", help="Its short name, which never changes; made from the title where it is left out.")
_LANGUAGE = click.option("--language", help="The folder in workbook/guides; the site's own language where it is left out.")


@new.command("guide")
@click.argument("title")
@_NAME
@_LANGUAGE
@click.pass_obj
def new_guide(project: run.Project, title: str, name: str | None, language: str | None) -> None:
    """Start a guide, with one recommendation and a private safety check."""
    set_up(project, language, lambda folder: guide_start(project.root, folder, title, name, date.today()))


@new.command("recommendation")
@click.argument("guide")
@click.argument("title")
@_NAME
@_LANGUAGE
@click.pass_obj
def new_recommendation(project: run.Project, guide: str, title: str, name: str | None, language: str | None) -> None:
    """Start a recommendation at the end of GUIDE, which is named by its id."""
    set_up(project, language, lambda folder: recommendation_start(project.root, folder, guide, title, name, date.today()))


def set_up(project: run.Project, language: str | None, made_for: Callable[[str], Start]) -> None:
    folder = run.language_named(project, language)
    with run.hold(project):
        made = begin(project.root, folder, made_for(folder), run.drawings(project), date.today())
    click.echo("\n".join([*made, "Its notes say how to write each part. See it with: python build.py serve"]))


@click.command()
@click.pass_obj
def schema(project: run.Project) -> None:
    """Write workbook/schema, which gives an editor completion and checks."""
    written = run.write_schemas(project)
    click.echo(f"{len(written)} schemas written." if written else "The schemas are fresh.")
