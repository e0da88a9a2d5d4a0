"""Tables of the quality of work: how feedback was handled, and what was checked."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.tables.layout import shown, table_of
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.translations import words

KINDS = ("statutory", "beyond_statutory")


def feedback_handled(released: Released) -> Shown:
    """What was received and acted on, a row for each source; what is not known where there is any."""
    released = require_released(released)
    unknown = released.rows(statistic="action_not_known")["value"]
    not_known = ["action_not_known"] if unknown.isna().any() or unknown.any() else []
    gettext = words(released.context.language).gettext
    return table_of(
        released,
        gettext("How what was heard has been handled"),
        rows=["group"],
        row_headers=[gettext("Source")],
        statistics=["received", "with_action", *not_known, "action_rate", "median_days"],
    )


def quality_checks(released: Released) -> Shown:
    """Each requirement, of the law or beyond it, with whether it is met and when that was checked."""
    released = require_released(released)
    requirements, context = released.only(indicator="requirements"), released.context
    gettext = words(context.language).gettext
    lines = [
        [term(kind, context), term(requirement, context), *_checked(rows, context)]
        for kind in KINDS
        for requirement, rows in requirements.rows(breakdown=kind).groupby("group", sort=False)
    ]
    header = [gettext("Kind"), gettext("Requirement"), gettext("Met"), gettext("Checked on")]
    table = HtmlTable(gettext("Own practice against the statutory minimum"), header, lines, numeric=())
    return shown(requirements, table)


def _checked(rows: pd.DataFrame, context: Context) -> list[str]:
    gettext = words(context.language).gettext
    by_statistic = {row["statistic"]: row for row in plain_rows(rows)}
    met, checked_on = by_statistic.get("met"), by_statistic.get("checked_on")
    said = style.EN_DASH
    if met is not None and met["value"] == met["value"]:
        said = gettext("met") if met["value"] else gettext("not met")
    return [said, style.EN_DASH if checked_on is None else written("checked_on", checked_on, context.language)]
