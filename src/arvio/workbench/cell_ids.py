"""Ids of cells that say what the cell is for, so that a change of it can be found in the history of a notebook."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from arvio.publish.notebooks.notebook_shape import is_worded

_WORDS = re.compile(r"[a-z]+")
_AT_MOST = 3


def with_worded_ids(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """The same notebook; a cell whose id JupyterLab made up, or another cell has, is named after its first words."""
    cells: list[dict[str, Any]] = []
    taken: set[str] = set()
    for cell in notebook["cells"]:
        given = cell.get("id", "")
        id_ = given if is_worded(given) and given not in taken else _worded(cell, taken)
        taken.add(id_)
        cells.append({**cell, "id": id_})
    return {**notebook, "cells": cells}


def _worded(cell: Mapping[str, Any], taken: Collection[str]) -> str:
    line = next((line for line in cell["source"].splitlines() if line.strip()), "")
    plain = unicodedata.normalize("NFKD", line.casefold()).encode("ascii", "ignore").decode()
    words = _WORDS.findall(plain)[:_AT_MOST] or ["cell"]
    name = "-".join(words)[:50].strip("-")
    while name in taken:
        name += "-again"
    return name
