"""Sentences about the quality of data, for the evaluator: what was read, what is wrong, what can be rested on.

Names of sources and headers of columns stand as params and exports have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import nothing_known
from arvio.presentation.narrative.sentences import (
    Sentence,
    computed_row,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.quality_words import TABLES, in_words
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def files(released: Released) -> Shown:
    """How many rows the exports hold, and how many were left out."""
    released = require_released(released)
    rows = {row["statistic"]: row for row in released.each(group=EVERYBODY)}
    if not rows:
        return nothing_known(released.context)
    figures = {name: value_of(row, released.context) for name, row in rows.items()}
    message = words(released.context.language).ngettext(
        "%(read)s rows were read, from one file.",
        "%(read)s rows were read, from %(files)s files.",
        int(rows["files"]["value"]),
    )
    held = say(message, {name: figures[name] for name in ("read", "files")})
    return paragraph([held, _left_out(rows, released.context)], finding=held)


def problems(released: Released) -> Shown:
    """Which sources and tables have something wrong, and where it is told what to do."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        none = Sentence(gettext("Every export could be read, and the tables agree with each other."))
        return paragraph([none], finding=none)
    names = dict.fromkeys(
        row["group"] if row["breakdown"] == "source" else in_words(row["group"], TABLES, context)
        for row in released.each()
    )
    found = say(gettext("Something is wrong in: %(names)s."), names=", ".join(names))
    command = f"arvio check {context.organisation}"
    remedy = gettext(
        "The tables that are filled from there are empty on this page and stop the reports that need them. The command"
        " “%(command)s” tells each problem with its place and what to do."
    )
    return paragraph([found, say(remedy, command=command)], finding=found)


def readiness(released: Released) -> Shown:
    """For each notebook, whether it has the tables that it needs."""
    released = require_released(released)
    if released.table.empty:
        return nothing_known(released.context)
    notebooks = released.table.groupby("breakdown", sort=False)
    return listed([_ready(notebook, rows, released.context) for notebook, rows in notebooks])


def decisions(released: Released) -> Shown:
    """Where dates and numbers can be read in two ways, and where letters or halves of days may have been lost."""
    released = require_released(released)
    if released.table.empty:
        return nothing_known(released.context)
    return listed(list(_decided(released)))


def consents(released: Released) -> Shown:
    """How many have consented, how many withdrew it, and what was left out for that."""
    released = require_released(released)
    return paragraph([_agreed(released), _withdrawn(released)])


def personal_data(released: Released) -> Shown:
    """Whether personal data was found in open answers, and whether somebody has read them."""
    released = require_released(released)
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    searched = row_of(released, statistic="columns")
    if searched is None or not searched["value"]:
        return paragraph([Sentence(gettext("No export that could be read has open answers."))])
    figures = {"columns": value_of(searched, context)}
    message = ngettext(
        "One column of open answers was searched.",
        "%(columns)s columns of open answers were searched.",
        int(searched["value"]),
    )
    sentences = [say(message, figures), *_found(released)]
    return paragraph(sentences, finding=sentences[-1])


def _left_out(rows: Mapping[str, pd.Series], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    if rows["kept"]["value"] == rows["read"]["value"]:
        return Sentence(gettext("All of them were kept."))
    message = gettext(
        "Left out were %(duplicates)s duplicates, and %(left_out)s other rows (test rows, empty rows, withdrawn"
        " consents); %(kept)s rows were kept."
    )
    return say(message, {name: value_of(rows[name], context) for name in ("duplicates", "left_out", "kept")})


def _ready(notebook: str, rows: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    name = term(f"notebooks/{notebook}", context)
    by_state = {state: [in_words(table, TABLES, context) for table in part["group"]] for state, part in _states(rows)}
    if set(by_state) == {"ready"}:
        return say(gettext("“%(notebook)s”: everything that it needs is ready."), notebook=name)
    if set(by_state) == {"not_collected"}:
        return say(gettext("“%(notebook)s”: nothing that it needs is collected."), notebook=name)
    if "unreadable" in by_state:
        message = gettext("“%(notebook)s” cannot be made: %(tables)s cannot be read.")
        return say(message, notebook=name, tables=", ".join(by_state["unreadable"]))
    message = gettext("“%(notebook)s”: sections are empty, since these are not collected: %(tables)s.")
    return say(message, notebook=name, tables=", ".join(by_state["not_collected"]))


def _states(rows: pd.DataFrame) -> Iterable[tuple[str, pd.DataFrame]]:
    return rows.groupby("statistic", sort=False)


def _decided(released: Released) -> Iterator[Sentence]:
    gettext = words(released.context.language).gettext
    messages = {
        "ambiguous": gettext("Read as params say, since the file itself does not tell: %(columns)s."),
        "month_first": gettext("The month comes before the day: %(columns)s."),
        "comma_and_dot": gettext("Both decimal comma and decimal dot in one column: %(columns)s."),
        "times": gettext("Morning and afternoon cannot be told apart, so nothing is reckoned from times: %(columns)s."),
        "lost_letters": gettext("Letters may have been lost before the file was written: %(columns)s."),
    }
    noticed = [(seen, message, _columns(released, seen)) for seen, message in messages.items()]
    yield from (say(message, columns=columns) for _, message, columns in noticed if columns)
    if not any(columns for _, _, columns in noticed):
        yield Sentence(gettext("Every date and number could be read in one way only."))
    yield from (_remarked(row, released.context) for row in released.each(statistic="remarks"))


def _columns(released: Released, seen: str) -> str:
    """The columns in which something was seen, each with its source."""
    rows = released.rows(wave=seen, statistic="values")
    return ", ".join(dict.fromkeys(f"{row['group']} ({row['breakdown']})" for row in plain_rows(rows)))


def _remarked(row: Row, context: Context) -> Sentence:
    message = words(context.language).ngettext(
        "%(source)s: the reader made one remark, which JupyterLab shows on top of the notebook.",
        "%(source)s: the reader made %(remarks)s remarks, which JupyterLab shows on top of the notebook.",
        int(row["value"]),
    )
    return say(message, {"remarks": value_of(row, context)}, source=row["breakdown"])


def _agreed(released: Released) -> Sentence:
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    row = row_of(released, statistic="with_consent")
    if row is None:
        return Sentence(gettext("There are no consents that are recorded person by person and can be read."))
    if not is_shown(row):
        return Sentence(gettext("How many have consented is not told, since they are few."))
    message = ngettext("One person has consented.", "%(persons)s persons have consented.", int(row["value"]))
    return say(message, {"persons": value_of(row, context)})


def _withdrawn(released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    persons, rows = (row_of(released, statistic=one) for one in ("without_consent", "withdrawn_rows"))
    if persons is None:
        return Sentence(gettext("Nobody has withdrawn a consent."))
    if not is_shown(persons) or not is_shown(rows):
        return Sentence(
            gettext("So few have withdrawn their consent that the number is not told; their rows are in no table.")
        )
    figures = {"persons": value_of(persons, context), "rows": value_of(rows, context)}
    message = gettext(
        "%(persons)s persons have withdrawn their consent or not given it; their rows (%(rows)s) are in no table."
    )
    return say(message, figures)


def _found(released: Released) -> list[Sentence]:
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    if released.rows(statistic="hits").empty:
        return [Sentence(gettext("No personal data was found in open answers."))]
    found = gettext("Personal data was found there. Open answers are never kept, so that none of it is in any table.")
    waiting = computed_row(released, statistic="unreviewed")
    if not waiting["value"]:
        return [Sentence(found), Sentence(gettext("All personal data found in open answers has been reviewed."))]
    message = ngettext(
        "One column of open answers waits for its review, and no final report is made before that.",
        "%(unreviewed)s columns of open answers wait for their review, and no final report is made before that.",
        int(waiting["value"]),
    )
    return [Sentence(found), say(message, {"unreviewed": value_of(waiting, context)})]
