"""One's own figure as a dot on a bar in which most of the others lie. No other organisation has its own mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from arvio.disclosure import Context, Released, require_released
from arvio.presentation import style
from arvio.presentation.change_words import with_n
from arvio.presentation.figures.figure import Caption, figure, period_of
from arvio.presentation.figures.rows import Bar, Chart, Dot, Note, Reference, Row, Scale
from arvio.presentation.html_table import HtmlTable
from arvio.presentation.marks import Shown
from arvio.presentation.mirror_words import OF_CHANGE, OF_SHARES, Compared, compared, label, range_cell
from arvio.presentation.written import count_cell, interval_cell, written
from arvio.translations import words

STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
MOST_TICKS = 6
"""On a phone more would run together."""


def mirror_means(released: Released) -> Shown:
    """Means; nothing where none is compared."""
    heading = words(require_released(released).context.language).gettext("Means beside those of the others")
    return _figure(released, heading, ("mean",))


def mirror_changes(released: Released) -> Shown:
    """Changes from the start to the end; nothing where none is compared."""
    heading = words(require_released(released).context.language).gettext("Changes beside those of the others")
    return _figure(released, heading, OF_CHANGE)


def mirror_shares(released: Released) -> Shown:
    """Shares; nothing where none is compared."""
    heading = words(require_released(released).context.language).gettext("Shares beside those of the others")
    return _figure(released, heading, OF_SHARES)


def _figure(released: Released, heading: str, statistics: tuple[str, ...]) -> Shown:
    released = require_released(released)
    context = released.context
    gettext = words(context.language).gettext
    found = list(compared(released, statistics))
    if not found:
        return Shown("figure", "", "")
    caption = Caption(
        heading,
        gettext(
            "The dot is the organisation's own figure, the bar the range in which the others typically lie; %(period)s"
        )
        % {"period": period_of(context)},
        [f"{label(one, context)}: {_told(one, context)}" for one in found],
    )
    header = [gettext("Indicator"), gettext("Own"), gettext("95%% interval") % {}, "n", gettext("Range of the others")]
    cells = [[label(one, context), *_cells(one, context)] for one in found]
    return figure(_chart(found, statistics, context), caption, HtmlTable(heading, header, cells), released=released)


def _chart(found: Sequence[Compared], statistics: tuple[str, ...], context: Context) -> Chart:
    rows = tuple(Row(with_n(label(one, context), one.own, context), _marks(one, context)) for one in found)
    shown = [one for one in found if one.is_shown]
    none = (Reference(0, words(context.language).gettext("No change")),) if statistics == OF_CHANGE and shown else ()
    return Chart(rows, _scale(shown, statistics, context), none)


def _marks(one: Compared, context: Context) -> tuple[Any, ...]:
    if not one.is_shown:
        return (Note(style.WITHHELD),)
    value, low, high = (one.own[column] for column in ("value", "low", "high"))
    dot = Dot(value, low, high, written(one.own["statistic"], one.own, context.language))
    if not one.others["low"] <= one.others["high"]:
        return (dot,)
    return (Bar(one.others["low"], one.others["high"], ink="second", strength=0.3), dot)


def _scale(found: Sequence[Compared], statistics: tuple[str, ...], context: Context) -> Scale:
    """The whole scale of means and shares; of changes as far as they reach."""
    if statistics == OF_SHARES:
        return Scale(0, 1, [(tick / 4, style.share(tick / 4, context.language)) for tick in range(5)])
    if statistics == OF_CHANGE:
        reach = max((abs(end) for one in found for end in _ends(one)), default=1.0)
        step = _step(2 * reach)
        count = max(1, int(-(-reach // step)))
        ticks = [(step * place, style.difference(step * place, context.language)) for place in range(-count, count + 1)]
        return Scale(-step * count, step * count, ticks)
    scales = [context.scales[one.indicator] for one in found if one.indicator in context.scales]
    low = min((scale.lowest for scale in scales), default=0.0)
    high = max((scale.highest for scale in scales), default=1.0)
    step = _step(high - low)
    marks = [low + step * count for count in range(int((high - low) / step) + 1)]
    return Scale(low, high, [(mark, style.number(mark, context.language, style.decimals_of(mark))) for mark in marks])


def _ends(one: Compared) -> list[float]:
    ends = [row[column] for row in (one.own, one.others) for column in ("value", "low", "high")]
    return [end for end in ends if end == end]


def _step(extent: float) -> float:
    return next((step for step in STEPS if extent / step <= MOST_TICKS), STEPS[-1])


def _told(one: Compared, context: Context) -> str:
    own = written(one.own["statistic"], one.own, context.language)
    around = range_cell(one, context)
    return words(context.language).gettext("own %(own)s, others %(range)s") % {"own": own, "range": around}


def _cells(one: Compared, context: Context) -> list[str]:
    language = context.language
    own = [written(one.own["statistic"], one.own, language), interval_cell(one.own, language)]
    return [*own, count_cell(one.own, language), range_cell(one, context)]
