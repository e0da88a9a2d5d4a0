"""What the gate decides on facts that are about to go out, with those that are out already."""

from dataclasses import replace

import pandas as pd
import pytest

from arvio.disclosure.auditing.facts import Reading
from arvio.disclosure.coarsening import hidden_by, steps_of
from arvio.disclosure.register_file import FACT, RUN
from arvio.gate.judging import Gate, runs_of_tables, runs_telling
from arvio.params import Audience, Run

RULES = Audience(
    minimum_n_persons=5,
    minimum_n_statistics=5,
    minimum_n_sensitive=5,
    minimum_n_interval=5,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=1,
    source="test",
)
READING = Reading(rules=lambda fact: RULES, is_sensitive=lambda indicator: False, scales={"heard": (1, 5)})
NOTHING = pd.DataFrame(columns=[*RUN, *FACT]).astype(dict.fromkeys(("value", "low", "high", "n"), "float64"))
NAN = float("nan")


def fact(statistic, value, *, n=NAN, group="men", status="shown", run=("2025", "feedback", "internal"), **more):
    period, notebook, audience = run
    of_run = dict(zip(RUN, ("testers", period, notebook, audience, "en"), strict=True))
    plain = {"indicator": "heard", "breakdown": "respondent_group", "wave": "", "low": NAN, "high": NAN}
    figure = {"group": group, "statistic": statistic, "value": value, "n": n, "status": status, "basis": "collected"}
    return {**of_run, **plain, **figure, **more}


def told(*facts):
    return pd.DataFrame(facts, columns=[*RUN, *FACT]) if facts else NOTHING


def gate(*published, **more):
    return Gate("testers", READING, told(*published), **more)


def after(facts, decision):
    """The facts as they are told when tables take the steps that were decided."""
    hidden = pd.Series(False, index=facts.index)
    for (period, audience), own in facts.groupby(["period", "audience"]):
        hidden[own.index] = hidden_by(own, steps_of(decision.coarsened, period=period, audience=audience))
    numbers = {name: facts[name].mask(hidden) for name in ("value", "low", "high", "n")}
    return facts.assign(status=facts["status"].mask(hidden, "withheld"), **numbers)


def steps(decision):
    return [(one.audience, one.period, one.group, one.step) for one in decision.coarsened]


FEW = fact("mean", 4.9, n=9)
MANY = fact("mean", 4.3, n=80, group="women")
COUNTS = [fact("answered", 40, group="all"), fact("answered", 36, group="women")]


def test_what_gives_nobody_away_goes_out_as_it_is():
    decision = gate().decide(told(MANY))
    assert decision.coarsened == decision.left == ()


def test_only_the_group_whose_mean_gives_single_answers_away_loses_it():
    decision = gate().decide(told(FEW, MANY))
    assert steps(decision) == [("internal", "2025", "men", "drop_mean")]
    assert decision.left == ()
    assert "answer 4 of heard" in decision.coarsened[0].because
    assert "mean of heard (respondent_group, men) is 4.9 of n = 9" in decision.coarsened[0].because
    leaks = [gate().leaks(after(told(FEW, MANY), decision), reader=reader) for reader in ("internal", "funder")]
    assert leaks == [[], []]


def test_groups_are_told_together_where_one_follows_from_the_others_and_the_total():
    withheld = fact("answered", NAN, group="men", status="withheld")
    decision = gate().decide(told(*COUNTS, withheld))
    assert steps(decision) == [("internal", "2025", "", "merge_groups")]
    assert "36" in decision.coarsened[0].because
    assert "40" in decision.coarsened[0].because


def test_the_edition_of_those_who_are_nearest_tells_less():
    outside = fact("answered", 40, group="all", run=("2025", "feedback", "public"))
    withheld = fact("answered", NAN, group="men", status="withheld")
    decision = gate().decide(told(outside, COUNTS[1], withheld))
    assert steps(decision) == [("internal", "2025", "", "merge_groups")]


def test_what_is_out_cannot_be_taken_back_so_that_the_new_report_tells_less():
    published = fact("answered", 40, group="all")
    new = [fact("answered", 36, group="women"), fact("answered", NAN, group="men", status="withheld")]
    decision = gate(published).decide(told(published, *new))
    assert steps(decision) == [("internal", "2025", "", "merge_groups")]


def test_a_late_answer_is_judged_with_the_version_that_is_out():
    first = [fact("mean", 4.0, n=20), fact("share_high", 0.75, n=20)]
    later = [fact("mean", 3.8, n=21), fact("share_high", 0.71, n=21)]
    assert gate().decide(told(*first)).coarsened == ()
    decision = gate(*first).decide(told(*later))
    assert decision.coarsened
    assert {one.group for one in decision.coarsened} == {"men"}
    assert "n = 20" in decision.coarsened[0].because
    assert "n = 21" in decision.coarsened[0].because


def test_what_was_given_away_before_is_no_fault_of_a_new_report():
    decision = gate(FEW).decide(told(MANY, FEW))
    assert decision.coarsened == decision.left == ()


def test_what_no_step_mends_is_left():
    decision = gate(ladder=("merge_answers",)).decide(told(FEW))
    assert decision.coarsened == ()
    assert [fact.value for found in decision.left for fact in found.facts] == [4.9]
    assert runs_telling(told(FEW, MANY), decision.left[0].facts) == {
        Run("testers", "2025", "feedback", "internal", "en")
    }


def test_figures_of_a_mirror_are_told_by_the_runs_of_their_indicators():
    # its files have them under other names, so that no row of the register is the fact itself
    (left,) = gate(ladder=("merge_answers",)).decide(told(FEW)).left
    of_another = fact("persons", 7.0, n=7, run=("2024", "groups", "internal"), indicator="reach")
    assert runs_telling(told(MANY, of_another), left.facts) == {Run("testers", "2025", "feedback", "internal", "en")}


def test_new_figures_that_contradict_one_another_are_left():
    wrong = [*COUNTS, fact("answered", 9, group="men")]
    decision = gate().decide(told(*wrong))
    assert [found.contradicts for found in decision.left] == [True]
    assert "cannot all be true" in decision.left[0].words
    assert decision.coarsened == ()


def test_an_older_figure_that_the_new_ones_contradict_was_corrected():
    older = fact("answered", 60, run=("2024", "feedback", "internal"), group="all")
    new = [fact("answered", 50, run=("2023-2025", "project_end", "internal"), group="all")]
    decision = gate(older).decide(told(*new))
    assert decision.coarsened == decision.left == ()


def test_reports_without_facts_go_out():
    decision = gate(FEW).decide(told())
    assert decision.coarsened == decision.left == ()
    assert runs_of_tables(told(), decision.coarsened) == set()


def test_nothing_new_needs_no_look(monkeypatch):
    monkeypatch.setattr("arvio.gate.judging.audited", None)
    assert gate(FEW, MANY).decide(told(FEW, MANY)).left == ()


def test_the_reports_that_have_a_table_are_known():
    decision = gate().decide(told(FEW, MANY))
    elsewhere = fact("mean", 4.9, n=9, run=("2025", "annual", "internal"))
    public = replace_run(FEW, "public")
    found = runs_of_tables(told(FEW, MANY, elsewhere, public), decision.coarsened)
    assert {(run.notebook, run.audience) for run in found} == {("feedback", "internal"), ("annual", "internal")}


def replace_run(one, audience):
    return {**one, "audience": audience}


@pytest.mark.parametrize("reader", ["public", "funder", "internal"])
def test_each_reader_is_looked_at_with_what_they_have(reader):
    found = gate().leaks(told(replace_run(FEW, "funder")), reader=reader)
    assert bool(found) == (reader != "public")


def test_a_reading_by_which_more_is_sensitive_is_followed():
    sensitive = replace(READING, is_sensitive=lambda indicator: True)
    alike = fact("agreeing", 1.0, n=30)
    assert gate().decide(told(alike)).coarsened == ()
    assert Gate("testers", sensitive, NOTHING).decide(told(alike)).coarsened


BEFORE_WITHDRAWAL = [fact("mean", 3.8, n=21), fact("share_high", 0.71, n=21)]
AFTER_WITHDRAWAL = [fact("mean", 4.0, n=20), fact("share_high", 0.75, n=20)]
"""One who answered 1 or 2 withdrew the consent: each version alone is safe, the two tell nearly what was answered."""


def removed(found):
    return [one for one in found if "of those removed in version 2" in one.words]


def test_what_the_report_before_and_after_a_withdrawal_tell_together_would_give_the_person_away():
    assert gate().decide(told(*BEFORE_WITHDRAWAL)).coarsened == ()
    assert gate().decide(told(*AFTER_WITHDRAWAL)).coarsened == ()
    assert removed(gate(*BEFORE_WITHDRAWAL).leaks(told(*AFTER_WITHDRAWAL), reader="internal"))


def test_after_a_withdrawal_the_new_version_tells_less():
    new = told(*AFTER_WITHDRAWAL)
    before = gate(*BEFORE_WITHDRAWAL)
    decision = before.decide(new)
    assert {one.group for one in decision.coarsened} == {"men"}
    assert decision.left == ()
    assert before.leaks(after(new, decision), reader="internal") == []


def test_where_no_step_may_be_taken_the_version_after_a_withdrawal_is_held_back():
    decision = gate(*BEFORE_WITHDRAWAL, ladder=()).decide(told(*AFTER_WITHDRAWAL))
    assert removed(decision.left)
