"""Sensitivities of what there is not, which would protect nothing."""

import ast
from pathlib import Path

import pytest

from arvio.disclosure.auditing.declared import BY_INDICATOR
from arvio.indicators import quality
from arvio.params.models import Instrument, Item, Organisation
from arvio.params.protection import sensitivity_of
from arvio.params.sensitivity_faults import sensitivity_faults
from arvio.results import INDICATORS

FOLDER = Path(quality.__file__).parent
CLAIM = {"text": {"fi": "a", "en": "a", "sv": "a"}, "statistic": "mean", "indicator": "heard"}
INSTRUMENT = Instrument.model_construct(items=[Item(item="heard")], scores=[])


def organisation(sensitivities, sensitivity="ordinary"):
    return Organisation(
        organisation="talo",
        name="Talo ry",
        data="synthetic",
        data_folder="data/talo",
        sensitivity=sensitivity,
        sensitivities=sensitivities,
        sources={},
        claims=[{**CLAIM, "claim": "men_say", "source": "a", "comparator": ">=", "value": 4}],
        goals=[
            {**CLAIM, "goal": "be_heard", "target": 4},
            {**CLAIM, "goal": "many", "indicator": "reach", "target": 4},
        ],
    )


def faults(*names):
    found = sensitivity_faults(organisation(dict.fromkeys(names, "special")), {"talo": INSTRUMENT})
    return [(".".join(key), what, remedy) for key, what, _, remedy, _ in found]


def test_items_scores_and_indicators_have_sensitivities():
    assert faults("heard", "reach", "feedback_handled") == []


def test_a_misspelt_name_is_refused_and_the_nearest_one_proposed():
    assert faults("haerd") == [
        ("sensitivities.haerd", "there is no such item, score or indicator", "did you mean heard?")
    ]
    assert faults("feedback_handeld")[0][2] == "did you mean feedback_handled?"


@pytest.mark.parametrize("name", ["men_say", "be_heard"])
def test_a_claim_or_a_goal_has_the_sensitivity_of_what_it_tells_of(name):
    assert faults("heard", name) == []
    assert faults(name) == [
        (f"sensitivities.{name}", "is a claim or a goal about heard, and as sensitive as that", "name heard instead")
    ]
    assert sensitivity_of(organisation({"heard": "special"}), name) == "special"


def test_a_goal_about_something_ordinary_is_as_sensitive_as_the_organisation_unless_it_is_named():
    families = organisation({"reach": "ordinary"}, "child_welfare")
    assert [sensitivity_of(families, name) for name in ("reach", "many")] == ["ordinary", "child_welfare"]
    assert (
        sensitivity_of(organisation({"reach": "ordinary", "many": "ordinary"}, "child_welfare"), "many") == "ordinary"
    )


def named_in_code():
    """What the code of the indicators writes after the word indicator."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            keys = node.keys if isinstance(node, ast.Dict) else []
            values = [value for key, value in zip(keys, getattr(node, "values", []), strict=False) if _is_name(key)]
            values += [word.value for word in getattr(node, "keywords", []) if word.arg == "indicator"]
            yield from (value.value for value in values if isinstance(value, ast.Constant) and value.value != "str")


def _is_name(key):
    return isinstance(key, ast.Constant) and key.value == "indicator"


def test_every_indicator_that_the_code_names_is_known():
    found = set(named_in_code())
    assert len(found) > 50
    unknown = (found | set(BY_INDICATOR) | set(quality.SEEN)) - INDICATORS
    assert unknown == set(), "add it to INDICATORS in src/arvio/results.py"
