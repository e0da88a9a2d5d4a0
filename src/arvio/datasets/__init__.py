"""The canonical tables of an organisation: read, mapped and validated, with what became of every row."""

from arvio.datasets.empty import empty_table
from arvio.datasets.loading import check_sources, checked_tables, load_tables
from arvio.datasets.readable import readable
from arvio.datasets.records import Record, unreviewed_problems
from arvio.datasets.shared import divide_shared, unread_rows
from arvio.datasets.silent import silent_periods
from arvio.datasets.tables import Tables

__all__ = [
    "Record",
    "Tables",
    "check_sources",
    "checked_tables",
    "divide_shared",
    "empty_table",
    "load_tables",
    "readable",
    "silent_periods",
    "unread_rows",
    "unreviewed_problems",
]
