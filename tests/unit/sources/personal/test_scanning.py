import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from arvio.sources.personal.scanning import Scan, scan

SECRET = b"only for this test, never a real one"
TEXTS = [
    "Kiitos Matti Virtaselle",
    "Soita 040 123 4567",
    "Hyvä ryhmä",
    None,
    "Soita 040 123 4567 tai eva@example.fi",
    "",
]


def scanned(*cells: object, names: frozenset[str] = frozenset()) -> Scan:
    return scan(pd.Series(list(cells), dtype=object), secret=SECRET, names=names)


def test_hits_are_counted_by_kind_and_cells_once():
    found = scanned(*TEXTS)
    assert found.counts == {"name": 1, "phone": 2, "e_mail": 1}
    assert found.n_cells == 3


def test_the_same_text_twice_is_two_cells():
    found = scanned("Soita 040 123 4567", "Soita 040 123 4567")
    assert (found.counts, found.n_cells) == ({"phone": 2}, 2)


def test_the_staff_is_looked_for_by_name():
    assert scanned("virtasen ryhmä", names=frozenset({"Maija Virtanen"})).counts == {"known_name": 1}


def test_where_nothing_was_hit_there_is_no_code():
    assert scanned("Hyvä ryhmä", None).code == ""
    assert Scan().code == ""


def test_the_code_is_ten_hexadecimal_digits():
    assert re.fullmatch(r"[0-9a-f]{10}", scanned(*TEXTS).code)


def test_the_code_changes_with_a_text_that_is_hit():
    assert scanned(*TEXTS).code != scanned(*TEXTS, "Soita 050 123 4567").code
    assert scanned("Soita 040 123 4567").code != scanned("Soita 040 123 4568").code


def test_the_code_stays_when_other_texts_change():
    assert scanned(*TEXTS).code == scanned(*TEXTS, "Hyvä kahvi").code


def test_the_code_stays_whatever_the_spaces():
    assert scanned("Soita 040 123 4567").code == scanned(" Soita  040\xa0123 4567\n").code


def test_the_code_needs_the_secret():
    column = pd.Series(TEXTS, dtype=object)
    assert scan(column, secret=SECRET).code != scan(column, secret=b"another secret of good length").code


def test_a_scan_shows_nothing_of_the_texts():
    shown = repr(scanned(*TEXTS))
    assert not any(word in shown for word in ("Matti", "040", "example"))
    assert "marks" not in shown


@given(cells=st.lists(st.sampled_from(TEXTS), max_size=8), cut=st.integers(0, 8))
def test_parts_read_one_after_another_are_as_the_whole(cells, cut):
    assert scanned(*cells[:cut]).merged(scanned(*cells[cut:])) == scanned(*cells)
    assert scanned(*cells[cut:]).merged(scanned(*cells[:cut])).code == scanned(*cells).code
