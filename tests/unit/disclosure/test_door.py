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


def test_rows_are_told_by_what_they_have_in_common_in_the_order_of_the_table():
    counts = [("b", 31.0), ("a", 32.0), ("b", 33.0)]
    rows = [
        {"indicator": "heard", "statistic": "answered", "group": group, "wave": str(place), "value": n, "n": n}
        for place, (group, n) in enumerate(counts)
    ]
    found = released(results(rows))
    told = {key: [(row["wave"], row["value"], row["status"]) for row in of_one] for key, of_one in found.by("group")}
    assert told == {("b",): [("0", 31.0, "shown"), ("2", 33.0, "shown")], ("a",): [("1", 32.0, "shown")]}
    assert list(told) == [("b",), ("a",)]
    assert list(released(results([])).by("group")) == []
