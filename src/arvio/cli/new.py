"""Commands that make something new in the project: each writes files that did not exist, and changes no other."""

from __future__ import annotations

import click

from arvio.cli.group import arvio, open_here
from arvio.commands import Commands


@arvio.group(cls=Commands)
def new() -> None:
    """Begin something new in the project, such as an organisation or a notebook. Overwrites nothing."""


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
    from arvio.publish.following import near
    from arvio.workbench.new_notebook import begin

    for path in begin(open_here(), name, source=source, organisation=organisation, period=period):
        click.echo(near(path))
    return 0
