"""Commands for the beginning: what the machine has, and what an export is."""

from __future__ import annotations

from pathlib import Path

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import say, spoken
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


@arvio.command()
@click.option("--dry-run", is_flag=True, help="Only say what would become of each file.")
def upgrade(dry_run: bool) -> int:
    """Give a project what this arvio ships: newer notebooks, instruments and schemas; what you changed stays.

    Both changes stand in a notebook where they are of other cells. Else the newer file lies in upgrade/ until you have
    taken over from it what you want. Files lie there too as they were before. Exit code 1 where something waits for
    you.
    """
    from arvio.params.project import find_root
    from arvio.publish.screens.following import near
    from arvio.workbench.upgrade_told import told
    from arvio.workbench.upgrading import planned
    from arvio.workbench.upgrading import upgrade as upgraded

    plan = planned(find_root(Path.cwd()))  # not by params: the newer arvio may find fault with them
    for line in told(plan):
        echo(line, err=True)
    code = int(bool(plan.waiting))
    if dry_run:
        return code
    written = upgraded(plan)
    for path in written:
        echo(near(path))
    if written:
        echo(spoken(say("See what it does to your reports: arvio check, then arvio run --why")), err=True)
    return code
