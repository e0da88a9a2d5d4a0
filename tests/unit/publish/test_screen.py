import io
from dataclasses import replace

import pytest

from arvio.publish import screen
from arvio.publish.outcomes import Outcome


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def ended(edition, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    other = replace(edition.run, organisation="others")
    return [
        Outcome(other, "failed", 1.5, tmp_path / "reports" / ".run" / "a.error.html", "cell 4: KeyError: 'age'"),
        Outcome(edition.run, "done", 0.5, tmp_path / "reports" / "a.html"),
    ]


def test_a_line_for_each_report_where_there_is_no_terminal(ended, capsys):
    assert screen.follow(iter(ended), 2) == ended
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.splitlines() == [
        "[1/2] failed public/others/2025/plain.en: cell 4: KeyError: 'age' (1.5 s)",
        "[2/2] done public/testers/2025/plain.en (0.5 s)",
    ]


def test_a_bar_on_a_terminal(ended, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert screen.follow(iter(ended), 2) == ended
    assert "Reports" in terminal.getvalue()


def test_the_end_has_paths_on_stdout_and_all_else_on_stderr(ended, capsys, tmp_path):
    screen.close(ended, [tmp_path / "reports" / "public" / "index.html"])
    stdout, stderr = capsys.readouterr()
    assert stdout == "reports/a.html\n"
    assert "    see reports/.run/a.error.html" in stderr
    assert [line.split() for line in stderr.splitlines()[-3:-1]] == [
        ["others", "plain", "1"],
        ["testers", "plain", "1"],
    ]
    assert stderr.splitlines()[-1] == "Open: reports/public/index.html"


def test_a_quiet_end_has_no_table(ended, capsys, tmp_path):
    screen.close_quietly(ended, [tmp_path])
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_runs_on_a_terminal_are_a_table_and_elsewhere_lines_with_tabs(edition, capsys, monkeypatch):
    screen.print_runs([(edition.run, "ready")])
    assert capsys.readouterr().out == "testers\tplain\t2025\tpublic\ten\tready\n"
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    screen.print_runs([(edition.run, "ready")])
    assert "organisation" in terminal.getvalue()
