"""Commands for work on a report: in JupyterLab, or in a text editor and here."""

from __future__ import annotations

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import say, spoken


@arvio.command("open")
@click.argument("organisation", required=False, default="")
@click.argument("period", required=False, default="")
@click.argument("notebook", required=False, default="")
@click.option("--language", default="", help="Such as fi; can be changed in the notebook.")
@click.option("--audience", default="", help="Such as internal; can be changed in the notebook.")
@click.option("--port", type=click.IntRange(1024, 65535), help="The first free one from 8888 on if left out.")
@click.option("--no-browser", "way", flag_value="address", help="Start JupyterLab and only show its address.")
@click.option("--no-lab", "way", flag_value="copy", help="Only make the working copy, for a text editor.")
def open_(port: int | None, way: str | None, **wanted: str) -> int:
    """Open a report in JupyterLab, as a working copy that is yours to change. Asks for what is left out.

    The copy lies in workbench/; the shipped notebook stays as it is, and a copy that was changed is never written over.
    """
    from arvio.workbench.choosing import Wish, ask_on_terminal, chosen_run
    from arvio.workbench.copies import make_copy

    project = open_here()
    copy = make_copy(project, chosen_run(project, Wish(**wanted), ask_on_terminal))
    click.echo(spoken(copy.note), err=True)
    click.echo(copy.path)
    if way == "copy":
        click.echo(spoken(say("See how it will look: arvio preview %(path)s", path=copy.path)), err=True)
        return 0
    from arvio.workbench.jupyter import serve

    def told(address: str) -> None:
        click.echo(spoken(say("JupyterLab is open at: %(address)s", address=address)), err=True)
        click.echo(spoken(say("To stop it, press Ctrl-C here. What you saved stays.")), err=True)

    return serve(project.root, copy.path, port=port, browser=way is None, told=told)
