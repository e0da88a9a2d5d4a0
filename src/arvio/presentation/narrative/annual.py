"""Sentences of the annual report: the year beside the year before, goals, whom was reached and what they said."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.annual_words import (
    SOURCES,
    Counted,
    area,
    basis_words,
    counted,
    counted_words,
    goals,
    parts_of_goal,
)
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    BEFORE_ROUNDING,
    Sentence,
    count_of,
    has_interval,
    interval_of,
    is_shown,
    listed,
    row_of,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.presentation.written import written_value
from arvio.results import EVERYBODY, STATISTICS
from arvio.translations import words


def activity(released: Released) -> Shown:
    """Every count of the year; persons and what they did stand in one sentence, and neither without the other."""
    released = require_released(released)
    found = list(counted(released))
    if not found:
        return not_collected(released.context)
    keys = dict.fromkeys((one.area, one.basis) for one in found)
    sentences = [_of_area([one for one in found if (one.area, one.basis) == key], released.context) for key in keys]
    return listed(sentences, finding=sentences[0])


def activity_changes(released: Released) -> Shown:
    """How each count differs from the year before, and whether by more than chance."""
    released = require_released(released)
    found = list(counted(released))
    if not found:  # which the sentences above it say
        return Shown("sentences", "", "")
    sentences = [_changed(one, released.context) for one in found]
    return listed(sentences, finding=next((one for one in sentences if one.numbers), None))


def goal_results(released: Released) -> Shown:
    """What was promised as a goal, what came of it, and whether it was reached."""
    released = require_released(released)
    if released.table.empty:
        message = words(released.context.language).gettext("No goals with a figure have been written down.")
        return listed([Sentence(message)])
    sentences = [_of_goal(kind, rows, released.context) for kind, rows in goals(released)]
    return listed(sentences, finding=sentences[0])


def reached(by_county: Released, target_groups: Released, activity: Released) -> Shown:
    """Different persons by the county of their group, and by the target group that their service wrote down; families
    as one number, since where they live is told of nobody."""
    by_county, target_groups = require_released(by_county), require_released(target_groups)
    parts = [*_parts(by_county.only(statistic="persons")), *_parts(target_groups.only(statistic="persons"))]
    families = [one for one in counted(require_released(activity)) if one.area == "family_activity"]
    parts += [_of_area(families, by_county.context)] if families else []
    return listed(parts) if parts else not_collected(by_county.context)


def benefit(response: Released, answers: Released) -> Shown:
    """What each of the four sources said, or that it was not asked."""
    response, answers = require_released(response), require_released(answers)
    sentences = [_from_source(source, response, answers) for source in SOURCES]
    return listed(sentences, finding=next((one for one in sentences if one.numbers), None))


def benefit_changes(released: Released) -> Shown:
    """How the mean of each item and source differs from the year before, and whether by more than chance."""
    released = require_released(released)
    rows = released.rows(statistic="difference")
    if rows.empty:
        message = words(released.context.language).gettext(
            "Nothing was asked in the same words in both years, so no change is told."
        )
        return listed([Sentence(message)])
    shown = [row for row in plain_rows(rows) if is_shown(row)]
    surely = [row for row in shown if has_interval(row) and (row["low"] > 0 or row["high"] < 0)]
    return listed([_mean_changed(row, released.context) for row in surely] + _unsure(rows, surely, released.context))


def communication(released: Released) -> Shown:
    """No table of communication is kept yet, and the report says so."""
    return not_collected(require_released(released).context)


def annual_limits(released: Released) -> Shown:
    """What a comparison of two years can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(gettext("A person is counted once a year; whoever came in both years is in the figures of both.")),
            Sentence(
                gettext(
                    "The interval of a change tells how far chance alone could have moved it. It does not tell why a"
                    " figure changed, nor whether records were kept in the same way in both years."
                )
            ),
            Sentence(
                gettext("Those who answered a survey may differ from those who did not; no interval covers that.")
            ),
            Sentence(gettext(BEFORE_ROUNDING)),
            Sentence(gettext("There was no comparison group: what came of the work is told as change, not as effect.")),
        ]
    )


def _of_area(found: list[Counted], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    names = {"area": area(found[0].area, context), "basis": basis_words(found[0].now, context)}
    if not all(is_shown(one.now) for one in found):
        return say(gettext("%(area)s: the figures are withheld, since they are small."), **names)
    figures = {one.statistic: value_of(one.now, context) for one in found}
    return say(_message(found[0].area, context), figures, **names)


def _message(name: str, context: Context) -> str:
    gettext = words(context.language).gettext
    messages = {
        "group_activity": gettext("%(area)s: %(persons)s different persons and %(visits)s visits (%(basis)s)."),
        "service_activity": gettext(
            "%(area)s: %(persons)s different persons and %(enrolments)s periods of service (%(basis)s)."
        ),
        "encounter_activity": gettext(
            "%(area)s: %(encounters)s persons met, whoever came twice counted twice (%(basis)s)."
        ),
        "family_activity": gettext("%(area)s: %(persons)s families (%(basis)s)."),
        "family_visits": gettext("%(area)s: %(visits_held)s visits held (%(basis)s)."),
    }
    return messages[name]


def _changed(one: Counted, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    names = {"area": area(one.area, context), "what": counted_words(one, context).lower()}
    if one.before is None:
        return say(
            gettext("%(area)s, %(what)s: nothing was recorded of the year before, so no change is told."), **names
        )
    if not is_shown(one.now) or not is_shown(one.before):
        return say(gettext("%(area)s, %(what)s: the change is not shown, since a figure behind it is small."), **names)
    figures = {"now": value_of(one.now, context), "before": value_of(one.before, context)}
    if not is_shown(one.change):
        message = gettext("%(area)s, %(what)s: about %(now)s, and about %(before)s the year before; both are rounded.")
        return say(message, figures, **names)
    figures["change"] = value_of(one.change, context)
    if not has_interval(one.change):
        message = gettext(
            "%(area)s, %(what)s: %(now)s, and %(before)s the year before (%(change)s); with so few it cannot be told"
            " whether by more than chance."
        )
        return say(message, figures, **names)
    return say(_sure(one.change, context), {**figures, "interval": interval_of(one.change, context)}, **names)


def _sure(change: Row, context: Context) -> str:
    gettext = words(context.language).gettext
    if change["low"] > 0 or change["high"] < 0:
        return gettext(
            "%(area)s, %(what)s: %(now)s, and %(before)s the year before; the change of %(change)s (95%% interval"
            " %(interval)s) is more than chance alone would bring."
        )
    return gettext(
        "%(area)s, %(what)s: %(now)s, and %(before)s the year before; the change of %(change)s (95%% interval"
        " %(interval)s) may be chance."
    )


def _of_goal(kind: str, rows: Sequence[Row], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    target, found, verdict = parts_of_goal(rows)
    names = {"goal": term(rows[0]["indicator"], context)}
    if found is None or verdict["value"] != verdict["value"] or not is_shown(found):
        return say(gettext("“%(goal)s”: cannot be judged, since nothing was collected that can be shown."), **names)
    statistic = found["statistic"]
    figures = {"value": value_of(found, context), "target": target_words(statistic, target["value"], context)}
    names["basis"] = term(found["basis"], context)
    return say(_goal_message(kind, verdict["value"], context), figures, **names)


def target_words(statistic: str, target: float, context: Context) -> str:
    """A target as its figure is written, with the decimals that it was promised with."""
    if STATISTICS[statistic] in ("share", "rate"):
        return written_value(statistic, target, context.language)
    return style.number(target, context.language, style.decimals_of(target))


def _goal_message(kind: str, verdict: float, context: Context) -> str:
    gettext = words(context.language).gettext
    if kind == "goal_of_year":
        if verdict == 1:
            return gettext("“%(goal)s”: what was promised of the year, %(target)s, was reached: %(value)s (%(basis)s).")
        return gettext("“%(goal)s”: what was promised of the year, %(target)s, was not reached: %(value)s (%(basis)s).")
    if verdict == 1:
        return gettext(
            "“%(goal)s”: the target, %(target)s, was reached by the end of the period: %(value)s (%(basis)s)."
        )
    return gettext(
        "“%(goal)s”: the target, %(target)s, was not reached by the end of the period: %(value)s (%(basis)s)."
    )


def _parts(persons: Released) -> list[Sentence]:
    context = persons.context
    gettext = words(context.language).gettext
    sentences = []
    for row in persons.each():
        names = {"group": gettext("In all") if row["group"] == EVERYBODY else term(row["group"], context)}
        if not is_shown(row):
            sentences.append(say(gettext("%(group)s: the number is withheld, since it is small."), **names))
            continue
        message = gettext("%(group)s: %(persons)s different persons (%(basis)s).")
        sentences.append(say(message, {"persons": value_of(row, context)}, **names, basis=term(row["basis"], context)))
    return sentences


def _from_source(source: str, response: Released, answers: Released) -> Sentence:
    context = answers.context
    gettext = words(context.language).gettext
    names = {"source": term(source, context)}
    means = answers.rows(group=source, statistic="mean")
    if means.empty:
        return say(gettext("%(source)s: no feedback was collected in the period."), **names)
    shown = means.dropna(subset=["value"]).sort_values("value", kind="stable")
    if shown.empty:
        return say(gettext("%(source)s: the answers are not shown, since there are too few of them."), **names)
    highest, answered = shown.iloc[-1], row_of(response, group=source, wave="", statistic="answered")
    figures = {"mean": value_of(highest, context), "n": count_of(highest, context)}
    names |= {"item": term(highest["indicator"], context), "basis": term(highest["basis"], context)}
    if not is_shown(answered):
        message = gettext("%(source)s: the highest mean is that of “%(item)s”, %(mean)s (n = %(n)s; %(basis)s).")
        return say(message, figures, **names)
    figures["answered"] = value_of(answered, context)
    message = gettext(
        "%(source)s: answers: %(answered)s. The highest mean is that of “%(item)s”, %(mean)s (n = %(n)s; %(basis)s)."
    )
    return say(message, figures, **names)


def _mean_changed(row: Row, context: Context) -> Sentence:
    message = words(context.language).gettext(
        "“%(item)s”, %(group)s: the mean differs from that of the year before by %(difference)s (95%% interval"
        " %(interval)s), more than chance alone would bring."
    )
    figures = {"difference": value_of(row, context), "interval": interval_of(row, context)}
    return say(message, figures, item=term(row["indicator"], context), group=term(row["group"], context))


def _unsure(rows: pd.DataFrame, surely: list[pd.Series], context: Context) -> list[Sentence]:
    """That of all others no change can be told: which stands in the table."""
    gettext = words(context.language).gettext
    if not surely:
        return [Sentence(gettext("Of no statement can a change from the year before be told."))]
    if len(surely) == len(rows):
        return []
    return [Sentence(gettext("Of the other statements no change can be told."))]
