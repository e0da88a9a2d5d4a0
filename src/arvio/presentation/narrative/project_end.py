"""Sentences about a whole project: its chain and goals, what yearly reports told, cost, change, what goes on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.disclosure.revisions import WAS, Revisions
from arvio.params import LogicBox
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.change import changes as told_changes
from arvio.presentation.narrative.sentences import (
    Sentence,
    interval_of,
    is_shown,
    listed,
    paragraph,
    row_of,
    say,
    value_of,
)
from arvio.presentation.project_words import named, owner
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import later, words


def logic_chain(released: Released, boxes: Sequence[LogicBox]) -> Shown:
    """What the chain can tell and what it can't, and which of its boxes have no figure."""
    context = require_released(released).context
    if not boxes:
        return not_collected(context)
    gettext = words(context.language).gettext
    order = gettext(
        "The chain tells in which order one thing was meant to lead to another. The figures tell what there was at each"
        " step, and not that one step led to the next."
    )
    empty = [box.text.in_language(context.language) for box in boxes if named(released, box) is None]
    missing = [say(gettext("No figure was collected of: %(boxes)s."), boxes="; ".join(empty))] if empty else []
    return paragraph([Sentence(order), *missing])


def project_goals(goals: Released, counts: Released) -> Shown:
    """How many of the goals were reached, and each with what was promised and what came of it."""
    goals, counts = require_released(goals), require_released(counts)
    context = goals.context
    if goals.table.empty:
        return not_collected(context)
    told = {row["group"]: row for row in counts.each()}
    first = _how_many(told, context)
    each = [_of_goal(goal, rows, context) for goal, rows in goals.table.groupby("indicator", sort=False)]
    return listed([first, *each], finding=first)


def revisions(found: Revisions) -> Shown:
    """Which years had a report, and whether any of its figures is otherwise now."""
    context = found.now.context
    gettext = words(context.language).gettext
    if found.now.table.empty:
        return not_collected(context)
    sentences = []
    if found.untold:
        message = gettext(
            "No yearly report with these figures was made of %(years)s: they are told here for the first time."
        )
        sentences.append(say(message, years=", ".join(found.untold)))
    if found.told:
        sentences.append(_whether_changed(found, context))
    return paragraph(sentences)


def cost_ranges(each: Released, per_session: Released) -> Shown:
    """What one different person and one session cost, from low to high, and what the range is made of."""
    context = require_released(each).context
    rows = [row_of(each, statistic="euros_per_person"), row_of(require_released(per_session))]
    if all(row is None for row in rows):
        return not_collected(context)
    gettext = words(context.language).gettext
    sentences = [_cost(row, message, context) for row, message in zip(rows, COSTS, strict=True) if row is not None]
    low = gettext(
        "The lower end holds the activity's own costs only. For a person it divides them by everybody who came, unless"
        " those who do not count as reached are too few to be told."
    )
    high = gettext(
        "The upper end holds shared costs too, and for a person it divides them by those who count as reached. A person"
        " whom lists name in two ways would count twice, and the cost would look smaller than it is."
    )
    return paragraph([*sentences, Sentence(low), Sentence(high)])


COSTS = (
    later("One different person cost %(range)s (%(basis)s)."),
    later("One session of a group cost %(range)s (%(basis)s)."),
)


def change_without_comparison(changes: Released) -> Shown:
    """Why the section tells of change and not of what the project brought about; and whether anything tells of it."""
    changes = require_released(changes)
    gettext = words(changes.context.language).gettext
    why = gettext(
        "There was no comparison group. The report therefore tells what changed during the project, and does not say"
        " that the project brought it about."
    )
    nobody = gettext("Nobody was asked the same things at the start and at the end, so no change can be told.")
    return paragraph([Sentence(why), *([Sentence(nobody)] if changes.table.empty else [])])


def project_changes(changes: Released) -> Shown:
    """How much the same persons changed, in sentences; nothing where nobody was asked twice, which is said above it."""
    changes = require_released(changes)
    return Shown("sentences", "", "") if changes.table.empty else told_changes(changes)


def owners(continuity: Released, owners: Released) -> Shown:
    """How many groups go on, and with whom."""
    continuity, owners = require_released(continuity), require_released(owners)
    context = continuity.context
    if continuity.table.empty:
        return not_collected(context)
    ngettext = words(context.language).ngettext
    parts = owners.table[owners.table["group"] != EVERYBODY]
    sentences = [
        say(
            ngettext("%(owner)s: one group.", "%(owner)s: %(groups)s groups.", int(row["value"])),
            {"groups": value_of(row, context)},
            owner=owner(row["group"], context),
        )
        for row in plain_rows(parts)
    ]
    gettext = words(context.language).gettext
    lead = gettext("Who owns the groups that go on:")
    none = gettext("None of the groups that had ended is known to go on.")
    return paragraph([Sentence(lead), *sentences] if sentences else [Sentence(none)])


def social_return(released: Released) -> Shown:
    """The low, base and high result in one sentence, and how much they rest on what was assumed."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    rows = {row["wave"]: row for row in released.each()}
    if not rows:
        return paragraph([Sentence(gettext("No social return was calculated."))])
    if not all(is_shown(row) for row in rows.values()):
        return paragraph([Sentence(gettext("The result is withheld, since the persons it starts from are few."))])
    message = gettext(
        "For each euro the calculation gives %(low)s in its low case, %(base)s in its base case and %(high)s in its"
        " high case (%(basis)s)."
    )
    figures = {case: value_of(row, context) for case, row in rows.items()}
    sensitive = gettext(
        "The calculation is sensitive to its assumptions, which stand in the tables below: it is no finding, and none"
        " of its results may be told without the others."
    )
    return paragraph([say(message, figures, basis=term(rows["base"]["basis"], context)), Sentence(sensitive)])


def project_limits(released: Released) -> Shown:
    """What a report on a whole project can't tell."""
    gettext = words(require_released(released).context.language).gettext
    return listed(
        [
            Sentence(gettext("Only what happened by the end of the project is told; what came after it is not.")),
            Sentence(
                gettext("A person who came in several years counts once in each year and once in the whole project.")
            ),
            Sentence(
                gettext(
                    "Yearly figures are those that the data give now. Where a yearly report told otherwise, both stand"
                    " in the table of revisions."
                )
            ),
        ]
    )


def _how_many(told: dict[str, pd.Series], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    figures = {group: value_of(row, context) for group, row in told.items()}
    message = gettext(
        "Of the project's goals, %(all)s in number, %(reached)s were reached and %(not_reached)s were not;"
        " %(not_judged)s could not be judged."
    )
    if told["not_judged"]["value"] == 0:
        figures.pop("not_judged")
        message = gettext(
            "Of the project's goals, %(all)s in number, %(reached)s were reached and %(not_reached)s were not."
        )
    return say(message, figures)


def _of_goal(goal: str, rows: pd.DataFrame, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    by_statistic = rows.set_index("statistic", drop=False)
    verdict = by_statistic.loc["verdict", "value"]
    computed = by_statistic.drop(index=["claimed", "verdict"])
    if verdict != verdict or computed.empty:
        return say(gettext("“%(goal)s”: cannot be judged."), goal=term(goal, context))
    found = computed.iloc[0]
    if verdict == 1:
        message = gettext("“%(goal)s”: reached (%(value)s; %(basis)s).")
    else:
        message = gettext("“%(goal)s”: not reached (%(value)s; %(basis)s).")
    return say(
        message, {"value": value_of(found, context)}, goal=term(goal, context), basis=term(found["basis"], context)
    )


def _whether_changed(found: Revisions, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    years = ", ".join(found.told)
    changed = found.changed.table["wave"].str.endswith(WAS)
    if not changed.any():
        return say(gettext("The yearly reports of %(years)s told the same figures as this report."), years=years)
    of_years = ", ".join(sorted({wave.removesuffix(WAS) for wave in found.changed.table.loc[changed, "wave"]}))
    message = gettext(
        "The data were corrected after the yearly reports: some figures of %(years)s are otherwise now. This report"
        " tells the corrected ones, and the table what each was and is."
    )
    return say(message, years=of_years)


def _cost(row: Row, message: str, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    interval = interval_of(row, context)
    if row["status"] == "withheld" or not interval:
        return Sentence(gettext("The cost of one person is withheld, since the persons are few."))
    return say(gettext(message), {"range": interval}, basis=term(row["basis"], context))
