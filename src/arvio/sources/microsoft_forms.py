"""Microsoft Forms' workbook: labels in place of codes, line breaks and no-break spaces in the headers."""

from __future__ import annotations

from arvio.params import Source
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import RawTable, raw_table
from arvio.sources.workbook_file import read_sheet

PERSONAL = ("Email", "Name", "Sähköposti", "Nimi")
BOOKKEEPING = (
    *("ID", "Id", "Start time", "Completion time", "Last modified time", "Language", "Total points", "Quiz feedback"),
    *("Tunnus", "Aloitusaika", "Valmistumisaika", "Viimeksi muokattu", "Kieli"),
)


def read(source: Source, file: SourceFile) -> RawTable:
    """The sheet of responses."""
    sheet, rows = read_sheet(source, file)
    table = raw_table(file, rows, header_row=source.header_row, sheet=sheet)
    return table.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING)
