import re

import pytest

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.report import report
from arvio.saying import said_in


@pytest.fixture
def told(written):
    def words(rows, **how):
        profile = look_through(written(rows, **how))
        return report(profile, columns_of(profile, {}), {})

    return words


ROWS = [["Aikaleima", "Nimi", "Arvio", "Palkka", "Vapaa sana"]]
ROWS += [
    [f"{day}.2.2024", "Uolevi Esimerkki", str(day % 5 + 1), f"1{day},5", "Salainen lause"] for day in range(11, 17)
]


def test_all_of_it_is_told(told):
    words = told(ROWS, delimiter=";", encoding="cp1252")
    assert "Google Forms, text file" in words
    assert "encoding UTF-8" in words
    assert "delimiter semicolon" in words
    assert "Rows        6 in 5 columns" in words
    assert "B 'Nimi': header says name" in words
    assert "open text, searched for persons when it is read: E 'Vapaa sana'" in words
    assert "A 'Aikaleima': d/m/y" in words
    assert "D 'Palkka': decimal comma in 6 values" in words


def test_no_name_and_no_open_answer_is_told(told):
    words = told(ROWS)
    assert not any(secret in words for secret in ("Uolevi", "Esimerkki", "Salainen"))


def test_an_ambiguous_order_of_dates_must_be_said(told):
    """d/m and m/d: no day of the file is over 12."""
    assert "ambiguous, say which" in told([["Aikaleima", "Arvio"], ["3/4/2024", "5"], ["5/6/2024", "4"]])


def test_lost_letters_and_times_of_twelve_hours_are_noted(told):
    rows = [["Aikaleima", "Vapaa sana"], *([f"13/2/2024 {n % 12 + 1}:{n:02}", "isn?t"] for n in range(30))]
    words = told(rows)
    assert "? between letters, where a letter may be lost, 30 times" in words
    assert "times of 12 hours without am or pm" in words


def test_blank_rows_among_the_answers_are_told(told):
    assert "1 blank rows among them are left out" in told([["A", "B"], ["1", "2"], ["", ""], ["3", "4"]])


def test_all_of_it_is_told_in_the_evaluators_language(told):
    with said_in("fi"):
        words = told(ROWS, delimiter=";", encoding="cp1252")
    assert "Google Forms, tekstitiedosto" in words
    assert "merkistö: UTF-8, koska sen jokainen tavu on" in words
    assert "Rivit       6, sarakkeita 5" in words
    assert "B 'Nimi': otsikon mukaan: nimi" in words
    assert "D 'Palkka': desimaalipilkku, arvoja 6" in words
    assert re.search(r"\b(the|is|are|of|and|no|not|that|it|rows?|columns?|values?)\b", words) is None
    assert all(len(line) <= 110 for line in words.splitlines())
