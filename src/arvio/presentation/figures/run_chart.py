"""Run charts: the share of visits month by month, with the limits within which it lies when only chance is at work."""

from __future__ import annotations

import math
from dataclasses import dataclass

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import SHEETS, Caption, framed, period_of
from arvio.presentation.figures.rows import Reference, Scale
from arvio.presentation.figures.run_drawing import Point, draw_run
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import all_shown, is_shown, row_of, value_of
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

STEPS = (0.05, 0.1, 0.25)
MOST_STEPS = 4
"""Between the ends of the scale, so that a phone has room for each."""
ROOM = 0.03
"""Below the lowest value, for the words under it."""


@dataclass(frozen=True)
class Month:
    """One month, or several put together: its share, and the limits where there are any."""

    name: str
    share: Record
    low: float
    high: float


def pair_work(released: Released, whole: Released) -> Shown:
    """The share of visits by a pair or a team month by month, with its limits and the promise of all."""
    released, whole = require_released(released), require_released(whole)
    context = released.context
    gettext = words(context.language).gettext
    counts = [row_of(whole, statistic=statistic) for statistic in ("realised", "promised")]
    heading = gettext("Visits by a pair or a team month by month")
    if all_shown(counts):
        figures = {name: value_of(row, context) for name, row in zip(("realised", "promised"), counts, strict=True)}
        message = gettext("%(realised)s of %(promised)s visits were made by a pair or a team")
        if figures["realised"] == figures["promised"]:
            message = gettext("All %(promised)s visits were made by a pair or a team")
        heading = message % figures
    promise = Reference(1, gettext("Promised: %(share)s") % {"share": style.share(1, context.language)})
    return _run_chart(released, heading, (promise,))


def multi_professional(released: Released) -> Shown:
    """The share of visits with two or more professions month by month, with its limits."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    whole = row_of(released, group=EVERYBODY, statistic="share_of_visits")
    heading = gettext("Visits by several professions month by month")
    if is_shown(whole):
        message = gettext("Two or more professions took part in %(share)s of visits")
        heading = message % {"share": value_of(whole, context)}
    return _run_chart(released, heading, ())


def _run_chart(released: Released, heading: str, references: tuple[Reference, ...]) -> Shown:
    context = released.context
    gettext = words(context.language).gettext
    months = _months(released)
    if not months:
        return not_collected(context)
    points, scale = _points(months, context), _scale(months, context)
    sheets = SHEETS.items() if any(is_shown(month.share) for month in months) else ()
    drawings = {kind: draw_run(points, scale, sheet, references=references) for kind, sheet in sheets}
    subtitle = gettext("Share of the visits held in each month; %(period)s")
    if any(month.low == month.low for month in months):
        subtitle = gettext("Share of the visits held in each month, and the limits of chance (grey band); %(period)s")
    caption = Caption(
        heading, subtitle % {"period": period_of(context)}, _values(months, context), _notes(months, context)
    )
    header = [gettext("Month"), gettext("Share of visits"), gettext("Limits of chance"), "n"]
    return framed(drawings, caption, HtmlTable(heading, header, _cells(months, context)), context=context)


def _months(released: Released) -> list[Month]:
    """The months in their order, each with its limits; those of which nothing is shown among them."""
    shares = released.rows(statistic="share_of_visits", breakdown="month")
    limits = released.table.set_index(["group", "statistic"])["value"]
    return [
        Month(row["group"], row, *(limits.get((row["group"], end), math.nan) for end in ("limit_low", "limit_high")))
        for row in plain_rows(shares)
        if row["group"] != EVERYBODY
    ]


def _points(months: list[Month], context: Context) -> list[Point]:
    """The months as points; the year stands under the first month of it."""
    points, year = [], ""
    for month in months:
        parts = [part.split("-") for part in month.name.split("/")]
        begins = parts[0][0] if parts[0][0] != year else ""
        year = parts[0][0]
        said = written("share_of_visits", month.share, context.language)
        numbers = style.EN_DASH.join(str(int(number)) for _, number in parts)
        points.append(Point(month.share["value"], month.low, month.high, said, numbers, begins))
    return points


def _notes(months: list[Month], context: Context) -> list[str]:
    if all(is_shown(month.share) for month in months):
        return []
    message = words(context.language).gettext("%(mark)s withheld, so that nobody's answer can be worked out.")
    return [message % {"mark": style.WITHHELD}]


def _scale(months: list[Month], context: Context) -> Scale:
    """From below the lowest value to 100 %, so that small differences near all can be seen; the ends are written."""
    found = [value for month in months for value in (month.share["value"], month.low) if value == value]
    lowest = max(min(found, default=0) - ROOM, 0)
    step = next((step for step in STEPS if (1 - lowest) / step <= MOST_STEPS), STEPS[-1])
    number = math.ceil(round((1 - lowest) / step, 6))
    marks = [1 - step * count for count in range(number, -1, -1)]
    return Scale(marks[0], 1, [(mark, style.share(mark, context.language)) for mark in marks])


def _values(months: list[Month], context: Context) -> list[str]:
    """The months in words, the lowest first."""
    ordered = sorted((month for month in months if is_shown(month.share)), key=lambda month: month.share["value"])
    return [
        f"{style.months(month.name, context.language)}: {written('share_of_visits', month.share, context.language)}"
        for month in ordered
    ]


def _cells(months: list[Month], context: Context) -> list[list[str]]:
    return [
        [
            style.months(month.name, context.language),
            written("share_of_visits", month.share, context.language),
            _limits(month, context),
            count_cell(month.share, context.language),
        ]
        for month in months
    ]


def _limits(month: Month, context: Context) -> str:
    return interval_cell({**month.share, "low": month.low, "high": month.high}, context.language)
