"""Whether what an instrument says of its scores agrees with its items and with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from arvio.params.checking import nearest
from arvio.params.models import Instrument, Item, Score
from arvio.params.scores import is_reversed, possible_range, scale_of, score_names, scored_items, sum_range
from arvio.params.yaml_file import Key
from arvio.saying import say

Found = tuple[Key, str, str, str, str]
"""Key, what is wrong, what was expected, what to do, the value as written."""

POINTS = {"share": {0.0, 1.0}, "net_promoter": {-100.0, 0.0, 100.0}}
"""The points that a method counts with."""
OF_ONE_ITEM = ("each_item", *POINTS)


def score_faults(instrument: Instrument) -> Iterator[Found]:
    """Everything about items and scores that a scorer could not do, or would do otherwise than the manual says."""
    yield from _item_faults(instrument)
    yield from _repeated_scores(instrument)
    for place, score in enumerate(instrument.scores):
        key: Key = ("scores", place)
        faults = [*_name_faults(key, score, instrument), *_method_faults(key, score, instrument)]
        yield from faults
        if not faults:  # what follows needs items that exist and have scales
            yield from _missing_faults(key, score, instrument)
            yield from _range_faults(key, score, instrument)
            yield from _level_faults(key, score)


def _item_faults(instrument: Instrument) -> Iterator[Found]:
    """Too many or too few items, texts that may not be shipped, points of answers that there are not."""
    count = sum(item.then_test_of is None for item in instrument.items)
    if instrument.number_of_items not in (None, count):
        expected = say("%(count)s, as number_of_items says", count=instrument.number_of_items)
        remedy = say("write the missing ones, or mend the number")
        yield ("items",), say("the wrong number of items"), expected, remedy, str(count)
    for place, item in enumerate(instrument.items):
        key: Key = ("items", place)
        if instrument.shipping == "keys" and item.text is not None:
            expected = say("no text: the licence lets the keys be shipped only")
            yield (*key, "text"), say("a text that may not be shipped"), expected, say("take the text away"), item.item
        yield from _point_faults((*key, "points"), item, instrument)
        yield from _then_test_faults((*key, "then_test_of"), item, instrument)


def _point_faults(key: Key, item: Item, instrument: Instrument) -> Iterator[Found]:
    scale = scale_of(instrument, item)
    if not item.points or scale is None:
        return
    answers = list(range(scale.lowest, scale.highest + 1))
    if sorted(item.points) != answers:
        expected = ", ".join(map(str, answers))
        yield (
            key,
            say("points for other answers than the scale has"),
            expected,
            "",
            ", ".join(map(str, sorted(item.points))),
        )


def _then_test_faults(key: Key, item: Item, instrument: Instrument) -> Iterator[Found]:
    """A then-test asks again what another item asks, on the same scale."""
    if item.then_test_of is None:
        return
    own = {one.item: one for one in instrument.items if one.then_test_of is None}
    asked = own.get(item.then_test_of)
    if asked is None:
        yield key, say("there is no such item"), ", ".join(own), nearest(item.then_test_of, own), item.then_test_of
    elif (scale_of(instrument, asked), asked.direction) != (scale_of(instrument, item), item.direction):
        yield key, say("has another scale or direction"), say("those of %(item)s", item=asked.item), "", item.item


def _repeated_scores(instrument: Instrument) -> Iterator[Found]:
    own = Counter(score.score for score in instrument.scores if score.method != "each_item")
    single = Counter(
        item.item
        for score in instrument.scores
        if score.method == "each_item"
        for item in scored_items(instrument, score)
    )
    for name, count in (own + single).items():
        if count > 1:
            yield ("scores",), say("a score stands twice"), say("each name once"), "", name


def _name_faults(key: Key, score: Score, instrument: Instrument) -> Iterator[Found]:
    """Items and scores that there are not, and reversed items that do not agree with their directions."""
    own = [item.item for item in instrument.items if item.then_test_of is None]
    for part in ("items", "reversed_items"):
        for name, count in Counter(getattr(score, part)).items():
            if name not in own:
                what = say("an unknown item") if part == "items" else say("an unknown reversed item")
                yield (*key, part), what, ", ".join(own), nearest(name, own), name
            elif count > 1:
                yield (*key, part), say("an item stands twice"), say("each item once"), "", name
    names = score_names(instrument)
    for name in score.scores:
        if name not in names or names[name].method == "sum_of_scores":
            yield (*key, "scores"), say("there is no such score of items"), ", ".join(names), nearest(name, names), name
    yield from _reversal_faults((*key, "reversed_items"), score, instrument)


def _reversal_faults(key: Key, score: Score, instrument: Instrument) -> Iterator[Found]:
    """One item that runs the wrong way makes a score of nothing, so it is written twice and compared."""
    if score.method in ("sum_of_scores", "goal_attainment"):
        return
    other_way = {item.item for item in scored_items(instrument, score) if is_reversed(score, item)}
    own = {item.item for item in instrument.items}
    for name in sorted(own & (other_way ^ set(score.reversed_items))):
        if name in other_way:
            what, remedy = (
                say("an item of the other direction is not named as reversed"),
                say("name it, or mend its direction"),
            )
        else:
            what, remedy = (
                say("an item is reversed that runs the score's way"),
                say("mend its direction, or take it away here"),
            )
        yield key, what, say("the items whose direction is not %(direction)s", direction=score.direction), remedy, name


def _method_faults(key: Key, score: Score, instrument: Instrument) -> Iterator[Found]:
    """What a method needs and does not have, and the other way round."""
    if (score.method == "sum_of_scores") != bool(score.scores):
        expected = say("scores for sum_of_scores, and for nothing else")
        yield (*key, "scores"), say("method and scores do not go together"), expected, "", score.method
    if (score.method == "goal_attainment") != (score.goal_correlation is not None):
        expected = say("a figure for goal_attainment, and for nothing else")
        yield (
            (*key, "goal_correlation"),
            say("method and goal_correlation do not go together"),
            expected,
            "",
            score.method,
        )
    if score.method == "sum_of_scores":
        return
    items = scored_items(instrument, score)
    if not items:
        yield (*key, "items"), say("a score of no items"), say("an item that is not a then-test"), "", score.score
    for item in items:
        if item.kind not in ("scale", "number") or scale_of(instrument, item) is None:
            expected = say("kind scale or number, with lowest and highest answer")
            yield (*key, "items"), say("an item without a scale cannot be scored"), expected, "", item.item
    if instrument.no_total and len(items) > 1 and score.method not in OF_ONE_ITEM:
        yield (*key, "items"), say("the instrument has no score of several items"), instrument.no_total, "", score.score
    if score.method in POINTS:
        yield from _counting_faults(key, score, items)


def _counting_faults(key: Key, score: Score, items: tuple[Item, ...]) -> Iterator[Found]:
    if len(items) != 1:
        yield (
            (*key, "items"),
            say("%(method)s is of one item", method=score.method),
            say("one item"),
            "",
            str(len(items)),
        )
    for item in items:
        if not item.points or not set(item.points.values()) <= POINTS[score.method]:
            expected = ", ".join(f"{one:g}" for one in sorted(POINTS[score.method]))
            yield (
                (*key, "items"),
                say("%(method)s needs points for each answer", method=score.method),
                expected,
                "",
                item.item,
            )


def _missing_faults(key: Key, score: Score, instrument: Instrument) -> Iterator[Found]:
    parts = len(score.scores) or len(scored_items(instrument, score))
    if score.missing.allowed >= parts:
        expected = say("less than %(parts)s, the items of the score", parts=parts)
        yield (
            (*key, "missing", "allowed"),
            say("a score of no answers at all"),
            expected,
            "",
            str(score.missing.allowed),
        )
    if score.missing.allowed and (score.conversion or score.method == "sum_of_scores"):
        expected = say("0: neither a table nor a sum of scores says what to do without one")
        yield (*key, "missing", "allowed"), say("nothing may be missing here"), expected, "", str(score.missing.allowed)


def _range_faults(key: Key, score: Score, instrument: Instrument) -> Iterator[Found]:
    """A range that is not what items and method give, and a table with holes."""
    if score.conversion:
        low, high = sum_range(instrument, score)
        holes = sorted(set(range(int(low), int(high) + 1)) ^ set(score.conversion))
        if holes:
            expected = say("every sum from %(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}")
            yield (*key, "conversion"), say("not a row for each sum"), expected, "", ", ".join(map(str, holes))
    low, high = possible_range(instrument, score)
    stated = (score.lowest, score.highest)
    holds = stated[0] <= low and high <= stated[1]
    if not (holds if score.method == "goal_attainment" else stated == (low, high)):
        expected = say("%(low)s to %(high)s, by items and method", low=f"{low:g}", high=f"{high:g}")
        yield (
            (*key, "lowest"),
            say("the wrong range"),
            expected,
            "",
            say("%(low)s to %(high)s", low=f"{score.lowest:g}", high=f"{score.highest:g}"),
        )


def _level_faults(key: Key, score: Score) -> Iterator[Found]:
    """Bands in the wrong order, or levels that the score cannot reach."""
    expected = say("%(low)s to %(high)s", low=f"{score.lowest:g}", high=f"{score.highest:g}")
    for place, cut_off in enumerate(score.cut_offs):
        if not score.lowest <= cut_off.value <= score.highest:
            here: Key = (*key, "cut_offs", place, "value")
            yield here, say("a cut-off outside the range"), expected, "", f"{cut_off.value:g}"
    steps = [step.at_least for step in score.bands.steps] if score.bands else []
    if steps and (steps[0] != score.lowest or steps[-1] > score.highest):
        yield (*key, "bands"), say("bands do not cover the range"), expected, "", ", ".join(f"{one:g}" for one in steps)
    if any(later <= earlier for earlier, later in pairwise(steps)):
        yield (
            (*key, "bands"),
            say("bands are not in order"),
            say("lowest first"),
            "",
            ", ".join(f"{one:g}" for one in steps),
        )
