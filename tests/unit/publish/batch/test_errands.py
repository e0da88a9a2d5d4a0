"""The process that conducts a batch names what others do, and loads none of what it takes."""

import subprocess
import sys

import pytest

from arvio.publish.batch import errands

CONDUCTING = "arvio.cli", "arvio.publish.batch.conducting", "arvio.publish.batch.batch", "arvio.publish.batch.workers"
HEAVY = {"pandas", "numpy", "scipy", "matplotlib", "highspy", "nbconvert", "papermill"}


def test_conducting_loads_no_library_of_tables_figures_or_notebooks():
    script = f"import sys, {', '.join(CONDUCTING)}; print(*sorted({HEAVY!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize("given", ["arvio.disclosure.door", "arvio.disclosure.released", "arvio.disclosure.register"])
def test_the_door_is_the_same_whichever_module_was_loaded_first(given):
    script = (
        f"import {given}; from arvio.disclosure import Released, release; print(release.__name__, Released.__name__)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert told == "release Released\n"


def test_a_judgement_tells_what_the_gate_said(monkeypatch, tmp_path):
    from arvio import gate
    from arvio.params import Run

    again, held = Run("talo", "2025", "feedback", "public", "fi"), Run("talo", "2025", "feedback", "funder", "fi")
    monkeypatch.setattr(gate, "rule", lambda *given: gate.Ruling((again,), {held: str(given)}))
    judged = errands.judge(tmp_path, "talo", (again, held), True)
    assert judged == errands.Judgement((again,), {held: str((tmp_path, "talo", (again, held), True))})
