"""Keys in place of names: the same person has the same key in every file, and nobody can get back to the name.

A plain hash of a name is no protection, since anyone can hash a list of names; HMAC-SHA256 (RFC 2104) with a secret
that never leaves the organisation is.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from arvio.bounded import bytes_within
from arvio.errors import Problem, SourceError
from arvio.programs import KEY
from arvio.saying import say
from arvio.sources.cells import each, text
from arvio.whole_files import OWNER, make_folder, write_new

VARIABLE = KEY
KEY_FILE = Path("data", ".key")
SHORTEST_SECRET = 16
LONGEST_SECRET_FILE = 1_000_000
"""Bytes: far more than any secret, so that a device without end is not read."""
KEY_LENGTH = 20
"""Hexadecimal digits kept: two persons of a million get the same key once in 10¹² projects."""


def secret(root: Path) -> bytes:
    """The project's secret: from the environment, else from data/.key, which is made at first use."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return _long_enough(given.strip().encode(), VARIABLE)
    path = root / KEY_FILE
    if not path.exists():
        _make(path)
    try:
        found = bytes_within(path, LONGEST_SECRET_FILE)
    except OSError as error:
        raise SourceError(_unreadable(error)) from None
    return _long_enough(found.strip(), KEY_FILE.as_posix())


def person_keys(columns: Iterable[pd.Series], secret: bytes) -> pd.Series:
    """A key per row from the columns that together name a person; <NA> where all of them are empty."""
    texts = [each(column, text).astype("str") for column in columns]
    names = texts[0].str.cat(texts[1:], sep=" ") if len(texts) > 1 else texts[0]
    keys = {name: person_key(name, secret) for name in names.unique()}
    return names.map(keys).astype("str")


def person_key(name: str, secret: bytes) -> str | None:
    """The key of one name; None of nothing."""
    normal = _normal(name)
    if not normal:
        return None
    return hmac.new(secret, normal.encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]


def _normal(name: str) -> str:
    """A name without case, commas, order and extra spaces: 'Mäkinen,  Matti' and 'matti mäkinen' are one man.

    Two persons whose names differ only in the order of the words would become one; such pairs are far rarer than
    lists that write the surname first in one year and last in the next. Where they exist, name a person by name and
    birth year.
    """
    return " ".join(sorted(text(name).replace(",", " ").replace(";", " ").casefold().split()))


def _long_enough(found: bytes, where: str) -> bytes:
    if len(found) < SHORTEST_SECRET:
        raise SourceError(
            Problem(
                where,
                say("the secret for person keys is too short"),
                say("at least %(n)s characters that cannot be guessed", n=SHORTEST_SECRET),
                say("make one with: python -c 'import secrets; print(secrets.token_hex(32))'"),
            )
        )
    return found


def _unreadable(error: OSError) -> Problem:
    return Problem(
        KEY_FILE.as_posix(),
        say("cannot be read: %(error)s", error=error.strerror),
        say("a file with the secret for person keys, which whoever makes the reports may read"),
        say("bring it back from a backup: with another secret each person would have another key than before"),
    )


def _make(path: Path) -> None:
    """Of two processes that make one at the same time, one wins and both read what it wrote."""
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        write_new(path, secrets.token_hex(32).encode() + b"\n", mode=OWNER)
