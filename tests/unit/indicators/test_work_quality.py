import datetime as dt

import numpy as np
import pandas as pd
import pytest

from arvio.indicators import work_quality
from arvio.indicators.work_quality import LIMITS

COLUMNS = ["case_key", "date", "planned", "held", "n_workers", "professions", "deviation_reason"]
BOTH = "sosionomi, sairaanhoitaja"
YEAR = {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 12, 31)}


def visit(case="a", date="2025-03-01", held="yes", workers=2, professions=BOTH, reason=None, planned="yes"):
    return (case, date, planned, held, workers, professions, reason)


def visits(*rows):
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(date=pd.to_datetime(table["date"]), n_workers=table["n_workers"].astype("float64"))


def values(found):
    return found.table.set_index("statistic")["value"].to_dict()


def by_group(found, statistic):
    rows = found.table[found.table["statistic"] == statistic]
    return rows.set_index("group")["value"].to_dict()


def test_pair_work_is_of_held_visits_with_two_workers_or_more():
    given = visits(visit(workers=2), visit(workers=3), visit(workers=1), visit(workers=None), visit(held="no"))
    found = values(work_quality.pair_work(given))
    assert found == pytest.approx(
        {"promised": 3, "realised": 2, "deviations": 1, "not_known": 1, "realisation_rate": 2 / 3}
    )


def test_a_held_visit_by_no_worker_is_not_known():
    assert values(work_quality.pair_work(visits(visit(workers=0))))["not_known"] == 1


@pytest.mark.parametrize(
    "function",
    [
        work_quality.pair_work,
        work_quality.multi_professional,
        work_quality.deviations,
        work_quality.visits_not_held,
        work_quality.planned_visits,
        lambda given: work_quality.pair_work_by_month(given, at_least=5),
    ],
)
def test_what_is_not_collected_has_no_result(function):
    assert function(visits()).table.empty


@pytest.mark.parametrize(
    ("professions", "share"),
    [
        ("sosionomi, sairaanhoitaja", 1),
        ("sosionomi, sosionomi", 0),
        ("Sosionomi, sosionomi ", 0),
        ("sosionomi;sairaanhoitaja", 1),
        ("sosionomi", 0),
        ("sosionomi, ", 0),
    ],
)
def test_two_workers_of_one_profession_are_not_multi_professional(professions, share):
    assert values(work_quality.multi_professional(visits(visit(professions=professions))))["share_of_visits"] == share


def test_visits_without_professions_are_no_part_of_the_share():
    given = visits(visit(), visit(professions=None), visit(professions="  "))
    assert values(work_quality.multi_professional(given)) == {"share_of_visits": 1, "not_known": 2}


def test_deviations_are_counted_by_reason_and_n_counts_the_families():
    given = visits(
        visit("a", workers=1, reason="urgent"),
        visit("a", workers=1, reason="urgent"),
        visit("b", workers=1, reason="partner_ill"),
        visit("c", workers=1),
        visit("d"),
        visit("e", held="no", workers=1, reason="worker_ill"),
    )
    found = work_quality.deviations(given).table.set_index("group")
    assert found["value"].to_dict() == {"all": 4, "not_told": 1, "partner_ill": 1, "urgent": 2}
    assert found["n"].to_dict() == {"all": 3, "not_told": 1, "partner_ill": 1, "urgent": 1}


def test_without_deviations_their_number_is_zero():
    assert work_quality.deviations(visits(visit())).table["value"].tolist() == [0]


def test_visits_that_were_not_held_have_their_own_reasons():
    given = visits(visit(), visit(held="no", reason="not_reached"), visit(held="no", reason="not_reached"))
    assert by_group(work_quality.visits_not_held(given), "visits") == {"all": 2, "not_reached": 2}


def test_an_unplanned_visit_makes_up_for_no_planned_one():
    given = visits(visit(), visit(held="no"), visit(planned="no"), visit(planned=None))
    found = values(work_quality.planned_visits(given))
    assert (found["promised"], found["realised"], found["not_known"]) == (2, 1, 1)


def months(*counts):
    """Held visits of each month of 2025: how many, and how many of them by one worker."""
    return visits(
        *[
            visit(f"{month}-{number}", f"2025-{month:02}-10", workers=1 if number < alone else 2)
            for month, (n, alone) in enumerate(counts, start=1)
            for number in range(n)
        ]
    )


def test_months_with_few_visits_are_put_together_with_the_next():
    found = work_quality.pair_work_by_month(months((2, 1), (4, 0), (0, 0), (5, 0)), at_least=5)
    expected = {"all": 10 / 11, "2025-01/2025-02": 5 / 6, "2025-03/2025-04": 1}
    assert by_group(found, "share_of_visits") == pytest.approx(expected)


def test_the_limits_of_a_month_are_the_exact_quantiles_of_the_binomial():
    found = work_quality.pair_work_by_month(months(*[(40, 4)] * 6), at_least=5)
    binomial = np.cumsum([_binomial(count) for count in range(41)])
    low = int(np.argmax(binomial >= (1 - LIMITS) / 2)) / 40
    assert by_group(found, "limit_low")["2025-01"] == pytest.approx(low)
    assert values(found)["outside_limits"] == 0


def _binomial(count, n=40, share=0.9):
    from math import comb

    return comb(n, count) * share**count * (1 - share) ** (n - count)


def test_a_month_that_differs_by_more_than_chance_is_outside():
    found = work_quality.pair_work_by_month(months(*[(40, 1)] * 11, (40, 20)), at_least=5)
    december = {statistic: by_group(found, statistic)["2025-12"] for statistic in ("share_of_visits", "limit_low")}
    assert december["share_of_visits"] < december["limit_low"]
    assert values(found)["outside_limits"] == 1


@pytest.mark.parametrize("counts", [[(40, 4)] * 4, [(40, 0)] * 6])
def test_there_are_no_limits_with_few_months_or_no_deviation(counts):
    found = work_quality.pair_work_by_month(months(*counts), at_least=5)
    assert set(found.table["statistic"]) == {"share_of_visits"}


def staff(*rows):
    table = pd.DataFrame(rows, columns=["staff_key", "residential_experience_years", "start", "end"])
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


WORKERS = staff(
    ("1", 12.5, "2019-01-07", None),
    ("2", 0.0, "2020-02-04", "2025-06-30"),
    ("3", 3.0, "2025-09-01", None),
    ("4", np.nan, "2024-01-01", None),
    ("5", 4.0, "2019-01-01", "2024-12-31"),  # left before the period
    ("6", 0.0, "2026-01-01", None),  # began after it
)


def test_experience_is_of_those_who_worked_in_the_period_and_on_its_first_and_last_day():
    found = work_quality.residential_experience(WORKERS, **YEAR).table
    shares = found[found["statistic"] == "with_experience"].set_index("wave")
    assert shares["value"].to_dict() == pytest.approx({"": 2 / 3, "first_day": 1 / 2, "last_day": 1})
    assert shares["n"].to_dict() == {"": 3, "first_day": 2, "last_day": 2}


def test_who_has_not_told_is_counted_and_not_taken_for_inexperienced():
    found = work_quality.residential_experience(WORKERS, **YEAR).table
    assert found.loc[found["statistic"] == "persons_not_known", "value"].tolist() == [1, 1, 1]


def test_the_first_day_of_work_and_the_last_are_days_at_work():
    found = by_group(work_quality.staff_numbers(WORKERS, **YEAR), "persons")
    assert found == {"first_day": 3, "last_day": 3, "began": 1, "left": 1}
