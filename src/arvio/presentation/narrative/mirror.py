"""Sentences about one's own figures beside those of other organisations. None names, ranks or counts out another."""

from __future__ import annotations

from collections.abc import Sequence

from arvio.disclosure import Context, Released, plain_rows, require_released
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.mirror_words import OF_CHANGE, OF_SHARES, Compared, compared, higher_is_better, label
from arvio.presentation.narrative.sentences import (
    Sentence,
    all_shown,
    count_of,
    listed,
    paragraph,
    say,
    value_of,
)
from arvio.presentation.terms import term
from arvio.presentation.written import written_value
from arvio.results import EVERYBODY
from arvio.translations import later, words


def taking_part(released: Released) -> Shown:
    """How many organisations stand behind the mirror; nothing of which they are."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    counts = released.rows(statistic="organisations", group=EVERYBODY)
    if counts.empty:
        sentence = gettext("No indicator of the mirror can be compared; the reasons stand below.")
        return paragraph([Sentence(sentence)])
    most = counts.loc[counts["value"].idxmax()]
    message = gettext(
        "The figures of %(organisations)s organisations are behind this mirror, one's own among them. It tells of no"
        " other organisation what its figure is, and puts nobody in order."
    )
    return paragraph([say(message, {"organisations": value_of(most, context)})])


def mirror_means(released: Released) -> Shown:
    """Where one's own means lie beside those of the others, and whether chance explains it."""
    return _beside(released, ("mean",))


def mirror_changes(released: Released) -> Shown:
    """The same of changes from the start to the end."""
    return _beside(released, OF_CHANGE)


def mirror_shares(released: Released) -> Shown:
    """The same of shares."""
    return _beside(released, OF_SHARES)


def not_compared(released: Released) -> Shown:
    """Which indicators are not compared, and why."""
    released = require_released(released)
    gettext = words(released.context.language).gettext
    rows = released.rows(statistic="not_compared")
    if rows.empty:
        return paragraph([Sentence(gettext("All indicators that were chosen for the mirror are compared."))])
    reasons = [(REASONS[row["group"]], term(row["indicator"], released.context)) for row in plain_rows(rows)]
    return listed([say(gettext(reason), item=item) for reason, item in reasons])


def learning_questions(released: Released) -> Shown:
    """Questions to take to the others, from where one's own figure differs by more than chance explains."""
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    found = [one for one in compared(released) if one.is_shown and one.differs]
    asked = [say(gettext(_question(one, context)), item=label(one, context)) for one in found]
    general = [
        gettext("What in the figures did you expect, and what surprises you?"),
        gettext("Who among those you work with did not answer, and what might they have said?"),
        gettext("What one thing will you try before the next mirror, and how will you see whether it helped?"),
    ]
    if not asked:
        general.insert(0, gettext("No difference stands out: which of these matters most to those you work with?"))
    return listed([*asked, *(Sentence(question) for question in general)])


def mirror_limits(released: Released) -> Shown:
    """What a mirror cannot tell: above all that organisations meet different people."""
    gettext = words(require_released(released).context.language).gettext
    sentences = (
        gettext(
            "Organisations meet different people in different situations, and nothing has been levelled out: a"
            " difference may come from whom one meets as well as from how one works."
        ),
        gettext(
            "Only the same item in the same words, on the same scale, from the same respondent group and in the same"
            " period is compared."
        ),
        gettext(
            "The range of the others is where most of them lie. It is not made of the lowest and the highest figure,"
            " and no end of it is the figure of an organisation that stands out."
        ),
        gettext(
            "Before they are compared, figures are drawn towards the mean of all, the more the fewer answers they rest"
            " on: what few say is not taken for a difference between organisations."
        ),
        gettext(
            "With so few organisations it is itself uncertain how much they differ. The mirror is there to raise"
            " questions, and not to judge by."
        ),
    )
    return listed([Sentence(sentence) for sentence in sentences])


def _beside(released: Released, statistics: tuple[str, ...]) -> Shown:
    released = require_released(released)
    found = list(compared(released, statistics))
    if not found:
        return Shown("sentences", "", "")
    told = [(one, _compared(one, released.context)) for one in found]
    finding = next((sentence for one, sentence in told if one.is_shown and one.differs), told[0][1])
    return listed([sentence for _, sentence in told], finding=finding)


def _compared(one: Compared, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    item = label(one, context)
    if not one.is_shown:
        return say(gettext("“%(item)s”: not shown, since there are too few answers."), item=item)
    figures = {"own": value_of(one.own, context), "n": count_of(one.own, context)}
    if one.place is None:
        message = gettext("“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s).")
        return say(message, figures, item=item)
    place = PLACES[one.place]
    figures |= {"mean": value_of(one.others, context)} if one.place == "alike" else {"range": _range(one, context)}
    where = say(gettext(place), figures, item=item)
    return _joined([where, _verdict(one, context)])


def _verdict(one: Compared, context: Context) -> Sentence:
    gettext = words(context.language).gettext
    limits = [one.row("limit_low"), one.row("limit_high")]
    if all_shown(limits):
        figures = {"limits": style.interval(*(value_of(row, context) for row in limits))}
        return say(gettext(OUTSIDE_LIMITS if one.differs else WITHIN_LIMITS), figures)
    figures = {"mean": value_of(one.others, context)}
    return say(gettext(DIFFERS if one.differs else CHANCE), figures)


def _range(one: Compared, context: Context) -> str:
    statistic = one.others["statistic"]
    return style.interval(*(written_value(statistic, one.others[end], context.language) for end in ("low", "high")))


def _joined(sentences: Sequence[Sentence]) -> Sentence:
    """Whole sentences one after another."""
    numbers = tuple(number for sentence in sentences for number in sentence.numbers)
    return Sentence(" ".join(sentence.text for sentence in sentences), numbers)


def _question(one: Compared, context: Context) -> str:
    is_higher = one.own["value"] > one.others["value"]
    return TO_TELL if is_higher == higher_is_better(one, context) else TO_ASK


PLACES = {
    "alike": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s). The others differ from one another by no"
        " more than chance, and lie around %(mean)s."
    ),
    "above": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s), above the range in which the others"
        " typically lie (%(range)s)."
    ),
    "upper": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s), in the upper part of the range in which the"
        " others typically lie (%(range)s)."
    ),
    "middle": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s), in the middle of the range in which the"
        " others typically lie (%(range)s)."
    ),
    "lower": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s), in the lower part of the range in which the"
        " others typically lie (%(range)s)."
    ),
    "below": later(
        "“%(item)s”: the organisation's own figure is %(own)s (n = %(n)s), below the range in which the others"
        " typically lie (%(range)s)."
    ),
}
DIFFERS = later("It differs from the mean of the others (%(mean)s) by more than chance explains.")
CHANCE = later("Chance may explain its difference from the mean of the others (%(mean)s).")
OUTSIDE_LIMITS = later("It lies outside the limits of chance (%(limits)s), so it differs from the others.")
WITHIN_LIMITS = later("It lies within the limits of chance (%(limits)s), so no difference can be told.")
TO_TELL = later("“%(item)s”: what do you do that the others might like to hear of?")
TO_ASK = later("“%(item)s”: what could you ask the others how they do it?")
REASONS = {
    "not_own": later("“%(item)s”: the organisation's own file has no figure, since too few answered or nobody did."),
    "too_few": later("“%(item)s”: fewer than five organisations have enough answers for a comparison."),
    "dominated": later("“%(item)s”: one organisation has more than 60%% of the answers."),
    "other_question": later(
        "“%(item)s”: the others asked it in other words, on another scale or counted it in another way."
    ),
    "membership": later(
        "“%(item)s”: so few organisations are new or gone since an earlier mirror that their figures could be worked"
        " out from the two."
    ),
}
