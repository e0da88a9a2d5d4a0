import pytest

from arvio.instruments import score_table

SINGLE = {"method": "each_item", "lowest": 1, "highest": 5, "reversed_items": []}


def rows(*instruments):
    return score_table(instruments).set_index("score")


def test_items_that_are_not_added_up_are_a_row_each_with_their_own_good_end(instrument):
    table = rows(instrument(**SINGLE))
    assert table.index.tolist() == ["heard", "met", "tired"]
    assert table["better"].tolist() == ["higher", "higher", "lower"]
    assert table[["lowest", "highest", "step"]].to_numpy().tolist() == [[1, 5, 1]] * 3


def test_an_item_with_a_scale_of_its_own_keeps_its_ends(instrument):
    items = [{"item": "heard"}, {"item": "pain", "scale": {"lowest": 0, "highest": 10}}]
    table = rows(instrument(items=items, **{**SINGLE, "lowest": 0, "highest": 10}))
    assert table[["lowest", "highest"]].to_numpy().tolist() == [[1, 5], [0, 10]]


@pytest.mark.parametrize(
    ("score", "step"),
    [
        ({"method": "sum"}, 1),
        ({"method": "mean", "lowest": 1, "highest": 5}, 1 / 3),
        ({"method": "percent_of_range", "lowest": 0, "highest": 100}, 100 / 12),
        ({"method": "sum", "conversion": {3: 0, 4: 0.5, 5: 2}}, 0.5),
    ],
)
def test_the_step_is_what_one_mark_more_makes(instrument, score, step):
    assert rows(instrument(**score)).loc["total", "step"] == pytest.approx(step)


def test_a_reliability_that_is_not_stated_is_missing(shipped):
    table = rows(shipped["esis"], shipped["who5"])
    assert table.loc["esis", "reliability"] == 0.89
    assert table["reliability"].isna().loc["who5"]
