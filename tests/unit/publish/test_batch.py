from concurrent.futures import Future
from dataclasses import replace

import pytest

from arvio.publish import batch
from arvio.publish.outcomes import Outcome, exit_code


class Inline:
    """A worker that makes each report at once; it dies of the runs whose period is 2013."""

    made = 0

    def __init__(self):
        Inline.made += 1

    def submit(self, function, edition):
        future = Future()
        if edition.run.period == "2013":
            future.set_exception(ChildProcessError("died"))
        elif edition.run.period == "2014":
            raise KeyboardInterrupt
        else:
            future.set_result(Outcome(edition.run, "done", 0.1, edition.root))
        return future

    def shutdown(self, wait, cancel_futures=False):
        pass


@pytest.fixture
def editions(edition):
    return [replace(edition, run=replace(edition.run, period=str(year))) for year in range(2010, 2020)]


@pytest.fixture(autouse=True)
def _fresh():
    Inline.made = 0


def test_a_worker_that_dies_costs_only_its_run(editions):
    chosen = [edition for edition in editions if edition.run.period != "2014"]
    ended = list(batch.outcomes(chosen, Inline, 2))
    assert len(ended) == len(chosen)
    failed = [outcome for outcome in ended if outcome.state == "failed"]
    assert [outcome.run.period for outcome in failed] == ["2013"]
    assert "ended by itself" in failed[0].path.read_text()
    assert Inline.made == 3


def test_no_more_workers_than_runs(editions):
    assert len(list(batch.outcomes(editions[:1], Inline, 8))) == 1
    assert Inline.made == 1


def test_an_empty_batch_ends_at_once():
    assert list(batch.outcomes([], Inline, 2)) == []


def test_an_interrupt_stops_the_batch(editions, monkeypatch):
    stopped = []
    monkeypatch.setattr(batch, "stop", stopped.extend)
    with pytest.raises(KeyboardInterrupt):
        list(batch.outcomes(editions[3:], Inline, 2))
    assert [type(worker) for worker in stopped] == [Inline]


def test_exit_codes(edition):
    done, failed, refused = (Outcome(edition.run, state, 0, edition.root) for state in ("done", "failed", "refused"))
    assert [exit_code(ended) for ended in ([], [done], [done, failed], [failed, refused])] == [0, 0, 1, 3]


def test_reports_that_read_others_are_made_when_all_others_have_ended(editions):
    first, *rest = [edition for edition in editions if edition.run.period not in ("2013", "2014")]
    reader = replace(first, run=replace(first.run, notebook="project_end"))
    ended = [outcome.run for outcome in batch.outcomes([reader, *rest], Inline, 3)]
    assert ended[-1] == reader.run
    assert len(ended) == len(rest) + 1
