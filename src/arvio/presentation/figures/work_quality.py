"""Figures of the quality of work: visits not held, what was heard and what came of it, and training."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.groups import HEAD_ROOM
from arvio.presentation.figures.rows import Bar, Chart, Mark, Note, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import is_shown, row_of, value_of
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.results import EVERYBODY
from arvio.translations import words

LAST = ("other_themes", "other_levels", "not_known", "not_told")
"""Groups that stand after the others, whatever their size."""


def visits_not_held(released: Released) -> Shown:
    """Visits that were not held, by reason."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    whole = row_of(released, group=EVERYBODY)
    heading = gettext("Why visits were not held")
    if is_shown(whole) and whole["value"] and whole["status"] == "shown":  # a rounded count is no finding
        message = words(context.language).ngettext(
            "One visit was not held", "%(visits)s visits were not held", int(whole["value"])
        )
        heading = message % {"visits": value_of(whole, context)}
    subtitle = gettext("Number of visits that were not held, by reason; %(period)s") % {"period": period_of(context)}
    return _bars(released, "visits", Caption(heading, subtitle, ()), gettext("Reason"))


def feedback_themes(released: Released) -> Shown:
    """What was heard by theme, and how much of it led to an action."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    parts = _parts(released, "received")
    if released.table.empty:
        return not_collected(context)
    if _says_nothing(parts):
        return Shown("figure", "", "")
    acted = {row["group"]: row for row in released.each(statistic="with_action")}
    longest = max(parts["value"].dropna(), default=1)
    chart = Chart(
        tuple(
            Row(term(row["group"], context), _two_bars(row, acted.get(row["group"]), context)) for row in _each(parts)
        ),
        Scale(0, longest * HEAD_ROOM),
    )
    heading = gettext("What the feedback was about, and how much of it led to an action")
    subtitle = gettext("Whole bar: received; filled: led to an action; %(period)s") % {"period": period_of(context)}
    cells = [
        [
            term(row["group"], context),
            written("received", row, context.language),
            _written(acted.get(row["group"]), context),
        ]
        for row in _each(parts)
    ]
    values = [f"{theme}: {received}" for theme, received, _ in cells]
    header = [gettext("Theme"), gettext("Received"), gettext("Led to an action")]
    return figure(chart, Caption(heading, subtitle, values), HtmlTable(heading, header, cells), released=released)


def ddp_levels(released: Released) -> Shown:
    """How many workers have which level of training in DDP."""
    released = require_released(released).only(indicator="ddp_levels")
    context = released.context
    gettext = words(context.language).gettext
    subtitle = gettext("Number of workers on %(day)s") % {"day": style.day(context.end, context.language)}
    caption = Caption(gettext("Training in DDP by level"), subtitle, ())
    return _bars(released, "persons", caption, gettext("Level"))


def _bars(released: Released, statistic: str, caption: Caption, header: str) -> Shown:
    """A bar for each group, the total left out; groups of which nothing is shown stand in the table only."""
    context = released.context
    if released.table.empty:
        return not_collected(context)
    parts = _parts(released, statistic)
    if _says_nothing(parts):
        return Shown("figure", "", "")
    drawn = [row for row in _each(parts) if is_shown(row)]
    longest = max([row["value"] for row in drawn], default=1)
    chart = Chart(
        tuple(Row(term(row["group"], context), (_bar(row, context),)) for row in drawn), Scale(0, longest * HEAD_ROOM)
    )
    cells = [[term(row["group"], context), written(statistic, row, context.language)] for row in _each(parts)]
    words_of = Caption(caption.heading, caption.subtitle, [": ".join(cell) for cell in cells])
    number = words(context.language).gettext("Number")
    return figure(chart, words_of, HtmlTable(caption.title, [header, number], cells), released=released)


def _parts(released: Released, statistic: str) -> pd.DataFrame:
    """The groups from the largest to the smallest, those that gather the rest last."""
    rows = released.rows(statistic=statistic)
    parts = rows[rows["group"] != EVERYBODY]
    gathering = parts["group"].isin(LAST)
    ordered = parts.assign(_last=gathering).sort_values(["_last", "value"], ascending=[True, False], kind="stable")
    return ordered.drop(columns="_last")


def _says_nothing(parts: pd.DataFrame) -> bool:
    """Whether all is withheld or gathered in a rest: then the sentence beside says so, and a figure would be empty."""
    gathered = parts["group"].isin(["other_themes", "other_levels"])
    return bool((gathered | parts["value"].isna()).all())


def _each(parts: pd.DataFrame) -> list[pd.Series]:
    return plain_rows(parts)


def _bar(row: Record, context: Context) -> Mark:
    return Bar(0, row["value"], written(row["statistic"], row, context.language))


def _two_bars(received: Record, acted: Record | None, context: Context) -> tuple[Mark, ...]:
    if not is_shown(received):
        return (Note(style.WITHHELD),)
    whole = Bar(0, received["value"], written("received", received, context.language), strength=0.15)
    if not is_shown(acted):
        return (whole,)
    return (whole, Bar(0, acted["value"], written("with_action", acted, context.language), "inside"))


def _written(row: Record | None, context: Context) -> str:
    return style.EN_DASH if row is None else written(row["statistic"], row, context.language)
