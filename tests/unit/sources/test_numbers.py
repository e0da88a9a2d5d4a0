import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.presentation import style
from arvio.sources.numbers import decimal_evidence, parse_number


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("4,5", 4.5),
        ("1 234,5", 1234.5),
        ("1\xa0234\xa0567", 1234567),
        ("1\u2009234", 1234),
        ("1\u202f234,50 €", 1234.5),
        ("\u22120,1", -0.1),
        ("45 %", 0.45),
        ("45,5\xa0%", 0.455),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.54", 1.54),
        ("0,125", 0.125),
        ("007", 7),
        (3, 3),
        (3.5, 3.5),
    ],
)
def test_reads_numbers_as_finns_write_them(written, expected):
    assert parse_number(written, ",") == pytest.approx(expected)


def test_the_declared_sign_decides_what_can_be_read_both_ways():
    assert parse_number("1,234", ",") == 1.234
    assert parse_number("1,234", ".") == 1234
    assert parse_number("1.234", ",") == 1234


@pytest.mark.parametrize("written", ["", "noin 5", "1 23", "1,2,3", "4–5", "-", "%", True])
def test_what_is_no_number_is_none(written):
    assert parse_number(written, ",") is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_reads_back_every_number_written_the_finnish_way(number):
    written = f"{number:,}".replace(",", "\xa0").replace(".", ",").replace("-", "\u2212")
    assert parse_number(written, ",") == float(number)


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False), st.integers(1, 3))
def test_reads_back_every_number_that_a_report_writes_in_finnish(number, decimals):
    written = style.number(number, "fi", decimals)
    assert parse_number(written, ",") == pytest.approx(number, abs=0.5 * 10**-decimals * 1.001)


@given(st.text(max_size=30))
def test_no_text_is_read_as_something_that_is_no_number(written):
    found = parse_number(written, ",")
    assert found is None or isinstance(found, float)


@pytest.mark.parametrize(
    ("cells", "seen"),
    [
        (["1,5"], "comma"),
        (["1.5"], "dot"),
        (["1,5", "1.5"], "comma_and_dot"),
        (["1.234"], "ambiguous"),
        (["7", 7.5], "whole"),
    ],
)
def test_what_a_column_shows_is_told_in_a_word(cells, seen):
    assert decimal_evidence(cells).seen == seen
