"""The columns of an export as a table in plain text: letter, header, kind, different answers, blanks, what was seen."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from arvio.inspection.columns.column import Column, Kind
from arvio.inspection.columns.labels import shown_labels
from arvio.inspection.columns.scales import Steps
from arvio.inspection.columns.tally import AT_LEAST
from arvio.inspection.columns.words import dates_in_words, decimals_in_words

WIDTH = 110
SHOWN_AT_MOST = 6
"""Labels of one column."""
LONGEST_LABEL = 40
AS_ABOVE = "as above"

_HEADER, _ROW = 40, "  … "
_COLUMNS = (("", 4), ("header", _HEADER), ("kind", 11), ("differ", 6), ("blank", 5))
_SEEN = WIDTH - sum(width + 1 for _, width in _COLUMNS)


def table(columns: Sequence[Column]) -> list[str]:
    """A line or more for each column. Those of one question stand under it, by their own words."""
    head = " ".join(f"{name:{width}}" for name, width in _COLUMNS)
    return [f"{head} seen", *_lines(columns)]


def _lines(columns: Sequence[Column]) -> Iterator[str]:
    question, told = "", ""
    for column in columns:
        asked = column.part.parent if column.part else ""
        if asked and asked != question:
            yield f"{'':5}{cut(asked, WIDTH - 5)}"
        now = seen(column)
        again = bool(now) and now == told and (asked == question != "" or len(now) > _SEEN)
        yield from _row(column, AS_ABOVE if again else now)
        question, told = asked, now


def _row(column: Column, words: str) -> Iterator[str]:
    header = f"{_ROW}{column.part.own}" if column.part else column.header
    cells = (column.letter, cut(header, _HEADER), column.kind, _n_different(column), _share_blank(column))
    first = " ".join(f"{cell:{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True))
    broken = textwrap.wrap(words, _SEEN, break_on_hyphens=False) or [""]
    yield f"{first} {broken[0]}".rstrip()
    yield from (f"{'':{WIDTH - _SEEN}}{one}" for one in broken[1:])


def _n_different(column: Column) -> str:
    more = "+" if column.tally.beyond else ""
    return f"{len(column.tally.forms)}{more}".rjust(6)


def _share_blank(column: Column) -> str:
    rows = column.tally.rows
    return f"{100 * column.tally.blank / rows:.0f} %".rjust(5) if rows else ""


def cut(words: str, length: int) -> str:
    """Words that fit: cut where they are too long."""
    return words if len(words) <= length else words[: length - 1] + "…"


def seen(column: Column) -> str:
    """What was seen in a column; of answers labels only, and none that fewer than three gave."""
    told = [_SEEN_IN.get(column.kind, _why)(column), *_missing(column), *_rare(column), column.remark]
    if column.is_answered and not column.tally.filled and column.kind != "box":
        told.append("nobody filled it in")
    return "; ".join(one for one in told if one)


def _why(column: Column) -> str:
    return column.why


def _of_scale(column: Column) -> str:
    steps = column.steps or Steps(0, 0)
    told = f"{steps.lowest}–{steps.highest}"
    ends = [max(words, key=len) for _, words in sorted(steps.labels.items())]
    if steps.known_by.startswith(("the common", "instrument", "its codebook")) and len(ends) > 1:
        told += f" from '{cut(ends[0], LONGEST_LABEL)}' to '{cut(ends[-1], LONGEST_LABEL)}', {steps.known_by}"
        return told + (f"; nobody chose {', '.join(steps.guessed)}" if steps.guessed else "")
    return f"{told}, by {steps.known_by}{_examples(shown_labels(column))}"


def _of_options(column: Column) -> str:
    n_options = len(column.options)
    parted = f" parted by '{column.separator}'" if column.separator else ""
    return f"{n_options} {'option' if n_options == 1 else 'options'}{parted}{_examples(shown_labels(column))}"


def _examples(labels: Sequence[str]) -> str:
    shown = [cut(one, LONGEST_LABEL) for one in labels[:SHOWN_AT_MOST]]
    return f": {' | '.join(shown)}{' …' if len(labels) > SHOWN_AT_MOST else ''}" if shown else ""


def _of_figures(column: Column) -> str:
    return decimals_in_words(column.tally.decimals) if column.tally.filled else ""


def _of_dates(column: Column) -> str:
    return dates_in_words(column.tally.dates) if column.tally.filled else "nobody filled it in"


def _of_nothing(column: Column) -> str:
    return "" if column.remark else "nobody filled it in"


_SEEN_IN: Mapping[Kind, Callable[[Column], str]] = {
    "scale": _of_scale,
    "choice": _of_options,
    "choices": _of_options,
    "number": _of_figures,
    "date": _of_dates,
    "constant": lambda column: "the same answer on every row",
    "empty": _of_nothing,
}


def _missing(column: Column) -> list[str]:
    told = [f"{cut(words, LONGEST_LABEL)} = {reason.replace('_', ' ')}" for words, reason in column.missing.items()]
    return [f"missing: {', '.join(told)}"] if told else []


def _rare(column: Column) -> list[str]:
    if column.rare == 1:
        return ["1 other answer"]
    return [f"{column.rare} other answers, each given by fewer than {AT_LEAST}"] if column.rare else []
