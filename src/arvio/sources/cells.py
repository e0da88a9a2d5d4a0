"""What a cell holds as text, in the forms in which headers, labels and names are compared."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable

import pandas as pd

NOTHING = ""

_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))
_HAS_INVISIBLE = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_AROUND_A_SIGN = re.compile(r"\s*([-=])\s*")


def text(cell: object) -> str:
    """A cell as text: NFC, every run of white space one space, a whole number without decimals, nothing as ''.

    >>> text(" Kuinka tärkeää\\xa0on?\\n"), text(6.0), text(None)
    ('Kuinka tärkeää on?', '6', '')
    """
    if cell.__class__ is str and cell.isascii():  # most cells, and nothing to normalise in them
        return " ".join(cell.split())
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return NOTHING
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    normal = unicodedata.normalize("NFC", str(cell))
    return " ".join((normal.translate(_INVISIBLE) if _HAS_INVISIBLE.search(normal) else normal).split())


def label(cell: object) -> str:
    """The form in which answer labels are compared: no case, one kind of dash, no space around dash or equals sign.

    >>> label("5 – Erittäin  tärkeä") == label("5 - erittäin tärkeä")
    True
    """
    return _AROUND_A_SIGN.sub(r"\1", _DASHES.sub("-", text(cell))).casefold()


def each(column: pd.Series, function: Callable[[object], object]) -> pd.Series:
    """What a function gives for each cell, worked out once for each different one: exports repeat themselves."""
    if pd.api.types.infer_dtype(column, skipna=True) not in ("string", "empty"):
        return column.map(function)  # 1, 1.0 and True would be taken for the same cell
    places, different = pd.factorize(column, use_na_sentinel=False)
    found = pd.Series([function(cell) for cell in different], dtype=object)
    return pd.Series(found.to_numpy()[places], index=column.index, dtype=object, name=column.name)


def column_letter(number: int) -> str:
    """The name that Excel gives a column, counted from 1.

    >>> column_letter(28)
    'AB'
    """
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters
