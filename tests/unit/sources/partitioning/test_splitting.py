"""Rows become a file for each owner whichever way they take there: sorted at once, streamed, or spilled again."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from arvio.errors import SourceError
from arvio.partitions import part_name
from arvio.partitions.partition import ROW
from arvio.sources.partitioning import splitting
from arvio.sources.partitioning.batches import Batch
from arvio.sources.partitioning.splitting import split

N_OWNERS = 90


def batches(n_rows, *, at_once=97, owner=lambda row: f"Talo {row * row % N_OWNERS}"):
    for first in range(0, n_rows, at_once):
        rows = range(first, min(first + at_once, n_rows))
        cells = {"c0": pa.array([f"ä{row}" if row % 7 else None for row in rows], pa.string()), ROW: pa.array(rows)}
        yield Batch(pa.table(cells), [owner(row) for row in rows])


def contents(folder):
    found = {}
    for path in folder.glob("*.json"):
        table = pq.read_table(path.with_suffix(".parquet"))
        said = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = (table.column(ROW).to_pylist(), table.column("c0").to_pylist(), said["cells"])
    return found


def test_every_row_is_in_its_owners_file_in_its_order(tmp_path):
    found = split(batches(1000), tmp_path)
    assert sum(n for _, _, n in found.parts) == 1000
    for name, words, n in found.parts:
        rows = [row for row in range(1000) if f"Talo {row * row % N_OWNERS}" == words]
        assert name == part_name(words.casefold())
        assert len(rows) == n
        assert contents(tmp_path)[name][:2] == (rows, [f"ä{row}" if row % 7 else None for row in rows])


@pytest.mark.parametrize(("bytes_at_once", "spills"), [(192_000_000, 32), (1, 32), (1, 2), (500, 3)])
def test_however_little_memory_there_is_the_files_are_the_same(tmp_path, monkeypatch, bytes_at_once, spills):
    (tmp_path / "plain").mkdir()
    split(batches(1000), tmp_path / "plain")
    monkeypatch.setattr(splitting, "BYTES_AT_ONCE", bytes_at_once)
    monkeypatch.setattr(splitting, "SPILLS", spills)
    (tmp_path / "little").mkdir()
    split(batches(1000, at_once=31), tmp_path / "little")
    assert contents(tmp_path / "little") == contents(tmp_path / "plain")
    assert {path.suffix for path in (tmp_path / "little").iterdir()} == {".json", ".parquet"}


def test_digests_do_not_hang_on_how_rows_came_in(tmp_path, monkeypatch):
    monkeypatch.setattr(splitting, "ROWS_OF_A_GROUP", 10)
    for folder, at_once in (("one", 1000), ("many", 3)):
        (tmp_path / folder).mkdir()
        split(batches(1000, at_once=at_once), tmp_path / folder)
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


def test_cells_that_join_to_the_same_letters_have_other_digests(tmp_path):
    found = []
    for number, cells in enumerate((["ab", "c"], ["a", "bc"], ["abc", ""], ["abc", None])):
        folder = tmp_path / str(number)
        folder.mkdir()
        split([Batch(pa.table({"c0": pa.array(cells, pa.string()), ROW: [1, 2]}), ["Talo", "Talo"])], folder)
        found += [digest for _, _, digest in contents(folder).values()]
    assert len(set(found)) == 4


def test_rows_of_nobody_are_counted_and_in_no_file(tmp_path):
    found = split(batches(100, owner=lambda row: "Talo" if row % 4 else " "), tmp_path)
    assert found.n_without == 25
    assert [(words, n) for _, words, n in found.parts] == [("Talo", 75)]


def test_a_file_of_nobodys_rows_has_no_parts(tmp_path):
    assert split(batches(10, owner=lambda row: None), tmp_path).parts == ()
    assert list(tmp_path.iterdir()) == []


def test_a_column_of_something_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(splitting, "OWNERS_AT_MOST", 50)
    with pytest.raises(SourceError, match="more than 50 different words"):
        split(batches(1000, owner=lambda row: f"L-{row}"), tmp_path)
