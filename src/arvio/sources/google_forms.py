"""Google Forms' text file: a time stamp first, then full question texts, with the spaces that were typed after them."""

from __future__ import annotations

from arvio.params import Source
from arvio.sources.files import SourceFile
from arvio.sources.raw_table import RawTable, raw_table
from arvio.sources.text_file import read_rows

PERSONAL = ("Email Address", "Email address", "Username", "Sähköpostiosoite", "Käyttäjänimi")
BOOKKEEPING = ("Timestamp", "Aikaleima", "Score", "Pisteet")


def read(source: Source, file: SourceFile) -> RawTable:
    """The rows of answers. The time stamp's order of day and month follows the maker's settings of that year."""
    table = raw_table(file, read_rows(source, file), header_row=source.header_row)
    return table.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING)
