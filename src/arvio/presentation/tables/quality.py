"""Tables about the quality of data. Where there is nothing to list there is no table: the sentence above it says so.

Names of sources and headers of columns stand as params and exports have them, and are never translated.
"""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.quality_words import FATES, KINDS_OF_PROBLEM, PERSONAL, SEEN, STATES, TABLES, in_words
from arvio.presentation.tables.layout import cells, table_or_nothing
from arvio.presentation.terms import term
from arvio.presentation.written import written
from arvio.results import EVERYBODY
from arvio.translations import words


def files(released: Released) -> Shown:
    """Files and rows of each source: read, left out and kept."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    statistics = ["files", "read", "duplicates", "left_out", "kept"]
    rows = [[_source(source, context), *cells(one, statistics, context)] for (source,), one in released.by("group")]
    header = [gettext("Source"), *(term(statistic, context) for statistic in statistics)]
    return table_or_nothing(released, HtmlTable(gettext("Rows of each source"), header, rows))


def coverage(released: Released) -> Shown:
    """What becomes of the columns of each source."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    order = {fate: place for place, fate in enumerate(FATES)}
    rows = [
        [source, in_words(row["group"], FATES, context), _written(row, context)]
        for source, columns in released.table.groupby("breakdown", sort=False)
        for _, row in columns.sort_values("group", key=lambda fates: fates.map(order)).iterrows()
    ]
    header = [gettext("Source"), gettext("What becomes of them"), term("columns", context)]
    return table_or_nothing(released, HtmlTable(gettext("Columns of each source"), header, rows, numeric=(2,)))


def decisions(released: Released) -> Shown:
    """What the dates and numbers of each column showed, and how many of them."""
    seen = require_released(released).only(statistic=["values", "days_over_12"])
    gettext, context = words(released.context.language).gettext, released.context
    keys, statistics = ["breakdown", "group", "indicator", "wave"], ["values", "days_over_12"]
    rows = [
        [source, column, in_words(what, SEEN, context), *cells(one, statistics, context)]
        for (source, column, _, what), one in seen.by(*keys)
    ]
    header = [gettext("Source"), gettext("Column"), gettext("What was seen")]
    header += [term(statistic, context) for statistic in statistics]
    return table_or_nothing(seen, HtmlTable(gettext("How dates and numbers were read"), header, rows, numeric=(3, 4)))


def problems(released: Released) -> Shown:
    """Problems of each source, and of tables that disagree, by kind."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    rows = [
        [
            row["group"] if row["breakdown"] == "source" else _table_name(row["group"], context),
            in_words(row["wave"], KINDS_OF_PROBLEM, context),
            _written(row, context),
        ]
        for _, row in released.table.iterrows()
    ]
    header = [gettext("Source or table"), gettext("What is wrong"), term("problems", context)]
    return table_or_nothing(released, HtmlTable(gettext("Problems of the exports"), header, rows, numeric=(2,)))


def readiness(released: Released) -> Shown:
    """Whether the tables that each notebook needs are ready."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    rows = [
        [
            term(f"notebooks/{row['breakdown']}", context),
            _table_name(row["group"], context),
            in_words(row["statistic"], STATES, context),
        ]
        for _, row in released.table.iterrows()
    ]
    header = [gettext("Notebook"), gettext("Table that it needs"), gettext("State")]
    return table_or_nothing(released, HtmlTable(gettext("What each notebook can rest on"), header, rows, numeric=()))


def personal_data(released: Released) -> Shown:
    """Hits of personal data in open answers, by source, column and kind."""
    hits = require_released(released).only(statistic="hits")
    gettext, context = words(released.context.language).gettext, released.context
    rows = [
        [row["breakdown"], row["group"], in_words(row["wave"], PERSONAL, context), _written(row, context)]
        for _, row in hits.table.iterrows()
    ]
    header = [gettext("Source"), gettext("Column"), gettext("What was found"), term("hits", context)]
    return table_or_nothing(hits, HtmlTable(gettext("Personal data found in open answers"), header, rows, numeric=(3,)))


def _source(name: str, context: Context) -> str:
    return term(name, context) if name == EVERYBODY else name


def _table_name(name: str, context: Context) -> str:
    """A table in words, and as params call it where that is another word."""
    words_for_it = in_words(name, TABLES, context)
    return name if words_for_it == name else f"{words_for_it} ({name})"


def _written(row: pd.Series, context: Context) -> str:
    return written(row["statistic"], row, context.language)
