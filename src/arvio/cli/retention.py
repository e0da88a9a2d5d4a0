"""Commands that let data of persons go: of those who withdrew their consent, and of all when it is needed no longer."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from arvio.cli.group import arvio, open_here
from arvio.saying import say, spoken
from arvio.terminal import echo

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project
    from arvio.retention import Forgotten, Purged

_ONLY = "Only in this organisation. Repeatable."
_MEGABYTE = 1_000_000


@arvio.command()
@click.argument("person_keys", nargs=-1)
@click.option("--organisation", "organisations", multiple=True, help=_ONLY)
def forget(person_keys: tuple[str, ...], organisations: tuple[str, ...]) -> int:
    """Forget persons who withdrew their consent: no later reading takes them in, and no file that arvio keeps has them.

    Without PERSON_KEYS it asks for the name or number that stands in the export, or reads one a line from what is piped
    in, so that none is in the history of the terminal; --organisation is needed then. Close JupyterLab first.

    Rows that still lie in raw exports are shown with file and row: these files are yours, and arvio leaves them as they
    are. Reports that were made with the persons are named; exit code 1 where an export could not be searched.
    """
    from arvio.retention import forget as forgotten

    project = open_here()
    keys = person_keys or _asked_for(project, organisations)
    found = forgotten(project, keys, organisations)
    _print_purged(found.purged)
    _print_forgotten(found)
    return int(bool(found.unsearched))


@arvio.command()
@click.argument("organisations", nargs=-1)
@click.option("--dry-run", "way", flag_value="dry", help="Say what would be removed, and remove nothing.")
def purge(organisations: tuple[str, ...], way: str | None) -> int:
    """Remove everything with rows of persons that was kept, of some organisations or of all.

    Raw exports stay, and so do reports, register, signatures, comments and params. The next run reads the exports
    again. Interrupted, it can be given again.
    """
    from arvio.retention import purge as purged
    from arvio.retention import would_purge

    project = open_here()
    for name in organisations:
        project.organisation(name)
    if way == "dry":
        _print_would_purge(would_purge(project, organisations))
    else:
        _print_purged(purged(project, organisations))
    return 0


def _asked_for(project: Project, organisations: Iterable[str]) -> frozenset[str]:
    """The keys of whoever is typed or piped in; the same number may be another person elsewhere."""
    from arvio.errors import Problem, UsageError
    from arvio.retention.forgetting import keys_of

    if not organisations:
        remedy = say("say which: --organisation …")
        what = say("is needed where a name or number is asked for, which may be another person elsewhere")
        raise UsageError(Problem("--organisation", what, remedy=remedy))
    if sys.stdin.isatty():
        asked = spoken(say("Name or number as the export has it (it is not shown)"))
        return keys_of(project, [click.prompt(asked, hide_input=True, err=True)])
    return keys_of(project, sys.stdin.read().splitlines())


def _print_purged(purged: Purged) -> None:
    size = f"{purged.n_bytes / _MEGABYTE:.1f}"
    echo(spoken(say("Files removed: %(n)s (%(size)s MB)", n=purged.n_files, size=size)), err=True)
    for name in purged.notebooks:
        echo(spoken(say("Outputs taken out of %(name)s", name=name)), err=True)


def _print_would_purge(purged: Purged) -> None:
    size = f"{purged.n_bytes / _MEGABYTE:.1f}"
    told = say("Files that would be removed: %(n)s (%(size)s MB)", n=purged.n_files, size=size)
    echo(spoken(told), err=True)
    for name in purged.notebooks:
        echo(spoken(say("Outputs would be taken out of %(name)s", name=name)), err=True)


def _print_forgotten(found: Forgotten) -> None:
    """Where rows still lie to stdout, a line each, for people and programs; all else to stderr."""
    for one in found.lying:
        echo("\t".join(filter(None, [one.file, one.sheet, str(one.row)])))
    if found.lying:
        told = say("Rows that still lie in raw exports: %(n)s. Remove them there.", n=len(found.lying))
    else:
        told = say("No raw export that names persons has a row of whom you named.")
    echo(spoken(told), err=True)
    for name in found.nameless:
        line = say("%(file)s names no persons: arvio cannot tell whether a row of it is theirs", file=name)
        echo(spoken(line), err=True)
    for name, why in found.unsearched:
        line = say("%(file)s could not be searched: %(why)s", file=name, why=why)
        echo(spoken(line), err=True)
    _print_reports(found)


def _print_reports(found: Forgotten) -> None:
    for run in found.older:
        told = say("%(run)s was made with data that has been forgotten: arvio run", run=str(run))
        if run in found.signed:
            told = say("%(run)s is signed, and a run holds it back: arvio sign --withdraw, then run", run=str(run))
        echo(spoken(told), err=True)
