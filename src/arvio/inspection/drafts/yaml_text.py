"""Pieces of a params file as text, with the remarks that a YAML library would lose."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable

from arvio.saying import spoken

WIDTH = 110

_PLAIN = re.compile(r"[^\W\d_][\w äöåÄÖÅ.,/()+'%?!€–-]*[\w)?!.%]|[^\W\d_]")
_SPECIAL = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\ufeff\ufffe\uffff\u2028\u2029\ud800-\udfff]")


def scalar(value: str) -> str:
    """A text as YAML reads it back unchanged, in quotes only where it needs them.

    >>> scalar("Minua kuultiin"), scalar("no"), scalar("2022"), scalar("a: b")
    ('Minua kuultiin', '"no"', '"2022"', '"a: b"')
    """
    is_plain = _PLAIN.fullmatch(value) and value.casefold() not in _SPECIAL
    return value if is_plain else _UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def flow(values: Iterable[str]) -> str:
    """Several texts on one line. What parts them may stand in none without quotes.

    >>> flow(["a", "b, c"])
    '[a, "b, c"]'
    """
    return f"[{', '.join(_in_flow(value) for value in values)}]"


def _in_flow(value: str) -> str:
    written = scalar(value)
    return json.dumps(value, ensure_ascii=False) if written == value and re.search(r"[,\[\]{}?]", value) else written


def line(depth: int, key: str, value: str = "", remark: str = "") -> str:
    """A key with its value as it is to be written, and a remark behind it, said in the evaluator's language."""
    written = f"{'  ' * depth}{key}:{' ' if value else ''}{value}"
    return f"{written} # {spoken(remark)}" if remark else written


def item(depth: int, value: str, remark: str = "") -> str:
    """One line of a list."""
    written = f"{'  ' * depth}- {value}"
    return f"{written} # {spoken(remark)}" if remark else written


def remarks(depth: int, *texts: str) -> list[str]:
    """Remarks on lines of their own, broken where they are too long."""
    before = f"{'  ' * depth}# "
    broken = (
        textwrap.wrap(spoken(one), WIDTH - len(before), break_long_words=False, break_on_hyphens=False) for one in texts
    )
    return [before + part for several in broken for part in several]


def one_line(words: str) -> str:
    """Words of an export that are to stand in a remark."""
    return _UNPRINTABLE.sub("?", " ".join(spoken(words).split()))
