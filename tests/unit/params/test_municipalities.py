import datetime as dt
from collections import Counter

import pytest

from arvio.params import Analysis, municipalities
from arvio.params.municipalities import NOT_KNOWN, NOT_ON_LIST, REFORM_DATE, answers_for_services, county_of


def test_the_list_has_every_municipality_of_2025_once():
    listed = municipalities.municipalities()
    assert len(listed) == 308
    assert len({one.number for one in listed}) == len({one.name_fi for one in listed}) == 308
    assert all(len(one.number) == 3 and one.number.isdigit() for one in listed)


def test_there_are_21_counties_beside_helsinki_and_aland():
    assert len(set(municipalities.counties()) - set(municipalities.WITHOUT_COUNTY)) == 21


def test_the_counties_have_as_many_municipalities_as_they_say_themselves():
    found = Counter(one.county for one in municipalities.municipalities())
    expected = {"pirkanmaa": 23, "kymenlaakso": 6, "etela_karjala": 9, "kainuu": 8, "vantaa_ja_kerava": 2}
    assert {county: found[county] for county in expected} == expected


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("Kuhmoinen", "pirkanmaa"),  # moved from Keski-Suomi in 2021
        ("Iitti", "paijat_hame"),  # moved from Kymenlaakso in 2021
        ("Heinävesi", "pohjois_karjala"),  # moved from Etelä-Savo in 2021
        ("Joroinen", "pohjois_savo"),  # moved from Etelä-Savo in 2021
        ("Isokyrö", "etela_pohjanmaa"),  # moved from Pohjanmaa in 2021
        ("Vaala", "pohjois_pohjanmaa"),  # moved from Kainuu in 2016
        ("Lemi", "etela_karjala"),
    ],
)
def test_a_municipality_that_moved_is_in_its_county_of_today(name, county):
    assert county_of(name) == county


@pytest.mark.parametrize("name", ["Lempäälä", "LEMPÄÄLÄ", "lempaala", "  Lempa\u0308a\u0308la\u0308 ", "418"])
def test_case_accents_and_spaces_do_not_matter(name):
    assert county_of(name) == "pirkanmaa"


@pytest.mark.parametrize(("name", "county"), [("Tammerfors", "pirkanmaa"), ("Åbo", "varsinais_suomi")])
def test_swedish_names_are_known(name, county):
    assert county_of(name) == county


@pytest.mark.parametrize(
    ("name", "county"), [("Valkeala", "kymenlaakso"), ("Pertunmaa", "etela_savo"), ("Suomenniemi", "etela_savo")]
)
def test_a_merged_municipality_is_where_its_successor_is(name, county):
    assert county_of(name) == county


def test_a_municipality_that_was_divided_is_not_guessed():
    assert county_of("Längelmäki") == NOT_ON_LIST


@pytest.mark.parametrize("name", ["", "  ", None, float("nan")])
def test_no_name_is_not_known_which_is_not_the_same_as_not_on_the_list(name):
    assert county_of(name) == NOT_KNOWN
    assert county_of("Ankkalinna") == NOT_ON_LIST


def test_the_counties_answer_from_the_day_of_the_reform():
    assert answers_for_services(dt.date(2022, 12, 31)) == "municipality"
    assert answers_for_services(REFORM_DATE) == "county"
    assert answers_for_services(REFORM_DATE, since=dt.date(2024, 1, 1)) == "municipality"


def test_params_begin_the_counties_on_the_same_day():
    assert Analysis().reform_date == REFORM_DATE


def test_no_two_names_mean_municipalities_of_different_counties():
    listed = municipalities.municipalities()
    named = {(municipalities._plain(name), one.county) for one in listed for name in (one.name_fi, one.name_sv) if name}
    assert len(named) == len({name for name, _ in named})
