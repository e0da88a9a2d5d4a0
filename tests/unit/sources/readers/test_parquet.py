import datetime as dt
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import read
from arvio.sources.raw_table import whole
from arvio.sources.source_file import SourceFile

SOURCE = Source(table="visits", reader="parquet", files="kaynnit.parquet")


def saved(tmp_path, columns):
    pq.write_table(pa.table(columns), tmp_path / "kaynnit.parquet")
    return SourceFile(tmp_path / "kaynnit.parquet", "kaynnit.parquet")


def refused(file):
    with pytest.raises(SourceError) as caught:
        list(read(SOURCE, file))
    return str(caught.value)


def test_values_keep_their_types_and_days_become_moments(tmp_path):
    columns = {
        "kunta": ["091", None],
        "pvm": [dt.date(2024, 1, 5), None],
        "hinta": [Decimal("12.500"), None],
        "lkm": [3, None],
        "pidetty": [True, None],
        "palvelu": pa.array(["ryhmä", "neuvonta"]).dictionary_encode(),
    }
    assert whole(read(SOURCE, saved(tmp_path, columns))).cells.values.tolist() == [
        ["091", dt.datetime(2024, 1, 5), 12.5, 3, True, "ryhmä"],
        [None, None, None, None, None, "neuvonta"],
    ]


def test_rows_are_numbered_and_counted(tmp_path):
    found = whole(read(SOURCE, saved(tmp_path, {"a": ["x", None, "y"]})))
    assert list(found.places["source_row"]) == [1, 3]
    assert (found.blank, found.notes) == (1, ("a Parquet file of 3 rows",))


def test_a_large_file_comes_in_parts(tmp_path):
    parts = read(SOURCE, saved(tmp_path, {"a": range(50_000)}))
    assert [len(part.cells) for part in parts] == [20_000, 20_000, 10_000]


def test_the_row_labels_of_pandas_are_bookkeeping(tmp_path):
    pd.DataFrame({"a": [1, 2]}, index=[5, 7]).to_parquet(tmp_path / "kaynnit.parquet")
    found = whole(read(SOURCE, SourceFile(tmp_path / "kaynnit.parquet", "kaynnit.parquet")))
    assert found.bookkeeping == {"__index_level_0__"}


def test_lists_and_parts_within_a_cell_are_refused_with_their_column(tmp_path):
    message = refused(saved(tmp_path, {"a": [1], "apu": [["raha", "läsnäolo"]], "koti": [{"kunta": "091"}]}))
    assert "column 'apu': the cells of a column hold more than a value each" in message
    assert "column 'koti'" in message
    assert "have its parts written as columns of their own" in message


def test_a_file_of_another_kind_is_told_so(tmp_path):
    (tmp_path / "a.parquet").write_text("a;b\n1;2\n")
    assert "is no Parquet file" in refused(SourceFile(tmp_path / "a.parquet", "a.parquet"))


def test_an_encrypted_file_is_told_so(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PARE" + b"x" * 20 + b"PARE")
    assert "is encrypted" in refused(SourceFile(tmp_path / "a.parquet", "a.parquet"))


@pytest.mark.parametrize("length", [4, 100])
def test_a_file_cut_off_is_told_so(tmp_path, length):
    file = saved(tmp_path, {"a": [1, 2]})
    file.path.write_bytes(file.path.read_bytes()[:length])
    assert "Parquet file" in refused(file)


def test_a_damaged_file_is_told_so(tmp_path):
    file = saved(tmp_path, {"a": [1, 2]})
    whole_file = bytearray(file.path.read_bytes())
    whole_file[-60:-20] = b"\xff" * 40
    file.path.write_bytes(whole_file)
    assert "is damaged and cannot be read" in refused(file)


def test_a_file_without_rows_is_told_so(tmp_path):
    assert "headers and no rows" in refused(saved(tmp_path, {"a": pa.array([], pa.int64())}))
