"""What a project was given by arvio: each shipped file by digests, written down in params/shipped.json.

By it an upgrade knows what somebody has changed since. Of a notebook each cell has its digest, so that it is known
which cells were changed; what stood in them need not be kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from arvio.bounded import PARAMS_BYTES, json_in, json_of
from arvio.errors import Problem, UsageError
from arvio.formats import KEY, newer
from arvio.saying import say
from arvio.shipped import RECORD, shipped_files

IGNORED = """# Exports, persons' keys and everything that was made of them stay on this machine.
/data/
/reports/
/outbox/
/workbench/
/params/drafts/
.venv/
.ipynb_checkpoints/
"""
"""The .gitignore of a project; it holds no sample, so that all of data is left out."""
GITIGNORE = ".gitignore"
WHOLE = ""
"""Under this stands the digest of a file as a whole; of a notebook, of what it says of itself to arvio."""
_BEFORE = Path(__file__).with_name("laid_before.json")
_DIGITS = 16
_NAME = re.compile(r"[\w.][\w./-]*")

Parts = Mapping[str, str]
"""Digests of a file: of a notebook by the ids of its cells, in their order."""


@dataclass(frozen=True)
class Laid:
    """What a project was given; of one that is older than the record nothing is known."""

    version: str = ""
    """Of the arvio that gave it."""
    files: Mapping[str, Parts] = field(default_factory=dict)


def given() -> dict[str, bytes]:
    """What this arvio gives a project, by paths from its root."""
    return {GITIGNORE: IGNORED.encode(), **{name: path.read_bytes() for name, path in shipped_files().items()}}


def record_text(contents: Mapping[str, bytes]) -> str:
    """What is written down of the files that this arvio gives."""
    files = {name: parts_of(name, content) for name, content in sorted(contents.items())}
    return json.dumps({KEY: 1, "arvio": version("arvio"), "files": files}, indent=1, ensure_ascii=False) + "\n"


def read_laid(root: Path) -> Laid:
    """What is written down in a project; a UsageError where it cannot be read, or a newer arvio wrote it."""
    name = RECORD.as_posix()
    try:
        found = json_in(root / RECORD, PARAMS_BYTES)
        if problem := newer(found, name):
            raise UsageError(problem)
        laid = Laid(str(found["arvio"]), {_within(one): _checked(parts) for one, parts in found["files"].items()})
    except FileNotFoundError:
        return Laid()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = say("cannot be read: %(error)s", error=f"{type(error).__name__}: {str(error)[:120]}")
        remedy = say("take it from the last commit, or remove it: files are then compared with what arvio ever shipped")
        raise UsageError(Problem(name, what, remedy=remedy)) from None
    _refuse_older_arvio(laid)
    return laid


def parts_of(name: str, content: bytes) -> Parts:
    """The digests of a file. Ends of lines do not count, nor do outputs of a notebook."""
    if name.endswith(".ipynb"):
        try:
            notebook = json_of(content.decode("utf-8"))
            json.dumps(notebook, ensure_ascii=False).encode()  # half a letter in it can be read and not be written
            return _of_notebook(notebook)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # it is no notebook, or its cells cannot be told apart by their ids: it counts as a whole
    return {WHOLE: _digest(content.replace(b"\r\n", b"\n"))}


def was_shipped(name: str, parts: Parts) -> bool:
    """Whether a file is as some arvio shipped it before projects had it written down."""
    return _as_one(parts) in _before().get(name, ())


def _of_notebook(notebook: Mapping[str, Any]) -> Parts:
    ids = [cell["id"] for cell in notebook["cells"]]
    if len({*ids, WHOLE}) <= len(ids) or not all(isinstance(one, str) for one in ids):
        raise ValueError("cells share an id")
    told = notebook.get("metadata", {}).get("arvio", {})
    return {WHOLE: _digest_of(told), **{cell["id"]: _digest_of(_told(cell)) for cell in notebook["cells"]}}


def _told(cell: Mapping[str, Any]) -> list[Any]:
    """What counts of a cell; a TypeError where that is of another form than in any notebook."""
    kind, tags = cell["cell_type"], cell["metadata"].get("tags", [])
    if not isinstance(kind, str) or not isinstance(tags, list):
        raise TypeError("no cell of a notebook")
    return [kind, "".join(cell["source"]), tags]


def _as_one(parts: Parts) -> str:
    return _digest_of([*parts.items()])


def _digest_of(plain: object) -> str:
    return _digest(json.dumps(plain, ensure_ascii=True, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]


def _checked(parts: Any) -> Parts:
    return {str(id_): str(digest) for id_, digest in parts.items()}


def _within(name: str) -> str:
    """A path that stays in the project; a ValueError of any other."""
    if not _NAME.fullmatch(name) or ".." in name:
        raise ValueError(f"no file of a project: {name[:40]!r}")
    return name


def _refuse_older_arvio(laid: Laid) -> None:
    """An older arvio would lay older files over newer ones."""
    now = version("arvio")
    if _numbers(laid.version) > _numbers(now):
        what = say("was written by arvio %(newer)s, and this is arvio %(older)s", newer=laid.version, older=now)
        remedy = say("update arvio (arvio --version tells which this is); the file was left as it is")
        raise UsageError(Problem(RECORD.as_posix(), what, remedy=remedy))


def _numbers(said: str) -> list[int]:
    return [int(one) for one in re.findall(r"\d+", said)[:3]]


@cache
def _before() -> Mapping[str, list[str]]:
    return json_in(_BEFORE, PARAMS_BYTES)
