"""Which reports are printed, and what becomes of their PDFs; printed by the browser itself."""

import hashlib
import json
from types import SimpleNamespace

import pytest

from arvio.params import Run
from arvio.publish import manifest, places
from arvio.publish.paper.paper import is_printed, print_reports, wanted_on_paper

RUNS = [Run("testers", "2025", "plain", "public", language) for language in ("en", "fi")]


@pytest.fixture
def project(tmp_path):
    for run in RUNS:
        page, told = places.report(tmp_path, run), places.manifest(tmp_path, run)
        for path in (page, told):
            path.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"<html lang='{run.language}'><title>Report</title><p>Heard in {run.language}</p></html>")
        told.write_text(json.dumps({"state": "done", "files": {page.name: "x"}}))
    suite = SimpleNamespace(memory_limit_mb=2000)
    return SimpleNamespace(root=tmp_path, suite=suite, annexes=lambda run: ["pdf"] if run.language == "fi" else ["csv"])


def printed(project, runs=tuple(RUNS)):
    return print_reports(project, runs, lambda line: None)


def test_params_or_the_command_say_what_is_printed(project):
    assert wanted_on_paper(project, RUNS, every=True) == RUNS
    assert wanted_on_paper(project, RUNS, every=False) == [RUNS[1]]


def test_each_pdf_stands_in_the_manifest_with_its_page(project, program):
    found = printed(project)
    assert (found.made, found.faults) == (2, ())
    assert found.paths == tuple(places.paper(project.root, run) for run in RUNS)
    told = manifest.paper(project.root, RUNS[0])
    page = places.report(project.root, RUNS[0]).read_bytes()
    assert told == {
        "sha256": hashlib.sha256(found.paths[0].read_bytes()).hexdigest(),
        "page": hashlib.sha256(page).hexdigest(),
    }
    assert manifest.state(project.root, RUNS[0]) == "done"


def test_what_is_printed_is_left_and_what_was_changed_is_printed_again(project, program):
    first = printed(project)
    assert printed(project) == type(first)(first.paths, 0)
    first.paths[0].write_bytes(b"of somebody else")
    places.report(project.root, RUNS[1]).write_text("<html><title>Other</title></html>")
    assert [is_printed(project.root, run) for run in RUNS] == [False, False]
    assert printed(project).made == 2
    assert all(is_printed(project.root, run) for run in RUNS)


def test_without_a_browser_nothing_is_printed_and_nothing_else_is_changed(project, monkeypatch):
    monkeypatch.setenv("ARVIO_BROWSER", "/nowhere/browser")
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    found = printed(project)
    assert (found.paths, found.made) == ((), 0)
    assert "ARVIO_BROWSER" in found.faults[0]
    assert {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()} == before


def test_a_page_that_is_gone_costs_only_its_own_pdf(project, program):
    places.report(project.root, RUNS[0]).unlink()
    found = printed(project)
    assert found.paths == (places.paper(project.root, RUNS[1]),)
    assert "its page cannot be read" in found.faults[0]
