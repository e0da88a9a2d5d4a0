"""Checked params kept between runs, so that a file that has not changed is not read as YAML and checked again.

Checking takes about 5 ms a file and reading what was kept less than 1, which is felt where there are hundreds of
organisations. The folder is data/.cache/.params, a text file for each organisation: two lines of JSON, the first of
what they depend on. Only what this user alone may write is believed, and whatever is wrong with it, the YAML is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import pydantic
import yaml

from arvio.bounded import json_of
from arvio.params.models import Organisation
from arvio.whole_files import OWNER, write_kept

DATA = "data"
FOLDER = Path(DATA, ".cache", ".params")
_OTHERS = 0o077
_UNTRICKED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and a pipe not waited for."""


class KeptParams:
    """What was kept of the organisations of a project whose suite and notebooks are these."""

    def __init__(self, root: Path, suite: bytes, notebooks: Iterable[str]) -> None:
        self._folder = root / FOLDER
        self._common = hashlib.sha256(json.dumps([_code(), suite.hex(), sorted(notebooks)]).encode()).digest()

    def organisation(self, name: str, contents: bytes, digest: Callable[[str], str]) -> Organisation | None:
        """The params of an organisation whose file holds these bytes; None where they must be read and checked.

        `digest` tells what the file of an instrument holds now.
        """
        try:
            head, _, body = _owned_bytes(self._folder, f"{name}.json").partition(b"\n")
            said = json_of(head)
            if said["key"] != self._key(name, contents) or said["body"] != hashlib.sha256(body).hexdigest():
                return None
            if any(digest(instrument) != known for instrument, known in said["instruments"].items()):
                return None
            return Organisation.model_validate_json(body)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, name: str, contents: bytes, organisation: Organisation, instruments: Mapping[str, str]) -> None:
        """Keep params that were found right, unless nothing can be written or they would not come back the same."""
        body = organisation.model_dump_json().encode()
        if not self._folder.parents[1].is_dir() or not _comes_back(body, organisation):
            return
        said = {
            "key": self._key(name, contents),
            "body": hashlib.sha256(body).hexdigest(),
            "instruments": dict(sorted(instruments.items())),
        }
        try:
            _write(self._folder, f"{name}.json", json.dumps(said).encode() + b"\n" + body)
        except OSError:
            return

    def _key(self, name: str, contents: bytes) -> str:
        return hashlib.sha256(self._common + name.encode() + b"\0" + contents).hexdigest()


def _comes_back(body: bytes, organisation: Organisation) -> bool:
    try:
        return Organisation.model_validate_json(body) == organisation
    except ValueError:
        return False


def _owned_bytes(folder: Path, name: str) -> bytes:
    """A file that nobody but this user can have written; an OSError otherwise."""
    _refuse_others(folder.lstat(), stat.S_ISDIR)
    number = os.open(folder / name, os.O_RDONLY | _UNTRICKED)
    with open(number, "rb") as file:  # noqa: PTH123, an open descriptor and no path
        _refuse_others(os.fstat(number), stat.S_ISREG)
        return file.read()


def _refuse_others(found: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not is_kind(found.st_mode):
        raise PermissionError
    if hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & _OTHERS):
        raise PermissionError


def _write(folder: Path, name: str, contents: bytes) -> None:
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    _refuse_others(folder.lstat(), stat.S_ISDIR)
    write_kept(folder / name, contents, mode=OWNER)


@cache
def _code() -> str:
    """What reads and checks params: our own modules, the libraries and Python."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in (*sorted((package / "params").rglob("*")), package / "results.py"):
        if path.suffix in (".csv", ".py"):
            digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {pydantic.VERSION} {yaml.__version__} {sys.version}"
