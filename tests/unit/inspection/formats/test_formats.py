import sqlite3
import zipfile

import duckdb
import pandas as pd
import pyreadstat
import pytest

from arvio.errors import SourceError
from arvio.inspection.formats.formats import find_format
from arvio.sources.files import SourceFile

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


def test_an_archive_of_text_files_is_odk_centrals(tmp_path):
    path = tmp_path / "lomake.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kysely.csv", "SubmissionDate,palaute,KEY\n2024-02-01,hyvä,a\n")
        archive.writestr("kysely-lapset.csv", "ikä,PARENT_KEY,KEY\n3,a,b\n4,a,c\n")
    found = find_format(SourceFile(path, path.name))
    assert (found.source.reader, found.source.sheet) == ("kobo", "kysely.csv")


def test_spss_and_parquet_are_known_by_their_first_bytes(tmp_path):
    table = pd.DataFrame({"arvio": [1.0, 2.0]})
    pyreadstat.write_sav(table, tmp_path / "a.sav")
    table.to_parquet(tmp_path / "a.parquet")
    readers = [find_format(SourceFile(tmp_path / name, name)).source.reader for name in ("a.sav", "a.parquet")]
    assert readers == ["spss", "parquet"]


def test_of_a_database_the_fullest_table_is_asked(tmp_path):
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        connection.execute("CREATE TABLE pieni (a)")
        connection.execute("CREATE TABLE vastaukset (arvio)")
        connection.execute("INSERT INTO vastaukset VALUES (1), (2)")
    connection.close()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as other:
        other.execute("CREATE TABLE vastaukset AS SELECT 1 AS arvio")
    for name in ("a.sqlite", "a.duckdb"):
        source = find_format(SourceFile(tmp_path / name, name)).source
        assert (source.reader, source.query) == ("database", "vastaukset")


def test_a_codebook_that_would_help_is_asked_for(written):
    found = find_format(written([["record_id", "q1", "kysely_complete"], ["1", "2", "2"]]))
    assert found.evidence[-1].startswith("no codebook lies beside it: put the project's data dictionary")


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
