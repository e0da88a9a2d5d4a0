"""Reading exports: one module per format, chosen by the source's reader, none knowing another."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from arvio.params import Source
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import RawTable

READERS: Mapping[str, str] = {
    "attendance_workbook": "attendance_workbook",
    "csv": "delimited",
    "excel": "excel",
    "google_forms": "google_forms",
    "microsoft_forms": "microsoft_forms",
    "webropol": "webropol",
}
"""Reader in params: the module here that has its `read`."""


def read(source: Source, file: SourceFile) -> RawTable:
    """The cells of one file as found, read as the source says."""
    return import_module(f"arvio.sources.{READERS[source.reader]}").read(source, file)
