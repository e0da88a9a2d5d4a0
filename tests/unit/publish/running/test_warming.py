"""What copies of the server find imported, and what they find as it would be in a Python of their own."""

import pytest
from jsonschema import FormatChecker

from arvio.publish.running import children
from arvio.publish.running.children import run_in_child

pytestmark = pytest.mark.skipif(not children.is_possible(), reason="processes are no copies of a server here")

IMPORTED = "sorted(name for name in __import__('sys').modules)"
CONFORMS = "__import__('jsonschema').FormatChecker().conforms({!r}, 'iri')"


def test_what_reads_and_validates_tables_is_imported_already():
    assert {"pandas", "pandera.backends.pandas.container", "duckdb", "openpyxl"} <= set(run_in_child(eval, (IMPORTED,)))


def test_grammars_that_nobody_asked_for_are_not_compiled():
    assert "rfc3987_syntax" not in run_in_child(eval, (IMPORTED,))


@pytest.mark.parametrize(("address", "conforms"), [("https://example.org/päivä", True), ("no address", False)])
def test_an_address_is_checked_as_in_a_python_of_its_own(address, conforms):
    assert run_in_child(eval, (CONFORMS.format(address),)) is FormatChecker().conforms(address, "iri") is conforms
