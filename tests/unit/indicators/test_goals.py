import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from arvio.indicators import goals
from arvio.params import open_project

YEAR = {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 12, 31)}


@pytest.fixture(scope="module")
def gas():
    project = open_project(Path(__file__).resolve().parents[3])
    return project.instruments["gas"]


def family_goals(*rows):
    """case, goal, baseline, score, assessed on."""
    table = pd.DataFrame(rows, columns=["case_key", "goal", "baseline", "score", "assessed_on"])
    kinds = {"baseline": "float64", "score": "float64"}
    return table.assign(assessed_on=pd.to_datetime(table["assessed_on"]), weight=float("nan")).astype(kinds)


THREE = family_goals(
    ("a", "1", -1, 0, "2025-05-01"),  # T 40 → 50
    ("b", "1", -1, 1, "2025-05-01"),  # T 40 → 60
    ("c", "1", -2, -1, "2025-05-01"),  # T 30 → 40
    ("d", "1", -1, None, None),
)


def test_the_mean_t_is_of_the_same_families_at_both_times(gas):
    found = goals.attainment(THREE, instrument=gas).table
    means = found[found["statistic"] == "mean"].set_index("wave")
    assert means["value"].to_dict() == pytest.approx({"baseline": 110 / 3, "follow_up": 50})
    assert means["n"].to_dict() == {"baseline": 3, "follow_up": 3}
    change = found[found["statistic"] == "mean_change"].iloc[0]
    assert change["value"] == pytest.approx((10 + 20 + 10) / 3)
    assert change["low"] < change["value"] < change["high"]


def test_families_without_a_t_score_are_counted(gas):
    found = goals.attainment(THREE, instrument=gas).table.set_index("statistic")
    assert found.loc["without_score", "value"] == 1


def test_where_nobody_was_assessed_there_is_no_mean(gas):
    found = goals.attainment(THREE[THREE["case_key"] == "d"], instrument=gas).table
    assert found["statistic"].tolist() == ["without_score"]


def test_families_stand_in_the_band_of_their_t_at_the_end(gas):
    found = goals.attainment_bands(THREE, instrument=gas).table.set_index("group")["value"]
    assert found.to_dict() == {"all": 3, "under_40": 0, "from_40_to_50": 1, "from_50_to_60": 1, "from_60": 1}


@pytest.mark.parametrize(
    ("at_least", "expected"),
    [
        (1, {"all": 3, "under_50": 1, "from_50_to_60": 1, "from_60": 1}),
        (2, {"all": 3}),
    ],
)
def test_bands_of_few_families_are_put_together_with_the_next(gas, at_least, expected):
    found = goals.attainment_bands(THREE, instrument=gas, at_least=at_least).table.set_index("group")["value"]
    assert found.to_dict() == expected


def test_a_goal_is_reached_when_it_came_out_as_expected_or_better():
    given = family_goals(
        ("a", "1", -1, 0, None), ("a", "2", -1, 2, None), ("b", "1", -1, -1, None), ("b", "2", -1, None, None)
    )
    found = goals.goals_reached(given).table.set_index("statistic")
    assert found["value"].to_dict() == pytest.approx(
        {
            "goals": 3,
            "goals_without_score": 1,
            "without_score": 1,
            "goals_reached": 2 / 3,
            "share_low": 1 / 3,
            "share_middle": 1 / 3,
            "share_high": 1 / 3,
        }
    )
    assert found.loc["goals_reached", "n"] == 2


def test_what_is_not_collected_has_no_result(gas):
    nothing = family_goals()
    assert goals.attainment(nothing, instrument=gas).table.empty
    assert goals.attainment_bands(nothing, instrument=gas).table.empty
    assert goals.goals_reached(nothing).table.empty


def cases(*rows):
    table = pd.DataFrame(rows, columns=["case_key", "start", "end"])
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


def test_a_period_is_about_families_assessed_in_it_and_those_still_waiting():
    given = family_goals(
        ("assessed", "1", -1, 0, "2025-05-01"),
        ("assessed", "2", -1, None, None),
        ("before", "1", -1, 0, "2024-05-01"),
        ("later", "1", -1, 0, "2026-01-02"),
        ("waiting", "1", -1, None, None),
        ("not_yet", "1", -1, None, None),
    )
    known = cases(
        ("assessed", "2024-09-01", "2025-05-01"),
        ("before", "2023-09-01", "2024-05-01"),
        ("later", "2025-02-01", "2026-01-02"),
        ("waiting", "2025-03-01", None),
        ("not_yet", "2026-02-01", None),
    )
    found = goals.goals_of_period(given, known, **YEAR)
    assert found["case_key"].tolist() == ["assessed", "assessed", "later", "waiting"]
    assert found["score"].isna().tolist() == [False, True, True, True]
