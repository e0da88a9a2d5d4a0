"""Figures of how far families reached their goals: mean T scores, and families by band."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.disclosure import Row as Record
from arvio.presentation import style
from arvio.presentation.change_words import with_n
from arvio.presentation.family_words import about, band_words
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.finding import Finding, Heading, bears_out, in_words
from arvio.presentation.figures.rows import Bar, Chart, Dot, Mark, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.results import EVERYBODY
from arvio.translations import words

HEAD_ROOM = 1.3
"""How far the scale goes beyond the longest bar, so that "about 15" fits after it."""
EXPECTED = 50
"""The T score of goals reached just as expected (Kiresuk & Sherman 1968)."""
AROUND_EXPECTED = (20, 80)
"""The T scores that the figure has room for: three standard deviations to both sides."""


def goal_attainment(released: Released) -> Shown:
    """The mean T score at the start and at the end, with the T score of goals reached as expected."""
    found = require_released(released).only(statistic=["mean", "mean_change"])
    context = found.context
    gettext = words(context.language).gettext
    if found.table.empty:
        return not_collected(context)
    means = plain_rows(found.rows(statistic="mean").dropna(subset=["value"]))
    low, high = AROUND_EXPECTED
    ticks = [(tick, style.number(tick, context.language)) for tick in range(low, high + 1, 10)]
    chart = Chart(
        tuple(Row(with_n(term(row["wave"], context), row, context), (_mean(row, context),)) for row in means),
        Scale(low, high, ticks, gettext("Mean T score")),
        (Reference(EXPECTED, gettext("As expected")),),
    )
    heading = _finding(means, found)
    caption = Caption(
        heading,
        gettext("Mean T score of the same families at the start and at the end; %(period)s")
        % {"period": period_of(context)},
        [f"{term(row['wave'], context)}: {written('mean', row, context.language)}" for row in means],
    )
    header = [gettext("Time"), gettext("T score"), gettext("95%% interval") % {}, "n"]
    cells = [[term(row["wave"] or "mean_change", context), *_mean_cells(row, context)] for row in found.each()]
    return figure(chart, caption, HtmlTable(in_words(heading), header, cells), released=found)


def goal_bands(released: Released) -> Shown:
    """Families by the band of their T score at the end; nothing where no band may be told, which a sentence says."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    bands = [row for row in released.each() if row["group"] != EVERYBODY]
    drawn = [row for row in bands if row["status"] != "withheld"]
    if not drawn:
        return Shown("figure", "", "")
    largest = max(row["value"] for row in drawn)
    chart = Chart(
        tuple(Row(band_words(row["group"], context), (_bar(row, context),)) for row in drawn),
        Scale(0, largest * HEAD_ROOM),
    )
    caption = Caption(
        gettext("Families by how far their goals were reached"),
        gettext("Number of families by their T score at the end, 50 being as expected; %(period)s")
        % {"period": period_of(context)},
        [f"{band_words(row['group'], context)}: {about(row, context)}" for row in bands],
    )
    cells = [[band_words(row["group"], context), about(row, context)] for row in bands]
    table = HtmlTable(caption.title, [gettext("T score at the end"), gettext("Families")], cells)
    return figure(chart, caption, table, released=released)


def _finding(means: Sequence[Record], found: Released) -> Heading:
    """Both means where they differ by more than chance explains; else what the figure is about."""
    context = found.context
    gettext = words(context.language).gettext
    told = {row["wave"]: written("mean", row, context.language) for row in means}
    changed = found.each(statistic="mean_change")
    if len(told) < 2 or not changed or not all(bears_out(row) for row in changed):
        return gettext("How far the families' goals were reached")
    message = gettext("The mean T score was %(baseline)s at the start and %(follow_up)s at the end")
    return Finding(message % told, tuple(changed))


def _mean(row: Record, context: Context) -> Mark:
    return Dot(row["value"], row["low"], row["high"], written("mean", row, context.language))


def _mean_cells(row: Record, context: Context) -> list[str]:
    language = context.language
    return [written(row["statistic"], row, language), interval_cell(row, language), count_cell(row, language)]


def _bar(row: Record, context: Context) -> Mark:
    return Bar(0, row["value"], about(row, context))
