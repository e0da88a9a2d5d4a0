import datetime as dt

import pandas as pd

from arvio.indicators import ended, histories, known_by, referred, served

YEAR = {"start": dt.date(2025, 1, 1), "end": dt.date(2025, 12, 31)}


def enrolments(*rows):
    """person, referred on, start, end; what is known at the end of each stands in the other columns."""
    table = pd.DataFrame(rows, columns=["person_key", "referred_on", "start", "end"])
    days = {day: pd.to_datetime(table[day]) for day in ("referred_on", "start", "end")}
    told = {"service": "askel", "end_reason": "as_planned", "next_step": "work", "need_met": "yes", "cost_eur": 100.0}
    return table.assign(**days, **told)


def persons(found):
    return found["person_key"].tolist()


def test_what_came_after_the_day_has_not_happened():
    table = enrolments(("p", "2025-12-01", "2025-12-10", "2026-02-01"), ("q", "2025-12-20", "2026-01-02", "2026-03-01"))
    found = known_by(table, until=YEAR["end"]).set_index("person_key")
    assert found["start"].notna().to_dict() == {"p": True, "q": False}
    assert found["end"].isna().all()
    assert found[["end_reason", "next_step", "cost_eur"]].isna().all(axis=None)
    assert found["need_met"].notna().to_dict() == {"p": True, "q": False}


def test_what_was_referred_after_the_day_is_not_there_yet():
    table = enrolments(("p", "2026-01-01", "2026-01-10", None), ("q", None, None, None))
    assert persons(known_by(table, until=YEAR["end"])) == ["q"]


def test_what_happened_on_the_last_day_at_any_hour_is_known():
    table = enrolments(("p", "2025-12-31 15:30", "2025-12-31 16:00", None))
    found = known_by(table, until=YEAR["end"])
    assert found["start"].tolist() == [pd.Timestamp("2025-12-31")]


def test_the_given_table_stays_as_it_was():
    table = enrolments(("p", "2025-12-01", "2025-12-10", "2026-02-01"))
    before = table.copy()
    known_by(table, until=YEAR["end"])
    pd.testing.assert_frame_equal(table, before)


def test_served_are_those_whose_service_ran_on_a_day_of_the_period():
    table = enrolments(
        ("ended before", None, "2024-05-01", "2024-12-31"),
        ("ended on the first day", None, "2024-05-01", "2025-01-01"),
        ("began on the last day", None, "2025-12-31", None),
        ("still in service", None, "2023-05-01", None),
        ("only the end is known", None, None, "2025-03-01"),
        ("waits", "2025-12-01", "2026-01-05", None),
    )
    assert persons(served(table, **YEAR)) == [
        "ended on the first day",
        "began on the last day",
        "still in service",
        "only the end is known",
    ]


def test_a_history_has_the_earlier_services_of_those_served_and_nobody_else():
    table = enrolments(
        ("p", None, "2023-05-01", "2023-08-31"),
        ("p", None, "2025-02-01", None),
        ("q", None, "2023-05-01", "2023-08-31"),
    )
    assert persons(histories(table, **YEAR)) == ["p", "p"]


def test_referred_counts_from_the_day_of_referral_and_else_from_the_start():
    table = enrolments(
        ("before", "2024-12-31", "2025-01-10", None),
        ("in the year", "2025-01-01", "2025-01-10", None),
        ("waits", "2025-12-31", None, None),
        ("only the start is known", None, "2025-06-01", None),
        ("later", "2026-01-01", None, None),
    )
    assert persons(referred(table, **YEAR)) == ["in the year", "waits", "only the start is known"]


def test_ended_are_those_that_ended_in_the_period():
    table = enrolments(
        ("before", None, "2024-01-01", "2024-12-31"),
        ("first day", None, "2024-01-01", "2025-01-01"),
        ("last day", None, "2024-01-01", "2025-12-31"),
        ("later", None, "2024-01-01", "2026-01-01"),
    )
    assert persons(ended(table, **YEAR)) == ["first day", "last day"]


def test_an_empty_table_stays_empty():
    none = enrolments(("p", None, "2025-01-01", None)).iloc[:0]
    for select in (served, histories, referred, ended):
        assert select(none, **YEAR).empty
