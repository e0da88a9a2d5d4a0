"""Google Forms' text file, or the workbook of its Sheet: a time stamp first, then full question texts.

The spaces that were typed after a question stay in its header, and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arvio.params import Source
from arvio.sources.containers.tabular import export_parts
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

PERSONAL = ("Email Address", "Email address", "Username", "Sähköpostiosoite", "Käyttäjänimi")
SEPARATOR = ", "
BOOKKEEPING = ("Timestamp", "Aikaleima", "Score", "Pisteet")


def read(source: Source, file: SourceFile) -> Iterator[RawTable]:
    """The rows of answers. The time stamp's order of day and month follows the maker's settings of that year."""
    for part in export_parts(source, file):
        yield replace(part.knowing(personal=PERSONAL, bookkeeping=BOOKKEEPING), separator=SEPARATOR)
