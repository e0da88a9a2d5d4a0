"""Sentences about how the forms were answered: what is missing, when they came, and which belong to one person."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import nothing_known
from arvio.presentation.narrative.sentences import (
    Sentence,
    count_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.quality_words import weeks_in_words
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words

MOST_MISSED = 3
"""Statements that are told in words; the table has the rest."""


def missing_answers(released: Released) -> Shown:
    """The statements with most missing answers, and what becomes of don't-knows."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return nothing_known(context)
    shares = released.rows(statistic="missing_share", status="shown").sort_values(
        "value", ascending=False, kind="stable"
    )
    most = [_missing(row, released) for row in plain_rows(shares.head(MOST_MISSED))]
    few = Sentence(gettext("Missing answers are so few that their shares are told as bounds, or not at all."))
    kept = Sentence(gettext("Don't-know answers are counted, and are no part of any mean or share."))
    return listed([*(most or [few]), kept])


def weekly_responses(released: Released) -> Shown:
    """How many responses came, and the busiest week."""
    released = require_released(released)
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    total = row_of(released, group=EVERYBODY)
    if total is None:
        return nothing_known(context)
    if not is_shown(total):
        return paragraph([Sentence(gettext("How many responses came is not told, since they are few."))])
    message = ngettext(
        "One form was sent in during the period.",
        "%(responses)s forms were sent in during the period.",
        int(total["value"]),
    )
    return paragraph([say(message, {"responses": value_of(total, context)}), *_busiest(released)])


def straight_lining(released: Released) -> Shown:
    """How often one form has the same answer throughout, by respondent group and wave."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    shares = released.rows(statistic="same_answers_share")
    if shares.empty:
        return nothing_known(released.context)
    return listed(
        [
            *(_same(row, released.context) for row in plain_rows(shares)),
            Sentence(
                gettext(
                    "The same answer to every statement can be a considered opinion. A large share is still a reason to"
                    " look at the form: perhaps it is long, or its statements are all alike."
                )
            ),
        ]
    )


def matching(released: Released) -> Shown:
    """How many answered the next wave too, and where nobody can be found again."""
    released = require_released(released)
    if released.table.empty:
        return nothing_known(released.context)
    groups = released.table.groupby("group", sort=False)
    return listed([sentence for group, rows in groups for sentence in _matched(group, rows, released.context)])


def _missing(row: Row, released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    own = {"indicator": row["indicator"], "group": row["group"]}
    names = {"item": term(row["indicator"], context), "group": term(row["group"], context)}
    figures = {"share": value_of(row, context), "asked": count_of(row, context)}
    unknown, share = (row_of(released, **own, statistic=f"does_not_know{end}") for end in ("", "_share"))
    if not is_shown(unknown) or not is_shown(share):
        message = gettext("“%(item)s”, %(group)s: %(share)s of the answers are missing (%(asked)s were asked).")
        return say(message, figures, **names)
    figures |= {"unknown": value_of(unknown, context), "unknown_share": value_of(share, context)}
    message = gettext(
        "“%(item)s”, %(group)s: %(share)s of the answers are missing (%(asked)s were asked); %(unknown)s are"
        " don't-knows (%(unknown_share)s)."
    )
    return say(message, figures, **names)


def _busiest(released: Released) -> list[Sentence]:
    context = released.context
    gettext = words(context.language).gettext
    weeks = released.rows(breakdown="week").query("group != @EVERYBODY")
    single = weeks[~weeks["group"].str.contains("/") & (weeks["status"] == "shown")]
    sentences = []
    if len(single) > 1:
        most = single.loc[single["value"].idxmax()]
        message = gettext("The busiest was %(week)s, with %(responses)s forms.")
        sentences.append(
            say(message, {"responses": value_of(most, context)}, week=weeks_in_words(most["group"], context))
        )
    if len(single) < len(weeks):
        sentences.append(Sentence(gettext("Neighbouring weeks with few forms stand together in the figure.")))
    return sentences


def _same(row: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    names = {"group": term(row["group"], context), "wave": term(row["wave"], context)}
    if not is_shown(row):
        return say(gettext("%(group)s, %(wave)s: not shown, since the figures are small."), **names)
    figures = {"share": value_of(row, context), "n": count_of(row, context)}
    message = gettext("%(group)s, %(wave)s: the same answer to every statement in %(share)s of the forms (n = %(n)s).")
    return say(message, figures, **names)


def _matched(group: str, rows: pd.DataFrame, context: Context) -> Iterator[Sentence]:
    gettext = words(context.language).gettext
    names = {"group": term(group, context)}
    counts = rows.set_index("statistic")["value"]
    if counts["unkeyed_waves"] == counts["waves"]:
        yield say(gettext("%(group)s: forms cannot be matched, since they carry no key of a person."), **names)
    elif counts["waves"] == 1:
        yield say(gettext("%(group)s: there is one wave only, and nothing to match it with."), **names)
    for row in plain_rows(rows[rows["statistic"] == "match_rate"]):
        yield _match(row, rows, context)


def _match(rate: Row, rows: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    first, second = (term(wave, context) for wave in rate["wave"].split(">"))
    names = {"group": term(rate["group"], context), "first": first, "second": second}
    matched = rows[(rows["wave"] == rate["wave"]) & (rows["statistic"] == "matched")].iloc[0]
    if not is_shown(matched) or not is_shown(rate):
        return say(gettext("%(group)s, %(first)s and %(second)s: not shown, since they are few."), **names)
    figures = {"n": count_of(rate, context), "matched": value_of(matched, context), "rate": value_of(rate, context)}
    message = gettext(
        "%(group)s: %(n)s persons answered the wave “%(first)s”, and %(matched)s of them answered “%(second)s” too"
        " (%(rate)s)."
    )
    return say(message, figures, **names)
