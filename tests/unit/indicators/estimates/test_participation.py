import numpy as np
import pytest

from arvio.errors import DataError
from arvio.indicators import estimates


def test_each_stage_is_a_share_of_the_invited_and_of_the_last():
    found = estimates.stages(invited=40, reached=38, started=30, completed=24)
    assert [stage.name for stage in found] == ["invited", "reached", "started", "completed"]
    assert [stage.of_invited.value for stage in found] == [1.0, 0.95, 0.75, 0.6]
    assert found[3].of_previous.value == 0.8


def test_stages_that_were_not_counted_have_no_row_and_no_share():
    found = estimates.stages(invited=None, reached=None, started=30, completed=24)
    assert [stage.name for stage in found] == ["started", "completed"]
    assert np.isnan(found[1].of_invited.value)
    assert found[1].of_previous.value == 0.8


def test_more_answers_than_invited_are_refused():
    with pytest.raises(DataError, match=r"completed \(12\) > invited \(10\)"):
        estimates.stages(invited=10, reached=None, started=None, completed=12)


def test_each_item_tells_who_answered_it():
    items = np.array([[1, np.nan], [2, np.nan], [np.nan, np.nan], [4, 5]])
    assert [(share.value, share.n) for share in estimates.answered_shares(items)] == [(0.75, 4), (0.25, 4)]


def test_attrition_tells_who_came_back_and_how_the_lost_began():
    before = np.array([1, 2, 3, 4, 5, np.nan])
    after = np.array([2, np.nan, 4, np.nan, 5, 3])
    found = estimates.attrition(before, after, lowest=1, highest=5)
    assert (found.started, found.returned.value, found.returned.n) == (5, 0.6, 5)
    assert (found.followed.value, found.lost.value, found.difference.value) == (3, 3, 0)
    assert (found.t, found.p) == (0, 1)


def test_nobody_lost_leaves_nothing_to_compare():
    found = estimates.attrition(np.array([1, 2, 3.0]), np.array([2, 2, 2.0]), lowest=1, highest=5)
    assert found.lost.n == 0
    assert np.isnan([found.difference.value, found.t, found.p]).all()
