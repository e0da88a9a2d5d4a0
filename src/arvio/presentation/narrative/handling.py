"""Sentences about what workers said and own control observed: how much, about what, and what was done."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.disclosure import Context, Released, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    Sentence,
    has_interval,
    interval_of,
    is_shown,
    paragraph,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def feedback_handled(released: Released) -> Shown:
    """How much was heard from each source, how much of it led to an action, and in how many days."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    sources = dict.fromkeys(released.table["group"])
    sentences = [sentence for source in sources for sentence in _handled(source, released)]
    return paragraph(sentences, finding=sentences[0])


def feedback_themes(released: Released) -> Shown:
    """What most of what was heard is about."""
    received = require_released(released).rows(statistic="received")
    context = released.context
    if received.empty:
        return not_collected(context)
    themes = received[~received["group"].isin([EVERYBODY, "other_themes"])].dropna(subset=["value"])
    gettext = words(context.language).gettext
    if themes.empty:
        return paragraph([Sentence(gettext("The themes are not told, since there is too little of each."))])
    most = themes[themes["value"] == themes["value"].max()]
    message = gettext("The most common theme was “%(theme)s” (%(received)s).")
    if len(most) > 1:
        message = gettext("The most common themes were “%(theme)s” and “%(other)s” (%(received)s each).")
    if len(most) > 2:
        message = gettext("Several themes were equally common, “%(theme)s” among them (%(received)s each).")
    names = {"theme": term(most.iloc[0]["group"], context), "other": term(most.iloc[-1]["group"], context)}
    return paragraph([say(message, {"received": value_of(most.iloc[0], context)}, **names)])


def _handled(source: str, released: Released) -> Iterator[Sentence]:
    context = released.context
    gettext = words(context.language).gettext
    rows = {row["statistic"]: row for row in released.each(group=source)}
    names = {"source": term(source, context)}
    if not all(is_shown(rows.get(name)) for name in ("received", "with_action")):
        yield say(gettext("%(source)s: the figures are withheld, since they are small."), **names)
        return
    figures = {name: value_of(rows[name], context) for name in ("received", "with_action")}
    yield say(_heard(source, int(rows["received"]["value"]), context), figures, **names)
    days = rows.get("median_days")
    if not is_shown(days):
        return
    figures = {"days": value_of(days, context)}
    if has_interval(days):
        message = gettext(
            "Half of them had been acted on in %(days)s days (median; 95%% interval %(interval)s). Those that still"
            " wait are counted too."
        )
        yield say(message, {**figures, "interval": interval_of(days, context)})
        return
    yield say(
        gettext("Half of them had been acted on in %(days)s days (median). Those that still wait are counted too."),
        figures,
    )


def _heard(source: str, received: int, context: Context) -> str:
    ngettext = words(context.language).ngettext
    if source == "workers":
        return ngettext(
            "The workers gave one piece of feedback; led to an action: %(with_action)s.",
            "The workers gave %(received)s pieces of feedback, and %(with_action)s of them led to an action.",
            received,
        )
    if source == "own_control":
        return ngettext(
            "Own control made one observation; led to an action: %(with_action)s.",
            "Own control made %(received)s observations, and %(with_action)s of them led to an action.",
            received,
        )
    return ngettext(
        "%(source)s: one piece of feedback was received; led to an action: %(with_action)s.",
        "%(source)s: %(received)s pieces of feedback were received, and %(with_action)s of them led to an action.",
        received,
    )
