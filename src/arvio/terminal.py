"""What a terminal is given: words alone, and nothing that would steer it.

Names of files, headers and cells of an export stand in what is said, and whoever made the export chose them. A terminal
takes some signs for orders: to wipe what stands there, to show other words in its place, to write into the clipboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # which takes a while to import, and most commands show no table
    from rich.console import Console

_WORDS = {ord("\n"), ord("\t")}
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)}
_TURNING = range(0x202A, 0x202F)
"""Marks that show letters in another order than they stand in; those that keep a name apart (isolates) may stay."""
_IN_PLACE = dict.fromkeys({*_CONTROLS, *_TURNING} - _WORDS, "\N{REPLACEMENT CHARACTER}")


def unsteered(text: str) -> str:
    """A text as a terminal may have it: what would steer it is shown as a sign that cannot be read.

    >>> unsteered("two words\\x1b[2J")
    'two words�[2J'
    """
    return text.translate(_IN_PLACE)


def echo(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Show a text on stdout, or on stderr."""
    click.echo(unsteered(str(text)), err=err, nl=nl)


def console(*, stderr: bool = False, width: int | None = None) -> Console:
    """Where tables and bars are drawn: every text as it is written, since brackets and colons in a name are no orders.

    Rich would take [red] for a colour, [link=...] for an address, :smile: for a picture, and end at a lonely [/red].
    """
    from rich.console import Console

    return Console(stderr=stderr, width=width, markup=False, emoji=False)
