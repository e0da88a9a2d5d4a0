"""Whether a source can be read from a file that several organisations share."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params.codebooks import Found
from arvio.params.models import Source
from arvio.params.yaml_file import Key
from arvio.saying import say

READERS = ("csv", "google_forms", "limesurvey", "microsoft_forms", "parquet", "webropol")
"""Those whose rows stand each for itself below the headers."""


def shared_faults(key: Key, source: Source) -> Iterator[Found]:
    """A reader whose files cannot be divided row by row."""
    if source.shared and source.reader not in READERS:
        what = say("the reader takes no file that several organisations share")
        remedy = say("have the export saved as CSV and choose the reader csv, or export each organisation apart")
        yield (*key, "shared"), what, ", ".join(READERS), remedy, source.reader
