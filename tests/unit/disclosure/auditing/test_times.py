"""Which figures of other periods a figure hangs together with, and which it says nothing of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import pytest

from arvio.disclosure.auditing.times import (
    COURSES,
    OF_BREAKDOWN,
    OF_PERIODS,
    ON_DAYS,
    REGROUPED,
    UNTIL,
    WAVES_ON_DAYS,
    Course,
    course_of,
    days_of,
    is_residual,
    lies_in,
    time_of,
)
from arvio.results import INDICATORS

from .written import words_written


@pytest.mark.parametrize(
    ("row", "time"),
    [
        (("pathways", "2025-H1", "services", "service", "askel", ""), ("2025-H1", "")),
        (("project_end", "2023-2025", "services", "service", "askel", "2024"), ("2024", "")),
        (("feedback", "2025", "heard", "respondent_group", "participants", "2025-1"), ("", "2025-1")),
        (("feedback", "2025", "heard", "respondent_group", "participants", "2024"), ("", "2024")),
        (("family_work", "2025-H1", "heard", "wave", "2024", ""), ("", "")),
        (("family_work", "2025-H1", "heard", "wave", "all", ""), ("until 2025-06-30", "")),
        (("family_work", "2025", "cases", "stage", "began", "2025"), ("2025", "")),
        (("work_quality", "2025", "staff", "day", "first_day", ""), ("on 2025-01-01", "")),
        (("work_quality", "2025", "staff", "day", "left", ""), ("2025", "")),
        (("work_quality", "2025-H2", "ddp_levels", "level", "all", ""), ("on 2025-12-31", "")),
        (("work_quality", "2025", "residential_experience", "", "all", "last_day"), ("on 2025-12-31", "")),
        (("change", "2023-2025", "flow", "came_back", "both", ""), ("until 2025-12-31", "")),
        (("change", "project", "flow", "came_back", "both", ""), ("until last_day of project", "")),
    ],
)
def test_a_figure_is_about_its_period_its_wave_or_a_day(row, time):
    assert time_of(*row) == time


@pytest.mark.parametrize(
    ("group_of", "course"),
    [
        (("services", "service", "askel"), "held"),
        (("services", "service", "other_services"), "apart"),
        (("services_by_target_group", "other_services", "all"), "apart"),
        (("services_by_target_group", "askel", "other_special_group"), "held"),
        (("destinations", "next_step", "work"), "last"),
        (("destinations", "next_step", "all"), "held"),
        (("chain_length", "steps", "2"), "last"),
        (("chain_length", "steps", "2_or_more"), "held"),
        (("goal_attainment", "score", "2"), "last"),
        (("transitions", "askel", "still_in_service"), "apart"),
        (("transitions", "askel", "all"), "held"),
        (("staff", "day", "last_day"), "apart"),
        (("heard", "respondent_group", "participants"), "added"),
        (("heard", "wave", "all"), "apart"),
        (("moods", "weather", "rain"), "apart"),
    ],
)
def test_what_a_longer_period_says_of_a_shorter_one(group_of, course):
    assert course_of(*group_of) == course


def test_what_is_declared_is_a_course_of_something_that_is_computed():
    declared = [*COURSES.values(), *OF_BREAKDOWN.values()]
    by_group = [one for one in declared if isinstance(one, Mapping)]
    courses = {one for one in declared if isinstance(one, str)} | {
        course for one in by_group for course in one.values()
    }
    assert courses <= set(get_args(Course))
    assert {*COURSES, *OF_PERIODS, *REGROUPED, *ON_DAYS, *WAVES_ON_DAYS} <= INDICATORS
    assert {*OF_BREAKDOWN, *UNTIL, *(group for one in by_group for group in one)} <= words_written()


def test_a_group_of_the_rest_is_known_by_its_name():
    assert is_residual("other_services")
    assert is_residual("other_or_not_known")
    assert not is_residual("other_special_group")
    assert not is_residual("not_known")


def test_a_period_that_only_params_know_lies_in_no_other():
    assert lies_in("2025-Q4", "2025-H2")
    assert not lies_in("2025", "2025-H2")
    assert not lies_in("project", "2025")
    assert days_of("project") == 0
    assert days_of("2024") == 366
