"""Commands for the beginning: what the machine has, and what an export is."""

from __future__ import annotations

from pathlib import Path

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import spoken
from arvio.terminal import echo


@arvio.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--against", metavar="ORGANISATION/SOURCE", help="Say what changed against this source in params.")
def inspect(file: Path, against: str | None) -> int:
    """Look at any export: say what it is, or what changed since last year, and draft what params would say of it.

    The export is only read. Of answers labels are shown, never open text or names; drafts go to params/drafts/.
    """
    import datetime as dt

    from arvio.inspection.inspecting import inspect as inspected
    from arvio.inspection.inspecting import write_drafts

    project = open_here()
    found = inspected(project, file, against=against, today=dt.date.today())  # noqa: DTZ011, the day where the evaluator sits
    echo(spoken(found.report))
    echo(spoken(found.use), err=True)
    for path in write_drafts(project.root, found.drafts):
        echo(path)
    return 0


@arvio.command()
@click.option("--json", "for_programs", is_flag=True, help="Show each check as a line of JSON instead.")
def doctor(for_programs: bool) -> int:
    """Look whether this machine and this project have what reports need, and say what to do where they have not.

    Nothing is mended. Works outside a project and with broken params too. Exit code 1 where something is wrong; 0 where
    there is only something to look at.
    """
    from arvio.doctor import diagnoses, screen

    show = screen.print_json if for_programs else screen.print_lines
    return show(diagnoses(Path.cwd()))
