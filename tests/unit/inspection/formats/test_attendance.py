import datetime as dt

from arvio.inspection.formats.attendance import is_attendance

DAYS = [dt.datetime(2024, 2, 1), dt.datetime(2024, 2, 8)]


def test_names_down_and_dates_across_are_an_attendance_list():
    rows = [["Ryhmä: R01"], [], ["Nimi", *DAYS], ["Uolevi", "x", ""], ["Kerttu", "", "p"], ["Yhteensä", 1, 1]]
    assert is_attendance(rows) == 3


def test_dates_written_as_text_count_too():
    assert is_attendance([["Nimi", "1.2.24", "8.2.24"], ["Uolevi", "x", "-"]]) == 1


def test_amounts_under_dates_are_no_attendance():
    assert is_attendance([["Kulu", *DAYS], ["Vuokra", 500, 500], ["Ruoka", 120, 90]]) is None


def test_a_table_of_answers_is_no_attendance():
    assert is_attendance([["Aika", "Arvio"], [DAYS[0], 5], [DAYS[1], 4]]) is None
