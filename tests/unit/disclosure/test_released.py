import datetime as dt

import pandas as pd
import pytest

from arvio.disclosure import Context, Released, plain_rows, rows_by
from arvio.results import results

CONTEXT = Context("talo", "Talo ry", "2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31), "en", "funder", {})
ROWS = [
    {"indicator": "heard", "group": group, "statistic": statistic, "value": value}
    for group, statistic, value in [("all", "mean", 4.5), ("all", "sd", 0.5), ("workers", "mean", 4.0)]
]


def released(rows=ROWS):
    return Released(results(rows).table.assign(status="shown"), CONTEXT)


WANTED = pytest.mark.parametrize(
    ("wanted", "values"),
    [
        ({}, [4.5, 0.5, 4.0]),
        ({"statistic": "mean"}, [4.5, 4.0]),
        ({"statistic": ["mean", "sd"], "group": "all"}, [4.5, 0.5]),
        ({"group": "nobody"}, []),
        ({"group": []}, []),
    ],
)


@WANTED
def test_wanted_rows_are_the_same_as_a_table_and_one_by_one(wanted, values):
    assert released().rows(**wanted)["value"].tolist() == values
    assert [row["value"] for row in released().each(**wanted)] == values
    assert released().only(**wanted).table["value"].tolist() == values


def test_nothing_can_be_found_where_nothing_was_released():
    nothing = released([])
    assert nothing.each(group="all") == []
    assert nothing.rows(group="all").empty
    assert list(nothing.rows(group="all").columns) == list(nothing.table.columns)


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        released().each(colour="red")


def test_rows_are_plain_values_in_the_order_of_their_table():
    table = pd.DataFrame({"group": ["b", "a"], "n": [5.0, float("nan")]}).astype({"group": "str"}).set_axis([7, 3])
    first, second = plain_rows(table)
    assert first == {"group": "b", "n": 5.0}
    assert (second["group"], second["n"] == second["n"]) == ("a", False)
    assert (type(first["group"]), type(first["n"])) == (str, float)
    assert plain_rows(pd.DataFrame()) == plain_rows(table.iloc[:0]) == []


def test_what_belongs_together_stands_where_its_first_row_stood():
    rows = [{"group": "b", "wave": "1"}, {"group": "a", "wave": "1"}, {"group": "b", "wave": "2"}]
    assert list(rows_by(rows, "group").items()) == [(("b",), [rows[0], rows[2]]), (("a",), [rows[1]])]
    assert list(rows_by(rows, "group", "wave")) == [("b", "1"), ("a", "1"), ("b", "2")]
    assert rows_by([], "group") == {}
