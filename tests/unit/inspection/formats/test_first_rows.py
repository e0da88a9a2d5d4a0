import pytest

from arvio.inspection.formats.first_rows import (
    delimiter_of,
    encoding_of,
    fullest_sheet,
    header_row_of,
    header_rows_of,
    text_rows,
)
from arvio.sources.source_file import SourceFile


def file_of(tmp_path, contents):
    path = tmp_path / "vienti.csv"
    path.write_bytes(contents)
    return SourceFile(path, "vienti.csv")


@pytest.mark.parametrize(
    ("contents", "encoding"),
    [
        (b"Ika,Nimi\n1,a\n", "utf-8"),
        ("Ikä\n1\n".encode(), "utf-8"),
        ("Ikä\n1\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Ikä;Työ\n1;2\n".encode("utf-16"), "utf-16"),
        ("Ikä;Työ\n1;2\n".encode("utf-16-le"), "utf-16-le"),
        ("Ikä;Työkokemus\n1;tärkeä\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found(tmp_path, contents, encoding):
    assert encoding_of(file_of(tmp_path, contents)).value == encoding


def test_an_odd_byte_far_into_a_file_is_seen(tmp_path):
    """A file that is UTF-8 for two megabytes and then is not."""
    found = encoding_of(file_of(tmp_path, "ä;1\n".encode() * 400_000 + "tärkeä;2\n".encode("cp1252")))
    assert found.value == "cp1252"
    assert "byte 2000001 (0xe4)" in found.evidence


@pytest.mark.parametrize(
    ("contents", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a\tb\n1,5\t2\n", "\t"),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ("Kysely 2024\n\na;b;c\n1;2;3\n1;2;3\n", ";"),
        ("a\n1\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_parts_rows_alike(tmp_path, contents, delimiter):
    assert delimiter_of(file_of(tmp_path, contents.encode()), "utf-8").value == delimiter


def test_only_the_first_rows_are_read(tmp_path):
    assert len(text_rows(file_of(tmp_path, b"a,b\n" * 1000), "utf-8", ",")) == 30


def test_title_rows_above_the_header_are_skipped():
    rows = [["Palautekysely 2024"], [], ["Aika", "Ikä", "Palvelu"], ["1.2.2024", "30", "chat"]]
    assert header_row_of(rows) == 3


def test_a_row_of_numbers_is_no_header():
    assert header_row_of([[2024, 2025, 2026], ["a", "b", "c"]]) == 2


def test_gaps_of_merged_headers_make_two_header_rows():
    rows = [
        ["Nimi", "Alku", "", "Loppu", ""],
        ["", "päivä", "tunnit", "päivä", "tunnit"],
        ["A", "1.2.2024", "3", "", "4"],
    ]
    assert header_rows_of(rows) == 2


def test_a_header_missing_over_a_column_is_no_second_header_row():
    rows = [["Palvelu", "", "Arvio"], ["chat", "Espoo", "hyvä"], ["chat", "Espoo", "hyvä"], ["ryhmä", "Turku", "4"]]
    assert header_rows_of(rows) == 1


def test_the_sheet_with_most_answers_is_chosen():
    sheets = {"Ohje": [["Lue tämä"]] * 50, "Vastaukset": [["a", "b"]] * 5, "Koonti": [["a", "b"]] * 3}
    assert fullest_sheet(sheets) == "Vastaukset"
