"""Figures of what the respondent groups answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from arvio.disclosure import Context, Released, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Ink, Mark, Row, Scale, Shape
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import PARTS
from arvio.translations import words

LOOKS: dict[str, tuple[Ink, Shape]] = {
    "participants": ("first", "circle"),
    "workers": ("second", "square"),
    "stakeholders": ("third", "diamond"),
}
"""Each respondent group has a colour and a shape of its own in every figure; colour alone tells nothing."""

STRENGTHS = {"share_low": 0.2, "share_middle": 0.4, "share_high": 1.0}


def likert(released: Released) -> Shown:
    """The three answer groups of each item and respondent group as one bar from 0 to 100 %."""
    released = require_released(released).only(statistic=[*PARTS])
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    parts = [
        (item, group, {row["statistic"]: row for row in rows})
        for (item, group), rows in released.by("indicator", "group")
    ]
    chart = Chart(
        rows=tuple(
            Row(_group_label(group, rows, context), _shares(rows, context), heading)
            for heading, group, rows in _under_headings(_drawn(parts), context)
        ),
        scale=Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)]),
    )
    caption = Caption(
        gettext("How the answers are divided"),
        gettext("Shares of the answers 1–2, 3 and 4–5, from left to right; %(period)s")
        % {"period": period_of(context)},
        [
            gettext("%(group)s, “%(item)s”: %(share)s answered 4 or 5")
            % {
                "group": term(group, context),
                "item": term(item, context),
                "share": _written(rows, "share_high", context),
            }
            for item, group, rows in _drawn(parts)
        ],
    )
    header = [gettext("Statement"), gettext("Respondent group"), *(term(part, context) for part in PARTS), "n"]
    cells = [
        [
            term(item, context),
            term(group, context),
            *(_written(rows, part, context) for part in PARTS),
            count_cell(_first(rows), context.language),
        ]
        for item, group, rows in parts
    ]
    table = HtmlTable(caption.title, header, cells, numeric=(2, 3, 4, 5))
    return figure(chart, caption, table, released=released)


def dots(released: Released) -> Shown:
    """The mean of each item with its interval, respondent groups beneath each other on the scale from 1 to 5."""
    released = require_released(released).only(statistic="mean")
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    parts = [(row["indicator"], row["group"], {"mean": row}) for row in released.each()]
    chart = Chart(
        rows=tuple(
            Row(_group_label(group, rows, context), (_mean(rows["mean"], context),), heading)
            for heading, group, rows in _under_headings(_drawn(parts), context)
        ),
        scale=_marks_scale(context),
    )
    caption = Caption(
        gettext("The groups' means side by side"),
        gettext("Mean of each statement on a scale from 1 to 5; %(period)s") % {"period": period_of(context)},
        [_in_words(rows["mean"], context) for _, _, rows in _drawn(parts)],
    )
    return figure(chart, caption, _means_table(caption.title, released), released=released)


def ranking(released: Released) -> Shown:
    """Items from the highest mean to the lowest, with intervals."""
    released = require_released(released).only(statistic="mean")
    context = released.context
    gettext = words(context.language).gettext
    ranked = Released(released.table.sort_values("value", ascending=False, kind="stable"), context)
    if ranked.table.empty:
        return not_collected(context)
    rows = [row for row in ranked.each() if row["value"] == row["value"]]
    chart = Chart(
        rows=tuple(Row(term(row["indicator"], context), (_mean(row, context),)) for row in rows),
        scale=_marks_scale(context),
    )
    group = {"group": term(ranked.table["group"].iloc[0], context), "period": period_of(context)}
    caption = Caption(
        gettext("Features of the work from the highest mean to the lowest"),
        gettext("%(group)s: mean on a scale from 1 to 5; %(period)s") % group,
        [_in_words(row, context) for row in rows],
    )
    return figure(chart, caption, _means_table(caption.title, ranked), released=ranked)


def trend(released: Released) -> Shown:
    """The mean of each item and respondent group wave by wave, with intervals."""
    released = require_released(released).only(statistic="mean")
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    parts = [
        ((item, group), row["wave"], row)
        for (item, group), rows in released.by("indicator", "group")
        for row in sorted((row for row in rows if row["value"] == row["value"]), key=lambda row: row["wave"])
    ]
    chart = Chart(
        rows=tuple(
            Row(
                f"{wave} (n = {count_cell(row, context.language)})",
                (_mean(row, context),),
                _trend_heading(key, before, context),
            )
            for before, (key, wave, row) in zip([None, *(part[0] for part in parts)], parts, strict=False)
        ),
        scale=_marks_scale(context),
    )
    caption = Caption(
        gettext("The means from wave to wave"),
        gettext("Mean on a scale from 1 to 5 in each wave until %(day)s")
        % {"day": style.day(context.end, context.language)},
        [_in_words(row, context) for _, _, row in parts],
    )
    return figure(chart, caption, _means_table(caption.title, released), released=released)


def _drawn(parts: list[Any]) -> list[Any]:
    """The parts of which something is shown: a withheld one has its mark in the table, and no row in the chart."""
    return [part for part in parts if any(row["value"] == row["value"] for row in part[2].values())]


def _under_headings(parts: list[Any], context: Context) -> Iterator[tuple[str, str, dict[str, Record]]]:
    """Each part with the item as a heading where the item changes."""
    before = None
    for item, group, rows in parts:
        yield (term(item, context) if item != before else ""), group, rows
        before = item


def _trend_heading(key: tuple[str, str], before: tuple[str, str] | None, context: Context) -> str:
    if key == before:
        return ""
    message = words(context.language).gettext("%(item)s: %(group)s")
    return message % {"item": term(key[0], context), "group": term(key[1], context)}


def _shares(rows: dict[str, Record], context: Context) -> tuple[Mark, ...]:
    marks, start = [], 0.0
    for part in PARTS:
        value = rows[part]["value"]
        words_of = written(part, rows[part], context.language)
        marks.append(Bar(start, min(start + value, 1), words_of, "inside", strength=STRENGTHS[part]))
        start += value
    return tuple(marks)


def _mean(row: Record, context: Context) -> Mark:
    ink, shape = LOOKS.get(row["group"], ("first", "circle"))
    return Dot(row["value"], row["low"], row["high"], written("mean", row, context.language), ink, shape)


def _marks_scale(context: Context) -> Scale:
    return Scale(1, 5, [(mark, style.number(mark, context.language)) for mark in range(1, 6)])


def _first(rows: dict[str, Record]) -> Record:
    return next(iter(rows.values()))


def _group_label(group: str, rows: dict[str, Record], context: Context) -> str:
    n = _first(rows)["n"]
    if n != n:
        return term(group, context)
    return f"{term(group, context)} (n{style.NO_BREAK_SPACE}={style.NO_BREAK_SPACE}{style.number(n, context.language)})"


def _in_words(row: Record, context: Context) -> str:
    gettext = words(context.language).gettext
    names = {"group": term(row["group"], context), "wave": row["wave"], "item": term(row["indicator"], context)}
    message = (
        gettext("%(group)s %(wave)s, “%(item)s”: %(mean)s")
        if row["wave"]
        else gettext("%(group)s, “%(item)s”: %(mean)s")
    )
    return message % {**names, "mean": written("mean", row, context.language)}


def _means_table(caption: str, released: Released) -> HtmlTable:
    context = released.context
    gettext = words(context.language).gettext
    has_waves = (released.table["wave"] != "").any()
    names = [gettext("Statement"), gettext("Respondent group"), *([gettext("Wave")] if has_waves else [])]
    header = [*names, term("mean", context), gettext("95%% interval") % {}, "n"]
    cells = [
        [
            term(row["indicator"], context),
            term(row["group"], context),
            *([row["wave"]] if has_waves else []),
            written("mean", row, context.language),
            interval_cell(row, context.language),
            count_cell(row, context.language),
        ]
        for row in released.each()
    ]
    return HtmlTable(caption, header, cells, numeric=tuple(range(len(names), len(header))))


def _written(rows: dict[str, Record], statistic: str, context: Context) -> str:
    return written(statistic, rows[statistic], context.language)
