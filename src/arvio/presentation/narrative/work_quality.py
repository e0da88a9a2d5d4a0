"""Sentences about how work with families was done: in pairs, by several professions, as planned, in its rhythm."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.family_words import about
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
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
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import later, words


def pair_work(released: Released, reasons: Released) -> Shown:
    """How many visits were made by a pair or a team, how many were not, and why where the reasons may be told."""
    kept, context = _promise(released), require_released(released).context
    if not kept:
        return not_collected(context)
    ngettext = words(context.language).ngettext
    figures = {statistic: value_of(row, context) for statistic, row in kept.items()}
    sentences = [_kept_by_visits(kept, context)]
    if kept["not_known"]["value"]:
        message = ngettext(
            "Of one visit that was held it is not known how many workers took part; it is no part of the figures.",
            "Of %(not_known)s visits that were held it is not known how many workers took part; they are no part of"
            " the figures.",
            int(kept["not_known"]["value"]),
        )
        sentences.append(say(message, {"not_known": figures["not_known"]}))
    if kept["deviations"]["value"]:
        sentences += _reasons(require_released(reasons), NOT_BY_REASON)
    return paragraph(sentences, finding=sentences[0])


def visits_by_month(released: Released) -> Shown:
    """The month with the lowest share, and whether months differ by more than chance."""
    months = require_released(released).rows(statistic="share_of_visits")
    context = released.context
    shown = months[months["group"] != EVERYBODY].dropna(subset=["value"])
    if shown.empty:
        return not_collected(context)
    alike = shown["value"].min() == shown["value"].max()
    return paragraph([_lowest(shown, context)] if alike else [_lowest(shown, context), _spread(released)])


def multi_professional(released: Released) -> Shown:
    """The share of visits at which two or more professions took part."""
    released = require_released(released)
    row, context = row_of(released, statistic="share_of_visits"), released.context
    if row is None:
        return not_collected(context)
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    if not is_shown(row):
        return paragraph([Sentence(gettext("The share of visits by several professions is withheld: few visits."))])
    message = gettext("Two or more professions took part in %(share)s of the visits that were held (n = %(n)s).")
    sentences = [
        say(message, {"share": value_of(row, context), "n": count_of(row, context)}),
        Sentence(gettext("Two workers of one profession are a pair, and are not counted here.")),
    ]
    not_known = row_of(released, statistic="not_known")
    if is_shown(not_known) and not_known["value"]:
        message = ngettext(
            "Of one visit the professions are not known.",
            "Of %(visits)s visits the professions are not known.",
            int(not_known["value"]),
        )
        sentences.append(say(message, {"visits": value_of(not_known, context)}))
    return paragraph(sentences, finding=sentences[0])


def planned_visits(released: Released, reasons: Released) -> Shown:
    """How many planned visits were held, and why the others were not."""
    kept, context = _promise(released), require_released(released).context
    if not kept:
        return not_collected(context)
    gettext = words(context.language).gettext
    message = gettext("Of the %(promised)s visits that were planned %(realised)s were held (%(rate)s).")
    if not kept["deviations"]["value"]:
        message = gettext("All %(promised)s visits that were planned were held.")
    names = {"promised", "realised", "realisation_rate"}
    figures = {statistic: value_of(row, context) for statistic, row in kept.items() if statistic in names}
    figures["rate"] = figures.pop("realisation_rate")
    sentences = [say(message, {name: figure for name, figure in figures.items() if f"%({name})s" in message})]
    if kept["deviations"]["value"]:
        sentences += _reasons(require_released(reasons), NOT_HELD_BY_REASON)
    return paragraph(sentences, finding=sentences[0])


def team_meetings(released: Released) -> Shown:
    """In how many of the promised weeks the team met, and who came."""
    return _rhythm(require_released(released), WEEKS_KEPT, WEEKS_DEVIATED)


def wellbeing_activities(released: Released) -> Shown:
    """In how many of the promised months there was a wellbeing activity, and who came."""
    return _rhythm(require_released(released), MONTHS_KEPT, MONTHS_DEVIATED)


def work_limits(released: Released) -> Shown:
    """What records of visits and meetings can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(
                gettext("The figures are what the workers wrote down; a visit that nobody recorded is in none of them.")
            ),
            Sentence(
                gettext("That a visit was made in a pair, or a meeting held, does not tell what it was like or led to.")
            ),
            Sentence(
                gettext(
                    "Between the limits of a month its share lies when only chance is at work. A promise of every visit"
                    " can be broken within them too: for that the deviations are counted."
                )
            ),
            Sentence(
                gettext(
                    "Whether the workers' wellbeing and the families' feedback go together is not told: that would take"
                    " at least ten quarters of a team with answers of both."
                )
            ),
            Sentence(
                gettext("A share near all or none is told as a bound only; a statement is judged by the exact figure.")
            ),
            Sentence(gettext("No figure is told by worker, by pair of workers or by profession of one person.")),
        ]
    )


def _promise(released: Released) -> dict[str, pd.Series]:
    """The rows of a promise by statistic; nothing where nothing was promised."""
    whole = require_released(released).rows(breakdown="", group=EVERYBODY)
    rows = {row["statistic"]: row for row in plain_rows(whole)}
    return rows if "realisation_rate" in rows else {}


def _kept_by_visits(kept: dict[str, pd.Series], context: Context) -> Sentence:
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    figures = {name: value_of(kept[name], context) for name in ("promised", "realised", "deviations")}
    if not kept["deviations"]["value"]:
        message = gettext("All %(promised)s visits that were held were made by a pair or a team.")
        return say(message, {"promised": figures["promised"]})
    message = ngettext(
        "Of the %(promised)s visits that were held %(realised)s were made by a pair or a team; at one the worker was"
        " alone.",
        "Of the %(promised)s visits that were held %(realised)s were made by a pair or a team; at %(deviations)s the"
        " worker was alone.",
        int(kept["deviations"]["value"]),
    )
    return say(message, figures)


def _reasons(released: Released, withheld: str) -> list[Sentence]:
    """The visits of each reason; one sentence in their place where any of them may not be told."""
    context = released.context
    parts = released.table[released.table["group"] != EVERYBODY]
    if parts.empty or not all(is_shown(row) for row in plain_rows(parts)):
        return [Sentence(words(context.language).gettext(withheld))]
    ngettext = words(context.language).ngettext
    ordered = parts.sort_values("value", ascending=False, kind="stable")
    return [
        say(
            ngettext("%(reason)s: one visit.", "%(reason)s: %(visits)s visits.", int(row["value"])),
            {"visits": about(row, context)},
            reason=term(row["group"], context),
        )
        for row in plain_rows(ordered)
    ]


def _lowest(months: pd.DataFrame, context: Context) -> Sentence:
    """The lowest month, or that all are alike."""
    gettext = words(context.language).gettext
    lowest = months.sort_values("value", kind="stable").iloc[0]
    if lowest["value"] == months["value"].max():
        return say(gettext("The share was %(share)s in every month."), {"share": value_of(lowest, context)})
    figures = {"share": value_of(lowest, context)}
    if (months["value"] == lowest["value"]).sum() > 1:
        return say(gettext("The lowest share of a month was %(share)s, in several months."), figures)
    figures["n"] = count_of(lowest, context)
    message = gettext("The lowest share of a month was %(share)s (%(month)s, n = %(n)s).")
    return say(message, figures, month=style.months(lowest["group"], context.language))


def _spread(released: Released) -> Sentence:
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    outside = row_of(released, statistic="outside_limits")
    if outside is None:
        return Sentence(gettext("Whether months differ by more than chance cannot be told of these visits."))
    if not outside["value"]:
        return Sentence(gettext("The months differ from each other by no more than chance allows."))
    message = ngettext(
        "One month differs from the others by more than chance allows.",
        "%(months)s months differ from the others by more than chance allows.",
        int(outside["value"]),
    )
    return say(message, {"months": value_of(outside, context)})


def _rhythm(released: Released, kept_all: str, deviated: str) -> Shown:
    kept, context = _promise(released), released.context
    if not kept:
        return not_collected(context)
    gettext = words(context.language).gettext
    figures, message = {"promised": value_of(kept["promised"], context)}, kept_all
    if kept["deviations"]["value"]:
        figures["realised"], message = value_of(kept["realised"], context), deviated
    sentences = [say(gettext(message), figures)]
    came = kept.get("attendance_rate")
    if is_shown(came):
        message = gettext("On average %(rate)s of those invited came.")
        sentences.append(say(message, {"rate": value_of(came, context)}))
    return paragraph(sentences, finding=sentences[0])


NOT_BY_REASON = later("The visits of one worker are not told by reason: there are so few that a reason would be known.")
NOT_HELD_BY_REASON = later("The visits that were not held are not told by reason, since some of the figures are small.")
WEEKS_KEPT = later("A team meeting was held in each of the %(promised)s weeks for which one was promised.")
WEEKS_DEVIATED = later("A team meeting was promised for %(promised)s weeks, and held in %(realised)s of them.")
MONTHS_KEPT = later("A wellbeing activity was held in each of the %(promised)s months for which one was promised.")
MONTHS_DEVIATED = later("A wellbeing activity was promised for %(promised)s months, and held in %(realised)s of them.")
