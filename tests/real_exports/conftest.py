"""Exports that real people answered: they stay where they are, and what is seen of them here is counts."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

VARIABLE = "ARVIO_REAL_EXPORTS"
BESIDE = Path(__file__).parents[3] / "shared" / "exports"
ENDINGS = (".csv", ".tsv", ".xlsx", ".sav")
LINES = pytest.StashKey[dict]()


@dataclass(frozen=True)
class RealExport:
    path: Path
    name: str


def folder():
    """Where real exports lie; None where there are none."""
    found = Path(os.environ.get(VARIABLE, BESIDE))
    return found if found.is_dir() else None


def pytest_generate_tests(metafunc):
    if "real_export" not in metafunc.fixturenames:
        return
    found = folder()
    paths = sorted(path for path in found.rglob("*") if path.suffix in ENDINGS) if found else []
    exports = [RealExport(path, path.relative_to(found).as_posix()) for path in paths]
    reason = f"no real exports here: set {VARIABLE} to the folder that holds them"
    nothing = [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    metafunc.parametrize("real_export", exports or nothing, ids=[one.name for one in exports] or ["none"])


@pytest.fixture
def seen(request, real_export):
    """Puts an export into the table at the end of the tests."""

    def told(profile, columns, n_responses):
        size = f"{profile.rows:>5} rows {len(profile.raw.headers):>3} columns {n_responses:>5} answers"
        head = f"{real_export.name:<46}{size}  {profile.format.name}"
        lines = request.config.stash.setdefault(LINES, {})
        lines[real_export.name] = [head, *(f"{'':<8}{problem}" for problem in _problems(profile, columns))]

    return told


def _problems(profile, columns):
    yield from profile.notes
    persons = [column.header for column in columns if column.kind == "personal"]
    if persons:
        yield f"about persons: {', '.join(persons)}"
    for column in columns:
        if column.tally.dates.values and column.kind != "open text":
            yield f"{column.header}: {column.tally.dates.summary}"


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash.get(LINES, {})
    if not lines:
        return
    terminalreporter.section("real exports: format, size, answers read by the draft, problems")
    for name in sorted(lines):
        for line in lines[name]:
            terminalreporter.write_line(line)
