"""The list of kinds of figures names each figure, and the reports that show it."""

import re
from pathlib import Path

from arvio.presentation import figures

ROOT = Path(__file__).parents[3]
ROWS = [line.split("|")[2:4] for line in (ROOT / "docs/figures.md").read_text("utf-8").splitlines() if "| `" in line]


def listed():
    """Each figure that the list names, with the reports of its row."""
    return {name: set(re.findall(r"\w+", reports)) for names, reports in ROWS for name in re.findall(r"`(\w+)`", names)}


def used():
    """Each figure that a notebook shows, with the notebooks that do."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for name in re.findall(r"figures\.(\w+)\(", path.read_text("utf-8")):
            found.setdefault(name, set()).add(path.stem)
    return found


def test_the_list_names_every_figure_once():
    names = [name for row, _ in ROWS for name in re.findall(r"`(\w+)`", row)]
    assert sorted(names) == sorted(figures.__all__)


def test_every_figure_is_in_a_report_and_the_list_says_in_which():
    reports = listed()
    assert set(used()) == set(figures.__all__)
    assert {name: where for name, where in used().items() if not where <= reports[name]} == {}


def test_the_list_names_no_report_that_has_no_figure_of_the_row():
    for names, reports in ROWS:
        shown = set().union(*(used()[name] for name in re.findall(r"`(\w+)`", names)))
        assert set(re.findall(r"\w+", reports)) == shown
