#!/usr/bin/env python3
"""The door: the command line of Two Lines, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO

sys.path.insert(0, str(Path(__file__).resolve().parent))
if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or later is needed. Run 'make PYTHON=/path/to/python3.11', which sets up .venv.")
try:
    import click

    from workbook.press import authors
    from workbook.press import check as rules
    from workbook.press import run
    from workbook.press.manifest import as_lines, differences, from_lines, manifest
    from workbook.press.packets import Wish, asked_for
    from workbook.press.plan import EDITIONS, Artifact, plan
    from workbook.press.problems import FORMATS, Problem, Problems, Refusal
    from workbook.press.site import BUILDERS
except ModuleNotFoundError as missing:
    sys.exit(f"The package {missing.name} is not installed. Run 'make', which sets up .venv, or use .venv/bin/python build.py.")

PROJECT = run.Project(Path(__file__).resolve().parent)


def _brand(context: click.Context, _: click.Parameter, practice: Path | None) -> None:
    context.obj = (context.obj or PROJECT).branded(practice)


_PRACTICE = click.option(
    "--practice", type=click.Path(exists=True, dir_okay=False, path_type=Path), callback=_brand, expose_value=False,
    help="A file like practice.example.yaml; practice.yaml in the project's folder is used without being named.")


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--dry-run", is_flag=True, help="List every file that would be made, and make none.")
@_PRACTICE
@click.option("--builder", type=click.Choice(sorted(BUILDERS)), default="mkdocs", show_default=True, help="What turns docs/ into site/; stands before a command.")
@click.pass_context
def cli(context: click.Context, dry_run: bool, builder: str) -> None:
    """Turn the words in workbook/guides into a website and printed workbooks.

    Without a command, everything is built into site/: pages, search, workbooks, packets and worksheets.

    \b
      python build.py                  build everything that changed
      python build.py check            look for mistakes in the words
      python build.py serve            see an edit in the browser at once
      python build.py pdf --only pace-dial   print one worksheet in every edition
    """
    context.obj = replace(context.obj, builder=builder)
    if dry_run:
        for artifact in plan(run.checked(context.obj)):
            click.echo(f"docs/{artifact.path}")
    elif context.invoked_subcommand is None:
        build_everything(context.obj)


def build_everything(project: run.Project) -> None:
    """Build all, or say that nothing changed."""
    if run.is_fresh(project):
        click.echo("Nothing changed; site/ is up to date.")
        return
    run.ready_for_site(project)
    with run.hold(project):
        before = run.fingerprint(project)
        with run.examined_beside(project) as (libraries, good):
            run.ready_to_print()
            renderer = run.prepare(project, libraries)
            pages = run.write_pages(project, renderer, good)
        click.echo(f"{len(pages)} pages written.")
        print_chosen(project, renderer, lambda _: True)
        run.clear_out(project, renderer.catalog.artifacts)
        run.finish_site(project)
        run.note_fresh(project, before)
    click.echo("Done: open site/index.html.")


def print_chosen(
    project: run.Project, renderer: run.Renderer, chosen: Callable[[Artifact], bool], good: Callable[[], None] = lambda: None,
) -> None:
    bar: list = []

    def started(count: int) -> None:
        bar.append(click.progressbar(length=count, label="Printing", file=sys.stderr))
        bar[0].__enter__()

    try:
        printed = run.write_prints(project, renderer, chosen, started, lambda _: bar[0].update(1), good=good)
    finally:
        if bar:
            bar[0].__exit__(None, None, None)
    click.echo(f"{len(printed)} PDFs printed, {sum(one.pages for one in printed)} pages.")


@cli.command()
@click.option("--format", "shape", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How mistakes are shown.")
@click.option("--table/--no-table", default=True, help="Show the table of pages with their reading level.")
@click.option("--translations", is_flag=True, help="Show what is said of translations, not only how much.")
@click.pass_obj
def check(project: run.Project, shape: str, table: bool, translations: bool) -> None:
    """Look for mistakes in the words, and measure every page."""
    try:
        notices = examined(project, table and shape == "text")
    except Problems as problems:
        if shape == "text":
            raise
        click.echo(FORMATS[shape](problems.found, project.root))
        sys.exit(1)
    if notices and translations or shape != "text":
        click.echo(FORMATS[shape](notices, project.root))
    if shape == "text":
        more = "" if translations or not notices else " (check --translations shows them)"
        click.echo(f"No mistakes found{f', {len(notices)} notices about translations{more}' if notices else ''}.")


def examined(project: run.Project, table: bool) -> list[Problem]:
    """What is said of translations. Raises Problems with every mistake."""
    sources = run.read_words(project)
    found = run.examine(project, sources, date.today())
    pairs = {} if found else run.translations(project, sources)
    for source in sources if table else ():
        pair = pairs.get(source.library.settings.language)
        click.echo(rules.as_table(rules.measure(source.library), pair.states if pair else None))
    if found:
        raise Problems(found)
    return [notice for pair in pairs.values() for notice in pair.told]


@cli.command()
@click.pass_obj
def pages(project: run.Project) -> None:
    """Write the site's Markdown pages and data into docs/guides."""
    with run.hold(project), run.examined_beside(project) as (libraries, good):
        good()  # or pages of many guides would be made in the room that the examination takes
        written = run.write_pages(project, run.prepare(project, libraries))
    click.echo(f"{len(written)} pages written.")


@cli.command()
@click.option("--only", multiple=True, metavar="ID", help="Only this worksheet, packet or 'workbook'; may be repeated.")
@click.option("--edition", multiple=True, type=click.Choice(sorted(EDITIONS)), help="Only this edition; may be repeated.")
@click.option("--guide", default="", metavar="ID", help="Only this guide.")
@_PRACTICE
@click.pass_obj
def pdf(project: run.Project, only: tuple[str, ...], edition: tuple[str, ...], guide: str) -> None:
    """Print workbooks, packets and worksheets into docs/guides."""
    with run.hold(project), run.examined_beside(project) as (libraries, good):
        run.ready_to_print()
        renderer = run.prepare(project, libraries)
        wanted = asked_for(renderer.catalog, only, edition, guide)
        print_chosen(project, renderer, lambda artifact: artifact.path in wanted, good)


@cli.command()
@click.option("--worksheets", required=True, metavar="ID,ID", help="Their ids in order, with commas between; they stand at the foot of each worksheet.")
@click.option("--edition", type=click.Choice(sorted(EDITIONS)), default="letter", show_default=True, help="Paper and size of type.")
@click.option("--title", default="", help="Stands on the cover. Leave names of clients out.")
@click.option("--guide", default="", metavar="ID", help="Where worksheets of two guides have the same ids.")
@click.option("--language", default="", metavar="CODE", help="The site's own where it is left out.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write.")
@_PRACTICE
@click.pass_obj
def packet(project: run.Project, worksheets: str, edition: str, title: str, guide: str, language: str, output: Path) -> None:
    """Put worksheets of your choice into one PDF for a client. Nothing about the client is asked for or kept."""
    run.ready_to_print()
    ids = tuple(dict.fromkeys(name.strip() for name in worksheets.split(",") if name.strip()))
    printed, cautions = run.print_packet(project, Wish(ids, edition, title.strip(), guide, language), output)
    click.echo("\n".join((f"{output}: {printed.pages} pages.", *cautions)))


@cli.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="PDF")
@click.option("--sheets", type=click.IntRange(1, 12), default=5, show_default=True, help="Sheets of paper in a section; a section is folded as one.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The PDF to write.")
def booklet(source: Path, sheets: int, output: Path) -> None:
    """Put two pages of a PDF on each side of a sheet, in the order for folding. Take a large-print edition; print on both sides, turned on the short edge."""
    from workbook.press.booklet import impose

    click.echo(f"{output}: {impose(source, output, sheets)} sheets of paper.")


@cli.command()
@click.pass_obj
def site(project: run.Project) -> None:
    """Build site/ from what is in docs."""
    with run.hold(project):
        run.finish_site(project)
    click.echo("Done: open site/index.html.")


@cli.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the browser finds it.")
@click.pass_obj
def serve(project: run.Project, address: str) -> None:
    """Show the site in a browser; an edit of words, template or style shows at once, and so do mistakes."""
    from workbook.press.serve import watch

    run.ready_for_site(project)
    watch(project, address, click.echo)


@cli.command()
@click.option("--against", type=click.File("r"), help="A list saved before: tell what differs from it.")
@click.pass_obj
def verify(project: run.Project, against: TextIO | None) -> None:
    """List the SHA-256 of every file in site/, or what differs from such a list."""
    found = manifest(project.root / "site")
    if not against:
        click.echo(as_lines(found), nl=False)
        return
    told = differences(from_lines(against.read()), found)
    click.echo("\n".join(told) or f"All {len(found)} files are the same.")
    sys.exit(1 if told else 0)


for command in (authors.new, authors.translated, authors.schema):
    cli.add_command(command)


def main() -> None:
    """Run the command line; tell what is wrong in the reader's words."""
    for stream in (sys.stdout, sys.stderr):  # a file's name may hold what a terminal cannot show
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        cli(standalone_mode=False)
    except Problems as problems:
        click.echo(FORMATS["text"](problems.found, PROJECT.root))
        click.echo(f"{len(problems.found)} mistake(s). Nothing was changed.", err=True)
        sys.exit(1)
    except (Refusal, OSError) as error:
        click.echo(run.sentence(error), err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)


if __name__ == "__main__":
    main()
