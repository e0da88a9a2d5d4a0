"""Sentences and what they state. A sentence is one whole message of the catalogues, never glued together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple, TypeGuard

from arvio.disclosure import Context, Released, Row
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.written import written, written_interval
from arvio.translations import later

BEFORE_ROUNDING = later(
    "Changes are computed before rounding, and may differ a little from the difference of the rounded means."
)
"""Stands wherever two means are shown beside their difference: 4,5 and 4,4 can differ by 0,0."""


class Sentence(NamedTuple):
    """A sentence and the numbers that it states, as written."""

    text: str
    numbers: tuple[str, ...] = ()


def say(message: str, figures: Mapping[str, str] | None = None, /, **names: str) -> Sentence:
    """A translated message with its figures (numbers, as written) and names filled in."""
    figures = figures or {}
    return Sentence(message % {**figures, **names}, tuple(figures.values()))


def paragraph(sentences: Sequence[Sentence], finding: Sentence | None = None) -> Shown:
    """The sentences as one paragraph; `finding` is the one that belongs in the summary on top of the report."""
    text = " ".join(sentence.text for sentence in sentences)
    return _shown(f"<p>{escape(text)}</p>", text, sentences, finding)


def listed(sentences: Sequence[Sentence], finding: Sentence | None = None) -> Shown:
    """The sentences one under another."""
    items = "".join(f"<li>{escape(sentence.text)}</li>" for sentence in sentences)
    return _shown(f"<ul>{items}</ul>", "\n".join(sentence.text for sentence in sentences), sentences, finding)


def row_of(released: Released, **wanted: str) -> Row | None:
    """The one row that is wanted; None where it was not computed."""
    return next(iter(released.each(**wanted)), None)


def computed_row(released: Released, **wanted: str) -> Row:
    """The one row that is wanted, of which it is known that it was computed."""
    return next(iter(released.each(**wanted)))


def all_shown(rows: Sequence[Row | None]) -> TypeGuard[Sequence[Row]]:
    return all(map(is_shown, rows))


def is_shown(row: Row | None) -> TypeGuard[Row]:
    return row is not None and row["status"] != "withheld" and row["value"] == row["value"]


def value_of(row: Row, context: Context) -> str:
    """The value of a row as written."""
    return written(row["statistic"], row, context.language)


def count_of(row: Row, context: Context) -> str:
    """The n of a row as written."""
    return style.number(row["n"], context.language)


def interval_of(row: Row, context: Context) -> str:
    """The interval of a row as written; nothing where it has none."""
    return written_interval(row, context.language)


def has_interval(row: Row) -> bool:
    return bool(row["low"] == row["low"] and row["high"] == row["high"])


def _shown(html: str, text: str, sentences: Sequence[Sentence], finding: Sentence | None) -> Shown:
    html = re.sub(r"\bn = (?=\d)", f"n{style.NO_BREAK_SPACE}={style.NO_BREAK_SPACE}", html)  # n and its number together
    numbers = tuple(number for sentence in sentences for number in sentence.numbers)
    return Shown("sentences", html, text, finding=finding.text if finding else "", numbers=numbers)
