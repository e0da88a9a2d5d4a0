from arvio.inspection.columns.words import dates_in_words, decimals_in_words
from arvio.sources.dates import evidence
from arvio.sources.numbers import decimal_evidence


def test_the_order_of_dates_is_told_with_what_shows_it():
    assert dates_in_words(evidence(["13/2/2024", "1/2/2024"])) == "d/m/y: 1 of 2 values have a day over 12"


def test_an_ambiguous_order_must_be_said_and_no_date_is_quoted():
    assert dates_in_words(evidence(["3/4/2024"])) == "ambiguous, say which: none of 1 values has a day over 12"
    told = dates_in_words(evidence(["13/2/2024", "2/13/2024"]))
    assert told == "ambiguous, say which: of 2 values 1 have a first part over 12 and 1 a second"


def test_dates_of_a_workbook_are_in_no_doubt():
    assert dates_in_words(evidence([])).startswith("in no doubt")


def test_the_decimal_sign_is_told_and_no_figure_is_quoted():
    assert decimals_in_words(decimal_evidence(["1,5", "2"])) == "decimal comma in 1 values"
    assert "2.345" not in decimals_in_words(decimal_evidence(["2.345"]))
    assert decimals_in_words(decimal_evidence(["2.345"])).startswith("ambiguous, say which")
