"""Commands that make something new in the project: each writes files that did not exist, and changes no other."""

from __future__ import annotations

from arvio.cli.group import arvio
from arvio.commands import Commands


@arvio.group(cls=Commands)
def new() -> None:
    """Begin something new in the project, such as an organisation or a notebook. Overwrites nothing."""
