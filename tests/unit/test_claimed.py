"""What each public claim is judged by, and what of it each audience is told."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from arvio import claimed
from arvio.claimed.computing import computation_of
from arvio.datasets import Tables, empty_table
from arvio.evaluation import Evaluation
from arvio.params import Claim, Run, open_project

ROOT = Path(__file__).parents[2]
ALL_GO_ON = {
    "claim": "all_go_on",
    "text": {"fi": "Kaikki jatkavat", "en": "All go on"},
    "source": "a test",
    "indicator": "continuity",
    "breakdown": "continues",
    "group": "yes",
    "statistic": "groups",
    "comparator": "=",
    "value": 2,
}
SMOOTH = {
    "claim": "smooth",
    "text": {"fi": "Sujuu", "en": "Goes smoothly"},
    "source": "a test",
    "indicator": "goal_attainment",
    "statistic": "mean_change",
    "comparator": ">",
    "value": 0,
}


def evaluation_of(organisation, claims, tables, tmp_path, audience="public", period="2023"):
    """An evaluation of an organisation of the sample with other claims and other data."""
    project = open_project(ROOT)
    stated = [Claim(**claim) for claim in claims]
    params = project.organisation(organisation).model_copy(update={"claims": stated})
    project = replace(project, organisations={**project.organisations, organisation: params})
    run = Run(organisation, period, "claims", audience, "en")
    return Evaluation(project, run, Tables.of(organisation, tables), tmp_path / "facts.jsonl")


def table_of(name, rows):
    columns = empty_table(name)
    return pd.DataFrame(rows).reindex(columns=list(columns)).astype(dict(columns.dtypes))


def groups(*continuing):
    ends = pd.Timestamp("2022-06-30")
    rows = [{"group_id": str(n), "start": ends, "end": ends, "continues": one} for n, one in enumerate(continuing)]
    return {"groups": table_of("groups", rows)}


def answers(**values):
    """Answers to how important the worker's gender is, by respondent group, each by a response of its own."""
    given = [(group, value) for group, of_one in values.items() for value in of_one]
    rows = [
        {"response_id": str(n), "item": "worker_gender", "value": value, "respondent_group": group}
        for n, (group, value) in enumerate(given)
    ]
    responses = [
        {"response_id": str(n), "submitted_at": pd.Timestamp("2023-05-01"), "respondent_group": group}
        for n, (group, _) in enumerate(given)
    ]
    return {
        "answers": table_of("answers", rows).assign(basis="collected"),
        "responses": table_of("responses", responses).assign(basis="collected"),
    }


def verdict_of(released, claim):
    (row,) = released.rows(indicator=claim, statistic="verdict").itertuples()
    return row


def test_a_claim_is_judged_by_the_indicator_that_it_names_whenever_it_was_said(tmp_path):
    later = {**ALL_GO_ON, "said": "2024-06-01"}
    for goes_on, expected in ((["yes", "yes"], 1), (["yes", "no"], 0)):
        judged = claimed.judged(evaluation_of("voimaa", [later], groups(*goes_on), tmp_path))
        assert verdict_of(judged, "all_go_on").value == expected


def test_what_no_indicator_computes_cannot_be_judged_and_has_no_days(tmp_path):
    evaluation = evaluation_of("voimaa", [{**ALL_GO_ON, "indicator": "social_return"}], {}, tmp_path)
    row = verdict_of(claimed.judged(evaluation), "all_go_on")
    assert row.value != row.value
    assert row.status == "shown"
    assert claimed.days(evaluation).table.empty


def test_what_counts_from_the_first_day_on_has_no_first_day(tmp_path):
    stated = [ALL_GO_ON, {**ALL_GO_ON, "claim": "waves", "indicator": "response", "statistic": "waves"}]
    table = claimed.days(evaluation_of("voimaa", stated, {}, tmp_path)).table
    assert table.groupby("indicator")["statistic"].agg(list).to_dict() == {
        "all_go_on": ["end"],
        "waves": ["start", "end"],
    }


def test_one_without_claims_has_an_empty_page(tmp_path):
    evaluation = evaluation_of("voimaa", [], {}, tmp_path)
    judged = claimed.judged(evaluation)
    assert judged.table.empty
    assert claimed.verdicts(judged).table.empty


def test_a_claim_about_an_item_is_judged_by_the_group_that_it_names(tmp_path):
    stated = {**ALL_GO_ON, "indicator": "worker_gender", "breakdown": "respondent_group", "group": "stakeholders"}
    stated = {**stated, "statistic": "mean", "value": 4.5, "decimals": 1}
    given = answers(participants=[3.0] * 20, stakeholders=[4.0, 5.0] * 10)
    judged = claimed.judged(evaluation_of("miessakit", [stated], given, tmp_path))
    assert verdict_of(judged, "all_go_on").value == 1


# --- what may not be seen


def test_a_verdict_on_too_few_is_withheld(tmp_path):
    stated = {**ALL_GO_ON, "indicator": "worker_gender", "breakdown": "respondent_group", "group": "workers"}
    evaluation = evaluation_of("miessakit", [{**stated, "statistic": "mean"}], answers(workers=[4.0] * 9), tmp_path)
    judged = claimed.judged(evaluation)
    assert verdict_of(judged, "all_go_on").status == "withheld"
    counted = claimed.verdicts(judged).table.set_index("group")["value"]
    assert counted[["not_told", "supported", "not_supported"]].tolist() == [1, 0, 0]


def test_a_part_that_is_withheld_beside_its_total_is_not_judged_alone(tmp_path):
    """Twenty men in one county and two in the other: with the total, the twenty would give away the two."""
    men = [*((f"a{n}", "a") for n in range(20)), ("b0", "b"), ("b1", "b")]
    day = pd.Timestamp("2023-05-01")
    tables = {
        "attendance": table_of(
            "attendance", [{"group_id": group, "date": day, "person_key": man, "present": 1} for man, group in men]
        ),
        "persons": table_of("persons", [{"person_key": man, "birth_year": 1950} for man, _ in men]),
        "groups": table_of(
            "groups", [{"group_id": "a", "county": "kymenlaakso"}, {"group_id": "b", "county": "etela_karjala"}]
        ).assign(start=day, end=day),
    }
    stated = {**ALL_GO_ON, "indicator": "reach", "breakdown": "county", "statistic": "persons", "value": 20}
    part, total = {**stated, "claim": "part", "group": "kymenlaakso"}, {**stated, "claim": "total", "group": "all"}
    judged = claimed.judged(evaluation_of("voimaa", [part, total], tables, tmp_path))
    assert verdict_of(judged, "part").status == "withheld"
    assert verdict_of(judged, "total").status == "shown"


def test_a_claim_is_as_sensitive_as_what_it_tells_of(tmp_path):
    stated = {**ALL_GO_ON, "indicator": "worker_gender", "breakdown": "respondent_group", "group": "participants"}
    evaluation = evaluation_of(
        "miessakit", [{**stated, "statistic": "mean"}], answers(participants=[4.0] * 8), tmp_path, "funder"
    )
    assert verdict_of(claimed.judged(evaluation), "all_go_on").status == "shown"
    special = evaluation.params.model_copy(update={"sensitivities": {"worker_gender": "special"}})
    evaluation.__dict__["params"] = special
    assert verdict_of(claimed.judged(evaluation), "all_go_on").status == "withheld"


def test_the_public_is_told_no_verdict_on_families(tmp_path):
    evaluation = evaluation_of("silmu", [SMOOTH], {}, tmp_path)
    assert claimed.judged(evaluation).table.empty
    assert claimed.days(evaluation).table.empty
    assert claimed.untold(evaluation).table["indicator"].tolist() == ["smooth"]


@pytest.mark.parametrize("audience", ["internal", "funder"])
def test_others_are_told_of_families_by_the_rules_for_families(tmp_path, audience):
    evaluation = evaluation_of("silmu", [SMOOTH], {}, tmp_path, audience)
    assert claimed.judged(evaluation).table["indicator"].unique().tolist() == ["smooth"]
    assert claimed.untold(evaluation).table.empty
    assert evaluation.by_rules_of_families().audience == evaluation.project.suite.families


@pytest.mark.parametrize(("group", "told"), [("participants", False), ("workers", True)])
def test_answers_of_clients_of_child_welfare_are_answers_of_families(tmp_path, group, told):
    item = next(iter(evaluation_of("silmu", [], {}, tmp_path).items))
    stated = {**SMOOTH, "indicator": item, "breakdown": "respondent_group", "group": group, "statistic": "mean"}
    assert claimed.untold(evaluation_of("silmu", [stated], {}, tmp_path)).table.empty is told


# --- the sample, and the period that is judged


@pytest.mark.parametrize(
    ("organisation", "period"),
    [("miessakit", "2025"), ("voimaa", "2021-2024"), ("harjula", "2023-2025"), ("silmu", "2025")],
)
def test_the_latest_full_period_is_judged(organisation, period):
    assert claimed.latest_period(open_project(ROOT), organisation) == period


def test_a_claim_of_the_sample_that_no_indicator_computes_says_why_or_has_no_figure(tmp_path):
    unknown = set()
    for organisation in ("miessakit", "voimaa", "harjula", "silmu"):
        run = Run(organisation, "2025", "claims", "internal", "fi")
        evaluation = Evaluation(open_project(ROOT), run, Tables.of(organisation, {}), tmp_path)
        unknown |= {one.claim for one in evaluation.params.claims if computation_of(evaluation, one) is None}
    assert unknown == {"all_workers_are_men", "less_loneliness", "placements_prevented", "two_euros_for_each"}
