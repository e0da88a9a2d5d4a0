import gc
from concurrent.futures import Future
from dataclasses import replace
from queue import SimpleQueue

import pytest

from arvio.errors import Problem, ProtectionError, RunError
from arvio.gate import Ruling
from arvio.publish import files, places
from arvio.publish.batch import batch, errands, lots
from arvio.publish.editions import Edition
from arvio.publish.freshness.inputs import Inputs
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.manifest import Timing
from arvio.publish.outcomes import Outcome, Reached, Waiting, exit_code
from arvio.publish.running.ended import ChildEnded
from arvio.publish.running.progress import AtCell

TIMING = Timing("2026-03-01T00:00:00+00:00", 0.1, 0.1)


class Inline:
    """A worker that does each task at once; it dies of the runs whose period is 2013, and is interrupted by 2014."""

    made = 0

    def __init__(self):
        Inline.made += 1

    def submit(self, function, *given):
        future = Future()
        period = getattr(getattr(given[0], "run", None), "period", "")
        if period == "2013":
            future.set_exception(ChildProcessError("died"))
        elif period == "2014":
            raise KeyboardInterrupt
        else:
            try:
                future.set_result(function(*given))
            except Exception as error:
                future.set_exception(error)
        return future

    def shutdown(self, wait, cancel_futures=False):
        pass


@pytest.fixture
def editions(edition):
    return [replace(edition, run=replace(edition.run, period=str(year))) for year in range(2010, 2020)]


@pytest.fixture
def safe(editions):
    """Editions that no worker dies of."""
    return [edition for edition in editions if edition.run.period not in ("2013", "2014")]


@pytest.fixture(autouse=True)
def journal(monkeypatch):
    """What is done, in turn, where reports are executed and published without doing anything else."""
    done = []
    Inline.made = 0

    def execute(edition):
        done.append(("executed", edition.run))
        return Ready(edition, TIMING, Inputs("", ""))

    def publish(ready):
        done.append(("published", ready.edition.run))
        return Outcome(ready.edition.run, "done", 0.1, ready.edition.root)

    monkeypatch.setattr(lots, "execute_report", execute)
    monkeypatch.setattr(errands, "publish_report", publish)
    monkeypatch.setattr(errands, "judge", lambda *given: Ruling())
    return done


def rulings(monkeypatch, *found):
    """What the gate says, each time that it is asked; what it was asked."""
    asked, left = [], iter(found)

    def rule(root, organisation, runs, made_again):
        asked.append((organisation, runs, made_again))
        one = next(left)
        if isinstance(one, Exception):
            raise one
        return one

    monkeypatch.setattr(errands, "judge", rule)
    return asked


def made(editions, jobs=2):
    return [one for one in batch.outcomes(editions, Inline, jobs) if isinstance(one, Outcome)]


def test_a_worker_that_dies_costs_only_its_run(editions):
    chosen = [edition for edition in editions if edition.run.period != "2014"]
    ended = made(chosen)
    assert len(ended) == len(chosen)
    failed = [outcome for outcome in ended if outcome.state == "failed"]
    assert [outcome.run.period for outcome in failed] == ["2013"]
    assert "ended by itself" in failed[0].path.read_text()
    assert Inline.made == 3


def test_a_batch_lets_go_of_what_is_out(safe):
    gc.collect()
    before = sum(isinstance(one, Ready) for one in gc.get_objects())
    for outcome in batch.outcomes(safe, Inline, 2):
        last = outcome
    gc.collect()

    assert last.state == "done"
    assert sum(isinstance(one, Ready) for one in gc.get_objects()) == before


def test_an_organisation_that_is_out_holds_nothing_while_the_batch_goes_on(safe):
    others = [replace(one, run=replace(one.run, organisation=f"house_{number}")) for number, one in enumerate(safe)]
    most = 0
    for _ in batch.outcomes(others, Inline, 1):
        gc.collect()
        most = max(most, sum(isinstance(one, Ready) for one in gc.get_objects()))

    assert most <= 2


def test_what_a_worker_could_not_do_is_told_in_its_own_words(safe, monkeypatch):
    def execute(edition):
        raise RunError(Problem("worker tcp://127.0.0.1:1", "could not keep a process", remedy="look for room"))

    monkeypatch.setattr(lots, "execute_report", execute)
    (failed,) = made(safe[:1])
    assert failed.state == "failed"
    assert "could not keep a process" in failed.reason
    assert "look for room" in failed.path.read_text()


def test_no_more_workers_than_runs(editions):
    assert len(made(editions[:1], 8)) == 1
    assert Inline.made == 1


def test_an_empty_batch_ends_at_once():
    assert made([]) == []


def test_an_interrupt_stops_the_batch_and_gives_back_its_turn(editions, safe, monkeypatch):
    stopped = []
    monkeypatch.setattr(batch, "stop", stopped.extend)
    with pytest.raises(KeyboardInterrupt):
        made(editions[3:])
    assert {type(worker) for worker in stopped} == {Inline}
    assert [outcome.state for outcome in made(safe[:1])] == ["done"]


def test_a_run_is_told_when_it_is_executed_and_when_it_is_out(safe):
    told = list(batch.outcomes(safe[:2], Inline, 1))
    kinds = [type(one).__name__ for one in told]
    assert kinds == ["Started", "Executed", "Started", "Executed", "Outcome", "Outcome"]
    first, second = (one.run for one in safe[:2])
    assert [one.run for one in told] == [first, first, second, second, first, second]


def test_how_far_a_run_is_is_told_before_it_ends(safe):
    news = SimpleQueue()
    reached = Reached(safe[0].run, 3, 25)

    class Telling(Inline):
        def submit(self, function, *given):
            if isinstance(given[0], Edition):
                news.put(reached)
            return super().submit(function, *given)

    told = list(batch.outcomes(safe[:1], Telling, 1, news=news))
    assert [type(one).__name__ for one in told] == ["Started", "Reached", "Executed", "Outcome"]
    assert told[1] == reached


def test_a_process_that_ended_is_told_with_the_cell_and_its_first_line(safe, save, notebook, marked):
    save("plain", notebook(marked()))
    ended = ChildEnded("memory", "it was ended", AtCell(3, 3))

    class Ending(Inline):
        def submit(self, function, *given):
            future = Future()
            future.set_exception(ended)
            return future

    (outcome,) = (one for one in batch.outcomes(safe[:1], Ending, 1) if isinstance(one, Outcome))
    assert outcome.reason.startswith("cell 3: stopped: it needed more than 4000 MB of memory (memory_limit_mb in")
    assert "show()" in outcome.path.read_text()


def test_exit_codes(edition):
    done, failed, refused = (Outcome(edition.run, state, 0, edition.root) for state in ("done", "failed", "refused"))
    assert [exit_code(ended) for ended in ([], [done], [done, failed], [failed, refused])] == [0, 0, 1, 3]


def test_reports_that_read_others_are_made_when_all_others_have_ended(safe):
    first, *rest = safe
    reader = replace(first, run=replace(first.run, notebook="project_end"))
    ended = [outcome.run for outcome in made([reader, *rest], 3)]
    assert ended[-1] == reader.run
    assert len(ended) == len(rest) + 1


def test_reports_of_an_organisation_go_out_when_all_of_them_have_been_judged_together(safe, journal, monkeypatch):
    others = [replace(one, run=replace(one.run, organisation="zealots")) for one in safe[:2]]
    asked = rulings(monkeypatch, Ruling(), Ruling())
    made([*others, *safe[:2]], 1)
    assert [(what, run.organisation) for what, run in journal] == [
        *(("executed", "testers"), ("executed", "testers"), ("published", "testers"), ("published", "testers")),
        *(("executed", "zealots"), ("executed", "zealots"), ("published", "zealots"), ("published", "zealots")),
    ]
    assert asked[0] == ("testers", tuple(one.run for one in safe[:2]), False)


def test_what_must_tell_less_is_made_again_before_anything_goes_out(safe, journal, monkeypatch):
    again, other = safe[0].run, safe[1].run
    asked = rulings(monkeypatch, Ruling(again=(again,)), Ruling())
    assert [outcome.state for outcome in made(safe[:2])] == ["done", "done"]
    assert journal == [
        *(("executed", again), ("executed", other), ("executed", again), ("published", again), ("published", other)),
    ]
    assert [made_again for _, _, made_again in asked] == [False, True]
    assert asked[1][1] == (again, other)


def test_what_would_give_a_person_away_is_held_back_and_the_rest_goes_out(safe, journal, monkeypatch):
    held = safe[0].run
    rulings(monkeypatch, Ruling(held={held: "3 men of 10 are known"}))
    refused, done = sorted(made(safe[:2]), key=lambda outcome: outcome.run)
    assert (refused.run, refused.state, done.state) == (held, "refused", "done")
    assert "3 men of 10 are known" in refused.path.read_text()
    assert exit_code([refused, done]) == 3
    assert ("published", held) not in journal


@pytest.mark.parametrize("error", [MemoryError("no room"), ProtectionError("register.sqlite: is damaged")])
def test_what_could_not_be_judged_does_not_go_out(safe, journal, monkeypatch, error):
    rulings(monkeypatch, error)
    ended = made(safe[:2])
    assert [outcome.state for outcome in ended] == ["refused", "refused"]
    assert str(error) in ended[0].reason
    assert "published" not in dict(journal)


def dying(monkeypatch, times, out=()):
    """Workers whose process dies so often as it puts out what is ready, when some of it is out already."""
    left, ready = iter(range(times)), set()
    monkeypatch.setattr(lots, "lies_ready", lambda edition: edition.run not in ready)

    class Dying(Inline):
        def submit(self, function, *given):
            if function is not errands.put_out or next(left, None) is None:
                return super().submit(function, *given)
            ready.update(out)
            future = Future()
            future.set_exception(ChildEnded("killed", "SIGKILL"))
            return future

    return Dying


def ended_by(worker, editions):
    return {one.run: one for one in batch.outcomes(editions, worker, 1) if isinstance(one, Outcome)}


def test_what_was_not_out_when_its_process_was_ended_is_put_out_by_another(safe, journal, monkeypatch):
    ended = ended_by(dying(monkeypatch, 1), safe[:2])
    assert [one.state for one in ended.values()] == ["done", "done"]
    assert journal[2:] == [("published", one.run) for one in safe[:2]]


def test_what_was_out_when_its_process_was_ended_is_not_put_out_again(safe, journal, monkeypatch):
    out, rest = safe[0].run, safe[1].run
    files.write_whole(safe[0].root, places.manifest(safe[0].root, out), '{"state": "done"}')
    ended = ended_by(dying(monkeypatch, 1, {out}), safe[:2])
    assert [one.state for one in ended.values()] == ["done", "done"]
    assert ended[out].path == places.report(safe[0].root, out)
    assert journal[2:] == [("published", rest)]


def test_a_report_that_was_on_its_way_when_its_process_was_ended_has_failed(safe, journal, monkeypatch):
    files.write_whole(safe[0].root, places.ready_record(safe[0].root, safe[0].run), "{}")
    ended = ended_by(dying(monkeypatch, 1, {safe[0].run}), safe[:2])
    assert [ended[one.run].state for one in safe[:2]] == ["failed", "done"]
    assert "ended from outside (SIGKILL)" in ended[safe[0].run].reason


def test_what_ends_its_process_twice_does_not_go_out(safe, journal, monkeypatch):
    ended = ended_by(dying(monkeypatch, 2), safe[:2])
    assert [one.state for one in ended.values()] == ["refused", "refused"]
    assert "could not be worked out (ChildEnded" in ended[safe[0].run].reason
    assert "published" not in dict(journal)


@pytest.mark.parametrize(("fault", "audited"), [(None, {"testers"}), (RunError("full"), set())])
def test_an_audit_is_renewed_where_all_went_out(safe, journal, monkeypatch, fault, audited):
    def renew(root, organisation):
        journal.append(("audited", organisation))
        if fault:
            raise fault

    monkeypatch.setattr(errands, "renew", renew)
    renewed = {"testers", "zealots"}
    told = list(batch.outcomes(safe[:2], Inline, 1, audited=renewed))
    assert [one.state for one in told if isinstance(one, Outcome)] == ["done", "done"]
    assert journal[-1] == ("audited", "testers")
    assert renewed == audited | {"zealots"}


def test_an_audit_waits_where_a_report_is_held_back(safe, journal, monkeypatch):
    rulings(monkeypatch, Ruling(held={safe[0].run: "3 men of 10 are known"}))
    renewed = set()
    list(batch.outcomes(safe[:2], Inline, 1, audited=renewed))
    assert renewed == set()
    assert "audited" not in dict(journal)


def test_an_organisation_that_another_batch_has_is_waited_for_and_then_told(edition, monkeypatch, journal):
    impatient = replace(edition, time_limit_seconds=0)
    monkeypatch.setattr(lots, "PAGE_SECONDS", 0)
    with lots.in_turn(places.lock(edition.root, "testers"), seconds=1, what="testers"):
        waiting, ended = batch.outcomes([impatient], Inline, 2)
    assert waiting == Waiting("testers")
    assert ended.state == "failed"
    assert "testers: is being made by another batch" in ended.reason
    assert journal == []


def test_a_turn_that_cannot_be_had_is_told(edition, journal):
    (edition.root / "reports").write_text("in the way")
    (ended,) = made([edition])
    assert ended.state == "failed"
    assert ended.reason.startswith("testers: cannot have its turn")
