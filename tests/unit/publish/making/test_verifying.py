"""Making a report once more: with a worker that makes something of its own, so that only the comparison is tested."""

import json

import pytest

from arvio.errors import RunError, UsageError
from arvio.observed import observing
from arvio.publish import places
from arvio.publish.freshness.inputs import inputs_of
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.making import verifying
from arvio.publish.making.verifying import verify
from arvio.publish.manifest import Timing
from arvio.publish.outcomes import Outcome

TIMING = Timing("2026-03-01T00:00:00+00:00", 2.0, 1.0)


@pytest.fixture
def page(edition, monkeypatch):
    """A report that lies there and was made from one file; `verify` takes its params from the edition alone."""
    monkeypatch.setattr(verifying, "edition", lambda project, run: edition)
    for folder in ("params", "notebooks", "data"):
        (edition.root / folder).mkdir()
    (edition.root / "data" / "x.csv").write_text("1")
    path = places.report(edition.root, edition.run)
    path.parent.mkdir(parents=True)
    path.write_text("one\ntwo\n")
    with observing() as seen:
        (edition.root / "data" / "x.csv").read_text()
    write(edition, state="done", **inputs_of(edition, seen).plain())
    return path


def write(edition, **manifest):
    path = places.manifest(edition.root, edition.run)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(manifest))


class Project:
    """A project with one run."""

    def __init__(self, edition):
        self.root, self._run = edition.root, edition.run

    def runs(self):
        return [self._run]


class Maker:
    """A worker that makes the given page, of whatever it is given; what it was given is kept."""

    def __init__(self, text):
        self._text, self.given = text, None

    def __call__(self):
        return self

    def submit(self, work, edition):
        from concurrent.futures import Future

        future, self.given = Future(), (edition.root, (edition.root / "data" / "x.csv").read_text())
        if isinstance(self._text, Outcome):
            future.set_result(self._text)
            return future
        path = places.ready(edition.root, edition.run, places.report(edition.root, edition.run))
        path.parent.mkdir(parents=True)
        path.write_text(self._text)
        future.set_result(Ready(edition, TIMING, None))
        return future

    def shutdown(self, wait):
        pass


def test_the_same_bytes(edition, page):
    maker = Maker("one\ntwo\n")
    found = verify(Project(edition), page, maker)
    assert (found.is_same, found.differences, found.changes) == (True, (), ())
    assert maker.given[1] == "1"
    assert maker.given[0] != edition.root
    assert not maker.given[0].exists()


@pytest.mark.parametrize(
    ("text", "line"), [("one\nthree\n", 2), ("one\n", 2), ("one\ntwo\nthree\n", 3), ("one\r\ntwo\n", 1)]
)
def test_the_first_line_that_differs_is_told(edition, page, text, line):
    found = verify(Project(edition), page, Maker(text))
    assert found.differences == (f"plain.en.html: differs from line {line} on",)


def test_a_file_that_is_missing_is_told(edition, page):
    places.form_text(edition.root, edition.run).write_text("text")
    page.unlink()
    found = verify(Project(edition), page, Maker("one\n"))
    assert found.differences == (
        "plain.en.html: is missing from line 1 on",
        "plain.en.txt: is not made any more from line 1 on",
    )


def test_what_has_changed_since_is_told(edition, page):
    (edition.root / "data" / "x.csv").write_text("2")
    found = verify(Project(edition), page, Maker("one\ntwo\n"))
    assert found.changes == ("data/x.csv changed",)


def test_nothing_in_the_project_is_changed(edition, page):
    before = {path: path.read_bytes() for path in edition.root.rglob("*") if path.is_file()}
    verify(Project(edition), page, Maker("other"))
    assert {path: path.read_bytes() for path in edition.root.rglob("*") if path.is_file()} == before


def test_a_report_that_cannot_be_made_any_more(edition, page):
    with pytest.raises(RunError, match="cannot be made any more: cell 3: no data"):
        verify(Project(edition), page, Maker(Outcome(edition.run, "failed", 1, page, "cell 3: no data")))


@pytest.mark.parametrize("manifest", [{"state": "failed"}, {"state": "done"}, {}])
def test_a_report_of_which_it_is_not_known_what_it_was_made_from(edition, page, manifest):
    write(edition, **manifest)
    with pytest.raises(RunError, match="run it: arvio run testers"):
        verify(Project(edition), page, Maker(""))


def test_a_file_that_is_no_report(edition, page):
    with pytest.raises(UsageError, match="is no report that params ask for"):
        verify(Project(edition), page.with_name("other.html"), Maker(""))
