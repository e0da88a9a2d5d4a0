"""Who is one of the persons counted may know more of the others than everybody does."""

from __future__ import annotations

import pandas as pd
import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.facts import Cell, Reading, Statements, statements
from arvio.disclosure.auditing.insiders import known_to_insiders
from arvio.disclosure.auditing.verdicts import Audit, Protected, audit_verdicts
from arvio.params import Audience

NAN = float("nan")


def test_the_one_who_answered_otherwise_knows_the_others():
    words = "harjula: answer 5 of heard (respondent_group, participants, 2025): everybody else, to one of them"

    assert to_insiders(mean(4.9, n=10)) == {words: "all_alike"}


@pytest.mark.parametrize(("most", "verdicts"), [(1, ["all_alike"]), (2, [])])
def test_one_who_answered_otherwise_knows_the_rest_only_where_there_is_no_second(most, verdicts):
    cell = Cell("", "harjula", "2025", "heard", "respondent_group", "", 1, "men", 5)
    rows = (*model.adds_up([cell], ["rest"]), *model.between([cell], 0, most))
    said = Statements(rows, (Protected("all but 5", "all_alike", ((cell, 1),), 5, cell),), {})

    assert [one.verdict for one in insiders_of(said).leaking] == verdicts


def test_of_answers_that_spread_nobody_knows_the_others():
    assert not to_insiders(mean(3.6, n=20))


def test_one_of_two_at_most_knows_of_one_other_at_most():
    counts = [count("all", 40), count("home", 20), count("work", 18), count("moved", None), count("none", None)]

    assert to_insiders(*counts) == {
        f"harjula: persons of destinations (next_step, {group}, 2025), to one of them": "too_narrow"
        for group in ("moved", "none")
    }


def test_more_who_are_withheld_together_are_not_known_to_one_of_them():
    counts = [count("all", 40), count("home", 20), count("work", 14), count("moved", None), count("none", None)]

    assert not to_insiders(*counts)


def test_who_knows_that_another_one_is_there_knows_of_few():
    """Of a cell that holds pairs, and no more than one, whoever is there knows of exactly one other."""
    cell = Cell("", "harjula", "2025", "destinations", "next_step", "", 1, "moved", "persons")
    pairs = [*model.adds_up([cell], ["one", "other"]), *model.adds_up(["one"], ["other"])]
    rows = (*pairs, *model.between([cell], 0, 3))
    said = Statements(rows, (Protected("moved", "count", ((cell, 1),), 5, cell),), {})

    (leak,) = insiders_of(said).leaking
    assert (leak.verdict, leak.range) == ("known_small", (1, 1, "exactly"))


def test_only_sensitive_subjects_are_looked_at():
    assert not to_insiders(mean(4.9, n=10), sensitive=False)


def to_insiders(*facts: Fact, sensitive: bool = True) -> dict[str, str]:
    """The words and the verdict of each leak to an insider, none of which outsiders know."""
    reading = Reading(lambda fact: RULES, lambda indicator: sensitive, {"heard": (1, 5)})
    return {one.protected.words: one.verdict for one in insiders_of(statements([*facts], reading), reading).leaking}


def insiders_of(said: Statements, reading: Reading | None = None) -> Audit:
    outside = audit_verdicts(said.rows, said.protected)
    return known_to_insiders(said, outside, reading or Reading(lambda fact: RULES, lambda indicator: True))


RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=5,
    minimum_n_sensitive=5,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=1,
    source="made for the test",
)


def mean(value: float, *, n: int) -> Fact:
    return fact("mean", indicator="heard", breakdown="respondent_group", group="participants", value=value, n=n)


def count(group: str, value: float | None) -> Fact:
    told = NAN if value is None else value
    return fact("persons", indicator="destinations", breakdown="next_step", group=group, value=told, n=told)


def fact(statistic: str, *, value: float, **of: object) -> Fact:
    place = {"organisation": "harjula", "period": "2025", "audience": "public", "editions": ("annual 2025 (public)",)}
    status = "withheld" if pd.isna(value) else "shown"
    numbers = {"value": value, "low": NAN, "high": NAN, "status": status}
    return Fact(id=f"{of['indicator']} {of['group']}", statistic=statistic, wave="", **place, **numbers, **of)
