"""Sentences about access to services: how long persons wait, whether their needs are met, and what is missing."""

from __future__ import annotations

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected, said_above
from arvio.presentation.narrative.sentences import (
    Sentence,
    count_of,
    has_interval,
    interval_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.pathway_words import days_interval, days_of, enumerated
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def referral_states(released: Released) -> Shown:
    """How many were referred to a service, and what had become of it by the end of the period."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    total = row_of(released, group=EVERYBODY)
    if total is None:
        return not_collected(context)
    if not is_shown(total):
        return paragraph([Sentence(gettext("How many were referred to a service is not shown, since they are few."))])
    sentences = [
        say(gettext("Referrals to a service in the period: %(referrals)s."), {"referrals": value_of(total, context)})
    ]
    parts = [row for row in released.each() if row["group"] != EVERYBODY]
    if not all(is_shown(row) for row in parts):
        message = gettext("How many of them had begun and how many still waited is not shown, since parts are small.")
        return paragraph([*sentences, Sentence(message)])
    return paragraph([*sentences, *(_state(row, context) for row in parts)])


def waiting(released: Released) -> Shown:
    """By when half of the services had begun, the share begun in time, and how those still waiting are counted."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    median = row_of(released, statistic="median_days", group=EVERYBODY)
    if median is None:
        return said_above("sentences")
    in_time = _in_time(released)
    sentences = [
        in_time,
        _median(median, context),
        Sentence(
            gettext(
                "Who still waited at the end of the period is counted as having waited so far, and is not left out"
                " (the estimate of Kaplan and Meier)."
            )
        ),
    ]
    share = row_of(released, statistic="begun_in_time", group=EVERYBODY)
    return paragraph(sentences, finding=in_time if is_shown(share) else None)


def begun_by_days(released: Released) -> Shown:
    """The first and the last day of the curve, and why it has no others."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    shown = released.table.dropna(subset=["value"])
    if shown.empty:
        return said_above("sentences") if released.table.empty else paragraph([_no_days(context)])
    message = gettext("Within %(days)s days %(share)s of the services had begun.")
    later = shown[shown["group"] != "0"]
    ends = later.iloc[[0, -1]] if len(later) > 1 else later
    told = [
        say(message, {"days": style.number(int(row["group"]), context.language), "share": value_of(row, context)})
        for row in plain_rows(ends)
    ]
    enough = Sentence(gettext("Only days between which enough services began are shown."))
    return paragraph([*told, enough])


def felt(released: Released) -> Shown:
    """What persons themselves say: the mean of each item with its interval."""
    released = require_released(released)
    means = released.rows(statistic="mean")
    if means.empty:
        return said_above("sentences")
    return listed([_felt(row, released.context) for row in plain_rows(means)])


def needs_met(released: Released) -> Shown:
    """The share of needs that a started service met, and how it is counted."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    met = _met(row_of(released, statistic="need_met", group=EVERYBODY), context)
    counted = Sentence(
        gettext(
            "A need is met where it is marked so in a service that has begun; one for which no service has begun is"
            " not. A need of which nothing is marked is no part of the share."
        )
    )
    return paragraph([met, counted], finding=met if met.numbers else None)


def service_gaps(released: Released) -> Shown:
    """Which needs no service of the organisation answers by its own list."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    count = row_of(released, statistic="gaps")
    if count is None:
        return not_collected(context)
    needs = [
        term(need, context) for need in dict.fromkeys(released.rows(statistic="persons")["group"]) if need != EVERYBODY
    ]
    if not needs:
        return paragraph(
            [Sentence(gettext("By the organisation's own list every need that was met with has a service."))]
        )
    message = gettext("Needs for which the organisation has no service by its own list: %(needs)s.")
    persons = row_of(released, statistic="persons", group=EVERYBODY)
    sentences = [say(message, needs=enumerated([need.lower() for need in needs], context))]
    if is_shown(persons):
        having = gettext("Persons with such a need: %(persons)s.")
        sentences.append(say(having, {"persons": value_of(persons, context)}))
    return paragraph(sentences)


def gaps(released: Released) -> Shown:
    """How many gaps in the services were found, and how many of them have been filled."""
    released = require_released(released)
    context = released.context
    found = {row["statistic"]: row for row in released.each(breakdown="response", group=EVERYBODY)}
    if not is_shown(found.get("gaps")):
        return not_collected(context)
    message = words(context.language).gettext(
        "Gaps found in the services by the end of the period: %(gaps)s, of which filled: %(filled)s."
    )
    sentence = say(message, {statistic: value_of(found[statistic], context) for statistic in ("gaps", "filled")})
    return paragraph([sentence], finding=sentence)


def _no_days(context: Context) -> Sentence:
    return Sentence(words(context.language).gettext("The shares begun by day are not shown, since parts are small."))


def _state(row: Row, context: Context) -> Sentence:
    message = words(context.language).gettext("%(state)s: %(referrals)s.")
    return say(message, {"referrals": value_of(row, context)}, state=term(row["group"], context))


def _in_time(released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    share = row_of(released, statistic="begun_in_time", group=EVERYBODY)
    rule = row_of(released, statistic="timely_days")
    figures = {"days": value_of(rule, context)} if rule is not None else {"days": style.EN_DASH}
    if not is_shown(share):
        return say(gettext("The share begun within %(days)s days cannot be told."), figures)
    figures |= {"share": value_of(share, context), "n": count_of(share, context)}
    if not has_interval(share):
        return say(
            gettext("Of the services %(share)s began within %(days)s days of the referral (n = %(n)s persons)."),
            figures,
        )
    message = gettext(
        "Of the services %(share)s began within %(days)s days of the referral (95%% interval %(interval)s; n = %(n)s"
        " persons)."
    )
    return say(message, {**figures, "interval": interval_of(share, context)})


def _median(row: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    if row["status"] == "withheld":
        return Sentence(gettext("The median wait is not shown, since there are too few referrals."))
    if row["value"] != row["value"]:
        return Sentence(gettext("Fewer than half of the services have begun, so that there is no median wait yet."))
    figures = {"days": days_of(row, context)}
    interval = days_interval(row, context)
    if not interval:
        return say(gettext("Half of the services had begun when %(days)s days had passed."), figures)
    message = gettext("Half of the services had begun when %(days)s days had passed (95%% interval %(interval)s).")
    return say(message, {**figures, "interval": interval})


def _felt(row: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    item = term(row["indicator"], context)
    if not is_shown(row):
        return say(gettext("“%(item)s”: the answers are not shown, since there are too few of them."), item=item)
    figures = {"mean": value_of(row, context), "n": count_of(row, context)}
    if not has_interval(row):
        return say(gettext("“%(item)s”: mean %(mean)s (n = %(n)s)."), figures, item=item)
    message = gettext("“%(item)s”: mean %(mean)s (n = %(n)s; 95%% interval %(interval)s).")
    return say(message, {**figures, "interval": interval_of(row, context)}, item=item)


def _met(row: Row | None, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    if not is_shown(row):
        return Sentence(
            gettext("The share of needs that were met is not shown, since parts are small or nothing is marked.")
        )
    figures = {"share": value_of(row, context), "n": count_of(row, context)}
    if not has_interval(row):
        return say(gettext("Of the needs %(share)s were met by a service that had begun (n = %(n)s persons)."), figures)
    message = gettext(
        "Of the needs %(share)s were met by a service that had begun (95%% interval %(interval)s; n = %(n)s persons)."
    )
    return say(message, {**figures, "interval": interval_of(row, context)})
