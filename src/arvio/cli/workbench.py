"""Commands for work on a report: in JupyterLab, or in a text editor and here."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import ENGLISH, said_in, say, spoken
from arvio.terminal import echo

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from typing import TypedDict, Unpack

    from arvio.workbench.preview import Preview

    class _Chosen(TypedDict):
        """The options of a preview that say what is previewed."""

        language: str | None
        audience: str | None
        asks_gate: bool


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
    from arvio.workbench.copy_faults import copy_error

    project = open_here()
    copy = make_copy(project, chosen_run(project, Wish(**wanted), ask_on_terminal))
    echo(spoken(copy.note), err=True)
    if error := copy_error(copy.path):  # which she can mend where it opens
        echo(str(error), err=True)
    echo(copy.path)
    if way == "copy":
        echo(spoken(say("See how it will look: arvio preview %(path)s", path=copy.path)), err=True)
        return 0
    from arvio.workbench.jupyter import serve

    def told(address: str) -> None:
        echo(spoken(say("JupyterLab is open at: %(address)s", address=address)), err=True)
        echo(spoken(say("To stop it, press Ctrl-C here. What you saved stays.")), err=True)

    return serve(project.root, copy.path, port=port, browser=way is None, told=told)


@arvio.command()
@click.argument("named", nargs=-1, required=True, metavar="COPY | ORGANISATION PERIOD NOTEBOOK")
@click.option("--language", help="In this language, whatever the parameters cell says.")
@click.option("--audience", help="For this audience, whatever the parameters cell says.")
@click.option("--gate", "asks_gate", is_flag=True, help="Say too what would be held back beside all that is published.")
@click.option("--watch", "is_watched", is_flag=True, help="Make it again whenever something is saved, until Ctrl-C.")
@click.option("--open", "opens", is_flag=True, help="Show the page in the browser.")
@click.option("--json", "for_programs", is_flag=True, help="Show what is to be done as a line of JSON instead.")
def preview(
    named: tuple[str, ...], is_watched: bool, opens: bool, for_programs: bool, **chosen: Unpack[_Chosen]
) -> int:
    """Show a working copy as the report that it would be, with what is still to be done. Publishes nothing.

    Without a working copy the project's own notebook is shown. What lies in reports/ stays as it is. Exit code 1 where
    the notebook or its page could not be made.
    """
    if is_watched:
        return _watch(named, opens=opens, for_programs=for_programs, **chosen)
    return int(not _shown(named, opens=opens, for_programs=for_programs, **chosen).is_made)


def _watch(named: tuple[str, ...], *, opens: bool, for_programs: bool, **chosen: Unpack[_Chosen]) -> int:
    """Preview at each save; 0 when it is ended by Ctrl-C."""
    from arvio.workbench.watching import watch

    first = _shown(named, opens=opens, for_programs=for_programs, **chosen)
    try:
        echo(spoken(say("Watching what it was made from; Ctrl-C ends.")), err=True)
        again = partial(_shown, named, opens=False, for_programs=for_programs, **chosen)
        watch(open_here().root, first.read, lambda: again().read)
    except KeyboardInterrupt:
        return 0


def _shown(named: tuple[str, ...], *, opens: bool, for_programs: bool, **chosen: Unpack[_Chosen]) -> Preview:
    """A preview that is told of, and opened where that is asked for."""
    from arvio.workbench.screen import print_preview, print_preview_as_json

    with said_in(ENGLISH) if for_programs else nullcontext():
        made = _preview(named, **chosen)
        (print_preview_as_json if for_programs else print_preview)(made)
    if opens:
        click.launch(made.page.as_uri())
    return made


def _preview(named: tuple[str, ...], *, language: str | None, audience: str | None, asks_gate: bool) -> Preview:
    """A preview by params as they are now; what was read of them counts among what it was made from."""
    from dataclasses import replace

    from arvio.observed import observing
    from arvio.publish import places
    from arvio.publish.batch.workers import local_workers
    from arvio.workbench.preview import Wanted, draft_of
    from arvio.workbench.preview import preview as previewed
    from arvio.workbench.wanted import wanted

    with observing() as seen:
        project = open_here()
        run, notebook = wanted(project, named, language=language, audience=audience)
        draft = draft_of(project, run)
    made = previewed(Wanted(draft, notebook, asks_gate), local_workers(places.log(project.root)))
    return replace(made, read={**made.read, **seen.files})


@arvio.command()
@click.argument("named", nargs=-1, required=True, metavar="COPY | ORGANISATION PERIOD NOTEBOOK")
@click.option("--as", "name", metavar="NAME", help="As an own notebook of this name, with a draft report in params.")
@click.option("--dry-run", is_flag=True, help="Only show what differs.")
def adopt(named: tuple[str, ...], name: str | None, dry_run: bool) -> int:
    """Make a working copy a notebook of the project, after showing what differs. The copy stays.

    Without --as it takes the place of the notebook that it was made of, for all organisations that use it.
    """
    from arvio.publish.screens.following import near
    from arvio.workbench.adopting import adopt as adopted
    from arvio.workbench.adopting import planned, refuse_unfit
    from arvio.workbench.wanted import wanted_copy

    project = open_here()
    run, copy = wanted_copy(project, named)
    plan = planned(project, copy, run, name or run.notebook)
    echo("\n".join(plan.differences or [spoken(say("Nothing differs."))]), err=True)
    if dry_run or not plan.differences:
        return 0
    refuse_unfit(_preview((str(copy),), language=None, audience=None, asks_gate=False))
    for path in adopted(project, plan):
        echo(near(path))
    return 0
