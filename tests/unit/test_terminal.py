import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.table import Table

import arvio
from arvio.terminal import console, echo, unsteered

WIPES, TITLES, ONE_BYTE, TURNS = "\x1b[2J", "\x1b]2title\x07", "\x9b31m", "\u202e"


@pytest.mark.parametrize("order", [WIPES, TITLES, ONE_BYTE, TURNS, "\r", "\x08", "\x7f"])
def test_what_would_steer_the_terminal_is_no_order_any_more(order):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", unsteered(f"before{order}after"))


def test_words_lines_and_tabs_stay_as_they_are():
    text = "ryhmä 👩\u200d👧\tå\n  \u2068ע\u2069 10 %"
    assert unsteered(text) == text


def test_what_is_echoed_goes_where_it_is_to_go(capsys):
    echo("tulos")
    echo(f"virhe{TITLES}", err=True, nl=False)
    assert capsys.readouterr() == ("tulos\n", "virhe�]2title�")


def test_whatever_is_said_goes_by_this_module():
    package = Path(arvio.__file__).parent
    by_click = {path.name for path in package.rglob("*.py") if "click.echo(" in path.read_text(encoding="utf-8")}
    assert by_click == {"terminal.py", "screen.py"}  # the doctor's, which colours one word
    doctor = (package / "doctor" / "screen.py").read_text(encoding="utf-8")
    assert re.findall(r"click\.echo\(.*", doctor) == ['click.echo(f"{state}  {unsteered(spoken(one.said))}")']


@pytest.mark.parametrize("name", ["[bold]x", "a[/red]", "[link=http://x.example]y[/link]", ":smile:", "[red"])
def test_a_name_with_brackets_is_shown_as_it_is_written(name, capsys):
    table = Table(name)
    table.add_row(name)
    console(width=80).print(table, name)
    assert capsys.readouterr().out.count(name) == 3


def test_whatever_is_drawn_goes_by_this_module():
    package = Path(arvio.__file__).parent
    sources = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    assert [path.name for path, source in sources.items() if "rich.console import Console" in source] == ["terminal.py"]
    columns = re.findall(r" TextColumn\(.*", "".join(sources.values()))
    assert columns
    assert all(line.count("TextColumn(") == line.count("markup=False") for line in columns)


ORGANISATION = """organisation: talo
name: Talo
data: synthetic
data_folder: data/talo
sensitivity: ordinary
sources:
  partners: {table: partners, reader: csv, files: "*.csv", columns: {partner_id: Tunnus}}
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminal")
@pytest.mark.parametrize("command", [["check"], ["inspect", "data/talo/a.csv"]])
def test_a_hostile_export_does_not_steer_a_real_terminal(tmp_path, command):
    files = {
        "params/suite.yaml": "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n",
        "params/organisations/talo.yaml": ORGANISATION,
        "data/talo/a.csv": f"Tunnus{WIPES}{TITLES},Muu\nK1,x\nK2,y\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    shown = on_a_terminal(tmp_path, command)
    assert "Tunnus" in shown
    assert WIPES not in shown
    assert TITLES not in shown


def on_a_terminal(folder, command):
    """What a command shows where stdout and stderr are a terminal, to which click and rich give colours."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "arvio", *command], cwd=folder, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL
    ):
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    return shown.decode("utf-8", "replace")


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""
