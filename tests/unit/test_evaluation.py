"""What a notebook opens: the tables of the period, and the one door."""

import datetime as dt
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from arvio.datasets import Record, Tables, empty_table
from arvio.datasets.records import INTAKE, NOTES
from arvio.datasets.views import View
from arvio.disclosure.coarsening import Coarsening
from arvio.disclosure.register import read_facts
from arvio.errors import ProtectionError, UsageError
from arvio.evaluation import IN_THE_BATCH, Evaluation, open_evaluation
from arvio.params import Run, open_project
from arvio.results import results

ROOT = Path(__file__).parents[2]
SCALES = pd.DataFrame({"item": ["heard"], "scale_lowest": [1.0], "scale_highest": [5.0]})


def view(name, rows, start=dt.date(2025, 1, 1), end=dt.date(2025, 12, 31), **others):
    columns = {**{column: empty_table(name)[column] for column in empty_table(name)}}
    table = pd.DataFrame(rows).reindex(columns=list(columns)).astype({key: one.dtype for key, one in columns.items()})
    return View(Tables.of("talo", {name: table, **others}), start, end, SCALES)


def test_the_first_and_the_last_day_belong_to_the_period():
    days = ["2024-12-31", "2025-01-01", "2025-12-31 23:59", "2026-01-01"]
    rows = [{"date": pd.Timestamp(day), "person_key": str(number)} for number, day in enumerate(days)]
    assert view("attendance", rows).attendance["person_key"].tolist() == ["1", "2"]


def test_a_group_belongs_to_every_period_in_which_it_ran():
    rows = [
        {"group_id": "before", "start": pd.Timestamp("2024-01-01"), "end": pd.Timestamp("2024-12-31")},
        {"group_id": "across", "start": pd.Timestamp("2024-01-01"), "end": pd.Timestamp("2025-01-01")},
        {"group_id": "running", "start": pd.Timestamp("2025-12-31"), "end": pd.NaT},
        {"group_id": "after", "start": pd.Timestamp("2026-01-01"), "end": pd.NaT},
    ]
    assert view("groups", rows).groups["group_id"].tolist() == ["across", "running"]


def test_answers_belong_to_the_period_in_which_they_were_given_and_know_their_scale():
    responses = pd.DataFrame({"response_id": ["a", "b"], "submitted_at": pd.to_datetime(["2024-05-01", "2025-05-01"])})
    rows = [{"response_id": response, "item": "heard", "value": 4.0} for response in ("a", "b")]
    answers = view("answers", rows, responses=responses).answers
    assert answers[["response_id", "scale_lowest", "scale_highest"]].to_numpy().tolist() == [["b", 1.0, 5.0]]


@pytest.mark.parametrize(
    "name",
    [
        *("surveys", "responses", "answers", "persons", "groups", "attendance", "partners", "partner_actions"),
        *("volunteers", "enrolments", "referrals", "contacts", "visits", "staff", "staff_events", "cases"),
        *("family_goals", "feedback_items", "gaps", "quality_checks"),
    ],
)
def test_what_is_not_collected_is_empty_and_no_error(name):
    nothing = View(Tables.of("talo", {}), dt.date(2025, 1, 1), dt.date(2025, 12, 31), SCALES)
    assert getattr(nothing, name).empty


def test_a_service_begins_within_the_view_and_a_referral_stands_whenever_it_was():
    days = [pd.Timestamp("2025-12-31"), pd.Timestamp("2026-01-01"), pd.NaT]
    shown = view("enrolments", [{"person_key": str(number), "start": day} for number, day in enumerate(days)])
    assert shown.enrolments["person_key"].tolist() == ["0"]
    assert shown.referrals["person_key"].tolist() == ["0", "1", "2"]


@pytest.fixture
def evaluation(tmp_path):
    run = Run("voimaa", "2023", "groups", "public", "fi")
    return Evaluation(open_project(ROOT), run, Tables.of("voimaa", {}), tmp_path / "facts.jsonl")


def test_a_claim_made_later_is_not_judged_by_an_earlier_period(evaluation):
    assert [claim.claim for claim in evaluation.claims] == ["over_100_older_men"]


def test_what_is_released_is_rounded_for_the_audience_and_written_down(evaluation):
    released = evaluation.release(results([{"indicator": "heard", "statistic": "mean", "value": 4.26, "n": 50}]))
    assert released.table["value"].tolist() == [4.3]
    assert [fact["value"] for fact in read_facts(evaluation.facts)] == [4.3]


def test_the_method_counts_what_was_withheld(evaluation):
    evaluation.release(results([{"indicator": "heard", "statistic": "mean", "value": 4.26, "n": 2}]))
    assert "yksi luku, jota ei näytetä" in evaluation.method().text


@pytest.mark.parametrize(("indicator", "says_so"), [("heard", True), ("trust", False)])
def test_the_method_says_whether_a_table_of_the_report_tells_less(evaluation, monkeypatch, indicator, says_so):
    step = Coarsening("2023", "public", indicator, "", "", "drop_mean")
    monkeypatch.setattr("arvio.evaluation.evaluation.coarsenings", lambda root, organisation: (step,))
    evaluation.release(results([{"indicator": "heard", "statistic": "mean", "value": 4.26, "n": 50}]))
    assert ("Osa luvuista jätettiin pois tästä raportista" in evaluation.method().text) is says_so


def test_a_report_judges_the_claims_that_rest_on_its_indicators(evaluation):
    assert [claim.claim for claim in evaluation.claims_about("reach", "attendance")] == ["over_100_older_men"]
    assert evaluation.claims_about("attendance") == []


def test_the_words_of_claims_and_goals_are_in_the_language_of_the_report(evaluation):
    released = evaluation.release(results([]))
    assert released.context.labels["over_100_older_men"].startswith("Ryhmät ovat tavoittaneet")


def test_the_target_of_an_indicator_is_that_of_its_goal(evaluation):
    assert evaluation.target("reach") == 100
    assert evaluation.target("heard") is None


def test_codes_have_the_words_that_params_give_them(tmp_path):
    released = harjula(tmp_path).release(results([]))
    assert released.context.labels["kuntouttava_tyotoiminta"] == "Kuntouttava työtoiminta"


@pytest.mark.parametrize(
    ("audience", "untold"), [("internal", []), ("funder", ["valopilkku"]), ("public", ["valopilkku"])]
)
def test_services_for_children_are_told_to_nobody_outside(tmp_path, audience, untold):
    opened = harjula(tmp_path, audience=audience)
    assert opened.untold_services == untold
    assert opened.services_apart == ["valopilkku"]
    assert opened.choices.untold_services == ["valopilkku"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("voima", "2023", "fi", "public"), "did you mean voimaa"),
        (("voimaa", "2023-H9", "fi", "public"), "is not a period"),
        (("voimaa", "2023", "fin", "public"), "did you mean fi"),
        (("voimaa", "2023", "fi", "publik"), "did you mean public"),
    ],
)
def test_a_misspelt_parameter_is_told_before_any_data_are_read(given, words, monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    with pytest.raises(UsageError, match=words):
        open_evaluation(*given)


# --- change


def harjula(tmp_path, period="2025", audience="internal", **tables):
    run = Run("harjula", period, "change", audience, "fi")
    return Evaluation(open_project(ROOT), run, Tables.of("harjula", tables), tmp_path / "facts.jsonl")


def forms(*rows):
    """Responses and answers from rows of person, wave, day and how much the person belongs."""
    responses = pd.DataFrame(
        [(f"r{place}", wave, pd.Timestamp(day), person) for place, (person, wave, day, _) in enumerate(rows)],
        columns=["response_id", "wave", "submitted_at", "person_key"],
    ).assign(basis="collected", respondent_group="participants")
    answers = [(f"r{place}", "belonging", float(value)) for place, (*_, value) in enumerate(rows)]
    return {"responses": responses, "answers": pd.DataFrame(answers, columns=["response_id", "item", "value"])}


def test_the_same_persons_are_paired_until_the_end_of_the_period(tmp_path):
    rows = [("a", "start", "2024-05-01", 2), ("a", "end", "2025-05-01", 4), ("b", "start", "2025-05-01", 3)]
    pairs = harjula(tmp_path, **forms(*rows, ("b", "end", "2026-05-01", 5))).pairs
    assert pairs[["person_key", "came_back", "in_period"]].to_numpy().tolist() == [
        ["a", "both", True],
        ["b", "only_baseline", False],
    ]
    assert "subgroup" not in pairs, "target groups are of the services, and none are collected"


def test_nobody_is_paired_where_nothing_was_collected_or_nobody_has_come_back_yet(tmp_path):
    assert harjula(tmp_path).pairs.empty
    rows = [("a", "start", "2024-05-01", 2), ("a", "end", "2025-05-01", 4)]
    assert harjula(tmp_path, "2024", **forms(*rows)).pairs.empty


def test_a_wave_that_nobody_ever_answered_is_told(tmp_path):
    with pytest.raises(UsageError, match="follow-up: nobody answered in this wave, got: 'end'"):
        _ = harjula(tmp_path, **forms(("a", "start", "2024-05-01", 2))).pairs


@pytest.mark.parametrize("missing", [("first_form",), ("last_form",), ("first_form", "last_form")])
def test_nobody_is_paired_where_a_form_is_not_collected(tmp_path, missing):
    evaluation = harjula(tmp_path, **forms(("a", "start", "2024-05-01", 2)))
    kept = {name: source for name, source in evaluation.params.sources.items() if name not in missing}
    evaluation.__dict__["params"] = evaluation.params.model_copy(update={"sources": kept})
    assert evaluation.pairs.empty


def test_what_an_instrument_keeps_from_small_groups_is_withheld_from_everybody(tmp_path):
    evaluation = harjula(tmp_path)
    evaluation.__dict__["instruments"] = [evaluation.project.instruments["esis"]]
    rows = [{"indicator": name, "statistic": "mean", "value": 3.0, "n": 9} for name in ("esis", "belonging")]
    assert evaluation.release(results(rows)).table["status"].tolist() == ["withheld", "shown"]


def in_the_batch(monkeypatch, root, run, stage="final"):
    """As if the batch made a run of the notebook as it is now."""
    fingerprint = run.fingerprint((root / f"notebooks/{run.notebook}.ipynb").read_bytes())
    monkeypatch.setenv(IN_THE_BATCH, json.dumps({**vars(run), "fingerprint": fingerprint, "stage": stage}))


# --- the run that the batch makes, and no other


@pytest.mark.parametrize(
    "opened",
    [
        ("voimaa", "2025", "fi", "public"),
        ("miessakit", "2024", "fi", "public"),
        ("miessakit", "2025", "en", "public"),
        ("miessakit", "2025", "fi", "internal"),
    ],
)
def test_the_batch_makes_the_run_that_it_said_and_no_other(opened, monkeypatch):
    monkeypatch.chdir(ROOT)
    in_the_batch(monkeypatch, ROOT, Run("miessakit", "2025", "feedback", "public", "fi"))
    with pytest.raises(ProtectionError, match="but the batch makes public/miessakit/2025/feedback"):
        open_evaluation(*opened)


def test_a_notebook_that_was_changed_meanwhile_makes_no_report(monkeypatch):
    monkeypatch.chdir(ROOT)
    run = Run("miessakit", "2025", "feedback", "public", "fi")
    told = {**vars(run), "fingerprint": run.fingerprint(b"another notebook")}
    monkeypatch.setenv(IN_THE_BATCH, json.dumps(told))
    with pytest.raises(ProtectionError, match="was changed while the batch made a report of it"):
        open_evaluation("miessakit", "2025", "fi", "public")


# --- open answers that nobody has reviewed


def test_a_final_report_waits_for_a_review_of_open_answers_and_a_draft_does_not(tmp_path, monkeypatch):
    for name in ("params", "data", "notebooks"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".cache", ".key"))
    path = tmp_path / "params/organisations/miessakit.yaml"
    path.write_text(re.sub(r" +reviewed: .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARVIO_KEY", "only for this test, never a real one")
    open_evaluation("miessakit", "2025", "fi", "public")
    in_the_batch(monkeypatch, tmp_path, Run("miessakit", "2025", "feedback", "public", "fi"))
    with pytest.raises(ProtectionError) as caught:
        open_evaluation("miessakit", "2025", "fi", "public")
    assert "personal data in open answers that nobody has reviewed: phone 2, personal identity code 2" in str(
        caught.value
    )
    assert "write reviewed: [" in str(caught.value)
    # which tells what waits for a review
    in_the_batch(monkeypatch, tmp_path, Run("miessakit", "2025", "data_quality", "internal", "fi"))
    assert open_evaluation("miessakit", "2025", "fi", "internal").quality.record.unreviewed
    in_the_batch(monkeypatch, tmp_path, Run("miessakit", "2025", "feedback", "public", "fi"), stage="draft")
    open_evaluation("miessakit", "2025", "fi", "public")


# --- the quality of the data


def quality_of(tmp_path, audience="internal", **tables):
    run = Run("voimaa", "2023", "data_quality", audience, "fi")
    return Evaluation(open_project(ROOT), run, Tables.of("voimaa", tables), tmp_path / "facts.jsonl").quality


@pytest.mark.parametrize("audience", ["funder", "public"])
def test_the_quality_of_the_data_is_told_to_nobody_outside(tmp_path, audience):
    with pytest.raises(ProtectionError, match="internal audience only") as caught:
        quality_of(tmp_path, audience)
    assert "set the audience in the parameters cell" in str(caught.value)


def test_the_quality_of_the_data_knows_what_each_notebook_needs_and_finds(tmp_path):
    found = quality_of(tmp_path, groups=empty_table("groups"))
    assert "attendance" in found.needs["groups"]
    assert (found.states["groups"], found.states["attendance"]) == ("ready", "not_collected")
    assert found.current.attendance.empty


def test_answers_of_every_kind_are_there_beside_those_on_a_scale():
    responses = pd.DataFrame({"response_id": ["a"], "submitted_at": pd.to_datetime(["2025-05-01"])})
    rows = [{"response_id": "a", "item": item, "value": 1.0} for item in ("heard", "reasons")]
    found = view("answers", rows, responses=responses)
    assert found.answers["item"].tolist() == ["heard"]
    assert found.every_answer["item"].tolist() == ["heard", "reasons"]


def test_the_smallest_count_is_that_of_the_sensitivity(tmp_path):
    run = Run("voimaa", "2023", "data_quality", "internal", "fi")
    evaluation = Evaluation(open_project(ROOT), run, Tables.of("voimaa", {}), tmp_path / "facts.jsonl")
    assert evaluation.smallest_count("responses") == 3
    silmu = Evaluation(
        open_project(ROOT), Run("silmu", "2025", "data_quality", "internal", "fi"), Tables.of("silmu", {}), tmp_path
    )
    assert silmu.smallest_count("responses") == 5


def test_what_readers_remarked_is_shown_to_the_evaluator_and_never_leaves(tmp_path):
    notes = pd.DataFrame([("form", "a.sav", "reading", "", "read as <cp1252>", 1)], columns=list(NOTES))
    intake = pd.DataFrame([("form", "a.sav", 3, 0, 0, 0, 0, 0, 3)], columns=list(INTAKE))
    run = Run("voimaa", "2023", "groups", "public", "fi")
    tables = Tables.of("voimaa", {}, Record(intake, notes))
    data, metadata = Evaluation(open_project(ROOT), run, tables, tmp_path / "facts.jsonl")._repr_mimebundle_()
    assert "read as &lt;cp1252&gt;" in data["text/html"]
    assert "a.sav: 3 of 3; read as <cp1252>" in data["text/plain"]
    assert metadata["arvio"]["kind"] == "workbench"


# --- families in child welfare


def families(tmp_path, audience="internal", suite=None):
    project = open_project(ROOT)
    project = replace(project, suite=suite(project.suite)) if suite else project
    run = Run("silmu", "2025", "family_work", audience, "fi")
    return Evaluation(project, run, Tables.of("silmu", {}), tmp_path / "facts.jsonl")


@pytest.mark.parametrize("audience", ["internal", "funder"])
def test_reports_on_families_have_the_same_rules_whoever_reads_them(tmp_path, audience):
    rows = [{"indicator": name, "statistic": "persons", "value": n, "n": n} for name, n in (("few", 9), ("some", 13))]
    found = families(tmp_path, audience).release(results(rows)).table
    assert found["status"].tolist() == ["withheld", "rounded"]
    assert found["value"].iloc[1] == 15


def test_a_report_on_families_is_not_opened_for_the_public(monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    monkeypatch.setenv("JPY_SESSION_NAME", "family_work.ipynb")
    with pytest.raises(ProtectionError, match="never made for the public") as caught:
        open_evaluation("silmu", "2025", "fi", "public")
    assert "take public out" in str(caught.value)


def test_without_rules_for_families_no_report_on_them_is_made(tmp_path):
    evaluation = families(tmp_path, suite=lambda suite: suite.model_copy(update={"families": None}))
    with pytest.raises(ProtectionError, match="has rules of its own"):
        evaluation.release(results([]))


# --- the annual report and the text for the funder's form


def annual(tmp_path, organisation="harjula", audience="funder"):
    run = Run(organisation, "2025", "annual", audience, "fi")
    return Evaluation(open_project(ROOT), run, Tables.of(organisation, {}), tmp_path / "facts.jsonl")


PERSONS = [{"indicator": "services", "statistic": "persons", "value": 148, "n": 148}]


def test_a_form_is_told_what_the_public_may_know_of_what_the_funder_is_told(tmp_path):
    evaluation = annual(tmp_path)
    assert evaluation.release(results(PERSONS)).table["value"].tolist() == [148]
    told = evaluation.release_for_form(results(PERSONS)).table
    assert told[["value", "status"]].to_numpy().tolist() == [[150, "rounded"]]
    assert [fact["value"] for fact in read_facts(evaluation.facts)] == [148, 150]


def test_a_mean_whose_n_is_rounded_is_told_as_rounded_in_a_form(tmp_path):
    mean = [{"indicator": "need_match", "statistic": "mean", "value": 4.0, "n": 16}]
    told = annual(tmp_path).release_for_form(results(mean)).table
    assert told[["value", "n", "status"]].to_numpy().tolist() == [[4.0, 15.0, "rounded"]]


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_other_audiences_have_no_text_for_a_form(tmp_path, audience):
    evaluation = annual(tmp_path, audience=audience)
    assert evaluation.release_for_form(results(PERSONS)).table.empty
    assert read_facts(evaluation.facts) == []


@pytest.mark.parametrize("audience", ["internal", "funder", "public"])
def test_the_annual_report_of_who_works_with_families_has_the_rules_for_families(tmp_path, audience):
    evaluation = annual(tmp_path, "silmu", audience)
    assert evaluation.audience == evaluation.project.suite.families
    assert annual(tmp_path, "voimaa", audience).audience == evaluation.project.suite.audiences[audience]


def test_the_way_to_the_words_is_shown_to_the_evaluator_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT / "notebooks")
    shown = replace(annual(tmp_path), is_interactive=True).lessons().html
    assert '<a href="../params/commentary/harjula/2025.fi.md">params/commentary/harjula/2025.fi.md</a>' in shown
    assert "params/commentary" not in annual(tmp_path).lessons().html


def test_lessons_are_the_evaluators_or_said_to_be_missing(tmp_path):
    assert "tarve kirjataan" in annual(tmp_path).lessons().text
    missing = replace(annual(tmp_path), run=Run("harjula", "2023", "annual", "funder", "fi"))
    assert missing.lessons().text == "Arvioija ei ole kirjoittanut tästä mitään tältä jaksolta."
