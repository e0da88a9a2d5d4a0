"""What instruments, and the way in which change was asked for, make it necessary to say beside the figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from arvio.disclosure import Context
from arvio.instruments import REGRESSION_TO_THE_MEAN, THEN_TEST, constants
from arvio.instruments import cautions as cautions_of
from arvio.params import Change, Instrument
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.narrative.sentences import Sentence, listed, say
from arvio.presentation.terms import term
from arvio.translations import later, words

USED: Mapping[str, str] = {
    "scoring": later("scoring"),
    "missing": later("rule for missing answers"),
    "reliability": later("reliability"),
    "never_for": later("smallest group"),
}
"""The figures of an instrument that a report on change rests on."""


def cautions(context: Context, instruments: Sequence[Instrument], *, choices: Change, scores: Collection[str]) -> Shown:
    """The cautions of the instruments behind the scores, of the design, and of figures that nobody has verified."""
    own = [text for one in instruments for text in cautions_of(one, about="change")]
    sentences = [
        *(Sentence(text.in_language(context.language)) for text in own),
        *_of_design(context, choices),
        *_unverified(context, instruments, scores),
    ]
    return listed(sentences) if sentences else Shown("sentences", "", "")


def _of_design(context: Context, choices: Change) -> Iterator[Sentence]:
    gettext = words(context.language).gettext
    if choices.design == "then_test":
        yield Sentence(gettext(THEN_TEST))
    if choices.selection == "doing_badly":
        yield Sentence(gettext(REGRESSION_TO_THE_MEAN))
    if choices.design == "baseline" and choices.window_days:
        message = gettext("A last form that came more than %(days)s days after the first is not counted.")
        yield say(message, {"days": style.number(choices.window_days, context.language)})


def _unverified(context: Context, instruments: Sequence[Instrument], scores: Collection[str]) -> Iterator[Sentence]:
    """Figures that are used though nobody has held them against their source."""
    gettext = words(context.language).gettext
    found: dict[str, list[str]] = {}
    for instrument in instruments:
        for row in constants(instrument).itertuples():
            if row.score in scores and row.verified == "no" and row.constant in USED:
                found.setdefault(term(row.score, context), []).append(gettext(USED[row.constant]))
    if found:
        named = "; ".join(f"{score} ({', '.join(names)})" for score, names in found.items())
        yield say(
            gettext("Nobody has held these yet against the source that is given for them: %(named)s."), named=named
        )
