"""Whatever lies in the folder, a reader gives rows or our own error, never anything else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arvio.errors import ArvioError
from arvio.params import Source
from arvio.sources import READERS, read
from arvio.sources.files import SourceFile

BEGINNINGS = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"a;b\n")


BOUNDED = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def rows_read(reader, path):
    """How many rows a reader gives; None when it refuses the file with an error of ours. Other errors come through."""
    try:
        parts = list(read(Source(table="groups", reader=reader, files=path.name), SourceFile(path, path.name)))
    except ArvioError:
        return None
    return sum(len(part.cells) for part in parts)


@pytest.mark.parametrize("reader", sorted(READERS))
@BOUNDED
@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused(reader, beginning, rest, tmp_path):
    path = tmp_path / "vienti"
    path.write_bytes(beginning + rest)
    assert rows_read(reader, path) != 0


@BOUNDED
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255))
def test_a_workbook_with_one_byte_changed_is_read_or_refused(place, byte, house):
    path = house.workbook([["a", "b"], [1, "x"]])
    spoilt = bytearray(path.read_bytes())
    spoilt[place % len(spoilt)] = byte
    path.write_bytes(spoilt)
    assert rows_read("excel", path) != 0
