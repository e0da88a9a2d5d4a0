"""The workbook beside a report, read back with another library, and opened by a program that people use."""

import io
from dataclasses import replace

import openpyxl
import pytest

from arvio.presentation.html_table import HtmlTable
from arvio.publish.annexes.archive import parts_of
from arvio.publish.annexes.spreadsheet import LONGEST_CELL, workbook

from .conftest import HOSTILE, table_output


def read(annex):
    return openpyxl.load_workbook(io.BytesIO(annex))


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def book(answers, edition):
    return read(workbook(answers, edition))


def test_there_are_a_cover_contents_notes_and_a_sheet_for_each_table(book):
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table_1"]


def test_the_cover_says_of_what_it_is_and_that_persons_are_invented(book, answers, edition):
    said = [row[0] for row in rows(book["Cover"])]
    assert said[0] == "Feedback – Testers & Co 2025"
    assert any("ynthetic sample data" in text for text in said)
    assert "Report: public/testers/2025/plain.en" in said
    assert "Who was asked." in said
    assert not any("DRAFT" in text for text in said)
    draft = read(workbook(answers, replace(edition, stage="draft", data="real")))
    assert "DRAFT" in rows(draft["Cover"])[1][0]


def test_a_sheet_begins_in_its_first_cell_and_has_one_table_without_gaps(book):
    for sheet in book.worksheets[1:]:
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert [row for row in rows(sheet) if not any(cell not in (None, "") for cell in row)] == []
        [table] = sheet.tables.values()
        first, last = table.ref.split(":")
        assert sheet[last].row == sheet.max_row
        header = [cell.value for cell in sheet[sheet[first].row]]
        assert header == [column.name for column in table.tableColumns]
        inside = rows(sheet)[sheet[first].row - 1 :]
        assert [cell for row in inside for cell in row if cell in (None, "")] == []


def test_numbers_are_numbers_intervals_have_two_columns_and_marks_are_explained(book):
    sheet = book["Table_1"]
    found = rows(sheet)
    assert [found[0][0], found[1][0]] == ["Table 1. Answers to each statement", "This sheet has one table."]
    assert found[3][0] == "[c] withheld, so that nobody's answer can be worked out."
    assert found[4] == [
        *("Statement", "Respondent group", "Mean", "95% interval, lower end", "95% interval, upper end"),
        *("n", "Share", "Verdict"),
    ]
    assert found[5] == ["I was heard", "Participants", 4.5, 4.4, 4.6, 1204, 0.92, "holds"]
    assert found[6] == ["I was heard", "Workers", "[c]", "[c]", "[c]", "[c]", "[c]", "[x]"]
    assert found[7] == ["I trust", "Participants", -0.3, -0.4, 0.1, 38, "over 90%", "holds"]
    assert {row[0] for row in rows(book["Notes"])} >= {"[c]", "[x]"}


def test_a_number_looks_as_on_the_page(book):
    formats = [cell.number_format for cell in book["Table_1"][6]]
    assert formats[2:7] == ["#,##0.0;−#,##0.0"] * 3 + ["#,##0;−#,##0", "0%;−0%"]
    signed = [cell.number_format for cell in book["Table_1"][8]]
    assert signed[4] == "+#,##0.0;−#,##0.0;#,##0.0"


def test_contents_lead_to_each_table(book):
    sheet = book["Contents"]
    assert rows(sheet)[3] == ["Table_1", "Answers to each statement", "What did they answer?"]
    assert sheet["A4"].hyperlink.location == "'Table_1'!A1"


def test_title_and_language_stand_in_the_properties_and_the_day_is_that_of_the_report(answers, edition):
    annex = workbook(answers, replace(edition, run=replace(edition.run, language="fi")))
    core = parts_of(annex)["docProps/core.xml"].decode()
    assert "<dc:title>Feedback – Testers &amp; Co 2025</dc:title>" in core
    assert "<dc:language>fi-FI</dc:language>" in core
    assert core.count("2025-12-31T12:00:00Z") == 2
    assert read(annex).properties.language == "fi-FI"


def test_the_same_report_gives_the_same_bytes(answers, edition):
    assert workbook(answers, edition) == workbook(answers, edition)


def test_hostile_words_are_words_and_never_formulas_or_links(hostile, edition):
    annex = workbook(hostile, edition)
    assert not any(b"<f>" in part for part in parts_of(annex).values())
    book = read(annex)
    cells = [cell for sheet in book.worksheets[3:] for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    told = {cell.value for cell in cells}
    for text in HOSTILE:
        assert text.translate({1: "\ufffd", 11: "\ufffd", 31: "\ufffd"}).strip(" \n\t") in told


def test_what_is_longer_than_a_cell_is_cut_with_a_mark(content, edition):
    table = HtmlTable("Long", ["Group", "Mean"], [["y" * 40_000, "4.5"]])
    book = read(workbook(content(table_output(table)), edition))
    cell = rows(book["Table_1"])[-1][0]
    assert len(cell) == LONGEST_CELL
    assert cell.endswith("y…")


def test_two_columns_of_one_name_are_told_apart(content, edition):
    table = HtmlTable("Years", ["Group", "Mean", "mean", ""], [["Men", "4.5", "4.4", "4.3"]])
    book = read(workbook(content(table_output(table)), edition))
    assert rows(book["Table_1"])[-2] == ["Group", "Mean", "mean (3)", "4"]


def test_a_table_without_rows_is_a_header(content, edition):
    table = HtmlTable("Nothing", ["Group", "Mean"], [])
    book = read(workbook(content(table_output(table)), edition))
    assert rows(book["Table_1"])[-1] == ["Group", "Mean"]


def test_a_report_without_tables_has_no_sheet_of_one(content, edition):
    assert read(workbook(content(), edition)).sheetnames == ["Cover", "Contents", "Notes"]


@pytest.mark.parametrize("made", ["answers", "hostile"])
def test_libreoffice_opens_it(made, request, edition, libreoffice):
    annex = workbook(request.getfixturevalue(made), edition)
    [converted] = libreoffice({"report.xlsx": annex}, "fods")
    text = converted.decode("utf-8")
    assert "Feedback – Testers &amp; Co 2025" in text
    assert 'table:name="Table_1"' in text
    assert "table:formula" not in text
