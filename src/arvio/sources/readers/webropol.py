"""Webropol's workbook: a row per respondent, the question's number and title as header, texts or numbers as answers."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params import Source
from arvio.sources.containers.tabular import export_parts
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

# Webropol publishes no list of these headers, and they differ between its versions: what is missing here is not lost,
# it is told as a column that params say nothing about.
PERSONAL = ("Vastaajan sähköposti", "Respondent email", "IP-osoite", "IP address")
BOOKKEEPING = (
    *("Vastaajan tunnus", "Vastaajanumero", "Vastausaika", "Vastauksen tila", "Vastauskieli"),
    *("Respondent", "Respondent number", "Response time", "Submitted time", "Language"),
)


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The sheet of answers. "En osaa sanoa" is an ordinary number here: declare it under missing."""
    for part in export_parts(source, file):
        yield part.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING)
