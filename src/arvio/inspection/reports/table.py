"""The columns of an export as a table in plain text: letter, header, kind, different answers, blanks, what was seen."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence

from arvio.inspection.columns.column import Column, Kind
from arvio.inspection.columns.labels import shown_labels
from arvio.inspection.columns.scales import Steps
from arvio.inspection.columns.tally import AT_LEAST
from arvio.inspection.columns.words import dates_in_words, decimals_in_words
from arvio.saying import joined, say, say_count, spoken

WIDTH = 110
SHOWN_AT_MOST = 6
"""Labels of one column."""
LONGEST_LABEL = 40
AS_ABOVE = say("as above")

_HEADER, _ROW = 40, "  … "
_COLUMNS = (("", 4), (say("header"), _HEADER), (say("kind"), 11), (say("differ"), 6), (say("blank"), 5))
_SEEN = WIDTH - sum(width + 1 for _, width in _COLUMNS)

KINDS: Mapping[Kind, str] = {
    "scale": say("scale"),
    "choice": say("choice"),
    "choices": say("choices"),
    "box": say("box"),
    "number": say("number"),
    "date": say("date"),
    "open text": say("open text"),
    "personal": say("personal"),
    "bookkeeping": say("bookkeeping"),
    "empty": say("empty"),
    "constant": say("constant"),
}
REASONS: Mapping[str, str] = {
    "no_answer": say("no answer"),
    "does_not_know": say("does not know"),
    "not_applicable": say("not applicable"),
    "not_shown": say("not shown"),
    "not_asked": say("not asked"),
    "refused": say("refused to answer"),
}


def table(columns: Sequence[Column]) -> list[str]:
    """A line or more for each column. Those of one question stand under it, by their own words."""
    head = [f"{spoken(name):{width}}" for name, width in _COLUMNS]
    return [" ".join([*head, spoken(say("seen"))]), *_lines(columns)]


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
    cells = (
        column.letter,
        cut(header, _HEADER),
        spoken(KINDS[column.kind]),
        _n_different(column),
        _share_blank(column),
    )
    first = " ".join(f"{cell:{width}}" for cell, (_, width) in zip(cells, _COLUMNS, strict=True))
    broken = textwrap.wrap(spoken(words), _SEEN, break_on_hyphens=False) or [""]
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
        told.append(say("nobody filled it in"))
    return joined((one for one in told if one), "; ")


def _why(column: Column) -> str:
    return column.why


def _of_scale(column: Column) -> str:
    steps = column.steps or Steps(0, 0)
    told = f"{steps.lowest}–{steps.highest}"
    ends = [max(words, key=len) for _, words in sorted(steps.labels.items())]
    if steps.known_by.startswith(("the common", "instrument", "its codebook")) and len(ends) > 1:
        ended = say(
            "%(steps)s from '%(first)s' to '%(last)s', %(known_by)s",
            steps=told,
            first=cut(ends[0], LONGEST_LABEL),
            last=cut(ends[-1], LONGEST_LABEL),
            known_by=steps.known_by,
        )
        nobody = say("nobody chose %(labels)s", labels=", ".join(steps.guessed))
        return joined([ended, nobody], "; ") if steps.guessed else ended
    known = say("%(steps)s, by %(known_by)s", steps=told, known_by=steps.known_by)
    return joined([known, _examples(shown_labels(column))], "")


def _of_options(column: Column) -> str:
    n, separator = len(column.options), column.separator
    told = say_count("%(n)s option", "%(n)s options", n, n=n)
    if separator:
        told = say_count(
            "%(n)s option parted by '%(separator)s'",
            "%(n)s options parted by '%(separator)s'",
            n,
            n=n,
            separator=separator,
        )
    return joined([told, _examples(shown_labels(column))], "")


def _examples(labels: Sequence[str]) -> str:
    shown = [cut(one, LONGEST_LABEL) for one in labels[:SHOWN_AT_MOST]]
    return f": {' | '.join(shown)}{' …' if len(labels) > SHOWN_AT_MOST else ''}" if shown else ""


def _of_figures(column: Column) -> str:
    return decimals_in_words(column.tally.decimals) if column.tally.filled else ""


def _of_dates(column: Column) -> str:
    return dates_in_words(column.tally.dates) if column.tally.filled else say("nobody filled it in")


def _of_nothing(column: Column) -> str:
    return "" if column.remark else say("nobody filled it in")


_SEEN_IN: Mapping[Kind, Callable[[Column], str]] = {
    "scale": _of_scale,
    "choice": _of_options,
    "choices": _of_options,
    "number": _of_figures,
    "date": _of_dates,
    "constant": lambda column: say("the same answer on every row"),
    "empty": _of_nothing,
}


def _missing(column: Column) -> list[str]:
    told = [joined([cut(words, LONGEST_LABEL), REASONS[reason]], " = ") for words, reason in column.missing.items()]
    return [say("missing: %(answers)s", answers=joined(told))] if told else []


def _rare(column: Column) -> list[str]:
    if column.rare == 1:
        return [say("1 other answer")]
    told = say("%(n)s other answers, each given by fewer than %(least)s", n=column.rare, least=AT_LEAST)
    return [told] if column.rare else []
