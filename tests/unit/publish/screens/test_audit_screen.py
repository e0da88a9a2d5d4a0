import io

import pandas as pd
import pytest

from arvio.disclosure.auditing.facts import Reading
from arvio.disclosure.coarsening import Coarsening
from arvio.disclosure.register import FACT
from arvio.gate.audited import audited
from arvio.gate.record import record_of
from arvio.publish.catalogue.audit import Looked
from arvio.publish.screens import audit_screen


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def looked():
    """An organisation of which nothing but figures of a mirror was published, for one reader."""
    run = {"organisation": "talo", "period": "2025", "audience": "public", "language": "en"}
    fact = {
        **dict.fromkeys(FACT, ""),
        "indicator": "costs",
        "breakdown": "part",
        "statistic": "euros",
        "status": "shown",
    }
    told = [("mirror_export", "a"), ("annual", "b")]
    rows = [{**run, **fact, "notebook": notebook, "group": group} for notebook, group in told]
    register = pd.DataFrame(rows).assign(value=1.0, low=float("nan"), high=float("nan"), n=float("nan"))
    reading = Reading(lambda fact: None, lambda indicator: False)
    return Looked(audited(register, "talo", reading, reader="public"), 0.26)


def test_counts_on_a_terminal_are_a_table_and_elsewhere_lines_with_tabs(looked, capsys, monkeypatch):
    record = record_of({"public": looked.audited})
    audit_screen.print_counts([([looked], record)])
    assert capsys.readouterr().out.splitlines()[1] == "talo\tpublic\t2\t2\t0\t0\t0\t1\t\t0\t0.3"
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    audit_screen.print_counts([([looked], record)])
    *header, row = terminal.getvalue().splitlines()
    assert "protected" in header[-1]
    assert row.split()[:4] == ["talo", "public", "2", "2"]


def test_what_people_read_is_in_their_language_and_what_programs_read_in_none(looked, capsys, monkeypatch):
    record = record_of({"public": looked.audited})
    audit_screen.print_counts([([looked], record)])
    for_programs = capsys.readouterr().out
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    audit_screen.print_counts([([looked], record)])
    assert capsys.readouterr().out == for_programs
    audit_screen.print_totals([[looked]])
    counts = "julkaistuja tietoja 2, suojattuja lukuja 0, vuotoja 0, ristiriitoja 0: organisaatioita 1, lukija public\n"
    assert capsys.readouterr().err == counts
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    audit_screen.print_counts([([looked], record)])
    assert "suojat-" in terminal.getvalue()
    assert "organisaatio" in terminal.getvalue()
    assert "protected" not in terminal.getvalue()


def test_what_was_coarsened_is_told_with_its_reason(looked, capsys):
    step = Coarsening("2025", "public", "heard", "wave", "all", "drop_mean", "heard: known too closely: 4 to 5")
    audit_screen.print_coarsened("talo", record_of({}, [step]))
    assert capsys.readouterr().err == (
        "talo: heard/wave/all in 2025 (public): drop mean, because heard: known too closely: 4 to 5\n"
    )


def test_facts_of_mirrors_are_audited_with_the_rest(looked):
    assert len(looked.audited.facts) == 2
    assert looked.of_mirrors == 1
