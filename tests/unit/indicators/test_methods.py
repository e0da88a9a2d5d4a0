"""The page of methods is what the docstrings say, and they say all that it needs."""

import json
import re
from pathlib import Path
from types import FunctionType

import pytest

from arvio.indicators import estimates, methods

ROOT = Path(__file__).resolve().parents[3]
CASES = json.loads((ROOT / methods.REFERENCE).read_text(encoding="utf-8"))
ALL = methods.methods()
NO_STATISTIC = {"each_change", "pairs", "rounded"}


def test_the_page_is_built_from_the_docstrings():
    assert (ROOT / methods.PAGE).read_text(encoding="utf-8") == methods.page(ROOT), "run: make methods"


def test_every_statistic_has_its_method():
    functions = {name for name, one in vars(estimates).items() if isinstance(one, FunctionType)}
    assert {one.name for one in ALL} == functions - NO_STATISTIC


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_a_method_tells_formula_source_missing_answers_and_smallest_n(method):
    assert [field for field in ("Formula", "Source", "Missing", "Smallest n") if not method.fields.get(field)] == []
    assert re.search(r"\d{4}|AAPOR|as for", method.fields["Source"]), "a source has a year"
    assert method.about


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_the_cases_of_a_method_are_of_the_reference(method):
    for field in ("Reproduces", "Avoids"):
        named = method.cases(field)
        written = [f"{case} ({' '.join(values)})" if values else case for case, values in named]
        assert ", ".join(written) == method.fields.get(field, "")
        for case, values in named:
            known = CASES[case]["value"]
            assert all(value in known or value.isdigit() for value in values)


def test_every_case_of_the_reference_has_a_method():
    assert {case for method in ALL for field in methods.OF_CASES for case, _ in method.cases(field)} == set(CASES)


def test_a_docstring_without_fields_is_all_about():
    def lonely():
        """How many are lonely."""

    assert methods.method(lonely).fields == {}
    assert methods.method(lonely).about == "How many are lonely."


def test_intervals_hold_the_true_value_in_93_percent_or_more():
    table = (ROOT / methods.COVERAGE.with_suffix(".md")).read_text(encoding="utf-8")
    percents = [float(number) for number in re.findall(r"\d+\.\d", table)]
    assert len(percents) > 300
    assert min(percents) >= 93
