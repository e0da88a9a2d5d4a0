"""Exports that real people answered: they stay where they are, and what is seen of them here is counts."""

import os
from pathlib import Path

import pytest

VARIABLE = "ARVIO_REAL_EXPORTS"
BESIDE = Path(__file__).parents[3] / "shared" / "exports"
ENDINGS = (".csv", ".tsv", ".xlsx", ".sav")
ROWS = pytest.StashKey[list]()


def folder():
    """Where real exports lie; None where there are none."""
    found = Path(os.environ.get(VARIABLE, BESIDE))
    return found if found.is_dir() else None


def pytest_generate_tests(metafunc):
    if "real_export" not in metafunc.fixturenames:
        return
    found = folder()
    files = (
        sorted(path for path in found.rglob("*") if path.suffix in (".csv", ".tsv", ".xlsx", ".sav")) if found else []
    )
    names = [path.relative_to(found).as_posix() for path in files]
    reason = f"no real exports here: set {VARIABLE} to the folder that holds them"
    nothing = [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    metafunc.parametrize("real_export", files or nothing, ids=names or ["none"])


@pytest.fixture
def seen(request, real_export):
    """Puts a line for the export into the table at the end of the tests."""
    rows = request.config.stash.setdefault(ROWS, [])
    name = real_export.relative_to(folder()).as_posix()

    def line(n_rows, n_columns, found, problems):
        rows.append((name, n_rows, n_columns, found, problems))

    return line


def pytest_terminal_summary(terminalreporter, config):
    rows = config.stash.get(ROWS, [])
    if not rows:
        return
    terminalreporter.section("real exports")
    for name, rows_read, columns, found, problems in sorted(rows):
        terminalreporter.write_line(f"{name:<48}{rows_read:>6} rows{columns:>4} columns  {found}")
        for problem in problems:
            terminalreporter.write_line(f"{'':<50}{problem}")
