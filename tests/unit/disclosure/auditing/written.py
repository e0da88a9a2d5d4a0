"""The words that the code of the indicators writes: a name that the auditor declares is one of them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import arvio

PLACES = ("indicators/**/*.py", "claimed/*.py", "mirror/*.py", "results.py")


@cache
def words_written() -> frozenset[str]:
    """Every text that stands by itself in the code that computes figures."""
    folder = Path(arvio.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for place in PLACES for path in folder.glob(place)]
    found = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return frozenset(word for word in found if isinstance(word, str))
