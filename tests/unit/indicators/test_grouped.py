"""Groups of rows as arrays: the same as pandas' groups, in an order that suits a table."""

import numpy as np
import pandas as pd

from arvio.indicators.grouped import grouped

TABLE = pd.DataFrame(
    {
        "item": pd.array(["trust", "ease", "trust", None, "ease", "trust"], dtype="str"),
        "group": ["workers", "workers", "participants", "workers", "participants", "workers"],
        "value": [1.0, 2.0, 3.0, 4.0, np.nan, 6.0],
    }
)


def found(table, by):
    return [(key, one["value"].tolist()) for key, one in grouped(table, by, ["value"])]


def test_groups_of_the_same_first_key_stand_together_in_the_order_of_their_first_rows():
    nested = [
        ((item, group), one["value"].tolist())
        for item, of_item in TABLE.groupby("item", sort=False)
        for group, one in of_item.groupby("group", sort=False)
    ]
    np.testing.assert_equal(found(TABLE, ["item", "group"]), nested)
    assert [key for key, _ in nested][:2] == [("trust", "workers"), ("trust", "participants")]


def test_groups_may_stand_in_the_order_of_their_first_rows():
    keys = [key for key, _ in grouped(TABLE, ["item", "group"], ["value"], together=False)]
    assert keys == [key for key, _ in TABLE.groupby(["item", "group"], sort=False)]


def test_a_row_without_a_key_belongs_to_no_group():
    assert 4.0 not in [value for _, values in found(TABLE, ["item"]) for value in values]


def test_large_tables_have_the_groups_of_pandas():
    chance = np.random.default_rng(1)
    table = pd.DataFrame({name: chance.integers(0, 9, 5_000).astype(str) for name in "abc"} | {"value": range(5_000)})
    expected = {key: one["value"].tolist() for key, one in table.groupby(["a", "b", "c"])}
    assert dict(found(table, ["a", "b", "c"])) == expected


def test_words_are_plain_objects():
    ((_, one),) = grouped(TABLE.iloc[:1], ["group"], ["item"])
    assert one["item"].tolist() == ["trust"]


def test_no_row_is_no_group():
    assert found(TABLE.iloc[:0], ["item", "group"]) == []
