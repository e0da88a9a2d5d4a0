"""Numbers of different tables that count the same persons are one to the auditor."""

from __future__ import annotations

import pytest

from arvio.disclosure.auditing.cells import Cell
from arvio.disclosure.auditing.model import adds_up
from arvio.disclosure.auditing.same import FAMILIES, hanging_together, of_agreeing, of_trained, ones


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("target_groups", "target_group", "all", "persons"), ("services", "service", "all", "persons")),
        (("service_activity", "year", "all", "persons"), ("services", "service", "all", "persons")),
        (("transitions", "", "all", "persons"), ("services", "service", "all", "persons")),
        (("transitions", "askel", "all", "persons"), ("services", "service", "askel", "persons")),
        (("services_by_target_group", "askel", "all", "persons"), ("services", "service", "askel", "persons")),
        (("chain_length", "steps", "1", "persons"), ("chains", "chain", "no_chain", "persons")),
        (("chains", "chain", "all", "in_chain"), ("chains", "chain", "chain", "persons")),
        (("group_activity", "year", "all", "persons"), ("reach", "county", "all", "persons")),
        (("family_activity", "year", "all", "persons"), ("cases", "stage", "all", "persons")),
        (("placement_during", "", "all", "persons"), ("cases", "stage", "ended", "persons")),
        (("loneliness", "one_step", "all", "pairs"), ("loneliness", "baseline", "all", "pairs")),
        (("loneliness", "improved_by_one_step", "all", "pairs"), ("loneliness", "baseline", "all", "pairs")),
        (("loneliness", "agreeing", "all", "n of agreeing"), ("loneliness", "baseline", "all", "pairs")),
        (("cooperation", "size_class", "all", 4), ("cooperation", "respondent_group", "stakeholders", 4)),
        (("flow", "when", "all", "persons"), ("flow", "came_back", "both", "persons")),
        (
            ("begun_in_time", "service", "askel", "n of begun_in_time"),
            ("waiting", "service", "askel", "n of median_days"),
        ),
        (("encounter_activity", "year", "all", "encounters"), ("encounters", "year", "all", "encounters")),
    ],
)
def test_the_same_persons_are_one_number(one, other):
    assert ones({cell(*one): []}) == {cell(*one): cell(*other)}


def test_cases_followed_for_a_year_are_those_that_ended_the_year_before():
    followed, ended = cell("placement_12m", "", "all", "persons"), cell("cases", "stage", "ended", "persons")

    assert ones({followed: []})[followed] == ended._replace(period="2024")


@pytest.mark.parametrize(
    "part",
    [
        ("begun_in_time", "service", "askel", "begun_in_time"),
        ("encounter_activity", "year", "all", "persons"),
        ("family_activity", "year", "began", "persons"),
        ("flow", "when", "spring", "persons"),
        ("loneliness", "baseline", "all", 4),
        ("loneliness", "one_step", "all", "share_improved"),
        ("cooperation", "size_class", "small", 4),
    ],
)
def test_some_of_the_persons_are_a_number_of_their_own(part):
    assert not ones({cell(*part): []})


@pytest.mark.parametrize("group", ["immigrant", "other_target_groups"])
def test_a_part_is_not_the_whole_of_another_table(group):
    assert not ones({cell("target_groups", "target_group", group, "persons"): []})


def test_tables_of_which_one_was_made_again_are_left_apart():
    groups, services = (
        cell("target_groups", "target_group", "all", "persons"),
        cell("services", "service", "all", "persons"),
    )

    assert not ones({groups: [], services: [], services._replace(version=2): []})


def test_whose_training_is_told_and_whose_is_not_are_all_who_were_at_work_that_day():
    known, not_known = (cell("ddp_trained", "", "all", who) for who in ("n of with_training", "persons_not_known"))
    everybody = cell("ddp_levels", "level", "all", "persons")

    assert [*of_trained({known: [], not_known: [], everybody: []})] == adds_up([everybody], [known, not_known])
    assert [*of_trained({known: [], not_known: []})] == [*of_trained({known: [], everybody: []})] == []


def test_who_agrees_gave_one_of_the_two_highest_marks_at_that_time():
    agree = cell("heard", "agreeing", "all", "agreeing")._replace(wave="baseline")
    marks = [agree._replace(breakdown="baseline", who=mark) for mark in (3, 4, 5)]

    assert [*of_agreeing({agree: [], **{mark: [] for mark in marks}})] == adds_up([agree], marks[1:])
    assert [*of_agreeing({agree: [], marks[1]: []})] == []


def test_each_number_that_is_another_ones_is_audited_with_it():
    assert hanging_together(["target_groups", "heard"]) == {*FAMILIES[0], "heard"}


def cell(indicator: str, breakdown: str, group: str, who: str | int) -> Cell:
    return Cell("", "harjula", "2025", indicator, breakdown, "", 1, group, who)
