"""Sentences about change, in the words that a comparison of the same persons allows.

Change is told as change. That the service brought it about is never said: there is no comparison group to know by.
"""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, Row, plain_rows, require_released
from arvio.presentation.change_words import is_beyond_chance, is_then_test
from arvio.presentation.marks import Shown
from arvio.presentation.missing import not_collected
from arvio.presentation.narrative.sentences import (
    BEFORE_ROUNDING,
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
from arvio.presentation.terms import term
from arvio.translations import later, words

ALPHA = 0.05
"""A p below it is called more than chance, since intervals are of 95 %."""

RISEN_BETTER = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end, a rise for the better (change"
    " %(change)s; 95%% interval %(interval)s; n = %(n)s)."
)
FALLEN_BETTER = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end, a fall for the better (change"
    " %(change)s; 95%% interval %(interval)s; n = %(n)s)."
)
RISEN_WORSE = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end, a rise for the worse (change"
    " %(change)s; 95%% interval %(interval)s; n = %(n)s)."
)
FALLEN_WORSE = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end, a fall for the worse (change"
    " %(change)s; 95%% interval %(interval)s; n = %(n)s)."
)
NO_CHANGE = later(
    "“%(item)s”: no change can be told; the mean was %(first)s at the start and %(last)s at the end (change"
    " %(change)s; 95%% interval %(interval)s; n = %(n)s)."
)
ONE_OF_MANY = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end (change %(change)s; 95%% interval"
    " %(interval)s; n = %(n)s). Alone this would be a change, but among several one such may come by chance."
)
TOO_FEW = later(
    "“%(item)s”: the mean was %(first)s at the start and %(last)s at the end (change %(change)s; n = %(n)s)."
)


def changes(released: Released) -> Shown:
    """Of each score, where it stood at the start and at the end, and whether that is a change."""
    released = require_released(released)
    means = released.rows(statistic="mean_change")
    if means.empty:
        return not_collected(released.context)
    sentences = [_changed(row, released) for row in plain_rows(means)]
    if any(is_shown(row) and not has_interval(row) for row in plain_rows(means)):
        few = words(released.context.language).gettext(
            "With so few persons it cannot be told whether a change is more than chance."
        )
        sentences.append(Sentence(few))
    return listed([*_looking_back(released), *sentences])


def change_tests(released: Released) -> Shown:
    """Which changes are more than chance when all are tested as one family."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    tests = released.each(statistic="holm_p")
    family = row_of(released, statistic="tests")
    if family is None:
        return not_collected(context)
    if not any(is_shown(row) for row in tests):
        few = gettext("Neither intervals nor tests are told: of so few persons they would give the answers away.")
        return paragraph([Sentence(few)])
    found = [f"“{term(row['indicator'], context)}”" for row in tests if is_shown(row) and row["value"] < ALPHA]
    sentence = say(_of_family(found, context), {"tests": value_of(family, context)}, items=", ".join(found))
    return paragraph([sentence], finding=sentence)


def change_limits(released: Released) -> Shown:
    """What a comparison of the same persons without others cannot tell."""
    gettext = words(require_released(released).context.language).gettext
    sentences = (
        gettext(
            "There is no comparison group, so the change cannot be put down to the service: time, other help and chance"
            " may lie behind it too."
        ),
        gettext(
            "Those who did not answer the last form may have changed otherwise than those who did; no interval covers"
            " that."
        ),
        gettext(BEFORE_ROUNDING),
        gettext("Don't-know answers are counted, and are no part of any mean or share."),
    )
    return listed([Sentence(sentence) for sentence in sentences])


def _looking_back(released: Released) -> list[Sentence]:
    if not is_then_test(released):
        return []
    gettext = words(released.context.language).gettext
    return [Sentence(gettext("These are then-tests: people judged only at the end where they had stood at the start."))]


def _changed(row: Row, released: Released) -> Sentence:
    context = released.context
    gettext = words(context.language).gettext
    names = {"item": term(row["indicator"], context)}
    if not is_shown(row):
        return say(gettext("“%(item)s”: not shown, since too few persons answered both forms."), **names)
    own = {"indicator": row["indicator"], "statistic": "mean"}
    first, last = (computed_row(released, **own, wave=wave) for wave in ("baseline", "follow_up"))
    figures = {"first": value_of(first, context), "last": value_of(last, context), "change": value_of(row, context)}
    figures["n"] = count_of(row, context)
    if has_interval(row):
        figures["interval"] = interval_of(row, context)
    return say(gettext(_kind_of_change(row, released)), figures, **names)


def _kind_of_change(row: Row, released: Released) -> str:
    """The message that interval, family of tests and good end of a score allow."""
    if not has_interval(row):
        return TOO_FEW
    if not is_beyond_chance(row):
        return NO_CHANGE
    adjusted = row_of(released, indicator=row["indicator"], statistic="holm_p")
    if not is_shown(adjusted) or adjusted["value"] >= ALPHA:
        return ONE_OF_MANY
    if released.context.scales[row["indicator"]].better == "higher":
        return RISEN_BETTER if row["value"] > 0 else FALLEN_WORSE
    return RISEN_WORSE if row["value"] > 0 else FALLEN_BETTER


def _of_family(found: Sequence[str], context: Context) -> str:
    gettext = words(context.language).gettext
    if not found:
        return gettext(
            "When all %(tests)s changes are tested as one family, none of them is larger than chance may explain."
        )
    return gettext(
        "When all %(tests)s changes are tested as one family, these are larger than chance may explain: %(items)s."
    )
