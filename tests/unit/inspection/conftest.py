"""Small exports written by hand."""

import csv

import pytest
from openpyxl import Workbook

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.sources.source_file import SourceFile


@pytest.fixture
def written(tmp_path):
    """A text file of some rows, as a source file."""

    def made(rows, name="vienti.csv", delimiter=",", encoding="utf-8"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return SourceFile(path, name, path.parent)

    return made


@pytest.fixture
def workbook(tmp_path):
    """A workbook of some sheets, as a source file."""

    def made(sheets, name="vienti.xlsx"):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return SourceFile(tmp_path / name, name, tmp_path)

    return made


@pytest.fixture
def columns(written):
    """Header: its column, of a text file with some rows."""

    def found(rows, instruments=None, **how):
        profile = look_through(written(rows, **how))
        return {column.header: column for column in columns_of(profile, instruments or {})}

    return found


@pytest.fixture(autouse=True)
def said(problems_are_said):
    """Whatever is wrong here can be told in the evaluator's language."""
