"""docs/claims.md says where each public statement is held against the data: what it names must be there."""

import ast
import json
import re
from pathlib import Path

import pytest

from arvio.params import open_project

from .conftest import PROJECT

PAGE = (PROJECT / "docs" / "claims.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if re.match(r"\| (HA|SI)-\d\d ", line)
]
NOT_COLLECTED = re.findall(r"^- ((?:HA|SI)-\d\d) ", PAGE, flags=re.MULTILINE)
STATEMENTS = {f"HA-{number:02}" for number in range(1, 18)} | {f"SI-{number:02}" for number in range(1, 16)}
ORGANISATIONS = {"HA": "harjula", "SI": "silmu"}
WHOLE = "2023-2025"
EVERY_ROW = pytest.mark.parametrize(("statement", "report", "section", "test"), ROWS)


def test_every_statement_is_in_a_report_or_not_collected_and_never_both():
    told = {statement.split()[0] for statement, *_ in ROWS}
    assert told | set(NOT_COLLECTED) == STATEMENTS
    assert told & set(NOT_COLLECTED) == set()
    assert len(NOT_COLLECTED) == len(set(NOT_COLLECTED))
    assert len(ROWS) == len(set(ROWS))


@EVERY_ROW
def test_the_report_is_made_for_the_organisation_and_for_others_than_itself(statement, report, section, test):
    organisation = open_project(PROJECT).organisation(ORGANISATIONS[statement[:2]])
    audiences = {audience for one in organisation.reports if one.notebook == report for audience in one.audiences}
    assert {"internal", "funder"} <= audiences


@EVERY_ROW
def test_the_report_has_the_section(statement, report, section, test):
    cells = json.loads((PROJECT / "notebooks" / f"{report}.ipynb").read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    assert f"## {section}" in [line for text in texts for line in text.splitlines()]


@EVERY_ROW
def test_the_section_of_the_sample_tells_a_figure(statement, report, section, test, sample_reports):
    page = sample_reports.page(f"internal/{ORGANISATIONS[statement[:2]]}/{WHOLE}/{report}.en")
    _, _, rest = page.partition(f">{section}</h2>")
    body, _, _ = rest.partition("<h2")
    text = re.sub(r"<[^>]*>", " ", body)
    assert re.search(r"\d", text), text
    assert text.count("This was not collected") < body.count('class="part ')


@EVERY_ROW
def test_there_is_the_test(statement, report, section, test):
    path, _, name = test.partition("::")
    module = ast.parse((PROJECT / Path(path)).read_text(encoding="utf-8"))
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
