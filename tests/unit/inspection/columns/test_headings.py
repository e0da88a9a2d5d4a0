import pytest

from arvio.inspection.columns.headings import asks_for_own_words, numbers_answers, surest


@pytest.mark.parametrize(
    "header",
    [
        "12. Avoin palaute",
        "Vapaa sana",
        "Muita kommentteja",
        "Other (please specify)",
        "Why?",
        "Fritt ord",
        "Muistiinpanot",
    ],
)
def test_a_header_that_asks_for_own_words_is_known(header):
    assert asks_for_own_words(header)


@pytest.mark.parametrize("header", ["Palvelu", "Olen tyytyväinen palveluun", "Kunta", "Avoimuus toteutuu"])
def test_other_headers_do_not_ask_for_own_words(header):
    assert not asks_for_own_words(header)


def test_of_two_columns_with_numbers_the_surest_is_taken():
    assert numbers_answers("ID")
    assert not numbers_answers("Asiakastunnus")
    assert surest(["Tunnus", "Vastaajanumero"]) == "Vastaajanumero"
    assert surest([]) == ""
