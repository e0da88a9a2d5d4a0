"""Tables of change: those who came back and those who did not, how much, how certain, and how many agree."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, require_released, rows_by
from arvio.presentation import style
from arvio.presentation.change_words import score_label, with_design
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.tables.layout import NOT_ASKED, cell, cells, notes, shown, table_or_nothing
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.translations import words

WAVES = ("baseline", "follow_up")


def attrition(released: Released) -> Shown:
    """Means at the start of those who came back and of those who did not, with the difference."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    names = (gettext("Answered both"), gettext("Did not come back"), gettext("Difference"))
    header = [gettext("Statement or score"), names[0], "n", names[1], "n", names[2], gettext("95%% interval") % {}]
    rows = [
        [score_label(score, context), *_attrition_cells(one, context)] for (score,), one in released.by("indicator")
    ]
    caption = gettext("Means at the start, by whether the person answered the last form too")
    return table_or_nothing(released, HtmlTable(caption, header, rows))


def changes(released: Released) -> Shown:
    """Means at the start and at the end, mean change with its interval, and n."""
    found = require_released(released).only(statistic=["mean", "mean_change"])
    gettext, context = words(found.context.language).gettext, found.context
    header = [gettext("Statement or score"), *(term(wave, context) for wave in WAVES)]
    header += [term("mean_change", context), gettext("95%% interval") % {}, "n"]
    rows = [[score_label(score, context), *_change_cells(one, context)] for (score,), one in found.by("indicator")]
    caption = with_design(gettext("Means of the same persons at the start and at the end"), found)
    return shown(found, HtmlTable(caption, header, rows, notes=notes(found)))


def change_tests(released: Released) -> Shown:
    """The size of each change by both its names, and the p of its test, alone and as one of its family.

    Nothing where all of them are withheld: the sentence above says why.
    """
    statistics = ["d_z", "d_av", "wilcoxon_p", "holm_p"]
    found = require_released(released).only(statistic=statistics)
    gettext, context = words(found.context.language).gettext, found.context
    rows = [[score_label(score, context), *_test_cells(one, context)] for (score,), one in found.by("indicator")]
    interval = gettext("95%% interval") % {}
    header = [gettext("Statement or score"), term("d_z", context), interval, term("d_av", context), interval]
    header += [term(name, context) for name in ("wilcoxon_p", "holm_p")]
    caption = with_design(gettext("Size of the changes, and whether they are more than chance"), found)
    table = HtmlTable(caption, header, rows, notes=[*notes(found), *_explained(context)])
    is_told = not found.table["status"].eq("withheld").all()
    return Shown("table", table.html(), table.text()) if is_told else Shown("table", "", "")


def agreeing(released: Released) -> Shown:
    """The shares who agree at the start and at the end, and how much they changed."""
    found = require_released(released)
    gettext, context = words(found.context.language).gettext, found.context
    header = [gettext("Statement or score"), *(term(wave, context) for wave in WAVES)]
    header += [term("change_of_agreeing", context), gettext("95%% interval") % {}, "n"]
    rows = [[score_label(score, context), *_agreeing_cells(one, context)] for (score,), one in found.by("indicator")]
    caption = with_design(gettext("Those who agree (the two highest answers) at the start and at the end"), found)
    return table_or_nothing(found, HtmlTable(caption, header, rows))


def _attrition_cells(rows: Sequence[Row], context: Context) -> list[str]:
    by_group = {(row["group"], row["statistic"]): row for row in rows}
    found = []
    for group in ("both", "only_baseline"):
        row = by_group[group, "mean"]
        found += [written("mean", row, context.language), count_cell(row, context.language)]
    difference = by_group["only_baseline", "difference"]
    return [*found, written("difference", difference, context.language), interval_cell(difference, context.language)]


def _change_cells(rows: Sequence[Row], context: Context) -> list[str]:
    by_wave = rows_by(rows, "wave")
    waves = [cell(by_wave.get((wave,), ()), "mean", context) for wave in WAVES]
    change = next(row for row in rows if row["statistic"] == "mean_change")
    return [*waves, cell(rows, "mean_change", context), *_interval_and_n(change, context)]


def _test_cells(rows: Sequence[Row], context: Context) -> list[str]:
    by_name = {row["statistic"]: row for row in rows}
    sizes = [
        one
        for name in ("d_z", "d_av")
        for one in (written(name, by_name[name], context.language), interval_cell(by_name[name], context.language))
    ]
    return [*sizes, *cells(rows, ["wilcoxon_p", "holm_p"], context)]


def _agreeing_cells(rows: Sequence[Row], context: Context) -> list[str]:
    by_wave = rows_by(rows, "wave")
    waves = [cell(by_wave.get((wave,), ()), "agreeing", context) for wave in WAVES]
    change = next(row for row in rows if row["statistic"] == "change_of_agreeing")
    if change["status"] == "withheld":
        return [*waves, style.WITHHELD, style.WITHHELD, _n_of_shares(rows, context)]
    points = [_points(change[column], context) for column in ("value", "low", "high")]
    return [*waves, points[0], style.interval(*points[1:]), _n_of_shares(rows, context)]


def _n_of_shares(rows: Sequence[Row], context: Context) -> str:
    """The n of a share that is shown, or the mark where none is."""
    known = [row for row in rows if row["n"] == row["n"]]
    return count_cell((known or rows)[0], context.language)


def _points(value: float, context: Context) -> str:
    """A difference of shares in percentage points."""
    return style.difference(round(value * 100), context.language, 0) if value == value else NOT_ASKED


def _interval_and_n(row: Row, context: Context) -> list[str]:
    return [interval_cell(row, context.language), count_cell(row, context.language)]


def _explained(context: Context) -> list[str]:
    """What the columns are: without it a size or a p cannot be read."""
    gettext = words(context.language).gettext
    return [
        gettext(
            "d_z: the mean change in standard deviations of the change. d_av: the mean change in the average standard"
            " deviation of the start and the end. They are not comparable with each other."
        ),
        gettext(
            "p (Wilcoxon): Wilcoxon's signed-rank test, persons without a change left out before ranking; exact for up"
            " to a hundred persons who changed, by the normal approximation above. p (Holm): the same, given that all"
            " changes of the table are tested as one family."
        ),
    ]
