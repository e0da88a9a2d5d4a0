"""Whether the last batch came to its end, in a project of one organisation with one report for the public."""

import datetime as dt
import json
import sqlite3
from types import SimpleNamespace

import pytest

from arvio.disclosure.register import enter
from arvio.params import Run
from arvio.publish import places
from arvio.publish.freshness import tidying
from arvio.publish.freshness.judging import Standing

FACT = {
    "indicator": "trust", "breakdown": "", "group": "", "wave": "", "statistic": "mean", "value": 4.5, "low": None,
    "high": None, "n": 20, "basis": "sample", "status": "shown",
}  # fmt: skip
RUN = Run("testers", "2025", "plain", "public", "en")
READY = {RUN: Standing("ready")}


@pytest.fixture
def project(tmp_path):
    """As a batch left it that came to its end."""
    organisation = SimpleNamespace(name="Testers", data="synthetic")
    period = SimpleNamespace(start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31))
    suite = SimpleNamespace(time_limit_seconds=60, memory_limit_mb=4000, funder_form=None)
    found = SimpleNamespace(
        root=tmp_path,
        suite=suite,
        runs=lambda: (RUN,),
        organisation=lambda name: organisation,
        period=lambda name, text: period,
        stage=lambda run: "final",
        signature=lambda run: None,
        annexes=lambda run: [],
    )
    enter(tmp_path, RUN, [FACT])
    page = places.catalogue(tmp_path, "public")
    page.parent.mkdir(parents=True)
    page.write_text("<p>the catalogue</p>")
    places.report(tmp_path, RUN).parent.mkdir(parents=True)
    places.report(tmp_path, RUN).write_text("x" * 100)
    tidying.keep(found, READY, audited=["testers"])
    return found


def is_tidy(project, standings=READY, with_audits=True):
    return tidying.is_tidy(project, standings, with_audits=with_audits)


def test_a_batch_that_came_to_its_end_left_nothing_undone(project):
    assert is_tidy(project)


def test_each_report_stands_somehow(project):
    from arvio.publish.freshness.judging import Judge

    assert tidying.standings(project, Judge(project.root)) == {RUN: Standing("not_made", ("it was never made",))}
    assert tidying.catalogues(project, READY) == (places.catalogue(project.root, "public"),)


def test_a_catalogue_that_shows_something_else_is_written_anew(project):
    assert not is_tidy(project, {RUN: Standing("older", ("data changed",))})
    places.report(project.root, RUN).write_text("x" * 101)
    assert not is_tidy(project)


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_catalogue_that_was_changed_or_is_gone_is_written_anew(project, how):
    page = places.catalogue(project.root, "public")
    page.write_text("other") if how == "changed" else page.unlink()
    assert not is_tidy(project)


def test_what_was_published_since_the_last_audit_is_audited(project):
    enter(project.root, RUN, [{**FACT, "value": 4.6}])
    assert not is_tidy(project)
    assert is_tidy(project, with_audits=False)


def test_a_batch_without_audits_leaves_the_last_ones_as_they_are(project):
    enter(project.root, RUN, [{**FACT, "value": 4.6}])
    tidying.keep(project, READY, audited=())
    assert not is_tidy(project)
    tidying.keep(project, READY, audited=["testers"])
    assert is_tidy(project)


@pytest.mark.parametrize("spoilt", [None, "", "{", "[]", "{}", '{"audited": 1}'])
def test_without_a_whole_record_all_is_done_again(project, spoilt):
    path = places.workings(project.root) / "tidy.json"
    path.unlink() if spoilt is None else path.write_text(spoilt)
    assert not is_tidy(project)


def test_a_spoilt_record_is_replaced(project):
    path = places.workings(project.root) / "tidy.json"
    path.write_text("{")
    tidying.keep(project, READY, audited=["testers"])
    assert set(json.loads(path.read_text())) == {"audited", "shown", "pages"}
    assert is_tidy(project)


def test_a_register_that_cannot_be_asked_leaves_all_to_be_done_again(project, monkeypatch):
    tidying._place(project).unlink()

    def refuse(path):
        raise sqlite3.OperationalError("unable to open database file")

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", refuse)
        tidying.keep(project, READY, audited=["testers"])
    assert not is_tidy(project)
