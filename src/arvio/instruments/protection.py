"""Scores and items that must never be told of one person, nor of a group that is too small.

The rule stands in the instrument's file with its source. Release asks for the smallest group; whatever looks at one
response asks here first.
"""

from __future__ import annotations

import pandas as pd

from arvio.errors import Problem, ProtectionError
from arvio.instruments.answers import file_of
from arvio.params import Instrument
from arvio.params.models import NeverFor
from arvio.params.scores import score_names
from arvio.saying import say, say_count

NO_LIMIT = 1
"""The smallest group of what may be told of a single person."""


def smallest_group(instrument: Instrument, name: str) -> int:
    """The smallest group that a score or an item may be told of, by its name; 1 where the instrument sets no limit.

    An audience's own limits hold beside this one: the larger counts.
    """
    limits = [rule.groups_under for rule in _rules(instrument, name)]
    return max(limits, default=NO_LIMIT)


def refuse_small_group(instrument: Instrument, name: str, *, n: int) -> None:
    """A ProtectionError when a score or an item would be told of fewer than it may; of one person, n is 1."""
    limit = smallest_group(instrument, name)
    if n < limit:
        sources = "; ".join(rule.source for rule in _rules(instrument, name))
        raise ProtectionError(
            Problem(
                file_of(instrument),
                say_count(
                    "%(name)s may not be told of a single person",
                    "%(name)s may not be told of %(count)s persons",
                    n,
                    name=name,
                    count=n,
                ),
                say("a group of %(limit)s or more: %(sources)s", limit=limit, sources=sources),
                say("tell of a larger group, or leave it out"),
            )
        )


def of_response(table: pd.DataFrame, response_id: str, *, instrument: Instrument) -> pd.DataFrame:
    """The scores or answers of one respondent, from a table with score or item; refused where the instrument forbids
    to look at one person.

    A change of one person, and a class of persons by their own change, are results of single persons too.
    """
    found = table[table["response_id"] == response_id]
    for name in dict.fromkeys(found["score" if "score" in found else "item"]):
        refuse_small_group(instrument, name, n=1)
    return found


def _rules(instrument: Instrument, name: str) -> list[NeverFor]:
    """The rules of an item that has its own, of the item that it asks again, and of the score of this name."""
    items = [item for item in instrument.items if item.item == name]
    asked_again = {item.then_test_of for item in items}
    items += [item for item in instrument.items if item.item in asked_again]
    scores = [score for score in instrument.scores if score is score_names(instrument).get(name)]
    return [
        rule for rule in (*(one.never_for for one in items), *(one.never_for for one in scores)) if rule is not None
    ]
