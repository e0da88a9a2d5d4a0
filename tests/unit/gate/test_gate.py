"""What becomes of executed reports of a project: their facts as the batch finds them beside the register."""

import json
import shutil
from dataclasses import replace

import pytest

from arvio.disclosure.coarsening import Coarsening, coarsenings, uncoarsened, write_coarsenings
from arvio.disclosure.register import FACT, enter, facts_path
from arvio.gate import foresee, judging, rule
from arvio.gate.audited import READERS, audited
from arvio.gate.record import read_record
from arvio.gate.solved import solved_before
from arvio.params import Run, open_project
from arvio.publish.catalogue import audit

SUITE = """
languages: [en]
time_limit_seconds: 10
ladder: [%s]
audiences:
  public:
    minimum_n_persons: 5
    minimum_n_statistics: 5
    minimum_n_sensitive: 10
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 5
    source: invented for the test
"""
ORGANISATION = """
organisation: testers
name: Testers ry
data: synthetic
data_folder: data/testers
sensitivity: ordinary
sources: {groups: {table: groups, reader: csv, files: groups.csv}}
reports: []
"""
LADDER = "merge_answers, drop_distribution, drop_mean, merge_groups, widen_period"
EVERY = [("all", 40), ("women", 36), ("men", None)]
"""The men are four, which follows from the others."""
FINE = [("all", 40), ("women", 26), ("men", 14)]


@pytest.fixture
def project(tmp_path):
    """A project whose suite has a ladder, or none."""

    def made(ladder=LADDER):
        folder = tmp_path / "params" / "organisations"
        folder.mkdir(parents=True)
        (tmp_path / "params" / "suite.yaml").write_text(SUITE % ladder)
        (folder / "testers.yaml").write_text(ORGANISATION)
        return tmp_path

    return made


def run(notebook):
    return Run("testers", "2025", notebook, "public", "en")


def fact(group, count, **more):
    plain = dict.fromkeys(FACT, "") | {"indicator": "destinations", "breakdown": "subgroup", "statistic": "persons"}
    numbers = {"value": count, "low": None, "high": None, "n": count}
    return plain | numbers | {"group": group, "status": "shown" if count else "withheld", **more}


def told(root, notebook, counts, *, before=None, **more):
    """The facts of an executed report, and those that it would have without steps."""
    path = facts_path(root, run(notebook), by="batch")
    path.parent.mkdir(parents=True, exist_ok=True)
    for file, found in ((path, counts), (uncoarsened(path), before)):
        if found is not None:
            lines = [json.dumps(fact(group, count, **more)) for group, count in found]
            file.write_text("".join(f"{line}\n" for line in lines))
    return run(notebook)


def test_what_gives_nobody_away_may_go_out(project):
    root = project()
    ruling = rule(root, "testers", [told(root, "feedback", FINE)])
    assert (ruling.again, ruling.held) == ((), {})
    assert coarsenings(root, "testers") == ()


def test_a_table_that_gives_somebody_away_tells_less_and_its_reports_are_made_again(project):
    root = project()
    runs = [told(root, "feedback", EVERY), told(root, "annual", EVERY), told(root, "other", FINE, indicator="else")]
    ruling = rule(root, "testers", runs)
    assert ruling.again == (run("annual"), run("feedback"))
    assert [(one.indicator, one.step) for one in coarsenings(root, "testers")] == [("destinations", "merge_groups")]


def test_what_was_made_again_goes_out_where_it_gives_nobody_away(project):
    root = project()
    only_all = [("all", 40), ("women", None), ("men", None)]
    again = told(root, "feedback", only_all, before=EVERY)
    assert rule(root, "testers", [again], made_again=True).held == {}


def test_what_was_made_again_and_tells_no_less_is_held_back(project):
    root = project()
    again = told(root, "feedback", EVERY, before=EVERY)
    ruling = rule(root, "testers", [again], made_again=True)
    assert list(ruling.held) == [again]
    assert "would give somebody away: testers: persons of destinations" in ruling.held[again]


def test_steps_that_were_decided_before_are_decided_anew_from_what_would_be_told(project):
    root = project()
    runs = [told(root, "feedback", EVERY)]
    rule(root, "testers", runs)
    only_all = [("all", 40), ("women", None), ("men", None)]
    told(root, "feedback", only_all, before=EVERY)
    assert rule(root, "testers", runs).again == ()
    told(root, "feedback", only_all, before=FINE)  # more men came
    assert rule(root, "testers", runs).again == (run("feedback"),)
    assert coarsenings(root, "testers") == ()


def test_steps_that_were_decided_and_not_taken_hold_the_report_back(project):
    root = project()
    leaking = told(root, "feedback", EVERY, before=EVERY)
    assert rule(root, "testers", [leaking]).again == (leaking,)
    ruling = rule(root, "testers", [leaking])  # which tells as much as before
    assert (ruling.again, list(ruling.held)) == ((), [leaking])


def test_all_tables_that_give_somebody_away_take_their_steps_at_once(project, monkeypatch):
    monkeypatch.setattr(judging, "ROUNDS", 2)
    root = project()
    names = [f"served_{number}" for number in range(2 * len(READERS) + 1)]
    ruling = rule(root, "testers", [told(root, name, EVERY, indicator=name) for name in names])
    assert (len(ruling.again), ruling.held) == (len(names), {})
    assert {one.indicator for one in coarsenings(root, "testers")} == set(names)


def test_what_would_be_decided_is_told_and_not_written(project):
    opened = open_project(project())
    leaking, fine = ([fact(group, count) for group, count in counts] for counts in (EVERY, FINE))
    assert [one.step for one in foresee(opened, run("feedback"), leaking).coarsened] == ["merge_groups"]
    assert foresee(opened, run("feedback"), fine).coarsened == ()
    assert coarsenings(opened.root, "testers") == ()


def test_only_reports_of_tables_whose_steps_changed_are_made_again(project):
    root = project()
    only_all = [("all", 40), ("women", None), ("men", None)]
    runs = [told(root, "feedback", EVERY), told(root, "annual", EVERY, indicator="else")]
    assert rule(root, "testers", runs).again == (run("annual"), run("feedback"))
    told(root, "feedback", only_all, before=FINE)  # more men came
    told(root, "annual", only_all, before=EVERY, indicator="else")
    assert rule(root, "testers", runs).again == (run("feedback"),)
    assert [one.indicator for one in coarsenings(root, "testers")] == ["else"]


def test_steps_of_tables_that_are_not_told_now_are_kept(project):
    root = project()
    other = Coarsening("2024", "public", "destinations", "subgroup", "", "merge_groups")
    write_coarsenings(root, "testers", [other])
    rule(root, "testers", [told(root, "feedback", EVERY)])
    assert other in coarsenings(root, "testers")
    assert len(coarsenings(root, "testers")) == 2


def test_without_a_ladder_the_report_is_held_back_and_the_others_go_out(project):
    root = project(ladder="")
    leaking, fine = told(root, "feedback", EVERY), told(root, "other", FINE, indicator="else")
    ruling = rule(root, "testers", [leaking, fine])
    assert (ruling.again, list(ruling.held)) == ((), [leaking])
    assert "36" in ruling.held[leaking]
    assert "\n    to do: wait until more have answered" in ruling.held[leaking]


def test_figures_that_contradict_one_another_are_held_back(project):
    root = project()
    wrong = told(root, "feedback", [("all", 40), ("women", 26), ("men", 9)])
    ruling = rule(root, "testers", [wrong])
    assert list(ruling.held) == [wrong]
    assert "its figures contradict one another" in ruling.held[wrong]
    table = "- feedback 2025 (public): persons of destinations (subgroup"
    facts = [f"{table}, all) is 40", f"{table}, women) is 26", f"{table}, men) is 9"]
    assert sorted(ruling.held[wrong].split("\n")[1:-1]) == sorted(facts)


def test_what_is_out_is_judged_with_what_is_new(project):
    root = project(ladder="")
    enter(root, run("annual"), [fact("all", 40)])
    new = told(root, "feedback", [("women", 36), ("men", None)])
    assert list(rule(root, "testers", [new]).held) == [new]


def test_what_leaks_still_without_those_held_back_is_held_back_too(project):
    root = project(ladder="")
    runs = [told(root, name, EVERY, indicator=f"served_{name}") for name in ("feedback", "annual", "pathways")]
    assert set(rule(root, "testers", runs).held) == set(runs)


def test_reports_without_facts_may_go_out(project):
    assert rule(project(), "testers", [run("feedback")]).held == {}


def published(root, *runs):
    for one in runs:
        enter(root, one, [json.loads(line) for line in facts_path(root, one, by="batch").read_text().splitlines()])


def without_time(root):
    record = read_record(root, "testers")
    return {reader: replace(found, when="") for reader, found in record.readers.items()}


def test_what_the_gate_found_is_the_record_of_what_went_out(project, monkeypatch):
    root = project()
    runs = [told(root, "feedback", FINE), told(root, "annual", FINE)]
    rule(root, "testers", runs)
    published(root, *reversed(runs))
    judged = []

    def counted(*given, reader, **more):
        judged.append(reader)
        return audited(*given, reader=reader, **more)

    monkeypatch.setattr(audit, "audited", counted)
    audit.renew(root, "testers")
    by_the_gate = without_time(root)
    assert judged == []
    assert by_the_gate["public"].facts == 3
    shutil.rmtree(root / "reports/.run/solved")
    shutil.rmtree(root / "reports/.run/audit")
    audit.renew(root, "testers")
    assert judged == [*READERS]
    assert without_time(root) == by_the_gate


def test_other_facts_than_the_gate_judged_are_audited(project, monkeypatch):
    root = project()
    rule(root, "testers", [told(root, "feedback", FINE)])
    published(root, told(root, "feedback", [("all", 41), ("women", 26), ("men", 15)]))
    judged = []
    monkeypatch.setattr(audit, "look", lambda *given, known: judged.append(given[2]) or [])
    audit.renew(root, "testers")
    assert judged == [[*READERS]]


def test_what_is_held_back_or_made_again_leaves_no_record(project):
    root = project(ladder="")
    assert rule(root, "testers", [told(root, "feedback", EVERY)]).held
    assert solved_before(root, "testers").audits == {}


def test_after_something_was_published_the_record_is_an_audit_of_its_own(project):
    root = project()
    first = told(root, "feedback", FINE)
    rule(root, "testers", [first])
    assert solved_before(root, "testers").audits
    published(root, first)
    rule(root, "testers", [told(root, "annual", FINE)])
    assert solved_before(root, "testers").audits == {}
