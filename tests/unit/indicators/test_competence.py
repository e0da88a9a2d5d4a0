import datetime as dt

import pandas as pd
import pytest

from arvio.datasets import empty_table
from arvio.disclosure import Context, release
from arvio.indicators import ddp_levels
from arvio.params import open_project

DAY = dt.date(2025, 12, 31)
CONTEXT = Context("talo", "Talo", "2025", dt.date(2025, 1, 1), DAY, "fi", "funder", {})


def staff(*rows):
    """worker, level, first day, last day (None: still at work)."""
    table = pd.DataFrame(rows, columns=["staff_key", "ddp_level", "start", "end"])
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


def workers(**levels):
    """Workers a0, a1, … of each level."""
    return [
        (f"{level}{place}", level, "2024-01-01", None) for level, number in levels.items() for place in range(number)
    ]


def levels(found):
    rows = found.table[found.table["indicator"] == "ddp_levels"]
    return dict(zip(rows["group"], rows["value"], strict=True))


def trained(found):
    rows = found.table[found.table["indicator"] == "ddp_trained"]
    return dict(zip(rows["statistic"], rows["value"], strict=True))


def test_workers_of_the_day_are_counted_by_level():
    given = staff(*workers(none=1, basics=3, level_1=2), ("x", None, "2024-01-01", None))
    found = ddp_levels(given, on=DAY)
    assert levels(found) == {"all": 7, "ddp_basics": 3, "ddp_level_1": 2, "ddp_none": 1, "not_known": 1}
    assert trained(found) == pytest.approx({"persons_not_known": 1, "with_training": 5 / 6})


def test_who_left_before_the_day_or_begins_after_it_is_no_part():
    given = staff(
        ("a", "basics", "2024-01-01", "2025-12-30"),
        ("b", "basics", "2026-01-01", None),
        ("c", "basics", "2025-12-31", None),
        ("d", "level_1", "2024-01-01", "2025-12-31"),
    )
    assert levels(ddp_levels(given, on=DAY)) == {"all": 2, "ddp_basics": 1, "ddp_level_1": 1}


def test_a_worker_with_two_employments_counts_once_by_the_latest():
    given = staff(("a", "level_1", "2025-06-01", None), ("a", "basics", "2024-01-01", None))
    assert levels(ddp_levels(given, on=DAY)) == {"all": 1, "ddp_level_1": 1}


def test_rare_levels_are_told_as_one():
    given = staff(*workers(none=1, basics=6, level_1=5, level_2=2), ("x", "", "2024-01-01", None))
    found = levels(ddp_levels(given, on=DAY, minimum=3))
    assert found == {"all": 15, "ddp_basics": 6, "ddp_level_1": 5, "other_levels": 4}


def test_where_no_level_is_told_there_is_no_share():
    found = ddp_levels(staff(("a", None, "2024-01-01", None)), on=DAY)
    assert levels(found) == {"all": 1, "not_known": 1}
    assert trained(found) == {"persons_not_known": 1}


def test_nothing_collected_gives_no_results_and_no_error():
    assert ddp_levels(empty_table("staff"), on=DAY).table.empty


def test_a_funder_sees_no_level_of_a_small_team_nor_that_almost_all_are_trained():
    # 10 of 11 are trained: even "over 90 %" would tell of the eleventh; the levels are of 6, 4 and 1
    found = ddp_levels(staff(*workers(basics=6, level_1=4, none=1)), on=DAY)
    audience = open_project().suite.audiences["funder"]
    shown = release(found, audience=audience, sensitivity=lambda _: "staff", context=CONTEXT)
    status = {(row.group, row.statistic): row.status for row in shown.table.itertuples()}
    assert status["all", "persons"] == "shown"
    assert {status[group, "persons"] for group in ("ddp_basics", "ddp_level_1", "ddp_none")} == {"withheld"}
    assert shown.rows(statistic="with_training")[["status"]].to_numpy().tolist() == [["withheld"]]
