import datetime as dt

import pandas as pd
import pytest

from arvio.inspection.columns import tally as module
from arvio.inspection.columns.tally import Tally, identifies, tally
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN


def counted(*cells, header="Kysymys"):
    return tally(header, pd.Series(list(cells), dtype=object))


def test_blank_not_shown_and_answers_are_counted_apart():
    found = counted("a", "", None, NOT_SHOWN, NOT_CHOSEN, "a")
    assert (found.rows, found.blank, found.not_shown, found.not_chosen, found.filled) == (6, 2, 1, 1, 2)


def test_spellings_of_one_label_are_one_and_the_commonest_is_shown():
    assert counted("Mies", "mies", "Mies", "nainen").labels() == {"mies": ("Mies", 3), "nainen": ("nainen", 1)}


def test_two_parts_make_the_whole():
    first, second = counted("13.2.2024", "1,5", "2"), counted("1.3.2024", "")
    whole = first + second
    assert whole.forms == {"13.2.2024": 1, "1,5": 1, "2": 1, "1.3.2024": 1}
    assert (whole.rows, whole.blank, whole.dates.values, whole.decimals.comma) == (5, 1, 2, 1)
    assert whole.days == {}


def test_days_are_known_only_where_every_cell_is_a_date():
    first, last = dt.datetime(2024, 2, 1), dt.datetime(2024, 2, 13)
    assert (counted("1.2.2024") + counted("", "13.2.2024")).days == {"day_first": (first, last)}
    assert counted("3/4/2024").days.keys() == {"day_first", "month_first"}
    assert counted(first, last).days["day_first"] == (first, last)


def test_numbers_of_a_workbook_are_no_dates():
    assert counted(45000, 45001).days == {}


def test_a_column_with_more_different_cells_than_are_kept_keeps_its_counts(monkeypatch):
    monkeypatch.setattr(module, "DIFFERENT_AT_MOST", 3)
    found = counted(*"aab") + counted(*"cdef")
    assert (len(found.forms), found.filled, found.beyond) == (3, 7, 3)
    assert found.forms["a"] == 2


def test_cells_that_are_no_numbers_are_counted():
    assert counted("1,5", "1 000", "45 %", "n. 3").not_numbers == 1


def test_lost_letters_are_counted_and_addresses_of_pages_are_not():
    assert counted("isn?t", "isn?t", "Miksi? Siksi", "https://a.fi/b?c=d").letters_lost == 2


def test_what_identifies_persons_is_told_without_a_value():
    found = counted("a@example.fi", "b@example.fi", "c@example.fi")
    assert found.personal
    assert "example" not in found.personal


@pytest.mark.parametrize(
    ("words", "expected"), [("a@example.fi", True), ("040 123 4567", True), ("Vertaistoiminta", False)]
)
def test_words_that_identify_somebody_are_told(words, expected):
    assert identifies(words) is expected


def test_nothing_is_a_tally_of_nothing():
    assert Tally().filled == 0
    assert not Tally().are_different
