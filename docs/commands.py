"""Writes the second half of docs/commands.md from the commands' own help: `python docs/commands.py`."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import click

from arvio.cli import arvio
from arvio.commands import FOR

PAGE = Path(__file__).with_name("commands.md")
BEGIN = "<!-- From here on by docs/commands.py, from what the commands say of themselves. -->"


def page() -> str:
    """The page: what people wrote down to the mark, and below it the help of every command of today."""
    written = PAGE.read_text(encoding="utf-8").partition(BEGIN)[0]
    return "\n".join([written + BEGIN, "", *_groups()])


def _groups() -> Iterator[str]:
    """The commands under what they are for, as `arvio --help` has them."""
    for heading, modules in FOR.items():
        yield f"## {heading}\n"
        for name, command in sorted(arvio.commands.items()):
            if command.callback.__module__.rpartition(".")[2] in modules:
                yield from _command(f"arvio {name}", command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for part, one in sorted(command.commands.items()):
            yield from _command(f"{name} {part}", one)
        return
    arguments = [_argument(one) for one in command.params if isinstance(one, click.Argument) and one.metavar != ""]
    yield f"### {name}\n"
    yield f"    {' '.join([name, *arguments])}\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        yield from ("| option | |", "|---|---|", *map(_option, options), "")


def _argument(argument: click.Argument) -> str:
    name = (argument.metavar or argument.name or "").upper()
    several = f"{name}..." if argument.nargs == -1 else name
    return several if argument.required else f"[{several}]"


def _option(option: click.Option) -> str:
    """A row of the table; a default where the help shows one."""
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    default = f" Else {option.default}." if option.show_default else ""
    must = " Required." if option.required else ""
    told = f"{option.help or ''}{default}{must}".replace("|", "\\|")
    return f"| `{', '.join(option.opts)}{value.rstrip()}` | {told} |"


if __name__ == "__main__":
    os.environ["ARVIO_LANGUAGE"] = "en"
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
