"""Every real export is recognised, reads, and becomes tables by its own draft mapping."""

import pytest

from arvio.errors import SourceError
from arvio.sources import read
from arvio.sources.files import SourceFile
from arvio.sources.inspection.formats.formats import find_format
from arvio.sources.raw_table import whole

CODEBOOKS = ("dictionary.csv",)


def test_a_real_export_is_recognised_and_read(real_export, seen):
    file = SourceFile(real_export, real_export.name)
    if real_export.name in CODEBOOKS:
        with pytest.raises(SourceError, match="a codebook"):
            find_format(file)
        return
    found = find_format(file)
    table = whole(read(found.source, file))
    assert table.cells.shape > (0, 0)
    personal = sorted(table.personal & set(table.headers))
    problems = [*table.notes, *([f"about persons: {', '.join(personal)}"] if personal else [])]
    seen(*table.cells.shape, found.name, problems)
