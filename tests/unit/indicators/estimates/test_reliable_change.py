import numpy as np
import pytest

from arvio.errors import ParamsError
from arvio.indicators import estimates


def test_index_and_smallest_change_of_an_example():
    # golden values A.5: from 18 to 24 with a standard deviation of 4.5 and a reliability of 0.85
    index = estimates.reliable_change_index(np.array([18.0]), np.array([24.0]), sd=4.5, reliability=0.85)
    assert index[0] == pytest.approx(2.4343, abs=5e-5)
    assert estimates.smallest_reliable_change(4.5, reliability=0.85) == pytest.approx(4.8309, abs=5e-5)


@pytest.mark.parametrize("reliability", [None, 1.0, 1.2, -0.1, float("nan")])
def test_without_a_reliability_nothing_is_classified(reliability):
    with pytest.raises(ParamsError, match="reliability of the instrument is missing"):
        estimates.smallest_reliable_change(4.5, reliability=reliability)


def test_a_change_of_exactly_the_criterion_is_none():
    before, after = np.zeros(4), np.array([5, 5.1, -5, -5.1])
    found = estimates.reliable_changes(before, after, smallest=5.0, better="higher")
    assert (found.improved, found.unchanged, found.worsened, found.n) == (1, 2, 1, 4)


def test_lower_is_better_where_the_score_is_of_a_burden():
    found = estimates.reliable_changes(np.array([20.0]), np.array([10.0]), smallest=5.0, better="lower")
    assert found.improved == 1


def test_who_was_measured_once_is_in_no_class():
    found = estimates.reliable_changes(np.array([1, np.nan]), np.array([np.nan, 3]), smallest=5.0, better="higher")
    assert found.n == 0
