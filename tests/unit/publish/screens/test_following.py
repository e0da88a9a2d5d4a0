import json
from dataclasses import replace

from arvio.publish.outcomes import Executed, Outcome, Reached, Started, Waiting
from arvio.publish.screens import following
from arvio.publish.screens.following import Standing
from arvio.saying import say

from ..conftest import Terminal


def test_a_line_for_each_report_where_there_is_no_terminal(ended, capsys):
    assert following.follow(iter(ended), 2) == ended
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.splitlines() == [
        "[1/2] failed public/others/2025/plain.en: cell 4: KeyError: 'age' (1.5 s)",
        "[2/2] done public/testers/2025/plain.en (0.5 s)",
    ]


def test_what_has_run_and_what_is_waited_for_is_told_and_is_no_outcome(ended, edition, capsys, monkeypatch):
    events = [Waiting("testers"), Executed(edition.run, 2.25), *ended]
    assert following.follow(iter(events), 2) == following.follow_quietly(iter(events), 2) == ended
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [
        "waiting for another batch that makes reports of testers",
        "executed public/testers/2025/plain.en (2.2 s)",
    ]
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert following.follow(iter(events), 2) == ended


def test_a_bar_on_a_terminal(ended, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert following.follow(iter(ended), 2) == ended
    assert "Reports" in terminal.getvalue()


def test_how_far_each_running_report_is_is_shown_on_a_terminal_only(ended, edition, monkeypatch, capsys):
    events = [Started(edition.run), Reached(edition.run, 3, 25), *ended]
    following.follow(iter(events), 2)
    assert "cell 3 of 25" not in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(following, "Progress", drawn_at_once(following.Progress))
    following.follow(iter(events), 2)
    assert "public/testers/2025/plain.en" in terminal.getvalue()
    assert "cell 3 of 25" in terminal.getvalue()
    assert "2 of 2" in terminal.getvalue()


def test_brackets_in_the_name_of_a_period_are_no_markup(ended, edition, monkeypatch):
    run = replace(edition.run, period="2025[/red]")
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(following, "Progress", drawn_at_once(following.Progress))
    following.follow(iter([Started(run), *ended]), 2)
    assert "public/testers/2025[/red]/plain.en" in terminal.getvalue()


def test_how_far_a_batch_is_is_told_in_the_evaluators_language(ended, edition, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    monkeypatch.setattr(following, "Progress", drawn_at_once(following.Progress))
    following.follow(iter([Waiting("testers"), Started(edition.run), Reached(edition.run, 3, 25), *ended]), 2)
    for said in ("odotetaan toista ajoerää", "Raportit", "alkaa", "solu 3/25", "2/2"):
        assert said in terminal.getvalue()


def drawn_at_once(progress):
    """A progress that draws at each change: what nobody waits for is not drawn otherwise."""

    class Drawn(progress):
        def update(self, *given, **more):
            super().update(*given, refresh=True, **more)

    return Drawn


def test_time_left_is_as_long_as_what_was_executed_took(ended, edition):
    now = iter([100, 104, 108])
    standing = Standing(6, lambda: next(now))
    fresh = Outcome(replace(edition.run, period="2020"), "fresh", 0, ended[0].path)
    standing.hear(fresh)
    assert standing.left_seconds is None
    standing.hear(Executed(edition.run, 4.0))
    assert standing.left_seconds == 4 * 4
    standing.hear(ended[1])
    assert standing.left_seconds == 8 * 4
    standing.hear(ended[0])


def test_lines_of_json_are_the_same_in_every_language(edition, monkeypatch):
    reason = say("cell %(cell)s: %(reason)s", cell=4, reason=say("it was ended"))
    event = Outcome(edition.run, "failed", 1.5, edition.root / "a", reason)
    english = json.dumps(following.fields_of(event))
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    assert json.dumps(following.fields_of(event)) == english
    assert "cell 4: it was ended" in english
    assert following.line_of(event).endswith("solu 4: se lopetettiin")


def test_every_event_and_the_end_are_lines_of_json(ended, edition, capsys, tmp_path):
    run = edition.run
    events = [Waiting("testers"), Started(run), Reached(run, 3, 25), Executed(run, 2.25), *ended]
    assert following.follow_as_json(iter(events), 2) == ended
    following.close_as_json(ended, [tmp_path / "reports" / "public" / "index.html"], 1)
    stdout, stderr = capsys.readouterr()
    told = [json.loads(line) for line in stdout.splitlines()]
    assert stderr == ""
    assert [one["event"] for one in told] == ["waiting", "started", "cell", "executed", "failed", "done", "summary"]
    parts = {"organisation": "testers", "period": "2025", "notebook": "plain", "audience": "public", "language": "en"}
    assert told[2] == {"event": "cell", **parts, "cell": 3, "cells": 25}
    assert told[5] == {"event": "done", **parts, "path": "reports/a.html", "reason": "", "seconds": 0.5}
    assert (told[4]["path"], told[4]["reason"]) == ("reports/.run/a.error.html", "cell 4: KeyError: 'age'")
    catalogues = ["reports/public/index.html"]
    assert told[6] == {
        "event": "summary",
        "runs": 2,
        "done": 1,
        "failed": 1,
        "catalogues": catalogues,
        "exit_code": 1,
    }
