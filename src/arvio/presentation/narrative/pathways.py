"""Sentences about services and chains: who was in them, what followed what, and where persons went."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected, said_above
from arvio.presentation.narrative.sentences import (
    Sentence,
    computed_row,
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
from arvio.presentation.pathway_words import (
    NOT_NAMED,
    destination,
    enumerated,
    in_order,
    is_merged,
    is_told_apart,
    pair_of,
)
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def services(released: Released, *, untold: Sequence[str] = ()) -> Shown:
    """How many persons were in the services, in how many periods; `untold` are the services left out of the figures."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    once = Sentence(gettext("A person counts once in the total, however many services they had."))
    sentences = [_in_services(released), once, *_left_out(untold, context)]
    return paragraph(sentences, finding=sentences[0] if sentences[0].numbers else None)


def services_for_children(released: Released) -> Shown:
    """How many were in each service for children, which the figures of all services leave out."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    return paragraph([_in_service_for_children(released, group) for group in dict.fromkeys(released.table["group"])])


def target_groups(released: Released) -> Shown:
    """Which target group is the largest, and how persons of two groups are counted."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    largest, total = _largest(released), row_of(released, group=EVERYBODY)
    sentences = [Sentence(gettext("A person in two target groups counts once in each of them and once in the total."))]
    if largest is not None and is_shown(total):
        message = gettext("The largest target group: %(group)s (%(persons)s of %(total)s persons).")
        figures = {"persons": value_of(largest, context), "total": value_of(total, context)}
        sentences.insert(0, say(message, figures, group=term(largest["group"], context).lower()))
    return paragraph(sentences)


def chains(released: Released) -> Shown:
    """How many had a chain of services, and the rule by which one is counted."""
    released = require_released(released)
    if row_of(released, group=EVERYBODY, statistic="persons") is None:
        return said_above("sentences")
    share = _share_in_chain(released)
    return paragraph([share, *_chain_rule(released)], finding=share if share.numbers else None)


def common_chains(released: Released) -> Shown:
    """The most common pair of services in a row, and what is told of the rare ones."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return not_collected(context)
    named = released.rows(statistic="persons")
    named = named[~named["group"].map(is_merged) & (named["group"] != EVERYBODY)].dropna(subset=["value"])
    if named.empty:
        return paragraph(
            [Sentence(gettext("No two services followed one another for enough persons to be told by themselves."))]
        )
    first = named.iloc[0]
    message = gettext("The most common: %(pair)s, for %(persons)s persons.")
    told = say(message, {"persons": value_of(first, context)}, pair=pair_of(first["group"], context))
    rest = Sentence(
        gettext("Pairs of services that few persons had are told together, so that nobody is known by them.")
    )
    return paragraph([told, rest], finding=told)


def transitions(released: Released, rule: Released) -> Shown:
    """How to read what came after each service; `rule` holds the days that may lie between two of a chain."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    if not is_told_apart(released.rows(statistic="transitions")["group"]):
        return paragraph(
            [Sentence(gettext("What came after the services cannot be told apart, since each path is rare."))]
        )
    sentences = [
        Sentence(gettext("The rows are the services that persons were in, the columns what came next.")),
        *_states(require_released(rule)),
        Sentence(gettext("What only few persons did is told together as other services, or as other or not known.")),
    ]
    return listed(sentences)


def streams(released: Released) -> Shown:
    """What the flow figure leaves out, so that nobody takes an empty place for nobody."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    if not is_told_apart(released.table["group"]):
        return said_above("sentences")
    sentences = [Sentence(gettext("The wider the stream, the more often what it leads to came next."))]
    hidden = _hidden_services(released)
    if hidden:
        message = gettext("Not drawn, since parts are small: what came after %(services)s.")
        sentences.append(say(message, services=enumerated(hidden, context)))
    return paragraph(sentences)


def destinations(released: Released) -> Shown:
    """Where persons went when their service ended, with those of whom it is not known."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    if released.table.empty:
        return said_above("sentences")
    total = row_of(released, group=EVERYBODY)
    sentences = [_went(row, total, context) for row in plain_rows(in_order(released)) if is_shown(row)]
    if not sentences:
        sentences = [Sentence(gettext("Where persons went is not shown, since parts are small."))]
    last = Sentence(gettext("Each person counts once, by the service that ended last in the period."))
    return listed([*sentences, last], finding=_most_often(released, total))


def pathway_limits(released: Released) -> Shown:
    """What counts of services and chains can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(gettext("The figures are from the register of services, as it was at the end of the period.")),
            Sentence(gettext("That one service followed another does not tell that the first led to the second.")),
            Sentence(gettext("Who took part only in open activities, without a name, is in no chain.")),
            Sentence(gettext("Places of residence are not told: with a service they would make a small group known.")),
        ]
    )


def _in_services(released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    rows = {row["statistic"]: row for row in released.each(group=EVERYBODY)}
    if not all(is_shown(rows.get(statistic)) for statistic in ("persons", "enrolments")):
        return Sentence(gettext("How many persons were in the services is not shown, since they are few."))
    message = gettext("%(persons)s different persons were in the services, in %(enrolments)s periods (%(basis)s).")
    figures = {statistic: value_of(rows[statistic], context) for statistic in ("persons", "enrolments")}
    return say(message, figures, basis=term(rows["persons"]["basis"], context))


def _in_service_for_children(released: Released, service: str) -> Sentence:
    context, gettext = released.context, words(released.context.language).gettext
    persons = computed_row(released, group=service, statistic="persons")
    enrolments = row_of(released, group=service, statistic="enrolments")
    names = {"service": term(service, context), "basis": term(persons["basis"], context)}
    if not (is_shown(persons) and is_shown(enrolments)):
        return say(gettext("%(service)s: not shown, since they are few (%(basis)s)."), **names)
    message = gettext("%(service)s: %(persons)s different persons, in %(enrolments)s periods (%(basis)s).")
    figures = {"persons": value_of(persons, context), "enrolments": value_of(enrolments, context)}
    return say(message, figures, **names)


def _left_out(untold: Sequence[str], context: Context) -> list[Sentence]:
    if not untold:
        return []
    message = words(context.language).gettext(
        "Not in the figures of the services together, since its clients are children: %(services)s."
    )
    return [say(message, services=enumerated([term(service, context) for service in untold], context))]


def _largest(released: Released) -> pd.Series | None:
    """The largest group with a name of its own; None where a merged one is larger, or nothing is shown."""
    parts = _parts(released).dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    return parts.iloc[0] if len(parts) and not is_merged(parts.iloc[0]["group"]) else None


def _parts(released: Released) -> pd.DataFrame:
    return released.table[released.table["group"] != EVERYBODY]


def _share_in_chain(released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    share = row_of(released, statistic="in_chain")
    if not is_shown(share):
        return Sentence(gettext("How many had a chain of services is not shown, since parts are small."))
    figures = {"share": value_of(share, context), "n": count_of(share, context)}
    if not has_interval(share):
        return say(gettext("Of %(n)s persons %(share)s had a chain of services."), figures)
    message = gettext("Of %(n)s persons %(share)s had a chain of services (95%% interval %(interval)s).")
    return say(message, {**figures, "interval": interval_of(share, context)})


def _chain_rule(released: Released) -> list[Sentence]:
    rule = row_of(released, statistic="chain_gap_days")
    if rule is None:
        return []
    message = words(released.context.language).gettext(
        "A chain is at least two services in a row, each of which began at most %(days)s days after the former had"
        " ended or while it was still going on; the same service again is no second service."
    )
    return [say(message, {"days": value_of(rule, released.context)})]


def _states(rule: Released) -> list[Sentence]:
    gettext = words(rule.context.language).gettext
    row = row_of(rule, statistic="chain_gap_days")
    if row is None:
        return []
    message = gettext(
        "Services ended: no service followed within %(days)s days. Not known: those days have not all passed yet."
    )
    return [
        say(message, {"days": value_of(row, rule.context)}),
        Sentence(
            gettext("Still in service: this or another service of the chain had not ended by the end of the period.")
        ),
    ]


def _hidden_services(released: Released) -> list[str]:
    """The services all of whose paths are withheld."""
    paths = released.table[(released.table["breakdown"] != "") & (released.table["group"] != EVERYBODY)]
    shown = paths.groupby("breakdown", sort=False)["value"].apply(lambda values: values.notna().any())
    return [term(service, released.context) for service in shown.index[~shown.astype("bool")]]


def _most_often(released: Released, total: Row | None) -> Sentence | None:
    """Where most persons went; None where that has no name of its own, or is not shown."""
    context = released.context
    first = in_order(released).iloc[0] if len(released.table) > 1 else None
    if (
        first is None
        or is_merged(first["group"])
        or first["group"] in NOT_NAMED
        or not (is_shown(first) and is_shown(total))
    ):
        return None
    message = words(context.language).gettext(
        "The most common of the known destinations: %(destination)s (%(persons)s of %(total)s persons)."
    )
    figures = {"persons": value_of(first, context), "total": value_of(total, context)}
    return say(message, figures, destination=destination(first["group"], context).lower())


def _went(row: Row, total: Row | None, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    figures = {"persons": value_of(row, context)}
    if not is_shown(total):
        return say(gettext("%(destination)s: %(persons)s."), figures, destination=destination(row["group"], context))
    message = gettext("%(destination)s: %(persons)s of %(total)s persons.")
    figures["total"] = value_of(total, context)
    return say(message, figures, destination=destination(row["group"], context))
