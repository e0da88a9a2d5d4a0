import datetime as dt

import pandas as pd
import pytest

from arvio.disclosure import Context, release, require_released
from arvio.errors import ProtectionError
from arvio.params import Audience
from arvio.results import results

AUDIENCE = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=7,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=1,
    source="a test",
)
CONTEXT = Context("talo", "Talo ry", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), "fi", "funder", {})


def released(given):
    return release(given, audience=AUDIENCE, sensitivity=lambda indicator: "ordinary", context=CONTEXT)


def test_only_results_are_released():
    with pytest.raises(ProtectionError, match="only results are released, got: DataFrame"):
        released(pd.DataFrame({"name": ["Matti"]}))


def test_only_released_results_are_shown():
    with pytest.raises(ProtectionError, match=r"evaluation\.release"):
        require_released(results([]))


def test_what_is_released_keeps_whose_it_is():
    found = released(results([{"indicator": "heard", "statistic": "mean", "value": 4.21, "n": 50}]))
    assert require_released(found).context is CONTEXT
    assert found.rows(statistic="mean")["value"].tolist() == [4.2]
