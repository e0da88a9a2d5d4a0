"""What a text for a form must say of its numbers, having no box on methods beside it."""

from __future__ import annotations

from arvio.disclosure import Released
from arvio.results import Results


def with_rounded_n_told(released: Released, results: Results) -> Released:
    """The same with the status rounded where the n of a mean was: a form has no box on methods that would say so."""
    table = released.table
    is_mean = (table["statistic"] == "mean") & (table["status"] == "shown")
    was_rounded = is_mean & table["n"].notna() & (table["n"] != results.table["n"])
    return Released(table.assign(status=table["status"].mask(was_rounded, "rounded")), released.context)
