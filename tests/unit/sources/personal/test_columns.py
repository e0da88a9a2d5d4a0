import datetime as dt

import pandas as pd
import pytest

from arvio.sources.personal.columns import Evidence, personal_kind
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN

ADDRESSES = ["eva@example.fi", "olli@example.fi", "siru@example.fi"]
BIRTHS = ["13.10.1952", "1.2.1948", "30.6.1975", "24.12.1990", "5.5.1961"]


def test_the_header_is_enough():
    assert personal_kind("Sähköposti", []) == Evidence("e_mail", "header says e-mail")


def test_the_cells_are_enough_and_are_counted():
    cells = [*ADDRESSES, *ADDRESSES, "ei ole", None, " "]
    assert personal_kind("Mihin voimme vastata?", cells) == Evidence("e_mail", "6 of 7 cells are e-mail addresses")


def test_half_of_the_cells_is_enough_and_fewer_are_open_text():
    assert personal_kind("Muuta", [*ADDRESSES, "a", "b", "c"]).kind == "e_mail"
    assert personal_kind("Muuta", [*ADDRESSES, "a", "b", "c", "d"]) is None


def test_two_cells_are_enough_only_when_there_are_no_others():
    assert personal_kind("Muuta", ADDRESSES[:2]).kind == "e_mail"
    assert personal_kind("Muuta", [*ADDRESSES[:2], "kyllä"]) is None


def test_a_cell_that_holds_more_than_the_hit_is_open_text():
    assert personal_kind("Muuta", [f"vastaus: {address}" for address in ADDRESSES]) is None


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("phone", ["040 123 4567", "+358 50 123 4567", "09 123 4567"]),
        ("name", ["Matti Virtanen", "Liisa", "Korhonen, Pekka"]),
        ("iban", ["FI21 1234 5600 0007 85"] * 3),
        ("personal_identity_code", ["131052-308T"] * 3),
        ("ip_address", ["192.168.1.10", "8.8.8.8", "2001:db8::1"]),
        ("coordinates", ["60.1699 24.9384 0 0"] * 3),
    ],
)
def test_each_kind_is_known_by_its_cells(kind, cells):
    assert personal_kind("3.", cells).kind == kind


@pytest.mark.parametrize(
    "cells",
    [
        [1, 2, 3, 4, 5],
        ["4.4.2023", "5.4.2023", "6.4.2023"],
        ["Aina", "Usein", "Harvoin", "Aina", "Aina"],
        ["Täysin samaa mieltä", "Eri mieltä", "En osaa sanoa"],
        ["Helsinki", "Kotka", "Kouvola"],
        ["00100", "45100", "48100"],
        ["R_1a2b3c", "R_4d5e6f", "R_7g8h9i"],
        [12345678901, 12345678902, 12345678903],
        [],
        [None, "", NOT_SHOWN, NOT_CHOSEN],
    ],
)
def test_answers_dates_places_and_ids_are_not_personal(cells):
    assert personal_kind("3.", cells) is None


# --- headers against cells


@pytest.mark.parametrize(
    "cells", [["x", NOT_CHOSEN, "x", "x"], [0, 1, 1, 0], ["Kyllä", "Ei", "Ei"], ["Sähköposti"] * 4]
)
@pytest.mark.parametrize("header", ["Mistä kuulit meistä? [Sähköposti]", "Mistä kuulit meistä?: Sähköposti"])
def test_an_option_of_a_question_is_not_what_it_is_called(header, cells):
    assert personal_kind(header, cells) is None


def test_the_ticks_of_an_option_called_name_are_no_names():
    assert personal_kind("Mitä kysyttiin? [Nimi]", ["x", "x", "x"]) is None


def test_ratings_of_a_phone_are_no_phone_numbers():
    assert personal_kind("Puhelin", [1, 5, 4, 3, 2]) is None


def test_a_header_is_believed_while_any_cell_may_be_what_it_says():
    assert personal_kind("Puhelin", ["401234567", "ei ole", "ei ole"]).words == "header says phone"
    assert personal_kind("Nimi", ["Xhevat", "Xhevat", "Tuulikki"]).words == "header says name"


def test_a_header_is_believed_when_there_are_few_cells():
    assert personal_kind("Sähköposti", ["ei ole"]) == Evidence("e_mail", "header says e-mail")


# --- dates of birth


@pytest.mark.parametrize("births", [BIRTHS, [dt.datetime(1940 + 8 * n, 3, 4) for n in range(6)]])
def test_dates_as_far_apart_as_births_are_dates_of_birth(births):
    assert personal_kind("Pvm", births).kind == "date_of_birth"


def test_the_words_say_how_many_dates_and_none_of_them():
    assert personal_kind("Pvm", [*BIRTHS, "?"]).words == "5 of 6 cells are dates as far apart as births are"


def test_dates_of_events_are_not():
    assert (
        personal_kind("Pvm", [f"{day}.{month}.{year}" for day in (1, 15) for month in (2, 9) for year in (2021, 2023)])
        is None
    )


def test_years_of_birth_are_no_dates():
    assert personal_kind("Syntymävuosi", [1952, 1948, 1975, 1990]) is None


# --- what may be shown


@pytest.mark.parametrize("cells", [ADDRESSES, BIRTHS, ["Matti Virtanen"] * 3, ["131052-308T"] * 3])
def test_the_evidence_shows_no_value(cells):
    words = personal_kind("3.", cells).words
    assert not any(cell in words for cell in cells)


def test_a_column_of_a_table_may_be_given_as_it_is():
    assert personal_kind("3.", pd.Series([*ADDRESSES, None], dtype=object)).kind == "e_mail"
