"""Whatever lies in the folder, a reader gives rows or our own error, never anything else.

A few hundred inputs here, and as many as ARVIO_FUZZ_EXAMPLES says by `make fuzz`; what that finds becomes a test.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arvio.errors import ArvioError
from arvio.inspection.columns.profile import look_through
from arvio.params import Source
from arvio.sources import READERS, read
from arvio.sources.source_file import SourceFile

from .exports import write_archive, write_duckdb, write_export
from .fuzzing import CUTS, FUZZ, bounded, spoilt

BEGINNINGS = (
    *(b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b"a;b\n"),
    *(b"$FL2@(#) SPSS DATA FILE", b"PAR1", b"SQLite format 3\x00", b"\x00" * 8 + b"DUCK"),
)
SLOW = frozenset({"database", "spss"})
"""Each input starts a process or a database of its own."""


def rows_read(reader, path, **source):
    """How many rows a reader gives; None when it refuses the file with an error of ours. Other errors come through."""
    if reader == "database":
        source = {"query": "vastaukset"} | source
    wanted = Source(table="groups", reader=reader, files=path.name, **source)
    try:
        parts = list(read(wanted, SourceFile(path, path.name)))
    except ArvioError:
        return None
    return sum(len(part.cells) for part in parts)


@pytest.mark.timeout(0 if FUZZ else 120)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_arbitrary_bytes_are_read_or_refused(reader, tmp_path):
    path = tmp_path / "vienti"

    @bounded(10 if reader in SLOW else 40)
    @given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400))
    def holds(beginning, rest):
        path.write_bytes(beginning + rest)
        assert rows_read(reader, path) != 0

    holds()


@pytest.mark.timeout(0 if FUZZ else 120)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_sound_export_is_read_and_a_spoilt_one_read_or_refused(reader, tmp_path):
    path = write_export(reader, tmp_path)
    sound = path.read_bytes()
    assert rows_read(reader, path)

    @bounded(15 if reader in SLOW else 50)
    @given(cuts=CUTS)
    def holds(cuts):
        path.write_bytes(spoilt(sound, cuts))
        assert rows_read(reader, path) != 0

    holds()


@pytest.mark.timeout(0 if FUZZ else 120)
@pytest.mark.parametrize(
    ("write", "source"),
    [(write_duckdb, {"reader": "database"}), (write_archive, {"reader": "kobo", "sheet": "palaute-kaynnit"})],
    ids=["duckdb", "odk_archive"],
)
def test_other_containers_are_read_and_when_spoilt_read_or_refused(write, source, tmp_path):
    path = write(tmp_path / "vienti")
    sound = path.read_bytes()
    reader = source["reader"]
    more = {key: value for key, value in source.items() if key != "reader"}
    assert rows_read(reader, path, **more)

    @bounded(15)
    @given(cuts=CUTS)
    def holds(cuts):
        path.write_bytes(spoilt(sound, cuts))
        assert rows_read(reader, path, **more) != 0

    holds()


@pytest.mark.timeout(0 if FUZZ else 120)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_file_that_nobody_knows_is_looked_through_or_refused(reader, tmp_path):
    path = write_export(reader, tmp_path)
    sound = path.read_bytes()
    assert look_through(SourceFile(path, path.name)).rows

    @bounded(8 if reader in SLOW else 20)
    @given(cuts=CUTS)
    def holds(cuts):
        path.write_bytes(spoilt(sound, cuts))
        try:
            found = look_through(SourceFile(path, path.name))
        except ArvioError:
            return
        assert found.rows

    holds()
