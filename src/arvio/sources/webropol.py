"""Webropol's workbook: a row per respondent, the question's number and title as header, texts or numbers as answers."""

from __future__ import annotations

from arvio.params import Source
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import RawTable, raw_table
from arvio.sources.workbook_file import read_sheet

# Webropol publishes no list of these headers, and they differ between its versions: what is missing here is not lost,
# it is told as a column that params say nothing about.
PERSONAL = ("Vastaajan sähköposti", "Respondent email", "IP-osoite", "IP address")
BOOKKEEPING = (
    *("Vastaajan tunnus", "Vastaajanumero", "Vastausaika", "Vastauksen tila", "Vastauskieli"),
    *("Respondent", "Respondent number", "Response time", "Submitted time", "Language"),
)


def read(source: Source, file: SourceFile) -> RawTable:
    """The sheet of answers. "En osaa sanoa" is an ordinary number here: declare it under missing."""
    sheet, rows = read_sheet(source, file)
    table = raw_table(file, rows, header_row=source.header_row, sheet=sheet)
    return table.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING)
