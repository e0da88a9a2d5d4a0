"""What a notebook says of itself in its metadata: {"arvio": {"tables": [...]}} names the tables that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from arvio.bounded import NOTEBOOK_BYTES, bytes_within, json_of
from arvio.errors import Problem
from arvio.params.models import Table
from arvio.saying import say

TABLES = frozenset({*get_args(Table), "responses", "surveys"})
"""Responses are made with answers, and surveys stand in params."""


@dataclass(frozen=True)
class Needs:
    """A notebook's title, in English, and the canonical tables without which its sections are empty."""

    title: str
    tables: tuple[str, ...]


def needs_of_notebooks(folder: Path) -> dict[str, Needs]:
    """The needs of each notebook in a folder that tells them, by its name.

    A file that is no notebook is passed over: that is told by `arvio check`, and where it is run.
    """
    read = {path.stem: _needs(path) for path in sorted(folder.glob("*.ipynb"))}
    return {name: needs for name, needs in read.items() if needs.tables}


def unknown_tables(needs: Mapping[str, Needs]) -> list[Problem]:
    """Tables that notebooks ask for and that there are not."""
    expected = say("one of %(known)s", known=", ".join(sorted(TABLES)))
    return [
        Problem(f"notebooks/{name}.ipynb", say("needs a table that there is not"), expected, "", "metadata", table)
        for name, one in needs.items()
        for table in one.tables
        if table not in TABLES
    ]


def _needs(path: Path) -> Needs:
    try:
        notebook = json_of(bytes_within(path, NOTEBOOK_BYTES))
        title = "".join(notebook["cells"][0]["source"]).partition("\n")[0]
        return Needs(title.lstrip("# "), tuple(notebook["metadata"]["arvio"]["tables"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return Needs("", ())
