"""A column is named in params by its header, its question's number or code, or its place."""

from dataclasses import replace

import pytest

from arvio.sources.mapping.export import found_header, found_headers
from arvio.sources.raw_table import raw_table
from arvio.sources.source_file import SourceFile

FILE = SourceFile(None, "vienti.csv")
HEADERS = ["Nro", "1. Meitä kuultiin", "2. Kohdattiin: hyvin", "2. Kohdattiin: ajoissa", "", "Points - 1", "Points - 2"]


@pytest.fixture
def raw():
    table = raw_table(FILE, [HEADERS, [1, 5, 4, 3, "x", 0, 0]])
    return replace(table, codes={"Q7": "1. Meitä kuultiin"})


@pytest.mark.parametrize("wanted", ["1. Meitä kuultiin", " 1.  Meitä\nkuultiin", "1.", "1", "Q7", "[column B]"])
def test_a_header_is_found_by_text_number_code_or_place(raw, wanted):
    assert found_header(raw, [wanted]) == "1. Meitä kuultiin"


def test_a_number_that_several_headers_have_finds_none(raw):
    assert found_header(raw, ["2."]) is None


def test_the_first_of_several_wordings_that_is_there_counts(raw):
    assert found_header(raw, ["Kuultiinko?", "Nro"]) == "Nro"


def test_a_star_at_the_end_stands_for_every_header_that_begins_so(raw):
    assert found_headers(raw, ["Points - *", "Nro", "Jotain*"]) == {"Nro", "Points - 1", "Points - 2"}


def test_a_column_without_header_is_named_by_its_place(raw):
    assert found_headers(raw, ["[column E]"]) == {"[column E]"}
