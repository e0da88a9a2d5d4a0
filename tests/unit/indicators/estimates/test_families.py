import math

import pytest

from arvio.indicators import estimates


def test_holm_multiplies_the_smallest_by_all():
    found = estimates.holm({"heard": 0.01, "met": 0.04})
    assert dict(found.adjusted) == pytest.approx({"heard": 0.02, "met": 0.04})
    assert (found.size, found.method) == (2, "holm")


def test_false_discoveries_are_judged_more_mildly():
    p = {"a": 0.01, "b": 0.02, "c": 0.03, "d": 0.04}
    assert dict(estimates.benjamini_hochberg(p).adjusted) == pytest.approx(dict.fromkeys(p, 0.04))
    assert estimates.holm(p).adjusted["d"] == pytest.approx(0.06)


def test_a_test_that_could_not_be_made_still_counts():
    found = estimates.holm({"heard": 0.01, "met": math.nan})
    assert (found.size, found.adjusted["heard"]) == (2, 0.02)
    assert math.isnan(found.adjusted["met"])


def test_no_tests_are_a_family_of_none():
    assert estimates.holm({}).size == 0
