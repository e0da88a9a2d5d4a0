"""Public statements and their verdicts as plain lines, for a terminal: what stands on the page, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arvio.disclosure import Context, Released, Row, require_released
from arvio.params import Claim
from arvio.presentation import style
from arvio.presentation.tables.claims import basis_of, computed_of, days_of, verdict
from arvio.presentation.tables.layout import NOT_ASKED
from arvio.presentation.terms import term
from arvio.presentation.written import count_cell, written, written_interval
from arvio.translations import words

INDENT = "    "


def claim_lines(released: Released, days: Released, stated: Sequence[Claim]) -> Iterator[str]:
    """Three lines for each statement: verdict and words; figure, n, days and basis; where and when it was said."""
    context = require_released(released).context
    said = {claim.claim: claim for claim in stated}
    for (name,), rows in released.by("indicator"):
        claim = said[name]
        yield f"{_verdict(rows, context)}: {term(name, context)}"
        yield INDENT + "; ".join([_figure(rows, context), days_of(name, days), basis_of(rows, context)])
        on = [style.day(claim.said, context.language)] if claim.said else []
        yield INDENT + ", ".join([claim.source_in(context.language), *on])
        if claim.note:
            yield INDENT + claim.note.in_language(context.language)


def _verdict(rows: Sequence[Row], context: Context) -> str:
    judged = next(row for row in rows if row["statistic"] == "verdict")
    gettext = words(context.language).gettext
    return gettext("withheld") if judged["status"] == "withheld" else verdict(judged["value"], context)


def _figure(rows: Sequence[Row], context: Context) -> str:
    """The figure now, its interval and n; a dash where there is none."""
    row, gettext = computed_of(rows), words(context.language).gettext
    value = NOT_ASKED if row is None else written(row["statistic"], row, context.language)
    n = NOT_ASKED if row is None else count_cell(row, context.language)
    interval = None if row is None else written_interval(row, context.language)
    if not interval:
        return gettext("now %(value)s; n = %(n)s") % {"value": value, "n": n}
    told = {"value": value, "interval": interval, "n": n}
    return gettext("now %(value)s (95%% interval %(interval)s); n = %(n)s") % told
