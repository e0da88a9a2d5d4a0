"""Sentences about groups: who led them, whom they reached, who helped, and what goes on."""

from __future__ import annotations

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    Sentence,
    computed_row,
    has_interval,
    interval_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import words


def groups(released: Released) -> Shown:
    """How many groups ran, and by leader model."""
    released = require_released(released)
    total = row_of(released, group=EVERYBODY)
    if total is None:
        return not_collected(released.context)
    ngettext = words(released.context.language).ngettext
    message = ngettext("One group ran in the period.", "%(groups)s groups ran in the period.", int(total["value"]))
    parts = [_of_model(row, released.context) for row in released.each() if row["group"] != EVERYBODY]
    return paragraph([say(message, {"groups": value_of(total, released.context)}), *parts])


def first_joint_group(released: Released) -> Shown:
    """When the first group led jointly with a wellbeing services county began."""
    released = require_released(released)
    row = row_of(released, statistic="start")
    if row is None:
        return not_collected(released.context)
    message = words(released.context.language).gettext(
        "The first group led jointly with a wellbeing services county began on %(day)s."
    )
    sentence = say(message, {"day": value_of(row, released.context)})
    return paragraph([sentence], finding=sentence)


def reach(released: Released, *, minimum_age: int | None = None) -> Shown:
    """Different persons and visits, with whom they count."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    sentences = [_reached(group, released) for group in dict.fromkeys(released.table["group"])]
    gettext = words(released.context.language).gettext
    if minimum_age is not None:
        message = gettext("Only those who turned %(age)s or more in the year of the visit are counted.")
        sentences.append(say(message, {"age": style.number(minimum_age, released.context.language)}))
    sentences.append(Sentence(gettext("A person who came to groups in two counties counts once in the total.")))
    return paragraph(sentences, finding=sentences[0])


def cumulative_reach(released: Released, *, target: float | None) -> Shown:
    """Different persons since the start, held against the target."""
    released = require_released(released)
    shown = released.rows(statistic="persons").dropna(subset=["value"])
    if shown.empty:
        return not_collected(released.context)
    last, language = shown.iloc[-1], released.context.language
    figures = {"persons": value_of(last, released.context)}
    if target is None:
        message = words(language).gettext("Since the start the groups have reached %(persons)s different persons.")
        return paragraph([say(message, figures)])
    figures["target"] = style.number(target, language, style.decimals_of(target))
    return paragraph([say(_against_target(last["value"], target, released.context), figures)])


def attendance(released: Released) -> Shown:
    """How many of those on a list came, and how many stopped early."""
    released = require_released(released)
    rate = row_of(released, group=EVERYBODY, statistic="attendance_rate")
    if not is_shown(rate):
        return not_collected(released.context)
    return paragraph([_rate(rate, released.context), *_stopped(released)])


def partners(released: Released) -> Shown:
    """Partners mapped, essential ones, and those with recorded actions."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    figures = {
        group: value_of(computed_row(released, group=group), released.context) for group in released.table["group"]
    }
    gettext = words(released.context.language).gettext
    message = gettext(
        "%(mapped)s partners were mapped at the start, of which %(essential)s were held essential; there are recorded"
        " actions with %(active)s of those mapped."
    )
    return paragraph([say(message, figures)])


def volunteers(released: Released) -> Shown:
    """How many volunteers were found in the groups and elsewhere."""
    released = require_released(released)
    if released.table.empty:
        return not_collected(released.context)
    return listed([_found(row, released.context) for row in released.each()])


def continuity(released: Released) -> Shown:
    """What becomes of the groups that have ended."""
    released = require_released(released)
    total = row_of(released, group=EVERYBODY)
    if total is None:
        return not_collected(released.context)
    gettext, context = words(released.context.language).gettext, released.context
    ended = gettext("Groups that had ended by the end of the period: %(groups)s.")
    parts = [_part(row, context) for row in released.each() if row["group"] != EVERYBODY]
    sentences = [say(ended, {"groups": value_of(total, context)}), *parts]
    return paragraph(sentences, finding=going_on(released))


def going_on(released: Released) -> Sentence | None:
    """How many of the groups that have ended continue; None where either figure is missing or withheld."""
    continuing, ended = row_of(released, group="yes"), row_of(released, group=EVERYBODY)
    if not is_shown(continuing) or not is_shown(ended):
        return None
    context = released.context
    message = words(context.language).gettext(
        "Of the %(groups)s groups that have ended in the project, %(going_on)s go on without it."
    )
    return say(message, {"going_on": value_of(continuing, context), "groups": value_of(ended, context)})


def group_limits(released: Released) -> Shown:
    """What counts of groups and visits can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(gettext("The figures are from the attendance lists that the group leaders keep.")),
            Sentence(gettext("Reach tells who came; it does not tell what coming changed.")),
            Sentence(
                gettext("Counties are told and villages are not: in a small place a group would be known by its place.")
            ),
        ]
    )


def _of_model(row: Row, context: Context) -> Sentence:
    ngettext = words(context.language).ngettext
    message = ngettext("%(model)s: one group.", "%(model)s: %(groups)s groups.", int(row["value"]))
    return say(message, {"groups": value_of(row, context)}, model=term(row["group"], context))


def _reached(group: str, released: Released) -> Sentence:
    context = released.context
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    rows = {row["statistic"]: row for row in released.each(group=group)}
    if not all(is_shown(rows.get(statistic)) for statistic in ("persons", "visits")):
        return say(gettext("%(county)s: the figures are withheld, since they are small."), county=term(group, context))
    figures = {statistic: value_of(rows[statistic], context) for statistic in ("persons", "visits")}
    basis = term(rows["persons"]["basis"], context)
    if group == EVERYBODY:
        message = ngettext(
            "The groups reached one person, who made %(visits)s visits (%(basis)s).",
            "The groups reached %(persons)s different persons, who made %(visits)s visits (%(basis)s).",
            int(rows["persons"]["value"]),
        )
        return say(message, figures, basis=basis)
    message = gettext("%(county)s: %(persons)s different persons, %(visits)s visits.")
    return say(message, figures, county=term(group, context))


def _against_target(persons: float, target: float, context: Context) -> str:
    gettext = words(context.language).gettext
    if persons >= target:
        return gettext(
            "Since the start the groups have reached %(persons)s different persons; the target, %(target)s, is reached."
        )
    return gettext(
        "Since the start the groups have reached %(persons)s different persons; the target, %(target)s, is not reached."
    )


def _rate(rate: Row, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    figures = {"rate": value_of(rate, context)}
    if not has_interval(rate):
        return say(gettext("On average %(rate)s of those on a group's list came to a session."), figures)
    message = gettext(
        "On average %(rate)s of those on a group's list came to a session (95%% interval of the groups %(interval)s)."
    )
    return say(message, {**figures, "interval": interval_of(rate, context)})


def _stopped(released: Released) -> list[Sentence]:
    row = row_of(released, group=EVERYBODY, statistic="stopped_early")
    if not is_shown(row):
        return []
    message = words(released.context.language).gettext(
        "Of the persons reached, %(share)s stopped in the first half of their group."
    )
    return [say(message, {"share": value_of(row, released.context)})]


def _found(row: Row, context: Context) -> Sentence:
    gettext, ngettext = words(context.language).gettext, words(context.language).ngettext
    source = term(row["group"], context)
    if not is_shown(row):
        return say(gettext("%(source)s: the number of volunteers is withheld, since it is small."), source=source)
    message = ngettext("%(source)s: one volunteer.", "%(source)s: %(persons)s volunteers.", int(row["value"]))
    return say(message, {"persons": value_of(row, context)}, source=source)


def _part(row: Row, context: Context) -> Sentence:
    message = words(context.language).gettext("%(fate)s: %(groups)s.")
    return say(message, {"groups": value_of(row, context)}, fate=term(row["group"], context))
