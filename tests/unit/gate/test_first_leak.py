"""What more facts give away beside those that are out."""

from __future__ import annotations

import pandas as pd

from arvio.disclosure.auditing.facts import Reading
from arvio.disclosure.register_file import FACT, RUN
from arvio.gate.judging import Gate
from arvio.params import Audience

RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=10,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=5,
    source="made for the test",
)
READING = Reading(lambda fact: RULES, lambda indicator: False, {"heard": (1, 5)})


def row(statistic: str, value: float, n: int, **other: object) -> dict:
    run = {"organisation": "talo", "period": "2025", "notebook": "feedback", "audience": "public", "language": "fi"}
    of = {"indicator": "heard", "breakdown": "respondent_group", "group": "participants", "wave": ""}
    numbers = {"value": value, "low": float("nan"), "high": float("nan"), "n": n}
    return {**run, **of, "statistic": statistic, **numbers, "basis": "collected", "status": "shown", **other}


def register(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*RUN, *FACT])


def file(statistic: str, value: float, n: int, **other: object) -> pd.DataFrame:
    return register(row(statistic, value, n, notebook="mirror_export", **other))


def test_the_figure_of_a_report_tells_nothing_more_in_a_file():
    out = register(row("mean", 4.2, 49), row("share_high", 0.73, 49))

    assert Gate("talo", READING, out).first_leak(file("share_high", 0.73, 49)) == ""


def test_a_file_written_after_a_late_answer_tells_it():
    out = register(row("share_high", 0.73, 49))

    words = Gate("talo", READING, out).first_leak(file("share_high", 0.74, 50))

    what, *facts = words.split("\n")
    assert what.endswith("participants, 2025), of those added in version 2: known to be few: 1. It follows from")
    assert facts == [
        "- feedback 2025 (public): share_high of heard (respondent_group, participants) is 0.73 of n = 49",
        "- mirror_export 2025 (public): share_high of heard (respondent_group, participants) is 0.74 of n = 50",
    ]


def test_what_reports_gave_away_before_is_nothing_that_a_file_adds():
    out = register(row("mean", 4.9, 10))

    assert Gate("talo", READING, register()).first_leak(file("mean", 4.9, 10))
    assert Gate("talo", READING, out).first_leak(file("mean", 4.9, 10)) == ""


def test_a_file_is_held_against_the_report_that_only_the_organisation_reads():
    """All of 25 answered 4 or 5, as a report within says: with the mean of the file two or three of them 4."""
    inside, told = register(row("share_high", 1.0, 25, audience="internal")), file("mean", 4.9, 25)

    words = Gate("talo", READING, inside).first_leak(told)

    assert Gate("talo", READING, register()).first_leak(told) == ""
    assert words.startswith("talo: answer 4 of heard (respondent_group, participants, 2025): known to be few: 2 to 3.")
    assert "- feedback 2025 (internal): share_high" in words


def test_another_indicator_is_not_looked_at():
    out = register(row("mean", 4.9, 10, indicator="trust"))

    assert Gate("talo", READING, out).first_leak(file("mean", 4.2, 49)) == ""
