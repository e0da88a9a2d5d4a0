"""What stops a reader before an export fills the memory: each limit by its own words, at the limit and beyond it."""

import zipfile

import pytest

from arvio.errors import SourceError
from arvio.params import Limits
from arvio.sources.limits import MEGABYTE, SMALL, beyond, bounded, refuse_beyond, refuse_bombs, refuse_long_cells
from arvio.sources.source_file import SourceFile

SAID = {
    "file_mb": "the file has more than 7 MB",
    "unpacked_mb": "would unpack to more than 7 MB",
    "unpacked_times": "would unpack to more than 7 times its size, as files do that fill the memory",
    "files_in_archive": "holds more than 7 files",
    "sheets": "has more than 7 sheets",
    "rows": "has more than 7 rows",
    "columns": "has a row of more than 7 cells",
    "cells": "has more than 7 cells, with the empty ones between",
    "cell_characters": "has a cell of more than 7 characters",
    "line_characters": "has a line of more than 7 characters",
    "seconds": "was not read to its end within 7 seconds",
}


def limited(tmp_path, **limits):
    """A file of a thousand bytes with these limits."""
    path = tmp_path / "export.xlsx"
    path.write_bytes(bytes(1_000))
    return SourceFile(path, "data/talo/export.xlsx", limits=Limits(**limits))


def entry(megabytes):
    """A part of an archive that says how much it unpacks to."""
    found = zipfile.ZipInfo("sheet.xml")
    found.file_size = megabytes * MEGABYTE
    return found


def test_every_limit_has_words_of_its_own():
    assert set(SAID) == set(Limits.model_fields)
    assert len(set(SAID.values())) == len(SAID)


@pytest.mark.parametrize("limit", sorted(SAID))
def test_beyond_a_limit_it_is_told_what_where_and_how_the_limit_is_raised(tmp_path, limit):
    told = str(beyond(limited(tmp_path, **{limit: 7}), limit, place="sheet Answers"))
    assert SAID[limit] in told
    assert "data/talo/export.xlsx" in told
    assert "sheet Answers" in told
    assert f"limits: {{{limit}: …}}" in told


def test_as_much_as_the_limit_allows_is_read_and_one_more_is_not(tmp_path):
    file = limited(tmp_path, sheets=7)
    refuse_beyond(file, "sheets", 7)
    with pytest.raises(SourceError, match="has more than 7 sheets"):
        refuse_beyond(file, "sheets", 8)


def test_an_archive_of_too_many_files_is_refused(tmp_path):
    file = limited(tmp_path, files_in_archive=2)
    refuse_bombs(file, [entry(0)] * 2)
    with pytest.raises(SourceError, match="holds more than 2 files"):
        refuse_bombs(file, [entry(0)] * 3)


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    with pytest.raises(SourceError, match="would unpack to more than 3 MB"):
        refuse_bombs(limited(tmp_path, unpacked_mb=3), [entry(2)] * 2)


def test_small_archives_may_unpack_to_many_times_their_size_and_large_ones_may_not(tmp_path):
    file = limited(tmp_path)
    refuse_bombs(file, [entry(SMALL // MEGABYTE)])
    with pytest.raises(SourceError, match="would unpack to more than 200 times its size"):
        refuse_bombs(file, [entry(SMALL // MEGABYTE + 1)])


def test_rows_come_as_long_as_they_are_few_and_narrow(tmp_path):
    file = limited(tmp_path, rows=2, columns=3)
    assert list(bounded(file, [(1, 2, 3), ()])) == [(1, 2, 3), ()]
    rows = bounded(file, [(1,), (2,), (3,)])
    assert [next(rows), next(rows)] == [(1,), (2,)]
    with pytest.raises(SourceError, match="has more than 2 rows"):
        next(rows)
    with pytest.raises(SourceError, match="has a row of more than 3 cells"):
        list(bounded(file, [(1, 2, 3, 4)]))


@pytest.mark.parametrize("long", ["abcd", b"abcd"])
def test_a_cell_longer_than_any_answer_is_refused_whatever_else_the_row_holds(tmp_path, long):
    file = limited(tmp_path, cell_characters=3)
    refuse_long_cells(file, ("abc", b"abc", 12345, None))
    refuse_long_cells(file, ())
    with pytest.raises(SourceError, match="has a cell of more than 3 characters"):
        refuse_long_cells(file, (None, long))
