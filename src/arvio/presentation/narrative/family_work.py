"""Sentences about families as clients: how many cases, in which counties, and what figures on families can't tell."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.params.municipalities import AS_OF
from arvio.params.periods import half_year
from arvio.presentation import style
from arvio.presentation.family_words import about
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import Sentence, is_shown, listed, paragraph, row_of, say, value_of
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def case_numbers(released: Released) -> Shown:
    """How many cases ran in the period, and how many of them began and ended in it."""
    released = require_released(released)
    rows = {stage: row_of(released, group=stage) for stage in (EVERYBODY, "began", "ended")}
    if rows[EVERYBODY] is None:
        return not_collected(released.context)
    gettext, context = words(released.context.language).gettext, released.context
    if not is_shown(rows[EVERYBODY]):
        return paragraph([Sentence(gettext("The number of cases is not shown, since it is small."))])
    running = gettext("Cases that ran in the period: %(cases)s. A case is one family as a client.")
    sentence = _counted(running, context, cases=rows[EVERYBODY])
    if not is_shown(rows["began"]) or not is_shown(rows["ended"]):
        untold = gettext("How many of them began and ended in the period is not shown, since the numbers are small.")
        return paragraph([sentence, Sentence(untold)], finding=sentence)
    parts = gettext("Of them %(began)s began in the period and %(ended)s ended in it; one case can have done both.")
    return paragraph(
        [sentence, _counted(parts, context, began=rows["began"], ended=rows["ended"])],
        finding=sentence,
    )


def cases_over_time(released: Released, *, reform: dt.date) -> Shown:
    """Cases at the end of the period, by county, and who ordered the work before and after the reform."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    context = released.context
    gettext = words(context.language).gettext
    last = released.only(wave=half_year(context.end))
    day = {"day": style.day(reform, context.language)}
    orderer = gettext(
        "Until the wellbeing services counties began on %(day)s, the municipalities ordered the work, and since then"
        " the counties have. The cases of both times stand under the county to which the municipality belongs today,"
        " so that no place smaller than a county is told."
    )
    return paragraph([*_at_the_end(last), say(orderer, day)])


def family_limits(released: Released) -> Shown:
    """What figures on families can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(gettext("Families differ in what they come with; the figures do not allow for it.")),
            Sentence(
                gettext(
                    "Goals are set and assessed by those who do the work together with the family, so that they are no"
                    " outside judgement."
                )
            ),
            Sentence(
                gettext(
                    "Those who answer a form are often those whom the work suited; those who broke off are seldom"
                    " asked."
                )
            ),
            Sentence(
                gettext(
                    "What came of cases is told of all of them together, never by municipality or by family, and no"
                    " family's story is told."
                )
            ),
        ]
    )


def family_methods(released: Released) -> Shown:
    """Where counties come from, what a follow-up is, and why most figures are rounded, in plain words."""
    context = require_released(released).context
    gettext = words(context.language).gettext
    counties = gettext(
        "The county of a municipality is from the list of municipalities that comes with arvio, as of %(day)s (numbers"
        " and names: Statistics Finland's classification of municipalities; counties: Act 616/2021). A municipality"
        " that has merged stands under the county of the one that it is part of."
    )
    shown = listed(
        [
            say(counties, {"day": style.day(AS_OF, context.language)}),
            Sentence(
                gettext(
                    "The 12 months of follow-up are counted from the end of the case. A case whose 12 months are not"
                    " over by the end of the period is told as waiting, whatever is known of it already."
                )
            ),
            Sentence(
                gettext(
                    "This report has the strictest rules of all, the same for whoever reads it, and is not made for the"
                    " public."
                )
            ),
        ]
    )
    return Shown("method", shown.html, shown.text, numbers=shown.numbers)


def _counted(message: str, context: Context, **rows: pd.Series) -> Sentence:
    """A message with counts in it, each of which says that it was rounded where it was."""
    counts = {name: about(row, context) for name, row in rows.items()}
    return Sentence(message % counts, tuple(value_of(row, context) for row in rows.values()))


def _at_the_end(last: Released) -> list[Sentence]:
    """The cases at the end of the period, in all and by county."""
    context = last.context
    gettext = words(context.language).gettext
    total = row_of(last, group=EVERYBODY)
    if not is_shown(total):
        untold = gettext("The number of cases at the end of the period is not shown: there are few of them or none.")
        return [Sentence(untold)]
    sentence = _counted(gettext("Cases that ran on the last day of the period: %(cases)s."), context, cases=total)
    parts = [row for row in last.each() if row["group"] != EVERYBODY]
    if not all(is_shown(row) for row in parts):
        return [sentence, Sentence(gettext("Counties are not shown apart, since some of them have few cases."))]
    message = gettext("%(county)s: %(cases)s.")
    by_county = [
        Sentence(
            message % {"county": term(row["group"], context), "cases": about(row, context)}, (value_of(row, context),)
        )
        for row in parts
    ]
    return [sentence, *by_county]
