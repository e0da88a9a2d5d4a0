"""A yearly source is corrected after the yearly report was made: the final report tells the new figure and the old."""

import shutil

import pytest
from lxml import html as markup
from openpyxl import load_workbook

from ..conftest import run_arvio

WORKBOOK, SHEET = "data/sample/voimaa/lasnaolo_05.xlsx", "Helmikuu 2023"
ONE = ("--audience", "internal", "--language", "fi", "--jobs", "1")
HEADER_ROW = 4


@pytest.fixture(scope="module")
def corrected(sample_project, tmp_path_factory):
    """The yearly report of 2023, then one forgotten visit marked on its list, then the final report."""
    root = tmp_path_factory.mktemp("corrected") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports"))
    yearly = run_arvio(root, "run", "voimaa", "--notebook", "groups", "--period", "2023", *ONE)
    assert yearly.exit_code == 0, yearly.stderr
    mark_a_forgotten_visit(root / WORKBOOK)
    final = run_arvio(root, "run", "voimaa", "--notebook", "project_end", *ONE)
    assert final.exit_code == 0, final.stderr
    return final


def mark_a_forgotten_visit(path):
    """The empty cell of the first man who came to the other of the month's two sessions."""
    workbook = load_workbook(path)
    for _, first, second, *_ in workbook[SHEET].iter_rows(min_row=HEADER_ROW + 1):
        if first.value is None and second.value == "x":
            first.value = "x"
            break
    workbook.save(path)


def tables(page):
    """The rows of each table, by its caption."""
    found = {}
    for table in markup.fromstring(page).iter("table"):
        rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.iter("tr")]
        found[" ".join(table.find("caption").text_content().split())] = rows
    return found


def test_the_final_report_tells_what_changed_and_by_how_much(corrected):
    page = corrected.page("internal/voimaa/2021-2024/project_end.fi")
    changed = next(rows for caption, rows in tables(page).items() if "muuttuneet luvut" in caption)
    assert ["Tavoitetut henkilöt ja käynnit, Käyntikertoja", "637", "638", "+1"] in changed


def test_years_without_a_report_are_named(corrected):
    page = corrected.page("internal/voimaa/2021-2024/project_end.fi")
    text = " ".join(markup.fromstring(page).text_content().split())
    assert "jossa nämä luvut olisivat: 2021, 2022, 2024" in text
    assert "osa näiden vuosien luvuista on muuttunut: 2023" in text
