import datetime as dt
import uuid
from decimal import Decimal
from pathlib import Path

import pytest

from arvio.errors import SourceError
from arvio.sources.containers.typed_table import arrow_rows, typed_tables
from arvio.sources.raw_table import ROWS_AT_ONCE
from arvio.sources.source_file import SourceFile

FILE = SourceFile(Path("a"), "data/a")


def cells(*values):
    names = [f"c{place}" for place in range(len(values))]
    return next(typed_tables(FILE, names, [values])).cells.iloc[0].tolist()


def test_the_first_row_is_row_1():
    part = next(typed_tables(FILE, ["a"], [(1,), (None,), (2,)]))
    assert list(part.places["source_row"]) == list(part.cells.index) == [1, 3]
    assert part.letters == {}


def test_rows_come_in_parts_that_follow_one_another():
    parts = list(typed_tables(FILE, ["a"], ((row,) for row in range(ROWS_AT_ONCE + 1))))
    assert [len(part.cells) for part in parts] == [ROWS_AT_ONCE, 1]
    assert list(parts[1].places["source_row"]) == [ROWS_AT_ONCE + 1]


def test_a_name_that_stands_twice_is_numbered():
    assert next(typed_tables(FILE, ["a", "a"], [(1, 2)])).headers == ["a", "a [2]"]


def test_texts_numbers_and_marks_stay_as_they_are():
    assert cells("ä", 5, 1.5, True, None, dt.time(10, 30)) == ["ä", 5, 1.5, True, None, dt.time(10, 30)]


def test_days_are_moments():
    assert cells(dt.date(2024, 1, 5)) == [dt.datetime(2024, 1, 5)]


def test_a_moment_with_a_zone_is_told_in_finnish_time():
    winter, summer = (dt.datetime(2024, month, 5, 22, 30, tzinfo=dt.UTC) for month in (1, 7))
    assert cells(winter, summer) == [dt.datetime(2024, 1, 6, 0, 30), dt.datetime(2024, 7, 6, 1, 30)]


def test_decimals_that_are_all_zero_are_no_part_of_a_number():
    found = cells(Decimal("5.00"), Decimal("1.234"), Decimal(12345678901234567890))
    assert found == [5, 1.234, 12345678901234567890]
    assert isinstance(found[0], int)


def test_a_number_that_is_none_is_empty():
    assert str(cells(Decimal("NaN"), 1)[0]) == "nan"


def test_keys_of_databases_are_texts():
    assert cells(uuid.UUID(int=1)) == ["00000000-0000-0000-0000-000000000001"]


def test_cells_of_several_values_are_refused_with_their_columns():
    with pytest.raises(SourceError) as caught:
        cells(1, [1, 2], b"kuva", {"a": 1}, dt.timedelta(days=1))
    places = [problem.place for problem in caught.value.problems]
    assert places == ["column 'c1'", "column 'c2'", "column 'c3'", "column 'c4'"]
    assert "kuva" not in str(caught.value)


def test_arrows_rows_are_pythons_values():
    import pyarrow as pa

    moments = pa.array([1_704_450_600_123_456_789, None], pa.timestamp("ns"))
    batch = pa.record_batch({"a": moments, "b": pa.array(["x", None]).dictionary_encode()})
    assert list(arrow_rows([batch])) == [(dt.datetime(2024, 1, 5, 10, 30, 0, 123456), "x"), (None, None)]
