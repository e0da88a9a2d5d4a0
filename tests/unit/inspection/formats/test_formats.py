import pytest

from arvio.errors import SourceError
from arvio.inspection.formats.formats import find_format
from arvio.sources.source_file import SourceFile

ROWS = [["Aikaleima", "Ikä", "Palvelu"], ["13.2.2024 10:00", "30", "chat"], ["14.2.2024 10:00", "41", "ryhmä"]]


def test_a_text_file_is_told_with_tool_encoding_and_delimiter(written):
    found = find_format(written(ROWS, delimiter=";", encoding="cp1252"))
    assert found.name == "Google Forms"
    assert found.encoding == "CP1252"
    assert (found.source.encoding, found.source.delimiter, found.source.header_row) == ("cp1252", ";", 1)
    assert "the first header is 'Aikaleima', as Google Forms writes" in found.evidence


def test_title_rows_are_told(written):
    found = find_format(written([["Kysely", "", ""], ["", "", ""], ["Palvelu", "Ikä", "Arvio"], ["chat", "30", "4"]]))
    assert found.source.header_row == 3
    assert any("row 3 holds the headers" in words for words in found.evidence)


def test_two_header_rows_are_found_though_half_of_the_first_is_blank(written):
    rows = [["Kysymys", "Valitse kaikki", "", "", ""], ["Response", "Chat", "Ryhmä", "Puhelin", "Muu"]]
    found = find_format(written([*rows, ["Kyllä", "Chat", "", "", ""]]))
    assert (found.source.reader, found.source.header_row, found.source.header_rows) == ("surveymonkey", 1, 2)


def test_of_several_sheets_the_fullest_is_chosen_and_told(workbook):
    found = find_format(workbook({"Ohje": [["Lue"]], "Vastaukset": ROWS, "Koonti": ROWS[:2]}))
    assert found.source.sheet == "Vastaukset"
    assert found.tables == {"Ohje": 0, "Vastaukset": 2, "Koonti": 1}
    assert any("sheet Vastaukset has most rows of answers (2)" in words for words in found.evidence)


def test_the_only_sheet_need_not_be_said(workbook):
    assert find_format(workbook({"Vastaukset": ROWS})).source.sheet is None


def test_an_attendance_workbook_is_recognised(workbook):
    sheet = [["Ryhmä: R01"], ["Nimi", "1.2.24", "8.2.24"], ["Uolevi", "x", ""], ["Kerttu", "", "x"]]
    found = find_format(workbook({"helmi": sheet, "maalis": sheet}))
    assert (found.source.table, found.source.reader, found.source.header_row) == (
        "attendance",
        "attendance_workbook",
        2,
    )


def test_a_repeating_instrument_is_read_where_all_rows_repeat(written):
    headers = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "paino"]
    found = find_format(written([headers, ["1", "mittaus", "1", "70"], ["1", "mittaus", "2", "71"]]))
    assert (found.source.sheet, found.tables) == ("mittaus", {"mittaus": 2})


def test_a_codebook_is_no_export(written, workbook):
    dictionary = written([["Variable / Field Name", "Form Name", "Field Type", "Field Label"], ["a", "b", "text", "A"]])
    with pytest.raises(SourceError, match="a data dictionary of REDCap"):
        find_format(dictionary)
    with pytest.raises(SourceError, match="XLSForm"):
        find_format(workbook({"survey": [["type", "name"]], "choices": [["list_name", "name"]]}))


@pytest.mark.parametrize(
    "contents", [b"", b"PK\x03\x04 cut", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"SQLite format 3\x00 x"]
)
def test_what_cannot_be_opened_is_told(tmp_path, contents):
    path = tmp_path / "rikki.csv"
    path.write_bytes(contents)
    with pytest.raises(SourceError):
        find_format(SourceFile(path, path.name))
