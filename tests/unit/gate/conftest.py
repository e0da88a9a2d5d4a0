"""Registers built by hand, audited as one reader has them."""

import pandas as pd
import pytest

from arvio.disclosure.auditing.facts import Reading
from arvio.disclosure.register import FACT
from arvio.gate.audited import audited
from arvio.params import Audience

RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=5,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=5,
    source="invented for the test",
)
RUN = {"organisation": "talo", "period": "2025", "notebook": "pathways", "audience": "public", "language": "en"}
COUNT = {"indicator": "destinations", "breakdown": "next_step", "wave": "", "statistic": "persons"}


SCALES = {"heard": (1, 5)}


@pytest.fixture
def audit_of_mean():
    """The audit of the mean of an item from 1 to 5, by one group; of a sensitive item or not."""

    def made(mean, n, *, sensitive=False):
        fact = dict.fromkeys(FACT, "") | {"indicator": "heard", "breakdown": "respondent_group", "group": "workers"}
        numbers = {"statistic": "mean", "value": mean, "low": None, "high": None, "n": n, "status": "shown"}
        register = pd.DataFrame([RUN | fact | numbers]).astype(dict.fromkeys(("value", "low", "high", "n"), "float64"))
        reading = Reading(lambda fact: RULES, lambda indicator: sensitive, SCALES)
        return audited(register, "talo", reading, reader="public")

    return made


@pytest.fixture
def audit_of():
    """The audit of counts by group, of which None is withheld; `more` is of the run or of the facts."""

    def made(counts, *, reader="public", **more):
        rows = [
            RUN
            | dict.fromkeys(FACT, "")
            | COUNT
            | more
            | {"group": group, "value": value, "low": None, "high": None, "n": value}
            | {"status": "withheld" if value is None else "shown"}
            for group, value in counts.items()
        ]
        numbers = dict.fromkeys(("value", "low", "high", "n"), "float64")
        register = pd.DataFrame(rows).astype(numbers)
        reading = Reading(lambda fact: RULES, lambda indicator: False)
        return audited(register, "talo", reading, reader=reader)

    return made
