import datetime as dt

from arvio.sources.cells import column_letter, label, text


def test_white_space_of_every_kind_becomes_one_space():
    assert text(" Kuinka\xa0tärkeää\u2009on,\nettä? \u200b") == "Kuinka tärkeää on, että?"


def test_letters_written_as_letter_and_dots_become_one_letter():
    assert text("Ja\u0308rjesto\u0308") == "Järjestö"


def test_case_is_kept_in_headers():
    assert text("Nimi") != text("nimi")


def test_a_whole_number_has_no_decimals():
    assert [text(6), text(6.0), text(6.5)] == ["6", "6", "6.5"]


def test_nothing_is_an_empty_text():
    assert [text(None), text(float("nan")), text("  ")] == ["", "", ""]


def test_a_time_is_readable():
    assert text(dt.datetime(2023, 4, 4, 9, 30)) == "2023-04-04 09:30:00"


def test_labels_are_compared_without_case_kind_of_dash_and_spaces():
    same = {label("5 – erittäin tärkeä"), label("5 - Erittäin  tärkeä"), label("5\u2212erittäin\xa0tärkeä")}
    assert len(same) == 1
    assert label("5 = suurin merkitys") == label("5=Suurin merkitys")


def test_columns_are_named_as_excel_does():
    assert [column_letter(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
