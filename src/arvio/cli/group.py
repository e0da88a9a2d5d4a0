"""The command that all others belong to, and what several of them begin with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from arvio.commands import Commands
from arvio.terminal import echo

if TYPE_CHECKING:  # what commands import for themselves, so that --help need not wait for it
    from arvio.params import Project

AT = "Only what is due at this moment, such as year-end or project-end (due in params)."
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
_VERSION = "Show the version and exit."  # as click says it, which has a translation


def _tell_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    """What two people compare whose pages differ: the version, Python, and the lock that arvio was shipped with."""
    if not asked or ctx.resilient_parsing:
        return
    import platform
    from importlib.metadata import version

    from arvio.shipped import lock_digest

    echo(f"arvio {version('arvio')} (Python {platform.python_version()}, lock {lock_digest() or '-'})")
    ctx.exit()


@click.group(cls=Commands, context_settings=_CONTEXT)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help=_VERSION)
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
        echo(str(error), err=True)
    return max((error.exit_code for error in errors), default=0)
