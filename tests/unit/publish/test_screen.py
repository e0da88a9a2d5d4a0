from dataclasses import replace

from arvio.publish import screen

from .conftest import Terminal


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
