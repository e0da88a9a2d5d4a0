"""The sample organisations' exports as tables: the planted figures come out and the planted faults are counted."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
import yaml

from arvio.datasets import check_sources, load_tables
from arvio.indicators.chains import chains, common_chains
from arvio.indicators.handling import feedback_handled
from arvio.params import open_project

ROOT = Path(__file__).parents[2]
ORGANISATIONS = ("harjula", "miessakit", "silmu", "voimaa")
COUNTS = [
    "left_out_test",
    "left_out_withdrawn",
    "left_out_empty",
    "left_out_other_service",
    "duplicates",
]


@pytest.fixture(scope="module")
def project():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARVIO_KEY", "only for these tests, never a real one")
        yield open_project(ROOT)


@pytest.fixture(scope="module")
def tables(project):
    return {name: load_tables(project, name) for name in ORGANISATIONS}


def intake(tables, source):
    """The counts of one source, its files together, in the order of COUNTS, and how many rows were kept."""
    rows = tables.intake[tables.intake["source"] == source]
    return [*rows[COUNTS].sum().tolist(), int(rows["kept"].sum())]


# --- all organisations


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_nothing_is_wrong_with_the_sample(project, organisation):
    assert check_sources(project, organisation) == []


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_every_row_read_is_kept_or_counted_as_left_out(tables, organisation):
    counts = tables[organisation].intake
    assert (counts["read"] == counts[[*COUNTS, "kept"]].sum(axis=1)).all()


@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_no_canary_stands_in_a_table(tables, organisation):
    canaries = yaml.safe_load((ROOT / "data/sample/canaries.yaml").read_text(encoding="utf-8"))[organisation]
    everything = "\n".join(
        tables[organisation].table(name).to_csv() for name in tables[organisation].collected
    ).casefold()
    assert [canary for canary in canaries if canary.casefold() in everything] == []


# --- miessakit


def test_responses_by_group_and_wave(tables):
    responses = tables["miessakit"].table("responses")
    assert responses.groupby(["respondent_group", "wave"]).size().to_dict() == {
        ("participants", "2023-1"): 90,
        ("participants", "2023-2"): 94,
        ("participants", "2024-1"): 96,
        ("participants", "2024-2"): 101,
        ("participants", "2025-1"): 104,
        ("participants", "2025-2"): 108,
        ("workers", "2023-1"): 9,
        ("workers", "2024-1"): 9,
        ("workers", "2025-1"): 9,
        ("stakeholders", "2023-2"): 34,
        ("stakeholders", "2024-2"): 36,
        ("stakeholders", "2025-2"): 38,
    }


@pytest.mark.parametrize("group", ["participants", "stakeholders"])
@pytest.mark.parametrize("item", ["worker_gender", "male_specific"])
def test_both_claimed_means_are_4_5_in_each_year(tables, group, item):
    answers = tables["miessakit"].table("answers")
    wanted = answers[(answers["respondent_group"] == group) & (answers["item"] == item)]
    means = wanted.groupby(wanted["wave"].str[:4])["value"].mean()
    assert means.between(4.45, 4.55, inclusive="left").to_dict() == {"2023": True, "2024": True, "2025": True}


def test_does_not_know_is_counted_and_in_no_mean(tables):
    answers = tables["miessakit"].table("answers")
    assert answers["value"].max() == 5
    of_2023 = answers[
        (answers["respondent_group"] == "participants")
        & (answers["item"] == "worker_gender")
        & answers["wave"].str.startswith("2023")
    ]
    assert of_2023["missing_reason"].value_counts().to_dict() == {"": 175, "does_not_know": 7, "no_answer": 2}


def test_the_ambiguous_dates_of_2024_are_read_in_the_declared_order(tables):
    responses = tables["miessakit"].table("responses")
    times = responses.loc[responses["wave"].eq("2024-2") & responses["respondent_group"].eq("stakeholders")]
    assert set(times["submitted_at"].dt.month) == {10}


def test_the_faults_planted_in_miessakit_are_counted(tables):
    assert intake(tables["miessakit"], "participant_feedback") == [3, 3, 1, 1, 6, 593]
    assert intake(tables["miessakit"], "worker_feedback") == [0, 0, 0, 0, 1, 27]
    assert intake(tables["miessakit"], "stakeholder_feedback") == [3, 0, 0, 0, 3, 108]


# --- voimaa


def older_men(tables, until):
    """Different men of at least 60 in the year of their visit."""
    seen = tables["voimaa"].table("attendance").merge(tables["voimaa"].table("persons"), on="person_key")
    old_enough = seen["date"].dt.year - seen["birth_year"] >= 60
    return seen[old_enough & seen["present"].eq(1) & (seen["date"] <= until)]["person_key"].nunique()


def test_the_groups_reached_112_older_men(tables):
    assert older_men(tables, pd.Timestamp("2024-12-31")) == 112
    assert older_men(tables, pd.Timestamp("2023-12-31")) == 102


def test_everybody_who_came_is_on_the_list_of_men(tables):
    attendance, persons = tables["voimaa"].table("attendance"), tables["voimaa"].table("persons")
    assert set(attendance["person_key"]) <= set(persons["person_key"])


def test_the_first_joint_group_began_on_4_4_2023(tables):
    groups = tables["voimaa"].table("groups")
    joint = groups[groups["joint_with_county"] == "yes"]
    assert joint["start"].min() == pd.Timestamp("2023-04-04")
    assert groups["continues"].value_counts().to_dict() == {"yes": 9, "open": 2, "no": 1}


def test_the_faults_planted_in_voimaa_are_counted(tables):
    voimaa = tables["voimaa"]
    assert intake(voimaa, "persons") == [1, 1, 0, 0, 1, 115]
    assert intake(voimaa, "partner_actions") == [0, 0, 0, 0, 1, 160]
    assert intake(voimaa, "volunteers") == [0, 0, 0, 0, 0, 8]
    test_visits, withdrawn, *rest, _ = intake(voimaa, "attendance")
    assert (test_visits, rest) == (2, [0, 0, 0])
    assert withdrawn > 0


# --- harjula and silmu


def test_the_faults_planted_in_harjula_are_counted(tables):
    harjula = tables["harjula"]
    assert intake(harjula, "enrolments") == [1, 1, 0, 0, 2, 202]
    assert intake(harjula, "contacts")[0] == 1
    assert intake(harjula, "first_form") == [0, 1, 0, 0, 1, 68]
    assert intake(harjula, "last_form") == [0, 0, 0, 0, 0, 41]


def test_every_client_of_two_services_has_a_chain_within_90_days(tables):
    enrolments = tables["harjula"].table("enrolments")
    found = chains(enrolments).table.set_index(["statistic", "group"])["value"]
    assert (found["persons", "all"], found["persons", "chain"]) == (148, 46)
    pairs = common_chains(enrolments, minimum=10).table.set_index(["statistic", "group"])["value"]
    assert pairs["persons", "kuntouttava_tyotoiminta > askel"] == 14
    assert pairs["persons", "olopiste > omakamu"] == 12
    assert set(pairs["persons"].index) == {
        "all",
        "kuntouttava_tyotoiminta > askel",
        "olopiste > omakamu",
        "other_chains",
    }


def test_gaps_are_dated_and_have_what_came_of_them(tables):
    gaps = tables["harjula"].table("gaps")
    assert len(gaps) == 24
    assert (gaps["filled_on"].dropna() >= gaps.loc[gaps["filled_on"].notna(), "found_on"]).all()


def test_the_same_client_is_known_in_both_forms_and_the_register(tables):
    responses, enrolments = tables["harjula"].table("responses"), tables["harjula"].table("enrolments")
    by_wave = responses.groupby("wave")["person_key"].agg(set)
    assert by_wave["end"] <= by_wave["start"] <= set(enrolments["person_key"])


def test_decimal_commas_and_spaces_between_thousands_are_read(tables):
    costs = tables["harjula"].table("enrolments")["cost_eur"].dropna()
    assert costs.max() > 1000
    assert costs.mod(1).ne(0).any()


def test_the_faults_planted_in_silmu_are_counted(tables):
    silmu = tables["silmu"]
    assert intake(silmu, "visits") == [1, 0, 0, 0, 2, 1248]
    assert intake(silmu, "cases") == [1, 0, 0, 0, 0, 86]
    assert intake(silmu, "family_goals")[4] == 1
    assert intake(silmu, "family_feedback") == [1, 0, 0, 0, 1, 78]
    assert intake(silmu, "commissioner_feedback") == [1, 0, 0, 0, 0, 46]


def test_the_commissioners_dates_have_the_month_first(tables):
    responses = tables["silmu"].table("responses")
    assert set(responses["submitted_at"].dt.month) <= {10, 11}


def test_case_numbers_match_between_tables_without_being_shown(tables):
    visits, cases = tables["silmu"].table("visits"), tables["silmu"].table("cases")
    assert set(visits["case_key"]) <= set(cases["case_key"])
    assert not cases["case_key"].str.startswith("S-").any()


def test_feedback_of_every_source_is_one_table(tables):
    items = tables["silmu"].table("feedback_items")
    assert items["source"].value_counts().to_dict() == {
        "workers": 33,
        "own_control": 27,
        "families": 8,
        "commissioners": 5,
    }
    assert (items["action_on"].dropna() > items.loc[items["action_on"].notna(), "date"]).all()


@pytest.mark.parametrize(("year", "staff", "own_control"), [(2023, 42, 20), (2024, 49, 16), (2025, 24, 12)])
def test_median_days_to_an_action_with_what_has_none_yet(tables, year, staff, own_control):
    items = tables["silmu"].table("feedback_items")
    handled = feedback_handled(items[items["date"].dt.year == year], until=dt.date(year, 12, 31)).table
    median = handled[handled["statistic"] == "median_days"].set_index("group")["value"]
    assert (median["workers"], median["own_control"]) == (staff, own_control)


def test_there_are_visits_in_every_month(tables):
    visits = tables["silmu"].table("visits")
    held = visits[visits["held"] == "yes"]["date"].dt.strftime("%Y-%m").value_counts()
    assert (len(held), held.min() >= 10) == (36, True)


def test_roles_and_size_classes_come_with_the_responses(tables):
    responses = tables["silmu"].table("responses")
    families = responses[responses["respondent_group"] == "participants"]
    commissioners = responses[responses["respondent_group"] == "stakeholders"]
    assert families["respondent_role"].value_counts(dropna=False).tolist() == [44, 33, 1]
    assert set(commissioners["size_class"]) == {"small", "large"}
    assert families["size_class"].isna().all()


def test_workers_levels_checks_and_partners_are_read(tables):
    silmu = tables["silmu"]
    assert set(silmu.table("staff")["ddp_level"].dropna()) == {"none", "basics", "level_1", "level_2"}
    assert silmu.table("quality_checks").groupby("kind").size().to_dict() == {"beyond_statutory": 15, "statutory": 21}
    assert (len(silmu.table("partners")), len(silmu.table("partner_actions"))) == (14, 135)
