"""Small exports written by hand, and a project that reads what was drafted of them."""

import csv
import datetime as dt

import pytest
from openpyxl import Workbook

from arvio.datasets import load_tables
from arvio.params import open_project
from arvio.sources.files import SourceFile
from arvio.sources.inspection.columns.kinds import columns_of
from arvio.sources.inspection.columns.profile import look_through
from arvio.sources.inspection.drafts.draft import Place, draft

SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"
TODAY = dt.date(2026, 3, 1)


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


@pytest.fixture
def drafted(tmp_path, monkeypatch):
    """What the draft of an export reads: its tables, in a project that has nothing but the draft, as it is."""
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")

    def read(file, data_folder=None):
        profile = look_through(file)
        folder = data_folder or file.path.parent.relative_to(tmp_path).as_posix()
        found = draft(profile, columns_of(profile, {}), Place("kysely", folder, TODAY))
        if found is None:
            return None
        for kind, text in (("organisation", found.organisation), ("instrument", found.instrument)):
            path = tmp_path / "params" / f"{kind}s" / "kysely.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text or "", encoding="utf-8")
            if not text:
                path.unlink()
        (tmp_path / "params" / "suite.yaml").write_text(SUITE)
        project = open_project(tmp_path)
        assert dict(project.broken) == {}
        return load_tables(project, "kysely")

    return read
