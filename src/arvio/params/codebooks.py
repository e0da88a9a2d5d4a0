"""Whether an instrument agrees with itself, and a source's mapping with its instrument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from arvio.params.checking import nearest
from arvio.params.models import Instrument, Item, Scale, Source
from arvio.params.score_faults import score_faults
from arvio.params.yaml_file import Key
from arvio.saying import say

Found = tuple[Key, str, str, str, str]
"""Key, what is wrong, what was expected, what to do, the value as written."""


def instrument_faults(instrument: Instrument) -> Iterator[Found]:
    """Items without their scale or options, scales upside down, labels that stand for two answers, texts that may not
    be shipped, and scores that do not agree with their items."""
    for name, count in Counter(item.item for item in instrument.items).items():
        if count > 1:
            yield ("items",), say("an item stands twice"), say("each item once"), "", name
    for place, item in enumerate(instrument.items):
        key: Key = ("items", place)
        if item.kind == "scale" and item.scale is None and instrument.scale is None:
            yield (
                (*key, "scale"),
                say("an item on a scale has none"),
                say("a scale here, or one for the instrument"),
                "",
                item.item,
            )
        if item.kind in ("choice", "choices") and not item.options:
            yield (*key, "options"), say("a choice needs its options"), say("option: [words]"), "", item.item
        yield from _scale_faults(key, item.scale)
        yield from _option_faults(key, item)
    yield from _scale_faults((), instrument.scale)
    yield from score_faults(instrument)


def mapping_faults(name: str, source: Source, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Items and options of a source of answers that its instrument does not have, or has otherwise."""
    key: Key = ("sources", name)
    if not (source.items or source.options):
        yield (*key, "items"), say("a source of answers needs the items it holds"), say("item: header"), "", ""
    if source.instrument is None:
        yield (*key, "instrument"), say("a source of answers needs its instrument"), ", ".join(instruments), "", ""
        return
    if source.instrument not in instruments:
        remedy = nearest(source.instrument, instruments)
        expected = say("a file in params/instruments")
        yield (*key, "instrument"), say("there is no such instrument"), expected, remedy, source.instrument
        return
    known = {item.item: item for item in instruments[source.instrument].items}
    for item_key, item in _items(key, source):
        if item not in known:
            what = say("%(instrument)s has no such item", instrument=source.instrument)
            yield item_key, what, ", ".join(sorted(known)), nearest(item, known), item
    for place, options in _options(key, source):
        yield from _unknown_options(place, options, known)


def _items(key: Key, source: Source) -> Iterator[tuple[Key, str]]:
    """Every item that a source and its versions name, and where."""
    for part in ("items", "options"):
        yield from (((*key, part, item), item) for item in getattr(source, part))
    for place, version in enumerate(source.versions):
        here: Key = (*key, "versions", place)
        for part in ("items", "options", "not_asked", "not_comparable"):
            yield from (((*here, part), item) for item in getattr(version, part))


def _options(key: Key, source: Source) -> Iterator[tuple[Key, Mapping[str, Any]]]:
    yield (*key, "options"), source.options
    for place, version in enumerate(source.versions):
        yield (*key, "versions", place, "options"), version.options


def _unknown_options(key: Key, options: Mapping[str, Mapping[str, Any]], known: Mapping[str, Item]) -> Iterator[Found]:
    for item, boxes in options.items():
        if item not in known:
            continue
        if known[item].kind != "choices":
            yield (
                (*key, item),
                say("only an item of the kind choices is answered by boxes"),
                "kind: choices",
                "",
                item,
            )
            continue
        for option in boxes:
            if option not in known[item].options:
                expected = ", ".join(known[item].options)
                remedy = nearest(option, known[item].options)
                yield (*key, item, option), say("%(item)s has no such option", item=item), expected, remedy, option


def _scale_faults(key: Key, scale: Scale | None) -> Iterator[Found]:
    if scale is None:
        return
    if scale.highest <= scale.lowest:
        yield (
            (*key, "scale", "highest"),
            say("is not above the lowest"),
            say("over %(lowest)s", lowest=scale.lowest),
            "",
            str(scale.highest),
        )
    for code in scale.labels:
        if not scale.lowest <= code <= scale.highest:
            expected = say("%(low)s to %(high)s", low=scale.lowest, high=scale.highest)
            yield (*key, "scale", "labels"), say("a label for an answer outside the scale"), expected, "", str(code)
    yield from _repeated((*key, "scale", "labels"), [word for words in scale.labels.values() for word in words])


def _option_faults(key: Key, item: Item) -> Iterator[Found]:
    yield from _repeated((*key, "options"), [word for words in item.options.values() for word in words])


def _repeated(key: Key, words: list[str]) -> Iterator[Found]:
    for word, count in Counter(one.casefold().strip() for one in words).items():
        if count > 1:
            yield key, say("the same words stand for two answers"), say("each label once"), "", word
