"""How persons were protected, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from arvio.disclosure import Context, Released, Row
from arvio.params import Audience
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.presentation.narrative.sentences import Sentence, listed, say
from arvio.results import KEYS, STATISTICS
from arvio.translations import words


def method(context: Context, audience: Audience, *, released: Sequence[Released], coarsened: bool = False) -> Shown:
    """The rules of the audience, how much they withheld, what was looked at before, and how figures were computed.

    `coarsened` says that the gate left something out of this report on account of what was told before.
    """
    intervals = _intervals(context, audience) if _has_intervals(released) else []
    if any(row["statistic"] == "mean_change" for row in _each(released)):
        intervals.append(_of_changes(context))
    rounding = _rounding(context, audience, released)
    protected = [_rules(context, audience), *_together(context, coarsened=coarsened), _withheld(context, released)]
    shown = listed([*protected, *intervals, *rounding])
    return Shown("method", shown.html, shown.text, numbers=shown.numbers)


def _rules(context: Context, audience: Audience) -> Sentence:
    gettext = words(context.language).gettext
    figures = {
        "persons": style.number(audience.minimum_n_persons, context.language),
        "answers": style.number(audience.minimum_n_statistics, context.language),
        "sensitive": style.number(audience.minimum_n_sensitive, context.language),
    }
    message = gettext(
        "Counts of fewer than %(persons)s persons are withheld, as are means and shares of fewer than %(answers)s"
        " answers; on sensitive subjects the limit is %(sensitive)s. What could be worked out from other figures is"
        " withheld too: a whole distribution when one part of it is small, and the parts of a total together. So is a"
        " mean of few answers that lies near an end of its scale, since it would tell what single persons answered."
    )
    return say(message, figures)


def _together(context: Context, *, coarsened: bool) -> list[Sentence]:
    """That reports are looked at together, since each may be harmless and all of them not."""
    gettext = words(context.language).gettext
    looked = Sentence(
        gettext(
            "Before it went out, this report was checked together with everything published earlier, so that no single"
            " person is given away even by combining the figures."
        )
    )
    if not coarsened:
        return [looked]
    left_out = gettext(
        "Some figures were left out of this report because, together with earlier figures, they would have given"
        " single persons away."
    )
    return [looked, Sentence(left_out)]


def _withheld(context: Context, released: Sequence[Released]) -> Sentence:
    facts: dict[tuple[Any, ...], str] = {}
    for row in _each(released):
        facts.setdefault(tuple(row[key] for key in KEYS), row["status"])
    count = list(facts.values()).count("withheld")
    if not count:
        return Sentence(words(context.language).gettext("Nothing had to be withheld from this report."))
    message = words(context.language).ngettext(
        "One figure of this report is withheld.", "%(count)s figures of this report are withheld.", count
    )
    return say(message, {"count": style.number(count, context.language)})


def _has_intervals(released: Sequence[Released]) -> bool:
    """Whether anything was released that has an interval, be it left out for its few answers."""
    with_one = {name for name, kind in STATISTICS.items() if kind in ("mean", "difference")}
    return any(row["low"] == row["low"] or row["statistic"] in with_one for row in _each(released))


def _each(released: Sequence[Released]) -> Iterator[Row]:
    return (row for one in released for row in one.each())


def _intervals(context: Context, audience: Audience) -> list[Sentence]:
    gettext = words(context.language).gettext
    ends = Sentence(
        gettext(
            "Before the interval of a mean is computed, half an answer is added, shared by both ends of the scale: with"
            " few answers, or when all are alike, the interval is then wide rather than wrong."
        )
    )
    limit = {"interval": style.number(audience.minimum_n_interval, context.language)}
    return [
        say(
            gettext(
                "Intervals are of 95%%: Student's t for means, kept within the scale; the exact one of Clopper and"
                " Pearson for shares; Welch's for differences of means. The interval of a mean of fewer than"
                " %(interval)s answers is left out."
            ),
            limit,
        ),
        ends,
    ]


def _of_changes(context: Context) -> Sentence:
    return Sentence(
        words(context.language).gettext(
            "The interval of a mean change is computed in the same way from the changes of the same persons."
        )
    )


def _rounding(context: Context, audience: Audience, released: Sequence[Released]) -> list[Sentence]:
    gettext = words(context.language).gettext
    once = Sentence(gettext("Figures are rounded once, half up, when they leave the data."))
    if not any(row["status"] == "rounded" for row in _each(released)):
        return [once]
    message = gettext(
        "Counts of persons on sensitive subjects, and the n of their figures, are rounded to the nearest %(base)s, so"
        " that their sums may differ a little."
    )
    return [once, say(message, {"base": style.number(audience.rounding_base, context.language)})]
