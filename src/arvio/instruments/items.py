"""The items of an instrument in order, and which way the scale of one runs."""

from __future__ import annotations

from typing import Literal

from arvio.errors import Problem, UsageError
from arvio.params import Instrument
from arvio.params.checking import nearest
from arvio.params.models import Item
from arvio.saying import say


def item_names(instrument: Instrument) -> tuple[str, ...]:
    """The items in the order in which the instrument asks them."""
    return tuple(item.item for item in instrument.items)


def direction(instrument: Instrument, item: str) -> Literal["higher_is_better", "lower_is_better"]:
    """Which end of the scale is the good one."""
    return find_item(instrument, item).direction


def find_item(instrument: Instrument, item: str) -> Item:
    """An item by its name; an error with the nearest known name when the instrument does not ask it."""
    for known in instrument.items:
        if known.item == item:
            return known
    raise UsageError(
        Problem(
            f"params/instruments/{instrument.instrument}.yaml",
            say("the instrument has no such item"),
            say("one of %(known)s", known=", ".join(item_names(instrument))),
            nearest(item, item_names(instrument)),
            value=item,
        )
    )
