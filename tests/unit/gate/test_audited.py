"""The audit of everything that was published about an organisation, as each reader has it."""

from __future__ import annotations

import pandas as pd
import pytest

from arvio.disclosure.auditing import bounds
from arvio.disclosure.auditing.facts import Reading
from arvio.disclosure.register_file import FACT, RUN
from arvio.gate.audited import READERS, Audited, audited
from arvio.params import Audience
from arvio.saying import spoken

RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=10,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=1,
    source="made for the test",
)
READING = Reading(lambda fact: RULES, lambda indicator: False)
NAN = float("nan")


def row(group: str, value: float | None, **other: object) -> dict:
    run = {"organisation": "talo", "period": "2025", "notebook": "pathways", "audience": "public", "language": "fi"}
    of = {"indicator": "destinations", "breakdown": "next_step", "group": group, "wave": "", "statistic": "persons"}
    number = NAN if value is None else value
    numbers = {"value": number, "low": NAN, "high": NAN, "n": number, "basis": "collected"}
    return {**run, **of, **numbers, "status": "withheld" if value is None else "shown", **other}


def audit_of(*rows: dict, reader: str = "public", known: dict | None = None) -> Audited:
    return audited(pd.DataFrame(rows, columns=[*RUN, *FACT]), "talo", READING, reader=reader, known=known)


TOTAL, HOME, MOVED = row("all", 40), row("home", 37), row("moved", None)


def test_a_leak_that_two_editions_make_together_is_of_who_reads_both():
    inside = {**HOME, "audience": "internal"}

    found = {reader: audit_of(TOTAL, row("home", None), MOVED, inside, reader=reader) for reader in READERS}

    assert [found[reader].audit.is_safe for reader in READERS] == [True, True, False]
    (leak,) = found["internal"].audit.leaking
    assert (leak.verdict, leak.range[:2]) == ("known_small", (3, 3))


def test_the_facts_behind_a_leak_are_told_in_words():
    found = audit_of(TOTAL, HOME, MOVED)

    (leak,) = found.audit.leaking
    assert [fact.group for fact in found.behind(leak)] == ["all", "home"]
    assert found.explained(leak).split("\n") == [
        "talo: persons of destinations (next_step, moved, 2025): known to be few: 3. It follows from",
        "- pathways 2025 (public): persons of destinations (next_step, all) is 40",
        "- pathways 2025 (public): persons of destinations (next_step, home) is 37",
    ]


def test_shown_facts_have_a_figure():
    assert (len(audit_of(TOTAL, MOVED).facts), audit_of(TOTAL, MOVED).shown) == (2, 1)


def test_figures_that_cannot_all_be_true_are_named():
    found = audit_of(TOTAL, {**HOME, "group": "moved"}, row("home", 9), row("work", 8, indicator="needs"))

    (conflict,) = found.conflicts
    assert {fact.value for fact in conflict} == {40, 37, 9}
    assert audit_of(TOTAL, HOME, MOVED).conflicts == ()


def test_what_was_solved_for_one_reader_is_not_solved_again(monkeypatch: pytest.MonkeyPatch):
    known: dict = {}
    first = audit_of(TOTAL, HOME, MOVED, known=known)
    monkeypatch.setattr(bounds, "solved", None)

    again = audit_of(TOTAL, HOME, MOVED, reader="internal", known=known)

    assert again.audit == first.audit


def test_a_register_with_nothing_in_it_is_safe():
    found = audit_of()

    assert found.audit.is_safe
    assert (found.facts, found.shown) == ((), 0)


def test_a_leak_is_told_in_the_language_of_the_evaluator():
    found = audit_of(TOTAL, HOME, MOVED)
    assert spoken(found.explained(found.audit.leaking[0]), "fi").split("\n") == [
        "talo: destinations (next_step, moved, 2025), persons: tiedetään pieneksi: 3. Tämä seuraa näistä:",
        "- pathways 2025 (public): destinations (next_step, all), persons: 40",
        "- pathways 2025 (public): destinations (next_step, home), persons: 37",
    ]
