"""The table of placements: during the work, and in the 12 months after the end."""

from __future__ import annotations

from dataclasses import replace

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.family_words import about
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.tables.layout import NOT_ASKED
from arvio.presentation.written import written, written_interval
from arvio.translations import words

COUNTS = ("persons", "persons_not_known", "not_yet_due")


def placements(during: Released, after: Released) -> Shown:
    """Cases without a placement during the work and in the 12 months after, with those not known and still waiting."""
    times = [require_released(during), require_released(after)]
    context = during.context
    if all(one.table.empty for one in times):
        return not_collected(context)
    gettext = words(context.language).gettext
    names = [gettext("During the work"), gettext("In the 12 months after the end")]
    header = [gettext("Time"), gettext("Without a placement"), gettext("Cases"), gettext("Of them not known")]
    header.append(gettext("12 months not over yet"))
    rows = [[name, *_cells(one, context)] for name, one in zip(names, times, strict=True) if len(one.table)]
    table = HtmlTable(gettext("Cases without a placement"), header, rows)
    marked = any(style.WITHHELD in cell for row in rows for cell in row)
    note = gettext("%(mark)s withheld, so that nobody's answer can be worked out.") % {"mark": style.WITHHELD}
    told = replace(table, notes=[note] if marked else [])
    return Shown("table", told.html(), told.text())


def _cells(released: Released, context: Context) -> list[str]:
    rows = {row["statistic"]: row for row in released.each()}
    counts = [about(rows[name], context) if name in rows else NOT_ASKED for name in COUNTS]
    return [_share(rows.get("without_placement"), context), *counts]


def _share(row: Row | None, context: Context) -> str:
    """The share, with its interval where it has one."""
    if row is None:
        return NOT_ASKED
    share, interval = written(row["statistic"], row, context.language), written_interval(row, context.language)
    if not interval:
        return share
    message = words(context.language).gettext("%(share)s (95%% interval %(interval)s)")
    return message % {"share": share, "interval": interval}
