"""The command that all others belong to, and what several of them begin with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from arvio.commands import Commands

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project

AT = "Only what is due at this moment, such as year-end or project-end (due in params)."
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.version_option(package_name="arvio", prog_name="arvio", message="%(prog)s %(version)s")
def arvio() -> None:
    """Evaluation reports for social-sector organisations, from raw exports to pages that may be handed over."""


def open_here() -> Project:
    """The project that the working folder is in."""
    from arvio.params import open_project

    return open_project()


def broken_params(project: Project, organisations: Iterable[str]) -> int:
    """Show what is wrong in the params of the wanted organisations; 2 if anything is, 0 if not."""
    wanted = sorted(set(organisations)) or project.names
    errors = [project.broken[name] for name in wanted if name in project.broken]
    for error in errors:
        click.echo(str(error), err=True)
    return max((error.exit_code for error in errors), default=0)
