from pathlib import Path

import pytest

from arvio.errors import SourceError
from arvio.sources.raw_table import in_words, raw_table, raw_tables
from arvio.sources.source_file import SourceFile

FILE = SourceFile(Path("vienti.csv"), "vienti.csv")


def test_rows_are_counted_as_excel_counts_them():
    table = raw_table(FILE, [["otsikko"], ["a"], ["x"], [""], ["y"]], header_row=2)
    assert list(table.places["source_row"]) == [3, 5]
    assert table.blank == 1


def test_blank_rows_at_the_end_are_no_rows():
    assert raw_table(FILE, [["a"], ["x"], [""], [None]], header_row=1).blank == 0


def test_a_column_with_neither_header_nor_cells_is_no_column():
    assert raw_table(FILE, [["a", None, "b"], [1, None, 2]], header_row=1).headers == ["a", "b"]


def test_a_column_without_header_is_named_by_its_letter():
    assert raw_table(FILE, [["a", None, "b"], [1, 5, 2]], header_row=1).headers == ["a", "[column B]", "b"]


def test_a_repeated_header_gets_a_number():
    table = raw_table(FILE, [["a", "a"], [1, 2]], header_row=1)
    assert table.headers == ["a", "a [2]"]
    assert table.letters["a [2]"] == "B"


def test_cells_stay_as_they_were_found():
    assert list(raw_table(FILE, [["a"], [" 007 "]], header_row=1).cells["a"]) == [" 007 "]


def test_refuses_an_empty_header_row():
    with pytest.raises(SourceError, match="row 1 should hold the headers and is empty"):
        raw_table(FILE, [[None], ["a"]], header_row=1)


def test_a_place_names_three_rows_and_counts_the_rest():
    assert in_words("Vastaukset", [2, 5, 9, 11, 12], "'Palvelu'") == (
        "sheet Vastaukset, rows 2, 5, 9 and 2 more, column 'Palvelu'"
    )


def test_two_header_rows_are_one_header_and_a_merged_cell_reaches_to_the_right():
    rows = [["Nimi", "Kokemus", None, "Muuta"], [None, "Kuultiin", "Kohdattiin", None], ["Matti", 5, 4, None]]
    table = raw_table(FILE, rows, header_rows=2)
    assert table.headers == ["Nimi", "Kokemus: Kuultiin", "Kokemus: Kohdattiin", "Muuta"]
    assert list(table.places["source_row"]) == [3]


def test_a_large_sheet_comes_in_parts_whose_rows_are_numbered_through(monkeypatch):
    monkeypatch.setattr("arvio.sources.raw_table.ROWS_AT_ONCE", 2)
    parts = list(raw_tables(FILE, [["a"], ["1"], ["2"], [""], [""], ["3"], [""]]))
    assert [list(part.cells.index) for part in parts] == [[2, 3], [6]]
    assert [part.blank for part in parts] == [0, 2]
    assert all(part.headers == ["a"] for part in parts)


def test_a_cell_far_below_in_a_column_without_header_is_told_and_not_lost(monkeypatch):
    monkeypatch.setattr("arvio.sources.raw_table.ROWS_AT_ONCE", 1)
    with pytest.raises(SourceError, match="more cells than there are headers"):
        list(raw_tables(FILE, [["a", ""], ["1", ""], ["2", "x"]]))
