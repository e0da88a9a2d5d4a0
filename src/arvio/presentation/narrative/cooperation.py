"""Sentences about cooperation with those who order the work: more than orders, and joint forums."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, require_released
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import Sentence, is_shown, paragraph, row_of, say, value_of
from arvio.results import EVERYBODY
from arvio.translations import words


def beyond_orders(released: Released) -> Shown:
    """The share of recorded cooperation that was more than discussing an order, in all and in the last year."""
    released = require_released(released)
    total = row_of(released, group=EVERYBODY, statistic="actions")
    if total is None:
        return not_collected(released.context)
    context = released.context
    gettext = words(context.language).gettext
    share = row_of(released, group=EVERYBODY, statistic="beyond_orders")
    figures = {"actions": value_of(total, context)}
    if not is_shown(share):
        message = gettext(
            "%(actions)s actions of cooperation are recorded, too few to tell what share was beyond orders."
        )
        return paragraph([say(message, figures)])
    message = gettext("Of the %(actions)s recorded actions of cooperation %(share)s were about more than one order.")
    sentence = say(message, {**figures, "share": value_of(share, context)})
    return paragraph([sentence, *_of_the_last_year(released)], finding=sentence)


def forums(released: Released) -> Shown:
    """How many joint forums were held in the period, and how many different partners took part."""
    released = require_released(released)
    held, partners = (row_of(released, group=EVERYBODY, statistic=name) for name in ("forums", "partners"))
    if held is None:
        return not_collected(released.context)
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    if not is_shown(held):
        return paragraph([Sentence(gettext("How many joint forums were held in the period is not shown."))])
    if not held["value"]:
        return paragraph([Sentence(gettext("No joint forum was held in the period."))])
    message = ngettext("One joint forum was held.", "%(forums)s joint forums were held.", int(held["value"]))
    sentence = say(message, {"forums": value_of(held, context)})
    return paragraph([sentence, *_took_part(partners, context)], finding=sentence)


def _of_the_last_year(released: Released) -> list[Sentence]:
    """The share of the last year, where there are several."""
    years = released.rows(statistic="beyond_orders")
    shown = years[years["group"] != EVERYBODY].dropna(subset=["value"]).sort_values("group")
    if len(shown) < 2:
        return []
    context = released.context
    first, last = shown.iloc[0], shown.iloc[-1]
    message = words(context.language).gettext("In %(first_year)s it was %(first)s and in %(last_year)s %(last)s.")
    figures = {"first": value_of(first, context), "last": value_of(last, context)}
    return [say(message, figures, first_year=first["group"], last_year=last["group"])]


def _took_part(partners: pd.Series | None, context: Context) -> list[Sentence]:
    if partners is None or not is_shown(partners):
        return []
    ngettext = words(context.language).ngettext
    message = ngettext("One partner took part.", "%(partners)s different partners took part.", int(partners["value"]))
    return [say(message, {"partners": value_of(partners, context)})]
