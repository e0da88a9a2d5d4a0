"""Text for the fields of a funder's form: plain sentences, each number with its basis, the most important first.

The form takes no table, figure, link or attachment, and what stands in it becomes public. The texts are made of results
released for the form only, and shown beside the report, not in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import escape

import pandas as pd

from arvio.disclosure import Context, Released, Row, require_released
from arvio.presentation import style
from arvio.presentation.annual_words import SOURCES, Counted, basis_words, counted, goals, parts_of_goal
from arvio.presentation.marks import PartKind, Shown
from arvio.presentation.narrative.sentences import Sentence, has_interval, interval_of, is_shown, row_of, say, value_of
from arvio.presentation.terms import term
from arvio.results import EVERYBODY
from arvio.translations import later, words

KIND: PartKind = "form_text"

NOTHING = {
    "activity": later("The number of persons and visits was not collected."),
    "goals": later("There were no goals whose figures can be told."),
    "reached": later("Who was reached in which area and target group was not collected."),
    "benefit": later("Feedback was not collected."),
    "partners": later("Cooperation with partners was not collected."),
    "volunteers": later("Volunteering was not collected."),
    "communication": later("Communication was not collected."),
    "lessons": later("The evaluator has written nothing on this for the period."),
}
"""What stands in a field of which there is nothing to tell."""

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
TELLS_MORE = re.compile(r"\d|https?:|www\.|@|\]\(")
"""Of the evaluator's own sentences: numbers, whose basis nobody told, and links, which the form does not take."""


def form_activity(released: Released) -> Shown:
    """Persons and what they did, always both in one sentence; then how each count changed."""
    released = require_released(released)
    found = [one for one in counted(released) if is_shown(one.now)]
    keys = dict.fromkeys((one.area, one.basis) for one in found)
    areas = [[one for one in found if (one.area, one.basis) == key] for key in keys]
    figures = [_area(one, released.context) for one in areas if _is_whole(one)]
    changes = _changes(found, released.context)
    return _text("activity", [*figures, *_of_encounters(found, released.context), *changes], released.context)


def form_goals(released: Released) -> Shown:
    """What came of each goal."""
    released = require_released(released)
    told = [_goal(kind, rows, released.context) for kind, rows in goals(released)]
    return _text("goals", [sentence for sentence in told if sentence], released.context)


def form_reached(by_county: Released, target_groups: Released) -> Shown:
    """Different persons by county and by target group."""
    context = require_released(by_county).context
    rows = [*_persons(by_county), *_persons(require_released(target_groups))]
    message = words(context.language).gettext("%(group)s: %(persons)s.")
    names = [_group(row["group"], context) for row in rows]
    told = [say(message, {"persons": _told(row, context)}, group=name) for name, row in zip(names, rows, strict=True)]
    return _text("reached", told, context)


def form_benefit(response: Released, answers: Released) -> Shown:
    """The highest mean that each of the four sources gave to a statement; then which source was not asked."""
    answers, context = require_released(answers), require_released(answers).context
    told = {source: _source(source, response, answers) for source in SOURCES}
    asked = set(answers.table["group"])
    gettext = words(context.language).gettext
    untold = [
        *_named(
            gettext("Too few answered to be told of: %(sources)s."),
            [one for one in asked if not told.get(one)],
            context,
        ),
        *_named(gettext("Feedback was not collected from: %(sources)s."), set(SOURCES) - asked, context),
    ]
    return _text("benefit", [*(sentence for sentence in told.values() if sentence), *untold], context)


def form_partners(released: Released) -> Shown:
    """Partners, essential ones among them, and those with recorded actions."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    messages = {
        "active": gettext("Partners with whom there was recorded cooperation: %(partners)s."),
        "essential": gettext("Partners held essential: %(partners)s."),
        "mapped": gettext("Partners in all: %(partners)s."),
    }
    rows = {group: row_of(released, group=group) for group in messages}
    told = [say(messages[name], {"partners": _told(row, context)}) for name, row in rows.items() if is_shown(row)]
    return _text("partners", told, context)


def form_volunteers(released: Released) -> Shown:
    """Volunteers by where they were found."""
    released = require_released(released)
    gettext, context = words(released.context.language).gettext, released.context
    message = gettext("Volunteers, %(source)s: %(persons)s.")
    rows = [row for row in released.each() if is_shown(row)]
    told = [say(message, {"persons": _told(row, context)}, source=term(row["group"], context).lower()) for row in rows]
    return _text("volunteers", told, context)


def form_communication(released: Released) -> Shown:
    """That nothing was collected on communication."""
    return _text("communication", [], require_released(released).context)


def form_lessons(released: Released, written: str) -> Shown:
    """The evaluator's own words, without the sentences that hold a number or a link."""
    context = require_released(released).context
    sentences = [" ".join(one.split()) for part in written.split("\n\n") for one in SENTENCE.split(part)]
    kept = [Sentence(re.sub(r"[*_`#>]", "", one).strip()) for one in sentences if one and not TELLS_MORE.search(one)]
    return _text("lessons", kept, context)


def told_with_basis(value: str, row: Row, context: Context) -> str:
    """A number with what it rests on right after it: 112 (collected), 4.5 (collected, n = 212)."""
    basis = basis_words(row, context)
    if row["n"] == row["n"] and row["statistic"] == "mean":
        answered = style.NO_BREAK_SPACE.join(["n", "=", style.number(row["n"], context.language)])
        return f"{value} ({basis}, {answered})"
    return f"{value} ({basis})"


def _text(topic: str, sentences: Sequence[Sentence], context: Context) -> Shown:
    """The sentences on a topic as the exporter finds them: one for each paragraph, in the order of their importance."""
    if context.audience != "funder":
        return Shown(KIND, "", "")
    told = list(sentences) or [Sentence(words(context.language).gettext(NOTHING[topic]))]
    html = "".join(f"<p>{escape(sentence.text)}</p>" for sentence in told)
    numbers = tuple(number for sentence in told for number in sentence.numbers)
    text = " ".join(sentence.text for sentence in told)
    return Shown(KIND, f'<div class="arvio-form" data-topic="{topic}">{html}</div>', text, numbers=numbers)


def _told(row: Row, context: Context) -> str:
    return told_with_basis(value_of(row, context), row, context)


def _is_whole(found: list[Counted]) -> bool:
    """Whether persons stand beside what they did: one of the two alone is told by nobody."""
    needs_both = found[0].area in ("group_activity", "service_activity")
    return not needs_both or {"persons"} < {one.statistic for one in found}


def _area(found: list[Counted], context: Context) -> Sentence:
    gettext = words(context.language).gettext
    messages = {
        "group_activity": gettext("Different persons who came to groups: %(persons)s, and visits by them: %(visits)s."),
        "service_activity": gettext(
            "Different persons in services: %(persons)s, and their periods of service: %(enrolments)s."
        ),
        "encounter_activity": gettext("Persons met in open encounters: %(encounters)s."),
        "family_activity": gettext("Families as clients: %(persons)s."),
        "family_visits": gettext("Visits to families that were held: %(visits_held)s."),
    }
    return say(messages[found[0].area], {one.statistic: _told(one.now, context) for one in found})


def _of_encounters(found: Iterable[Counted], context: Context) -> list[Sentence]:
    """How encounters are counted, where there are any."""
    message = words(context.language).gettext(
        "In open encounters whoever came twice is counted twice, and figures of different bases are not added up."
    )
    return [Sentence(message)] if any(one.area == "encounter_activity" for one in found) else []


def _changes(found: Iterable[Counted], context: Context) -> list[Sentence]:
    gettext = words(context.language).gettext
    messages = {
        "persons": gettext("Change in the number of different persons from the year before: %(change)s."),
        "visits": gettext("Change in the number of visits from the year before: %(change)s."),
        "enrolments": gettext("Change in the number of periods of service from the year before: %(change)s."),
        "encounters": gettext("Change in the number of open encounters from the year before: %(change)s."),
        "visits_held": gettext("Change in the number of visits to families from the year before: %(change)s."),
    }
    return [
        say(messages[one.statistic], {"change": _with_interval(one.change, context)})
        for one in found
        if is_shown(one.change)
    ]


def _with_interval(row: Row, context: Context) -> str:
    """A change with its basis and, where it has one, its interval in one pair of brackets."""
    if not has_interval(row):
        return _told(row, context)
    inside = words(context.language).gettext("%(basis)s; confidence interval %(interval)s")
    inside %= {"basis": basis_words(row, context), "interval": interval_of(row, context)}
    return f"{value_of(row, context)} ({inside})"


def _goal(kind: str, rows: Sequence[Row], context: Context) -> Sentence | None:
    gettext = words(context.language).gettext
    _, found, verdict = parts_of_goal(rows)
    if found is None or not is_shown(found) or verdict["value"] != verdict["value"]:
        return None
    names = {"goal": term(rows[0]["indicator"], context)}
    of_year = {
        1.0: gettext("What the goal “%(goal)s” promised of this year was reached: %(value)s."),
        0.0: gettext("What the goal “%(goal)s” promised of this year was not reached: %(value)s."),
    }
    in_all = {
        1.0: gettext("The goal “%(goal)s” was reached by the end of the period: %(value)s."),
        0.0: gettext("The goal “%(goal)s” was not reached by the end of the period: %(value)s."),
    }
    message = (of_year if kind == "goal_of_year" else in_all)[float(verdict["value"])]
    return say(message, {"value": _told(found, context)}, **names)


def _persons(released: Released) -> list[pd.Series]:
    return [row for row in released.each(statistic="persons") if is_shown(row)]


def _group(group: str, context: Context) -> str:
    if group == EVERYBODY:
        return words(context.language).gettext("Different persons in all")
    return term(group, context)


def _named(message: str, sources: Collection[str], context: Context) -> list[Sentence]:
    """A sentence on some of the four sources, in their order; none where it is about nobody."""
    names = [term(source, context).lower() for source in SOURCES if source in sources]
    return [say(message, sources=", ".join(names))] if names else []


def _source(source: str, response: Released, answers: Released) -> Sentence | None:
    context = answers.context
    gettext = words(context.language).gettext
    shown = answers.rows(group=source, statistic="mean").dropna(subset=["value"])
    if shown.empty:
        return None
    highest = shown.sort_values("value", kind="stable").iloc[-1]
    names = {"source": term(source, context), "item": term(highest["indicator"], context)}
    figures = {"mean": _told(highest, context)}
    answered = row_of(response, group=source, wave="", statistic="answered")
    if not is_shown(answered):
        message = gettext("%(source)s: of the statements “%(item)s” has the highest mean on its scale, %(mean)s.")
        return say(message, figures, **names)
    message = gettext(
        "%(source)s, answers: %(answered)s; of the statements “%(item)s” has the highest mean on its scale, %(mean)s."
    )
    return say(message, {**figures, "answered": _told(answered, context)}, **names)
