"""Protection rules held against one another, on a suite by hand."""

from pathlib import Path

import pytest

from arvio.errors import ParamsError
from arvio.params import open_project
from arvio.params.models import Suite
from arvio.params.protection_faults import protection_faults
from arvio.params.yaml_file import read_yaml

RULES = {
    "minimum_n_persons": 5,
    "minimum_n_statistics": 7,
    "minimum_n_sensitive": 10,
    "minimum_n_interval": 20,
    "decimals": 1,
    "spread": "withheld",
    "band_of_share": 0.9,
    "rounding_base": 5,
    "source": "a test",
}
SHIPPED = Path(__file__).parents[3] / "params" / "suite.yaml"


def faults(families=None, **audiences):
    """Where the rules are at fault and how; each audience has RULES but for what is given."""
    written = {name: {**RULES, **rules} for name, rules in audiences.items()}
    families = None if families is None else {**RULES, **families}
    suite = Suite(languages=["fi"], audiences=written, families=families, time_limit_seconds=60)
    return [(".".join(map(str, key)), what) for key, what, *_ in protection_faults(suite)]


def test_the_rules_that_come_with_arvio_agree():
    suite = Suite.model_validate(read_yaml(SHIPPED, "suite.yaml").contents)
    assert list(protection_faults(suite)) == []


def test_the_same_rules_for_all_agree():
    assert faults({}, internal={}, funder={}, public={}) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("minimum_n_persons", 4),
        ("minimum_n_statistics", 6),
        ("minimum_n_sensitive", 9),
        ("minimum_n_interval", 19),
        ("rounding_base", 3),
        ("band_of_share", 0.95),
        ("decimals", 1),
    ],
)
def test_nobody_sees_more_than_who_is_nearer(key, value):
    near = {"decimals": 0} if key == "decimals" else {}
    weaker, what = {**near, key: value}, "is less strict than for"
    assert faults(funder=near, public=weaker) == [(f"audiences.public.{key}", f"{what} funder")]
    assert faults(internal=near, public=weaker) == [(f"audiences.public.{key}", f"{what} internal")]
    assert faults(weaker, funder=near) == [(f"families.{key}", f"{what} funder")]
    assert faults(internal=weaker, funder=near) == []


def test_spread_is_for_the_organisation_only():
    assert faults(internal={"spread": "shown"}, funder={}) == []
    assert ("audiences.funder.spread", "gives away the answers of a group") in faults(funder={"spread": "shown"})
    assert faults({"spread": "shown"}, internal={}) == [("families.spread", "is less strict than for internal")]


@pytest.mark.parametrize(
    ("rules", "key", "what"),
    [
        ({"minimum_n_persons": 8}, "minimum_n_statistics", "is below minimum_n_persons"),
        ({"minimum_n_sensitive": 6, "rounding_base": 5}, "minimum_n_sensitive", "is below minimum_n_statistics"),
        ({"minimum_n_interval": 6}, "minimum_n_interval", "is below minimum_n_statistics"),
        ({"rounding_base": 15}, "rounding_base", "rounds to zero what is large enough to be shown"),
        ({"rounding_base": 2}, "rounding_base", "hides next to nothing"),
        ({"band_of_share": 1}, "band_of_share", 'would tell "all" and "none" of a sensitive group'),
        ({"decimals": 2}, "decimals", "gives away the exact sum of the marks, and with it a late answer"),
        ({"source": ""}, "source", "is empty"),
    ],
)
def test_rules_that_contradict_each_other(rules, key, what):
    assert faults(internal=rules) == [(f"audiences.internal.{key}", what)]
    assert faults(rules) == [(f"families.{key}", what)]


def test_two_decimals_need_more_answers_than_they_give_away():
    many = {"minimum_n_statistics": 101, "minimum_n_sensitive": 101, "minimum_n_interval": 101}
    assert faults(internal={"decimals": 2, **many}) == []


def test_a_contradiction_is_told_with_file_place_and_remedy(tmp_path):
    wrong = SHIPPED.read_text(encoding="utf-8").replace("minimum_n_sensitive: 10", "minimum_n_sensitive: 6", 1)
    (tmp_path / "params").mkdir()
    (tmp_path / "params" / "suite.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ParamsError) as refused:
        open_project(tmp_path)
    message = str(refused.value)
    assert "params/suite.yaml: line " in message
    assert "audiences.funder.minimum_n_sensitive: is below minimum_n_statistics, got: '6'" in message
    assert "expected: 7 or more" in message
    assert "to do: raise it" in message
