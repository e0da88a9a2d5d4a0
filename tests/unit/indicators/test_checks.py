import datetime as dt

import numpy as np
import pandas as pd

from arvio.datasets import empty_table
from arvio.disclosure import Context, release
from arvio.indicators import quality_checks
from arvio.params import open_project

LAST_DAY = dt.date(2025, 12, 31)
CONTEXT = Context("talo", "Talo", "2025", dt.date(2025, 1, 1), LAST_DAY, "fi", "funder", {})


def checks(*rows):
    """requirement, kind, met, day of the check."""
    table = pd.DataFrame(rows, columns=["requirement", "kind", "met", "checked_on"])
    return table.assign(checked_on=pd.to_datetime(table["checked_on"], format="ISO8601"))


def check(requirement="plan", met="yes", checked_on="2025-05-01", kind="statutory"):
    return (requirement, kind, met, checked_on)


def counts(given, statistic):
    table = quality_checks(given, until=LAST_DAY).table
    rows = table[(table["indicator"] == "quality_checks") & (table["statistic"] == statistic)]
    return dict(zip(rows["group"], rows["value"], strict=True))


def each(given, statistic="met"):
    table = quality_checks(given, until=LAST_DAY).table
    rows = table[(table["indicator"] == "requirements") & (table["statistic"] == statistic)]
    return dict(zip(rows["group"], rows["value"], strict=True))


def test_requirements_met_are_counted_of_all_and_by_kind_and_told_one_by_one():
    given = checks(
        check("plan"),
        check("staffing", "no"),
        check("supervision", kind="beyond_statutory"),
    )
    assert counts(given, "requirements") == {"all": 3, "beyond_statutory": 1, "statutory": 2}
    assert counts(given, "requirements_met") == {"all": 2, "beyond_statutory": 1, "statutory": 1}
    assert each(given) == {"plan": 1, "staffing": 0, "supervision": 1}


def test_only_the_latest_check_of_a_requirement_counts():
    given = checks(check(met="yes", checked_on="2025-09-01"), check(met="no", checked_on="2025-03-01"))
    assert counts(given, "requirements_met") == {"all": 1, "statutory": 1}
    assert each(given, "checked_on") == {"plan": dt.date(2025, 9, 1).toordinal()}


def test_a_check_of_the_last_day_counts_and_one_after_it_does_not():
    given = checks(
        check(met="no", checked_on="2025-12-31 14:00"),
        check(met="yes", checked_on="2026-01-01"),
        check("staffing", checked_on="2026-02-01"),
    )
    assert each(given) == {"plan": 0}


def test_of_two_checks_of_one_day_the_one_not_passed_counts():
    assert each(checks(check(met="no"), check(met="yes"))) == {"plan": 0}
    assert each(checks(check(met="yes"), check(met="no"))) == {"plan": 0}


def test_a_check_that_does_not_tell_is_not_known_and_no_part_of_n():
    given = checks(check(met=None), check("staffing"))
    table = quality_checks(given, until=LAST_DAY).table
    assert counts(given, "not_known") == {"all": 1, "statutory": 1}
    assert table.loc[table["statistic"] == "requirements_met", "n"].tolist() == [1, 1]
    assert np.isnan(each(given)["plan"])


def test_nothing_collected_gives_no_results_and_no_error():
    assert quality_checks(empty_table("quality_checks"), until=LAST_DAY).table.empty
    assert quality_checks(checks(check(checked_on="2026-01-01")), until=LAST_DAY).table.empty


def test_a_funder_sees_every_requirement_since_it_is_no_person():
    found = quality_checks(checks(check(), check("staffing", "no")), until=LAST_DAY)
    audience = open_project().suite.audiences["funder"]
    shown = release(found, audience=audience, sensitivity=lambda _: "child_welfare", context=CONTEXT)
    assert set(shown.table["status"]) == {"shown"}
