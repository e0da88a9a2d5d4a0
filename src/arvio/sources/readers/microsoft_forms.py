"""Microsoft Forms' workbook: labels in place of codes, line breaks and no-break spaces in the headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arvio.params import Source
from arvio.sources.containers.tabular import export_parts
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

PERSONAL = ("Email", "Name", "Sähköposti", "Nimi")
SEPARATOR = ";"
BOOKKEEPING = (
    *("ID", "Id", "Start time", "Completion time", "Last modified time", "Language", "Total points", "Quiz feedback"),
    *("Tunnus", "Aloitusaika", "Valmistumisaika", "Viimeksi muokattu", "Kieli"),
)


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The sheet of responses."""
    for part in export_parts(source, file):
        yield replace(part.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING), separator=SEPARATOR)
