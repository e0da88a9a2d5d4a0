"""Commands that make something new in the project: each writes files that did not exist, and changes no other."""

from __future__ import annotations

from pathlib import Path

import click

from arvio.cli.group import arvio, open_here
from arvio.commands import Commands
from arvio.saying import say, spoken
from arvio.terminal import echo

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@arvio.group(cls=Commands)
def new() -> None:
    """Begin something new: a project, or in it an organisation or a notebook. Overwrites nothing."""


@new.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def project(folder: Path) -> int:
    """Begin a project in a new folder: notebooks, instruments and rules of protection, and no organisation yet."""
    from arvio.publish.screens.following import near
    from arvio.workbench.new_project import make_project

    for path in make_project(folder):
        echo(near(path))
    said = say(
        "Go to the folder, then make an organisation there from its exports: arvio new organisation NAME --from FILE"
    )
    echo(spoken(said), err=True)
    return 0


@new.command()
@click.argument("name")
@click.option(
    "--from", "source", default="feedback", show_default=True, help="The notebook whose question it begins with."
)
@click.option("--for", "organisation", help="Enter a draft report of it in the params of this organisation.")
@click.option("--period", help="The period of that report, such as 2025.")
def notebook(name: str, source: str, organisation: str | None, period: str | None) -> int:
    """Begin an own notebook: one question with its figure, sentence, table and comment, in the shape of all notebooks.

    Its own texts are translated in params/translations/NAME.yaml.
    """
    from arvio.publish.screens.following import near
    from arvio.workbench.new_notebook import begin

    for path in begin(open_here(), name, source=source, organisation=organisation, period=period):
        echo(near(path))
    return 0


@new.command()
@click.argument("name")
@click.option(
    "--from", "exports", metavar="EXPORT...", multiple=True, type=_FILE, help="Its files, from whatever tool."
)
@click.argument("more", nargs=-1, type=_FILE, metavar="")
@click.option("--name", "title", default="", help="What reports call it, such as 'Talo ry'; else NAME.")
@click.option("--language", "languages", default="", help="Of its reports, such as fi,en; else those of the suite.")
@click.option(
    "--period", default="", help="What its first reports are about, such as 2025; else the last answers' year."
)
def organisation(name: str, languages: str, exports: tuple[Path, ...], more: tuple[Path, ...], **said: str) -> int:
    """Begin an organisation: params that read its exports as they are, and first reports that can be made at once.

    NAME is its name in commands and files, such as talo_ry. Exports are copied into data/NAME; those that lie together
    in a folder below data stay there. Everything is made, or nothing is. Its reports are drafts for its own people.
    """
    import datetime as dt

    from arvio.workbench.new_organisation import Request, make_organisation

    here = open_here()
    wanted = tuple(one.strip() for one in languages.split(",") if one.strip())
    request = Request(name, (*exports, *more), languages=wanted, **said)
    made = make_organisation(here, request, dt.date.today())  # noqa: DTZ011, the day where the evaluator sits
    for note in made.notes:
        echo(spoken(note), err=True)
    for path in made.paths:
        echo(path)
    echo(spoken(say("Make its first reports: arvio run %(name)s", name=name)), err=True)
    return 0
