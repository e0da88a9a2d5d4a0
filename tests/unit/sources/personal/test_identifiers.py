import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.sources.personal.identifiers import CENTURIES, CHECK_CHARACTERS
from arvio.sources.personal.recognition import find, hits, whole

SAMPLE = "131052-308T"
"""The form that the Digital and Population Data Services Agency shows its code by; nobody's."""


def check_character(digits: str) -> str:
    return CHECK_CHARACTERS[int(digits) % 31]


@st.composite
def invented_codes(draw) -> str:
    """Codes of the range that is made up for tests: their numbers, 900-999, are given to nobody for good."""
    sign = draw(st.sampled_from(sorted(CENTURIES)))
    century = CENTURIES[sign]
    born = draw(st.dates(dt.date(century, 1, 1), dt.date(century + 99, 12, 31)))
    number = draw(st.integers(900, 999))
    day = f"{born:%d%m}{born.year % 100:02}"
    return f"{day}{sign}{number}{check_character(f'{day}{number}')}"


# --- personal identity codes


def test_the_sample_code_is_found():
    assert find(f"Tunnukseni on {SAMPLE}.") == {"personal_identity_code": 1}


@given(code=invented_codes())
def test_a_code_with_the_right_check_character_is_found_in_any_letter_case(code):
    assert whole(code) == whole(code.lower()) == "personal_identity_code"


@given(code=invented_codes(), other=st.sampled_from(CHECK_CHARACTERS))
def test_a_code_with_any_other_check_character_is_refused(code, other):
    if other != code[-1]:
        assert "personal_identity_code" not in find(code[:-1] + other)


@given(code=invented_codes(), other=st.sampled_from("GIOQZÄ?"))
def test_a_sign_that_is_no_check_character_is_refused(code, other):
    assert "personal_identity_code" not in find(code[:-1] + other)


@pytest.mark.parametrize("sign", "+-YXWVUABCDEF")
def test_every_sign_of_a_century_is_known(sign):
    assert find(f"010190{sign}999{check_character('010190999')}") == {"personal_identity_code": 1}


@pytest.mark.parametrize("sign", "GTZ_/")
def test_other_signs_between_are_none(sign):
    assert find(f"010190{sign}999{check_character('010190999')}") == {}


@pytest.mark.parametrize("dash", ["\u2013", "\u2212", " - "])
def test_a_dash_that_a_word_processor_made_is_a_hyphen(dash):
    assert find(SAMPLE.replace("-", dash)) == {"personal_identity_code": 1}


@pytest.mark.parametrize(("day", "sign"), [("310290", "-"), ("001290", "-"), ("011390", "-"), ("290200", "-")])
def test_a_day_that_never_was_is_no_birth(day, sign):
    assert find(f"{day}{sign}999{check_character(day + '999')}") == {}


def test_a_leap_day_depends_on_the_century():
    assert find(f"290200A999{check_character('290200999')}") == {"personal_identity_code": 1}


@pytest.mark.parametrize("number", ["000", "001"])
def test_the_numbers_that_are_given_to_nobody_are_refused(number):
    assert find(f"010190-{number}{check_character('010190' + number)}") == {}


def test_a_longer_run_of_digits_or_letters_is_no_code():
    assert find(f"1{SAMPLE}") == {}
    assert find(f"{SAMPLE}A") == {}


def test_a_code_within_a_name_of_a_file_is_found():
    assert find(f"palaute_{SAMPLE}_lopullinen") == {"personal_identity_code": 1}


# --- bank accounts: the samples of the SWIFT registry


@pytest.mark.parametrize(
    "account",
    [
        "FI2112345600000785",
        "FI21 1234 5600 0007 85",
        "fi21 1234 5600 0007 85",
        "DE89 3704 0044 0532 0130 00",
        "NO93 8601 1117 947",
        "MT84MALT011000012345MTLCAST001S",
        "SE45 5000 0000 0583 9825 7466",
    ],
)
def test_accounts_of_several_countries_are_found(account):
    assert whole(account) == "iban"


@pytest.mark.parametrize("account", ["FI2112345600000786", "FI22 1234 5600 0007 85", "FI21 1234 5600 0007 8"])
def test_an_account_that_does_not_check_is_none(account):
    assert "iban" not in find(account)


@given(place=st.integers(2, 17), digit=st.sampled_from("0123456789"))
def test_an_account_with_one_wrong_digit_is_none(place, digit):
    right = "FI2112345600000785"
    wrong = right[:place] + digit + right[place + 1 :]
    assert ("iban" in find(wrong)) == (wrong == right)


def test_the_words_after_an_account_are_not_part_of_it():
    assert [(hit.kind, hit.end) for hit in hits("FI21 1234 5600 0007 85 kiitos jo etukäteen")] == [("iban", 22)]


# --- e-mail


@pytest.mark.parametrize(
    "address",
    [
        "eva@example.fi",
        "eva.esimerkki+ryhma@posti.example.com",
        "eva(at)example.fi",
        "eva (at) example (piste) fi",
        "eva [ät] example.fi",
        "EVA@EXAMPLE.FI",
        "<eva@example.fi>",
    ],
)
def test_e_mail_addresses_are_found_as_people_write_them(address):
    assert whole(address) == "e_mail"


@pytest.mark.parametrize("text", ["@ryhma kiitos", "klo 10 @ kahvila", "5 @ 3", "kohta (a) ja kohta (at)", "eva@"])
def test_an_at_sign_alone_is_no_address(text):
    assert find(text) == {}


def test_a_name_in_an_address_is_not_counted_twice():
    assert find("Matti.Virtanen@example.fi", names=frozenset({"Matti Virtanen"})) == {"e_mail": 1}


# --- phones


@pytest.mark.parametrize(
    "number",
    [
        "040 123 4567",
        "0401234567",
        "040-1234567",
        "040–123 4567",
        "041 123 4567",
        "044 1234567",
        "045 123 4567",
        "046 123 4567",
        "050 123 4567",
        "050 123 45 67",
        "0400 123 456",
        "0457 123 4567",
        "0500 123 456",
        "+358 40 123 4567",
        "+358401234567",
        "+358 (0)40 123 4567",
        "00358 40 1234567",
        "358401234567",
        "09 123 4567",
        "(09) 123 4567",
        "09-1234567",
        "013 123 456",
        "019 123 4567",
        "02 123 4567",
        "029 512 3456",
        "+46 70 123 45 67",
        "puh. 0912345678",
    ],
)
def test_phone_numbers_are_found_as_finns_write_them(number):
    assert whole(number) == "phone"


@pytest.mark.parametrize(
    "text",
    [
        "2023",
        "2021-2022",
        "2021–2022",
        "4.4.2023",
        "04.04.2023",
        "2023-04-04",
        "2023-04-04 16:34:44",
        "4/4/2023",
        "26/09/2022 16:34:44",
        "05 2023-2024",
        "12.12.2023-13.12.2023",
        "3.–4.5.2021",
        "040 12.12.2023",
        "1 040 500 000",
        "1.040.500.000",
        "100 000 000",
        "+10 000 000 euroa",
        "1 234 567,89",
        "0,0401234567",
        "50 123 456",
        "1 000 000 €",
        "15,5 %",
        "050 100 200 €",
        "00100",
        "02100 Espoo",
        "99999",
        "12345678",
        "123456789012",
        "0912345678",
        "0123456789",
        "000000000123",
        "R_3jFkd92kfA0c",
        "1234567-8",
        "klo 09 00-16 00",
        "09.00-16.00",
        "12:30:45",
        "05-2023",
        "3/5",
        "1-5",
        "ISBN 978-952-000-000-0",
    ],
)
def test_years_dates_sums_shares_postal_codes_and_ids_are_no_phones(text):
    assert find(text) == {}


def test_the_date_after_a_number_does_not_hide_it():
    assert find("Soita 040 123 4567 15.3.2023 mennessä") == {"phone": 1}


def test_two_numbers_with_a_slash_between_are_two():
    assert find("0401234567/0501234567") == {"phone": 2}


# --- IP addresses


@pytest.mark.parametrize("address", ["192.168.1.10", "8.8.8.8", "2001:db8::1", "fe80::1ff:fe23:4567:890a"])
def test_ip_addresses_are_found(address):
    assert whole(address) == "ip_address"


@pytest.mark.parametrize(
    "text",
    [
        "4.4.2023",
        "1.2.3",
        "versio 1.2.3.4",
        "v1.2.3.4",
        "256.1.1.1",
        "1.2.3.4.5",
        "12:30:45",
        "12::30",
        "Aihe:: a::b",
        "::",
        "klo 10:00-11:30: kahvi",
    ],
)
def test_dates_versions_and_times_are_no_ip_addresses(text):
    assert find(text) == {}


# --- coordinates


@pytest.mark.parametrize(
    "pair",
    [
        "60.1699, 24.9384",
        "60.16990,24.93840",
        "60,1699; 24,9384",
        "60.1699 24.9384 0 0",
        "60.1699° N, 24.9384° E",
        "-33.8688 151.2093",
        "60.1699 24.9384 12.5 4.9",
    ],
)
def test_pairs_of_degrees_are_coordinates(pair):
    assert whole(pair) == "coordinates"


@pytest.mark.parametrize("text", ["60.1699", "60.17, 24.94", "4,5 ja 4,4", "200.1234, 300.1234", "1.2345 ja 2.3456"])
def test_other_decimals_are_no_coordinates(text):
    assert find(text) == {}


# --- any text


@given(text=st.text())
def test_any_text_can_be_read(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits(text))


@given(text=st.text("0123456789+-.,:@ ()[]/AFIaät\u2013"))
def test_any_digits_and_signs_can_be_read(text):
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits(text))
