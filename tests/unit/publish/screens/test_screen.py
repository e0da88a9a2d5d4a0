from dataclasses import replace

import pytest

from arvio.publish.making.verifying import Verified
from arvio.publish.screens import screen
from arvio.publish.sending.current import Selection
from arvio.saying import say

from ..conftest import Terminal


def test_the_end_has_paths_on_stdout_and_all_else_on_stderr(ended, capsys, tmp_path):
    screen.close(ended, [tmp_path / "reports" / "public" / "index.html"], 0)
    stdout, stderr = capsys.readouterr()
    assert stdout == "reports/a.html\n"
    assert "    see reports/.run/a.error.html" in stderr
    assert [line.split() for line in stderr.splitlines()[-3:-1]] == [
        ["others", "plain", "1"],
        ["testers", "plain", "1"],
    ]
    assert stderr.splitlines()[-1] == "Open: reports/public/index.html"


def test_a_quiet_end_has_no_table(ended, capsys, tmp_path):
    screen.close_quietly(ended, [tmp_path], 0)
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_runs_on_a_terminal_are_a_table_and_elsewhere_lines_with_tabs(edition, capsys, monkeypatch):
    screen.print_runs([(edition.run, "ready")])
    assert capsys.readouterr().out == "testers\tplain\t2025\tpublic\ten\tready\n"
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    screen.print_runs([(edition.run, "ready")])
    assert "organisation" in terminal.getvalue()


def test_brackets_in_a_reason_or_a_path_are_shown_as_they_are(ended, edition, monkeypatch, capsys, tmp_path):
    screen.close_by_report([replace(ended[1], path=tmp_path / "a [bold] b[/red]")], [], 0)
    assert "a [bold] b[/red]" in capsys.readouterr().err
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    screen.print_reasons([(edition.run, [say("%(file)s has changed", file="data/x[/b].csv")])])
    assert "data/x[/b].csv has changed" in terminal.getvalue()


def test_what_was_due_is_named_report_by_report_with_its_state_and_place(ended, capsys, tmp_path):
    screen.close_by_report(ended, [tmp_path / "reports" / "public" / "index.html"], 0)
    stdout, stderr = capsys.readouterr()
    assert stdout == "reports/a.html\n"
    assert [line.split() for line in stderr.splitlines()[-4:-1]] == [
        ["state", "organisation", "notebook", "period", "audience", "language", "lies", "at"],
        ["failed", "others", "plain", "2025", "public", "en", "reports/.run/a.error.html"],
        ["done", "testers", "plain", "2025", "public", "en", "reports/a.html"],
    ]


def test_a_long_path_stands_on_one_line_in_a_log(ended, capsys, tmp_path):
    long = replace(ended[1], path=tmp_path / "reports" / ("a" * 150))
    screen.close_by_report([long], [], 0)
    assert "reports/" + "a" * 150 in capsys.readouterr().err


@pytest.fixture
def finnish(monkeypatch):
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")


def test_the_end_is_told_in_the_evaluators_language(ended, capsys, tmp_path, finnish):
    screen.close(ended, [tmp_path / "reports" / "public" / "index.html"], 0)
    stdout, stderr = capsys.readouterr()
    assert stdout == "reports/a.html\n"
    assert "epäonnistui public/others/2025/plain.en: cell 4: KeyError: 'age'" in stderr
    assert "    katso reports/.run/a.error.html" in stderr
    assert "organisaatio muistikirja valmis ajantasainen epäonnistui pysäytetty" in " ".join(stderr.split())
    assert stderr.splitlines()[-1] == "Avaa: reports/public/index.html"
    screen.close_by_report(ended, [], 0)
    heading = capsys.readouterr().err.splitlines()[-3]
    assert heading.split() == ["tila", "organisaatio", "muistikirja", "ajanjakso", "lukijakunta", "kieli", "sijainti"]


def test_states_and_reasons_are_in_the_evaluators_language_on_a_terminal_only(edition, capsys, monkeypatch, finnish):
    reasons = [(edition.run, [say("it was never made"), say("%(file)s is gone", file="a.csv")])]
    screen.print_runs([(edition.run, "not_made")])
    screen.print_reasons(reasons)
    run = "public/testers/2025/plain.en"
    assert capsys.readouterr().out.splitlines() == [
        "testers\tplain\t2025\tpublic\ten\tnot_made",
        f"{run}\twill be made\tit was never made; a.csv is gone",
    ]
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    screen.print_runs([(edition.run, "not_made")])
    screen.print_reasons(reasons)
    shown = " ".join(terminal.getvalue().split())
    assert "ei tehty" in shown
    assert "tehdään sitä ei ole koskaan tehty; a.csv on poissa" in shown


def test_what_differs_and_what_is_left_out_is_told_in_the_evaluators_language(edition, capsys, finnish):
    differs = say("%(file)s: differs from line %(line)s on", file="plain.en.html", line=4)
    screen.print_verified([Verified(edition.run, (differs,), (say("%(file)s changed", file="a.csv"),))])
    screen.print_left_out(Selection({edition.run: "older"}, (edition.run,)).left_out)
    stdout, stderr = capsys.readouterr()
    assert stdout.splitlines() == [
        f"EROAA\t{edition.run}",
        "    plain.en.html: eroaa riviltä 4 alkaen",
        "    muuttunut sen jälkeen: a.csv on muuttunut",
    ]
    assert stderr.splitlines() == [
        f"jätetty pois: {edition.run}: tehty ennen viimeisimpiä muutoksia",
        f"jätetty pois: {edition.run}: luonnos",
    ]
