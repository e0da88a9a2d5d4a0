import datetime as dt

import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import read
from arvio.sources.raw_table import whole
from arvio.sources.readers.attendance_workbook import DATE, MARK
from arvio.sources.source_file import SourceFile

SOURCE = Source(table="attendance", reader="attendance_workbook", files="lasnaolo.xlsx")
APRIL = [
    ["Läsnäolot"],
    ["Ryhmä: R07"],
    ["Nimi", "4.4.23", "18.4.23", "Yhteensä", "Huom."],
    ["Matti", "x", "-", 1, None],
    ["Teppo", None, "x", 1, "sairaana"],
    [],
    ["Yhteensä", 1, 1, 2, None],
]


def workbook(tmp_path, **sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "lasnaolo.xlsx")
    return SourceFile(tmp_path / "lasnaolo.xlsx", "lasnaolo.xlsx")


def test_each_name_and_date_becomes_a_row(tmp_path):
    cells = whole(read(SOURCE, workbook(tmp_path, huhti=APRIL))).cells
    assert cells[["Nimi", DATE, MARK]].values.tolist() == [
        ["Matti", "4.4.23", "x"],
        ["Matti", "18.4.23", "-"],
        ["Teppo", "4.4.23", None],
        ["Teppo", "18.4.23", "x"],
    ]


def test_totals_are_no_persons_and_lines_above_become_columns(tmp_path):
    cells = whole(read(SOURCE, workbook(tmp_path, huhti=APRIL))).cells
    assert set(cells["Nimi"]) == {"Matti", "Teppo"}
    assert set(cells["Ryhmä"]) == {"R07"}


def test_every_row_knows_its_sheet_row_and_date(tmp_path):
    may = [["Nimi", dt.date(2023, 5, 2)], ["Matti", 1]]
    places = whole(read(SOURCE, workbook(tmp_path, huhti=APRIL, touko=may))).places
    assert places.iloc[-1].to_dict() == {
        "source_file": "lasnaolo.xlsx",
        "source_sheet": "touko",
        "source_row": 2,
        "source_column": "2023-05-02",
    }
    assert places.iloc[2]["source_row"] == 5


def test_a_date_under_which_nobody_has_a_mark_was_not_held(tmp_path):
    rows = [["Nimi", "4.4.23", "18.4.23"], ["Matti", "x", None], ["Teppo", "-", None]]
    assert set(whole(read(SOURCE, workbook(tmp_path, huhti=rows))).cells[DATE]) == {"4.4.23"}


def test_a_sheet_without_dates_is_refused_and_an_empty_one_is_not(tmp_path):
    with pytest.raises(SourceError, match="sheet Ohje: the sheet has no row of dates"):
        whole(read(SOURCE, workbook(tmp_path, huhti=APRIL, Ohje=[["Merkitse x"]])))
    assert len(whole(read(SOURCE, workbook(tmp_path, huhti=APRIL, tyhja=[]))).cells) == 4
