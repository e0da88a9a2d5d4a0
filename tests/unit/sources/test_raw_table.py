from pathlib import Path

import pytest

from arvio.errors import SourceError
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import in_words, raw_table

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
