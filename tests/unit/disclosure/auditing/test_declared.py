"""Every table of the indicators says how its groups lie."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

import arvio
from arvio.disclosure.auditing.declared import (
    BY_BREAKDOWN,
    BY_INDICATOR,
    OF_CLAIMS,
    OF_SERVICES,
    Division,
    division,
)
from arvio.errors import ProtectionError
from arvio.results import INDICATORS as COMPUTED

from .written import words_written

INDICATORS = Path(arvio.__file__).parent / "indicators"


def test_every_breakdown_of_the_indicators_is_declared():
    undeclared = [
        (module.name, indicator, breakdown)
        for module in sorted(INDICATORS.glob("*.py"))
        for indicator, breakdown in _named(ast.parse(module.read_text(encoding="utf-8")))
        if indicator not in BY_INDICATOR and breakdown not in BY_BREAKDOWN
    ]

    assert not undeclared, "name these in arvio.disclosure.auditing.declared"


def test_what_is_declared_is_a_division_of_an_indicator_or_a_breakdown_that_is_computed():
    assert {*BY_INDICATOR.values(), *BY_BREAKDOWN.values()} <= set(get_args(Division))
    assert {*BY_INDICATOR, *OF_SERVICES} <= COMPUTED
    assert {*BY_BREAKDOWN, *OF_CLAIMS} <= words_written()


def test_an_indicator_is_looked_up_before_its_breakdown():
    assert division("reach", "county") == "covering"
    assert division("cases", "county") == "partition"
    assert division("heard", "respondent_role") == division("heard", "then_test_subgroup") == "partition"


def test_a_table_that_nobody_declared_is_refused():
    with pytest.raises(ProtectionError, match="how the groups of moods by weather lie"):
        division("moods", "weather")


def _named(tree: ast.AST):
    """The indicator and the breakdown of each row that has a breakdown; empty where they are not written out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            row = {key.value: value for key, value in pairs if isinstance(key, ast.Constant)}
            if "breakdown" in row and _text(row["breakdown"]) != "str":
                yield tuple(_text(row.get(column)) for column in ("indicator", "breakdown"))


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) else ""
