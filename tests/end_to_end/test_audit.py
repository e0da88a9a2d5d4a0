"""Everything that the sample batch published, audited together: nobody can be worked out of it, by any reader."""

import csv
import io
import re

import pytest

from arvio.gate.audited import READERS
from arvio.params import open_project
from arvio.publish import manifest, places

from ..conftest import run_arvio
from ..sample import PROTECTION

ORGANISATIONS = ("harjula", "miessakit", "silmu", "voimaa")
FEWEST_FACTS, FEWEST_PROTECTED = 10_000, 4_000
"""Of all organisations for the reader who has most: fewer would mean that the audit no longer sees the reports."""


@pytest.fixture(scope="module")
def audit(sample_reports):
    return run_arvio(sample_reports.root, "audit")


@pytest.fixture(scope="module")
def rows(audit):
    return list(csv.DictReader(io.StringIO(audit.stdout), delimiter="\t"))


def test_nothing_can_be_worked_out_of_the_whole_sample(audit, rows):
    told = {(row["organisation"], row["reader"]): (row["leaks"], row["contradictions"]) for row in rows}
    assert told == {(name, reader): ("0", "0") for name in ORGANISATIONS for reader in READERS}, audit.stderr
    assert audit.exit_code == 0


def test_the_audit_sees_what_the_reports_tell(audit, rows, record_property):
    nearest = [row for row in rows if row["reader"] == "internal"]
    facts, protected = (sum(int(row[name]) for row in nearest) for name in ("facts", "protected"))
    record_property("facts", facts)
    record_property("protected", protected)
    print(audit.stderr)
    assert facts > FEWEST_FACTS
    assert protected > FEWEST_PROTECTED
    assert sum(int(row["mirrors"]) for row in rows) > 0


def test_the_page_on_protection_tells_the_same_counts(sample_reports, rows):
    page = re.sub(r"\s", "", sample_reports.page(PROTECTION))
    for row in rows:
        assert f">{row['facts']}<" in page
        assert f">{row['protected']}<" in page


def test_every_report_went_out_and_none_was_left_waiting(sample_reports):
    runs = open_project(sample_reports.root).runs()
    assert {manifest.state(sample_reports.root, run) for run in runs} == {"done"}
    assert list(places.workings(sample_reports.root).rglob("*.ready.*")) == []
