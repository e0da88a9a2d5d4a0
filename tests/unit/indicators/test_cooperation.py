import datetime as dt

import pandas as pd

from arvio.datasets import empty_table
from arvio.disclosure import Context, release
from arvio.indicators import forums, smoothness_by_size_class
from arvio.params import open_project

LAST_DAY = dt.date(2025, 12, 31)
CONTEXT = Context("talo", "Talo", "2025", dt.date(2025, 1, 1), LAST_DAY, "fi", "funder", {})


def actions(*rows):
    """partner, day, form."""
    table = pd.DataFrame(rows, columns=["partner_id", "date", "form"])
    return table.assign(date=pd.to_datetime(table["date"], format="ISO8601"))


def partners(**sectors):
    return pd.DataFrame({"partner_id": list(sectors), "sector": pd.Series(sectors.values(), dtype="str")})


def figures(found, breakdown, statistic):
    table = found.table
    rows = table[(table["breakdown"] == breakdown) & (table["statistic"] == statistic)]
    return dict(zip(rows["group"], rows["value"], strict=True))


HELD = actions(
    ("k1", "2024-11-01", "forum"),
    ("k2", "2024-11-01", "forum"),
    ("k1", "2025-03-01 09:00", "forum"),
    ("k1", "2025-03-01 13:00", "forum"),
    ("k3", "2025-03-01", "forum"),
    ("k1", "2025-10-01", "forum"),
    ("k4", "2025-10-01", "order_discussion"),
)


def test_forums_are_days_and_partners_are_different_ones():
    found = forums(HELD, partners(k1="county", k2="school", k3="county", k4="school", k5="county"))
    assert figures(found, "year", "forums") == {"all": 3, "2024": 1, "2025": 2}
    assert figures(found, "year", "partners") == {"all": 3, "2024": 2, "2025": 2}
    assert figures(found, "sector", "partners") == {"county": 2, "school": 1}


def test_n_of_partners_is_all_that_are_known_from_the_register_or_an_action():
    found = forums(HELD, partners(k1="county", k9="county")).table
    rows = found[(found["statistic"] == "partners") & (found["breakdown"] == "year")]
    assert set(rows["n"]) == {5}


def test_a_partner_that_is_not_in_the_register_has_no_known_sector():
    found = forums(HELD, partners(k1="county", k2=None))
    assert figures(found, "sector", "partners") == {"county": 1, "not_known": 2}


def test_the_turn_of_the_year_divides_forums():
    found = forums(actions(("k", "2024-12-31 23:00", "forum"), ("k", "2025-01-01", "forum")), partners())
    assert figures(found, "year", "forums") == {"all": 2, "2024": 1, "2025": 1}


def test_forums_are_counted_also_without_a_register_of_partners():
    found = forums(HELD, empty_table("partners"))
    assert figures(found, "year", "partners")["all"] == 3
    assert figures(found, "sector", "partners") == {"not_known": 3}


def test_cooperation_without_a_forum_says_that_there_was_none():
    found = forums(actions(("k", "2025-01-01", "order_discussion")), partners())
    assert figures(found, "year", "forums") == {"all": 0}
    assert figures(found, "year", "partners") == {"all": 0}


def test_nothing_collected_gives_no_results_and_no_error():
    assert forums(empty_table("partner_actions"), empty_table("partners")).table.empty


def funder(found):
    audience = open_project().suite.audiences["funder"]
    return release(found, audience=audience, sensitivity=lambda _: "ordinary", context=CONTEXT)


def test_a_funder_sees_forums_and_partners_since_they_are_no_persons():
    shown = funder(forums(HELD, partners(k1="county")))
    assert set(shown.table["status"]) == {"shown"}


def test_where_one_size_class_is_withheld_all_are_since_all_together_are_told():
    sizes = ["small"] * 8 + ["large"] * 3
    ids = [f"r{place}" for place in range(11)]
    answers = pd.DataFrame({"response_id": ids, "item": "smooth", "value": 4.0, "respondent_group": "stakeholders"})
    answers = answers.assign(scale_lowest=1.0, scale_highest=5.0, missing_reason="", basis="collected")
    responses = pd.DataFrame({"response_id": ids, "size_class": sizes})
    shown = funder(smoothness_by_size_class(answers, responses, item="smooth"))
    status = dict(zip(shown.table["group"], shown.table["status"], strict=True))
    assert status == {"all": "shown", "small": "withheld", "large": "withheld"}
