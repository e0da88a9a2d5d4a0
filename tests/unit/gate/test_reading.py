"""What a reader of the sample organisations' reports knows besides their figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from arvio.disclosure.auditing.facts import Fact
from arvio.gate.reading import reading_of
from arvio.params import open_project

from ...conftest import PROJECT


@pytest.fixture(scope="module")
def project():
    return open_project(PROJECT)


def told(audience: str, *notebooks: str) -> Fact:
    editions = tuple(f"{notebook} 2025 ({audience})" for notebook in notebooks)
    place = {"indicator": "response", "breakdown": "respondent_group", "group": "workers", "wave": ""}
    figures = {"value": 25, "low": 25, "high": 25, "n": 25, "status": "shown"}
    run = {"id": "fact 1", "organisation": "silmu", "period": "2025", "audience": audience, "editions": editions}
    return Fact(**run, **place, statistic="answered", **figures)


@pytest.mark.parametrize("audience", ["internal", "funder", "public"])
def test_figures_were_released_by_the_rules_of_their_audience(project, audience):
    rules = reading_of(project, "miessakit").rules

    assert rules(told(audience, "feedback")) == project.suite.audiences[audience]
    assert rules(told(audience, "annual")) == project.suite.audiences[audience]


def test_the_file_of_a_mirror_was_released_by_the_rules_of_the_public(project):
    assert reading_of(project, "miessakit").rules(told("public", "mirror_export")) == project.suite.audiences["public"]


@pytest.mark.parametrize("notebook", ["family_work", "annual"])
def test_reports_on_families_were_released_by_rules_of_their_own(project, notebook):
    assert reading_of(project, "silmu").rules(told("internal", notebook)) == project.suite.families


def test_what_another_notebook_told_exactly_is_known_exactly(project):
    rules = reading_of(project, "silmu").rules
    assert project.suite.families.rounding_base == 5
    assert project.suite.audiences["internal"].rounding_base == 1

    for notebooks in (("annual", "work_quality"), ("work_quality", "annual")):
        assert rules(told("internal", *notebooks)).rounding_base == 1


@pytest.mark.parametrize("decimals", [0, 2])
def test_of_two_notebooks_that_round_alike_the_one_with_more_decimals_is_known(project, decimals):
    internal = project.suite.audiences["internal"]
    assert internal.decimals == 1
    families = internal.model_copy(update={"decimals": decimals})
    other = replace(project, suite=project.suite.model_copy(update={"families": families}))

    for notebooks in (("annual", "work_quality"), ("work_quality", "annual")):
        assert reading_of(other, "silmu").rules(told("internal", *notebooks)).decimals == max(1, decimals)


@pytest.mark.parametrize("minimum", [1, 99])
def test_of_two_notebooks_that_write_alike_the_one_that_protects_more_persons_is_kept(project, minimum):
    internal = project.suite.audiences["internal"]
    families = internal.model_copy(update={"minimum_n_sensitive": minimum})
    other = replace(project, suite=project.suite.model_copy(update={"families": families}))

    for notebooks in (("annual", "work_quality"), ("work_quality", "annual")):
        known = reading_of(other, "silmu").rules(told("internal", *notebooks))
        assert known.minimum_n_sensitive == max(minimum, internal.minimum_n_sensitive)


def test_an_indicator_is_as_sensitive_as_params_say(project):
    assert not reading_of(project, "miessakit").is_sensitive("heard")
    assert reading_of(project, "silmu").is_sensitive("heard")
    assert not reading_of(project, "silmu").is_sensitive("staff")


def test_items_in_whole_marks_have_the_ends_of_their_scale(project):
    scales = reading_of(project, "miessakit").scales

    assert scales["heard"] == (1, 5)
    assert reading_of(project, "voimaa").scales == {}


@pytest.mark.parametrize("organisation", ["harjula", "miessakit"])
def test_figures_of_all_editions_are_of_the_same_persons_since_none_counts_services_for_children(project, organisation):
    assert reading_of(project, organisation).apart == ()
