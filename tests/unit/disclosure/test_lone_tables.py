"""What the rules show of one table alone, judged by the auditor: nobody is given away, whatever was answered."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arvio import indicators
from arvio.disclosure.auditing.facts import Reading, facts_of, statements
from arvio.disclosure.auditing.verdicts import FEWEST_VALUES, audit_verdicts
from arvio.disclosure.derived import FEWEST_VALUES as FEWEST_DERIVED
from arvio.disclosure.derived import Scale
from arvio.disclosure.rules import protect
from arvio.indicators import estimates
from arvio.params.models import Suite
from arvio.params.yaml_file import read_yaml
from arvio.results import results

SHIPPED = Path(__file__).parents[3] / "params" / "suite.yaml"
AUDIENCES = Suite.model_validate(read_yaml(SHIPPED, "suite.yaml").contents).audiences
OF_RUN = {"organisation": "voimaa", "period": "2025", "notebook": "feedback", "language": "fi"}
HEARD = {"heard": (1, 5)}

few = st.integers(0, 3) | st.integers(0, 14)
tables = st.tuples(*[few] * 5).filter(lambda counts: sum(counts) >= 5)
many = st.tuples(*[st.integers(0, 2) | st.integers(0, 45)] * 5).filter(lambda counts: 20 <= sum(counts) <= 200)
anybody = st.sampled_from(["ordinary", "special"]), st.sampled_from(sorted(AUDIENCES))
hundreds = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def answers(counts, group="participants"):
    """As many answers of each mark."""
    values = np.repeat(np.arange(1.0, 6.0), counts)
    common = {"item": "heard", "respondent_group": group, "wave": "2025-1", "missing_reason": "", "basis": "collected"}
    return pd.DataFrame({"value": values}).assign(scale_lowest=1.0, scale_highest=5.0, **common)


def leaks(table, *, sensitivity, audience):
    """What the auditor works out of what is shown of a table."""
    rules = AUDIENCES[audience]
    scales = {name: Scale(*ends) for name, ends in HEARD.items()}
    shown = protect(table, audience=rules, sensitivity=lambda indicator: sensitivity, scales=scales)
    reading = Reading(lambda fact: rules, lambda indicator: sensitivity != "ordinary", scales=HEARD)
    said = statements(facts_of(shown.assign(**OF_RUN, audience=audience), reader=audience), reading)
    found = audit_verdicts(said.rows, said.protected)
    return [(one.protected.name, one.verdict, one.range) for one in found.leaking], found.contradictions


@hundreds
@given(tables, *anybody)
def test_the_answers_of_a_few(counts, sensitivity, audience):
    told = indicators.feedback(answers(counts)).table
    assert leaks(told, sensitivity=sensitivity, audience=audience) == ([], ())


@hundreds
@given(many, *anybody)
def test_the_answers_of_many(counts, sensitivity, audience):
    told = indicators.feedback(answers(counts)).table
    assert leaks(told, sensitivity=sensitivity, audience=audience) == ([], ())


@hundreds
@given(st.lists(st.integers(0, 30), min_size=2, max_size=4).filter(any), *anybody)
def test_a_share_of_each_of_some_groups(counts, sensitivity, audience):
    rows = [
        {"statistic": "stopped_early", **estimates.share(part, part + rest)._asdict(), "group": str(number)}
        for number, (part, rest) in enumerate(zip(counts, reversed(counts), strict=True))
        if part + rest
    ]
    told = results({"indicator": "heard", "breakdown": "participants", **row} for row in rows).table
    assert leaks(told, sensitivity=sensitivity, audience=audience) == ([], ())


@hundreds
@given(st.lists(st.integers(0, 30), min_size=2, max_size=5), *anybody)
def test_counts_of_groups_beside_their_total(counts, sensitivity, audience):
    groups = {"all": sum(counts), **{f"group_{number}": count for number, count in enumerate(counts)}}
    common = {"indicator": "heard", "breakdown": "respondent_group", "statistic": "persons"}
    told = results({**common, "group": group, "value": count, "n": count} for group, count in groups.items()).table
    assert leaks(told, sensitivity=sensitivity, audience=audience) == ([], ())


def test_the_auditor_and_the_rules_agree_on_how_many_values_protect():
    assert FEWEST_DERIVED == FEWEST_VALUES


@pytest.mark.parametrize("counts", [(0, 0, 0, 1, 7), (0, 0, 1, 12, 17)])
def test_without_the_rules_the_auditor_finds_what_they_hide(counts):
    rules = AUDIENCES["public"]
    told = indicators.feedback(answers(counts)).table.assign(status="shown", **OF_RUN, audience="public")
    rounded = told.assign(
        **{name: told[name].map(lambda value: estimates.rounded(value, 1)) for name in ("low", "high")}
    )
    means = rounded[rounded["statistic"] == "mean"]
    means = means.assign(value=means["value"].map(lambda value: estimates.rounded(value, 1)))
    said = statements(
        facts_of(means, reader="public"), Reading(lambda fact: rules, lambda indicator: False, scales=HEARD)
    )
    assert audit_verdicts(said.rows, said.protected).leaking
