"""Every number in a sentence of every sample report is a released result, or stands in params that it quotes."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from arvio.disclosure.register import facts_path, read_facts
from arvio.params import Run, open_project
from arvio.presentation.marks import mark_of
from arvio.presentation.written import written, written_value
from arvio.results import STATISTICS

from ..sample import PLACES

NUMBER = re.compile(r"\d(?:[\d\u00a0]*\d)?(?:[.,]\d+)*")
LEVEL = "95"
"""Per cent, of every interval."""


def run_of(place):
    audience, organisation, period, name = place.split("/")
    notebook, language = name.split(".")
    return Run(organisation, period, notebook, audience, language)


def tokens(*texts):
    """The numbers in some texts, each as it is written, and each part of a date or range by itself."""
    found = {token for text in texts for token in NUMBER.findall(str(text))}
    return found | {part for token in found for part in re.split(r"[.,]", token)}


def released_numbers(facts, language):
    """Every form in which the facts of a run may be written."""
    forms = []
    for fact in facts:
        row = pd.Series({key: float("nan") if value is None else value for key, value in fact.items()})
        forms += [written(fact["statistic"], row, language), fact["group"], fact["wave"], fact["indicator"]]
        kinds = {fact["statistic"], "mean"} if STATISTICS[fact["statistic"]] == "mean" else {fact["statistic"]}
        for end in ("value", "low", "high"):
            if fact[end] is not None and fact["status"] != "withheld":
                forms += [written_value(kind, fact[end], language) for kind in kinds]
        if fact["n"] is not None:
            forms.append(written_value("answered", fact["n"], language))
    return tokens(*forms)


def quoted_numbers(project, run):
    """Numbers that are no results: names of items, claims and goals, rules of protection, choices of method, dates."""
    organisation = project.organisation(run.organisation)
    period = project.period(run.organisation, run.period)
    audience = project.suite.audiences[run.audience]
    instruments = project.instruments.values()
    said = [organisation.model_dump_json(include={"claims", "goals", "analysis", "surveys", "name"}), run.period]
    days = (period.start, period.end, organisation.analysis.reform_date)
    said += [f"{day.day}.{day.month}.{day.year} {day.year}" for day in days]
    said += [audience.model_dump_json(exclude={"source"}), LEVEL]
    said += [item.text.in_language(run.language) for one in instruments for item in one.items if item.text]
    return tokens(*said) | {token.replace(".", ",") for token in tokens(*said)}


def sentences(notebook: Path):
    """The plain text of every sentence that a notebook shows."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    for output in outputs:
        mark = mark_of(output)
        if mark and mark["kind"] == "sentences":
            yield "".join(output["data"]["text/plain"])


@pytest.mark.parametrize("place", PLACES)
def test_every_number_of_a_sentence_is_a_released_result(sample_reports, place):
    run = run_of(place)
    project = open_project(sample_reports.root)
    facts = read_facts(facts_path(sample_reports.root, run, by="batch"))
    known = released_numbers(facts, run.language) | quoted_numbers(project, run)
    notebook = sample_reports.reports / ".run" / f"{run.place}.ipynb"
    stated = {token: text for text in sentences(notebook) for token in NUMBER.findall(text)}
    assert stated
    assert {token: text for token, text in stated.items() if token not in known} == {}
