import numpy as np
import pytest

from arvio.errors import DataError
from arvio.indicators import estimates

AGE = np.array(["young", "young", "old", "old", "old", "old"])
GENDER = np.array(["man", "woman", "man", "man", "man", "woman"])


def weighted(labels, weights, label):
    return weights[labels == label].sum() / weights.sum()


def test_one_grouping_is_weighted_to_its_shares():
    # two of six stand for half: each 1.5, and the four others 0.75
    found = estimates.rake({"age": AGE}, targets={"age": {"young": 0.5, "old": 0.5}})
    assert found.weights.tolist() == pytest.approx([1.5, 1.5, 0.75, 0.75, 0.75, 0.75])
    assert (found.converged, found.rounds) == (True, 1)
    assert found.effective_n == pytest.approx(36 / (2 * 1.5**2 + 4 * 0.75**2))


def test_several_groupings_reach_their_shares_together():
    targets = {"age": {"young": 30, "old": 70}, "gender": {"man": 0.5, "woman": 0.5}}
    found = estimates.rake({"age": AGE, "gender": GENDER}, targets=targets)
    assert found.converged
    assert found.gap < 1e-10
    assert weighted(AGE, found.weights, "young") == pytest.approx(0.3)
    assert weighted(GENDER, found.weights, "man") == pytest.approx(0.5)
    assert found.weights.mean() == pytest.approx(1)


def test_shares_that_contradict_each_other_are_not_reached():
    # all young are men and all old women, so both shares cannot hold
    groups = {"age": np.array(["young", "old"]), "gender": np.array(["man", "woman"])}
    targets = {"age": {"young": 0.9, "old": 0.1}, "gender": {"man": 0.1, "woman": 0.9}}
    found = estimates.rake(groups, targets=targets)
    assert not found.converged
    assert found.gap > 0.1
    assert found.rounds == 1000  # as many as are tried at most


@pytest.mark.parametrize(
    ("targets", "named"),
    [
        ({"young": 1.0}, "without a known share: old"),
        ({"young": 0.5, "old": 0.3, "oldest": 0.2}, "without a person or a share above 0: oldest"),
        ({"young": 1.0, "old": 0.0}, "without a person or a share above 0: old"),
    ],
)
def test_a_group_that_cannot_be_weighted_is_named(targets, named):
    with pytest.raises(DataError, match=named):
        estimates.rake({"age": AGE}, targets={"age": targets})


def test_equal_weights_lose_nothing():
    assert estimates.effective_n(np.full(7, 2.0)) == pytest.approx(7)
