"""What holds between the numbers of one table, and between its versions."""

from dataclasses import replace

import pytest

from arvio.disclosure.auditing import model
from arvio.disclosure.auditing.cells import ANSWERS, PAIRS, PERSONS, Cell
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.structure import differing_versions, of_totals

NAN = float("nan")
FIRST = Cell("", "harjula", "2025", "heard", "respondent_group", "", 1, "men", ANSWERS)
SECOND = FIRST._replace(version=2)


def mean(n, *, rounded=False):
    table = ("heard", "respondent_group", "men", "", "mean")
    return Fact("a", "harjula", "2025", "public", ("annual",), *table, 4.0, NAN, NAN, n, "shown", n_is_rounded=rounded)


def differing(before, after):
    return list(differing_versions({FIRST: [before], SECOND: [after]}))


def test_of_two_versions_the_one_with_more_answers_holds_the_others():
    assert differing(mean(20), mean(21)) == [(FIRST, SECOND)]
    assert differing(mean(21), mean(20)) == [(SECOND, FIRST)]


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True), (True, True)])
def test_behind_an_n_that_may_be_rounded_answers_may_have_been_added(before, after):
    assert differing(mean(20, rounded=before), mean(20, rounded=after)) == [(FIRST, SECOND)]


def test_of_as_many_answers_nothing_is_known_where_the_figure_was_corrected():
    assert differing(mean(20), mean(20)) == []


def test_behind_a_rounded_count_persons_may_have_been_added():
    counts = [replace(mean(20), statistic=PERSONS, value=20.0, status=status) for status in ("rounded", "shown")]
    cells = [cell._replace(who=PERSONS) for cell in (FIRST, SECOND)]
    found = {
        status: differing_versions({cells[0]: [counts[0]], cells[1]: [counts[number]]})
        for number, status in enumerate(("rounded", "shown"))
    }
    assert {status: list(pairs) for status, pairs in found.items()} == {
        "rounded": [tuple(cells)],
        "shown": [tuple(cells)],
    }


def test_which_version_of_a_class_of_change_holds_more_is_told_by_the_pairs():
    pairs = [cell._replace(breakdown="baseline", who=PAIRS) for cell in (FIRST, SECOND)]
    improved = [cell._replace(who="share_improved") for cell in pairs]
    cells = {
        **{one: [mean(n)] for one, n in zip(pairs, (20, 22), strict=True)},
        **{one: [mean(30)] for one in improved},
    }
    assert set(differing_versions(cells)) == {tuple(pairs), tuple(improved)}


def persons_by(indicator, breakdown, *groups):
    """Cells of a table of counts, all of which one edition tells."""
    cells = [FIRST._replace(indicator=indicator, breakdown=breakdown, group=group, who=PERSONS) for group in groups]
    return cells, {cell: [replace(mean(20), statistic=PERSONS)] for cell in cells}


@pytest.mark.parametrize(
    ("indicator", "breakdown", "relation"),
    [
        ("destinations", "next_step", lambda total, parts: model.adds_up([total], parts)),
        ("needs", "need", model.covers),
        ("cases", "stage", model.contains),
        ("staff", "day", lambda total, parts: []),
    ],
)
def test_groups_lie_in_their_total_as_their_table_declares(indicator, breakdown, relation):
    (total, *parts), cells = persons_by(indicator, breakdown, "all", "a", "b")

    assert [*of_totals(cells)] == relation(total, parts)


def test_groups_without_a_total_and_a_total_without_groups_say_nothing_of_one_another():
    for groups in (("a", "b"), ("all",)):
        assert [*of_totals(persons_by("destinations", "next_step", *groups)[1])] == []


@pytest.mark.parametrize("who", [ANSWERS, PAIRS, "invited", 4, "share_high", "share_improved"])
def test_those_who_are_in_one_group_each_make_up_the_total(who):
    cells = [cell._replace(who=who) for cell in persons_by("destinations", "next_step", "all", "a", "b")[0]]

    assert [*of_totals({cell: [mean(20)] for cell in cells})] == model.adds_up(cells[:1], cells[1:])


@pytest.mark.parametrize("who", ["n of agreeing", "agreeing", "mean"])
def test_what_has_an_n_of_its_own_in_each_group_does_not_make_up_the_total(who):
    cells = [cell._replace(who=who) for cell in persons_by("destinations", "next_step", "all", "a", "b")[0]]

    assert [*of_totals({cell: [mean(20)] for cell in cells})] == []
