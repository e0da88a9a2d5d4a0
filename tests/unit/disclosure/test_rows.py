"""Families of rows, what stands before a row, and what there is no rule for."""

import numpy as np
import pytest

from arvio.disclosure.rows import NO_SCALES, rows_of
from arvio.errors import ProtectionError
from arvio.params import Audience
from arvio.results import results

RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=7,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=5,
    source="a test",
)


def rows(*given, sensitivity="ordinary"):
    return rows_of(
        results({"indicator": "heard", "statistic": "mean", "value": 4, **row} for row in given).table,
        audience=RULES,
        sensitivity=lambda indicator: sensitivity,
        smallest=lambda indicator: 8,
        scales=NO_SCALES,
    )


OF_TWO = rows(*({"group": group, "wave": wave} for wave in ("2024", "2025") for group in ("men", "women")))


def test_rows_with_the_same_words_are_of_one_family():
    assert OF_TWO.family("indicator").tolist() == [0, 0, 0, 0]
    assert OF_TWO.family("group").tolist() == [0, 1, 0, 1]
    assert OF_TWO.family("group", "wave").tolist() == [0, 1, 2, 3]


def test_one_flagged_row_flags_its_family_where_it_counts():
    flags = np.array([True, False, False, False])
    everywhere = np.ones(4, dtype=bool)
    assert OF_TWO.any_of(flags, "group", where=everywhere).tolist() == [True, False, True, False]
    assert not OF_TWO.any_of(flags, "group", where=~flags).any()


def test_a_sum_over_a_family_leaves_out_what_is_not_known():
    assert OF_TWO.sum_of(np.array([1, 2, np.nan, 3]), "group").tolist() == [1, 5, 1, 5]


def test_each_row_knows_the_one_before_it_in_its_family():
    before, is_last = OF_TWO.before("group")
    assert before.tolist() == [-1, -1, 0, 1]
    assert is_last.tolist() == [False, False, True, True]


def test_the_larger_limit_counts():
    assert rows({}).persons.tolist() == [8]
    assert rows({}, sensitivity="special").persons.tolist() == [10]


def test_of_a_share_the_persons_are_known_as_a_reader_would_work_them_out():
    """2 % of 210 are four or five; of a sensitive subject n is printed as a multiple of five."""
    share = {"statistic": "share_low", "value": 5 / 210, "n": 210}
    assert (rows(share).fewest[0], rows(share).most[0]) == (4, 5)
    assert rows(share, sensitivity="special").counts[0] == (208, 209, 210, 211, 212)


def test_figures_without_a_word_for_their_group_are_refused():
    with pytest.raises(ProtectionError, match="without a word for their group"):
        rows({"group": None})


def test_no_rows_have_no_families():
    assert len(rows()) == 0
    assert rows().any_of(np.zeros(0, dtype=bool), "group", where=np.zeros(0, dtype=bool)).tolist() == []
