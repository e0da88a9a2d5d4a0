"""Which facts are of the same data, by what was told when."""

from __future__ import annotations

import pandas as pd
import pytest

from arvio.disclosure.auditing.facts import facts_of
from arvio.disclosure.register_file import FACT, RUN

NAN = float("nan")


def told(
    statistic, value, *, n=NAN, version=None, audience="internal", status="shown", notebook="feedback", group="men"
):
    run = dict(zip(RUN, ("testers", "2025", notebook, audience, "fi"), strict=True))
    of = {"indicator": "heard", "breakdown": "respondent_group", "group": group, "wave": "", "statistic": statistic}
    numbers = {"value": value, "low": NAN, "high": NAN, "n": n, "basis": "collected", "status": status}
    return {**run, **of, **numbers, "version": version}


def withheld(statistic, **more):
    return told(statistic, NAN, status="withheld", **more)


def versions(*rows, reader="internal"):
    """Of each version the audience, statistic and value of its facts; a withheld one has none."""
    register = pd.DataFrame(rows, columns=[*RUN, "version", *FACT])
    found: dict[int, set] = {}
    for fact in facts_of(register, reader=reader):
        value = None if fact.status == "withheld" else fact.value
        found.setdefault(fact.version, set()).add((fact.audience, fact.statistic, value))
    return [found[number] for number in sorted(found)]


def inside(*facts):
    return {("internal", *fact) for fact in facts}


@pytest.mark.parametrize("back", [False, True])
def test_what_is_withheld_in_one_version_and_shown_in_the_other_is_in_one_each(back):
    hidden, shown = withheld("share_high", version=1 + back), told("share_high", 0.6, n=50 - back, version=2 - back)
    means = [told("mean", 3.7, n=49, version=1), told("mean", 3.8, n=50, version=2)]
    rows = sorted([hidden, shown, *means], key=lambda row: row["version"])

    seen = versions(*rows)

    expected = [inside(("mean", 3.7), ("share_high", None)), inside(("mean", 3.8), ("share_high", 0.6))]
    swapped = [inside(("mean", 3.7), ("share_high", 0.6)), inside(("mean", 3.8), ("share_high", None))]
    assert seen == (swapped if back else expected)


def test_what_one_report_tells_both_ways_at_once_is_no_version():
    assert len(versions(told("mean", 3.7, n=49, version=1), withheld("mean", version=1))) == 1


def test_a_page_made_for_the_first_time_after_a_late_answer_is_of_the_later_version():
    before, after = told("mean", 3.7, n=49, version=1), told("mean", 3.8, n=51, version=1, audience="public")

    assert versions(before, after) == [inside(("mean", 3.7)), {("public", "mean", 3.8)}]
    assert versions(before, after, told("mean", 3.8, n=51, version=2)) == [
        inside(("mean", 3.7)),
        {("public", "mean", 3.8), ("internal", "mean", 3.8)},
    ]


def test_another_audience_has_decimals_and_rounded_n_of_its_own():
    exact, rounder = told("mean", 3.72, n=49, version=1), told("mean", 3.7, n=50, version=1, audience="public")

    assert len(versions(exact, rounder)) == 1


@pytest.mark.parametrize(("group", "expected"), [("other_services", 1), ("other_special_group", 2), ("women", 2)])
def test_what_was_too_small_to_be_named_is_another_group_for_each_audience(group, expected):
    inside = told("answered", 40, version=1, group=group)
    outside = told("answered", 45, version=1, group=group, audience="public")

    assert len(versions(inside, outside)) == expected


def test_reports_that_were_not_made_again_hold_on_where_nothing_tells_otherwise():
    other = told("answered", 80, version=1, audience="public", group="women")
    rows = [told("answered", 49, version=1), other, told("answered", 50, version=2)]

    assert [("public", "answered", 80) in version for version in versions(*rows)] == [True, True]


def test_a_report_of_another_audience_that_is_of_older_data_does_not_hold_on():
    older = [told("answered", 49, version=1, audience="public"), told("mean", 3.7, version=1, n=49, audience="public")]
    rows = [told("answered", 49, version=1), *older, told("answered", 50, version=2)]

    assert versions(*rows)[1] == inside(("answered", 50))


def test_what_is_not_out_yet_is_told_last_and_only_as_far_as_it_is_new():
    rows = [
        told("mean", 3.7, n=49, version=1),
        told("sd", 1.0, n=49, version=1, group="women"),
        told("mean", 3.8, n=50),
    ]

    assert versions(*rows) == [inside(("mean", 3.7), ("sd", 1.0)), inside(("mean", 3.8), ("sd", 1.0))]


def test_without_versions_another_figure_of_a_report_is_told_later():
    rows = [told("mean", 3.7, n=49), withheld("share_high"), told("mean", 3.8, n=50)]

    assert versions(*rows) == [
        inside(("mean", 3.7), ("share_high", None)),
        inside(("mean", 3.8), ("share_high", None)),
    ]
