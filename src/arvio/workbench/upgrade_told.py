"""What an upgrade says of each file: what becomes of it and why, and where it differs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import islice

from arvio.bounded import json_of
from arvio.publish.notebooks.notebooks import Notebook
from arvio.saying import say, say_count, spoken
from arvio.workbench.differences import differences
from arvio.workbench.laid import WHOLE
from arvio.workbench.upgrading import File, Upgrade

LINES_AT_MOST = 40
"""Of what differs in a file; a lock has a thousand."""
_SAID = {
    "new": say("new in this arvio: it comes to the project"),
    "replaced": say("as it came: the newer one takes its place"),
    "joined": say("you and the newer arvio changed different cells: both changes stand in it"),
    "yours": say("changed by you and not by arvio since: it stays"),
    "own": say("your own: it stays"),
    "no_longer": say("no longer shipped by this arvio: it stays and is your own"),
    "taken_out": say("taken away by you: it stays away"),
}
_PLAIN = ("own", "yours", "no_longer")


def told(plan: Upgrade) -> Iterator[str]:
    """Lines for the evaluator, in her language; of files that are as they should be only how many they are."""
    yield spoken(_between(plan))
    for file in plan.files:
        if _is_told(file):
            yield from _of_file(plan, file)
    n = sum(file.state == "same" for file in plan.files)
    if n:
        yield spoken(
            say_count("One file is as this arvio ships it.", "%(n)s files are as this arvio ships them.", n, n=n)
        )
    for path in plan.waiting:
        name = path.relative_to(plan.root).as_posix()
        yield spoken(say("%(file)s: take over from it what you want, then remove it", file=name))


def _is_told(file: File) -> bool:
    """What is as it was is told of notebooks alone, and what was taken away where there is a newer one of it."""
    if file.state == "taken_out":
        return bool(file.sides.came) and file.sides.came != file.sides.newer
    return file.state != "same" and (file.name.endswith(".ipynb") or file.state not in _PLAIN)


def _between(plan: Upgrade) -> str:
    now = version("arvio")
    if not plan.laid.files:
        return say(
            "It is not written down what this project was given: its files are compared with those that arvio "
            "%(now)s knows.",
            now=now,
        )
    return say(
        "The project was given the files of arvio %(before)s; this is %(now)s.", before=plan.laid.version, now=now
    )


def _of_file(plan: Upgrade, file: File) -> Iterator[str]:
    yield f"{file.name}: {spoken(_what(plan, file))}"
    if file.state in ("joined", "beside"):
        yield from (f"    {spoken(line)}" for line in _cells(file))
        yield from (f"    {line}" for line in _at_most(_differences(file)))


def _what(plan: Upgrade, file: File) -> str:
    if file.state != "beside":
        return _SAID[file.state]
    path = plan.beside(file).relative_to(plan.root).as_posix()
    if file.written_down is None and plan.laid.files:
        return say("your own, of the name of one that is shipped now: it stays, that one lies in %(path)s", path=path)
    return say("changed by you, and another one in the newer arvio: yours stays, that one lies in %(path)s", path=path)


def _cells(file: File) -> Iterator[str]:
    """Which cells were changed by whom; nothing of a file that has none, or of which it is not known how it came."""
    sides = file.sides
    if len(sides.came) < 2:
        return
    changed, renewed, contested = map(_named, (sides.changed, sides.renewed, sides.contested))
    if changed:
        yield say("changed by you: %(cells)s", cells=changed)
    if renewed:
        yield say("changed in the newer arvio: %(cells)s", cells=renewed)
    if contested:
        yield say("changed by both, and not alike: %(cells)s", cells=contested)


def _named(cells: Iterable[str]) -> str:
    return ", ".join(one for one in cells if one != WHOLE)


def _differences(file: File) -> Sequence[str]:
    """What would come into the evaluator's file, or how the newer one differs from it."""
    before, after = file.mine or b"", file.content or b""
    if file.name.endswith(".ipynb"):
        if WHOLE in file.sides.mine and len(file.sides.mine) < 2:
            return []  # it cannot be read as a notebook
        return differences(_notebook(before), _notebook(after))
    old, new = (one.decode("utf-8", "replace").splitlines() for one in (before, after))
    return [line for line in difflib.unified_diff(old, new, lineterm="", n=1) if not line.startswith(("---", "+++"))]


def _notebook(content: bytes) -> Notebook:
    plain = json_of(content)
    cells = [{"metadata": {}, **cell, "source": "".join(cell["source"])} for cell in plain["cells"]]
    return {**plain, "cells": cells}


def _at_most(lines: Iterable[str]) -> Iterator[str]:
    several = [*lines]
    yield from islice(several, LINES_AT_MOST)
    left = len(several) - LINES_AT_MOST
    if left > 0:
        yield spoken(say_count("and one more line", "and %(n)s more lines", left, n=left))
