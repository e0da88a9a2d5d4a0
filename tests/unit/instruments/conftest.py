"""The instruments of the project, and answers to them written by hand."""

from pathlib import Path

import pandas as pd
import pytest

from arvio.params import Instrument, open_project

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def shipped():
    """The instruments in params/instruments by name."""
    return open_project(ROOT).instruments


@pytest.fixture(scope="session")
def answers():
    """A function that writes answers: answers(item=[…]) has a response for each place of the lists, None unanswered."""
    return table_of_answers


def table_of_answers(**items):
    n = len(next(iter(items.values())))
    rows = [
        (f"r{place}", item, values[place], "" if values[place] is not None else "no_answer")
        for place in range(n)
        for item, values in items.items()
    ]
    table = pd.DataFrame(rows, columns=["response_id", "item", "value", "missing_reason"])
    return table.astype({"value": "float64"})


@pytest.fixture(scope="session")
def instrument():
    """A function that makes an instrument of three items from 1 to 5, of which the last runs the other way."""
    return made_up


RULE = {"source": "a test", "verified": "yes"}
ITEMS = [{"item": "heard"}, {"item": "met"}, {"item": "tired", "direction": "lower_is_better"}]
SCORE = {
    "score": "total",
    "name": {"fi": "Summa", "en": "Sum"},
    "method": "sum",
    "lowest": 3,
    "highest": 15,
    "reversed_items": ["tired"],
    "missing": {"allowed": 0, **RULE},
    **RULE,
}


def made_up(*, items=ITEMS, scores=None, more=None, **score):
    contents = {
        "instrument": "meetings",
        "name": {"fi": "Tapaamiset", "en": "Meetings"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "keys",
        "scale": {"lowest": 1, "highest": 5},
        "items": items,
        "scores": [SCORE | score] if scores is None else scores,
    }
    return Instrument.model_validate(contents | (more or {}))
