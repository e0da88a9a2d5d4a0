"""What holds between the numbers of one table, and between its versions."""

import pytest

from arvio.disclosure.auditing.cells import ANSWERS, Cell
from arvio.disclosure.auditing.fact import Fact
from arvio.disclosure.auditing.structure import differing_versions

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
