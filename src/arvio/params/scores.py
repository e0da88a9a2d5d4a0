"""What a score is made of: its items, which of them are reversed, and the values it can have."""

from __future__ import annotations

from collections.abc import Mapping

from arvio.params.models import Instrument, Item, Scale, Score

Range = tuple[float, float]
"""The lowest and the highest value that is possible."""


def scored_items(instrument: Instrument, score: Score) -> tuple[Item, ...]:
    """The items of a score in the order of the instrument: those it names, or all. Then-tests are never among them."""
    own = [item for item in instrument.items if item.then_test_of is None]
    return tuple(item for item in own if not score.items or item.item in score.items)


def scale_of(instrument: Instrument, item: Item) -> Scale | None:
    """The scale that an item is answered on."""
    return item.scale or instrument.scale


def scored_scale(instrument: Instrument, item: Item) -> Scale:
    """The scale of an item that is scored: an instrument with a scored item without one is refused."""
    scale = scale_of(instrument, item)
    assert scale is not None, (instrument.instrument, item.item)
    return scale


def correlation_of(score: Score) -> float:
    """How the goals of a score are expected to correlate: an instrument that scores goals without it is refused."""
    assert score.goal_correlation is not None, score.score
    return score.goal_correlation


def is_reversed(score: Score, item: Item) -> bool:
    """Whether an item runs the other way than the score. Points say themselves which answer counts how much."""
    return score.method != "each_item" and not item.points and item.direction != score.direction


def item_range(instrument: Instrument, score: Score, item: Item) -> Range:
    """The least and the most that an item can add to a score."""
    if item.points and score.method != "each_item":
        return min(item.points.values()), max(item.points.values())
    scale = scored_scale(instrument, item)
    return float(scale.lowest), float(scale.highest)


def sum_range(instrument: Instrument, score: Score) -> Range:
    """The smallest and the largest sum of a score's items."""
    ranges = [item_range(instrument, score, item) for item in scored_items(instrument, score)]
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def possible_range(instrument: Instrument, score: Score) -> Range:
    """The values that a score can have, by its method."""
    if score.method == "goal_attainment":
        # Whatever the weights, the root is at least the root of the correlation times the sum of the weights.
        widest = 20 / correlation_of(score) ** 0.5
        return 50 - widest, 50 + widest
    if score.method == "sum_of_scores":
        parts = [one for one in instrument.scores if one.score in score.scores]
        return sum(part.lowest for part in parts), sum(part.highest for part in parts)
    return _range_of_items(instrument, score)


def _range_of_items(instrument: Instrument, score: Score) -> Range:
    low, high = sum_range(instrument, score)
    items = scored_items(instrument, score)
    if score.conversion:
        return min(score.conversion.values()), max(score.conversion.values())
    if score.method == "percent_of_range":
        return 0.0, 100.0
    if score.method == "mean":
        return low / len(items), high / len(items)
    if score.method == "each_item":
        ranges = [item_range(instrument, score, item) for item in items]
        return min(one for one, _ in ranges), max(one for _, one in ranges)
    return low, high


def score_names(instrument: Instrument) -> Mapping[str, Score]:
    """The name of every figure that scoring gives: the score it belongs to."""
    names: dict[str, Score] = {}
    for score in instrument.scores:
        if score.method == "each_item":
            names |= {item.item: score for item in scored_items(instrument, score)}
        else:
            names[score.score] = score
    return names
