"""What is done here and what is done by a cluster; the cluster itself is in tests/end_to_end/test_cluster.py."""

import threading
from dataclasses import replace

import pytest

from arvio.publish import places
from arvio.publish.batch.workers import WorkersLostError
from arvio.publish.cluster import workers
from arvio.publish.cluster.messages import Made
from arvio.publish.cluster.workers import ClusterWorker, _Here
from arvio.publish.freshness.inputs import Inputs
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.making.making import execute_report
from arvio.publish.manifest import Timing
from arvio.publish.outcomes import Outcome

from ..conftest import Inline

TIMING = Timing("2026-03-01T00:00:00+00:00", 1, 1)


class Cluster:
    """A cluster that gives one answer."""

    def __init__(self, made):
        self.made = made

    def make(self, edition, given_up):
        if isinstance(self.made, Exception):
            raise self.made
        return Made(self.made, {}, "printed\n")


@pytest.fixture
def made(monkeypatch, edition):
    """What becomes of an edition, by the answer of the cluster."""
    monkeypatch.setattr(workers.belongings, "stays_here", lambda project, organisation, notebook: False)

    def done(answer):
        worker = ClusterWorker(Cluster(answer), None, _Here(Inline, 1))
        return worker.submit(execute_report, edition).result(10)

    return done


def test_a_report_that_is_ready_there_is_one_of_this_project(made, edition):
    there = Ready(replace(edition, root=edition.root / "there"), TIMING, Inputs("", ""))
    assert made(there) == replace(there, edition=edition)
    assert places.log(edition.root).read_text() == "printed\n"


def test_the_older_page_of_a_report_that_failed_there_is_withdrawn(made, edition):
    page = places.report(edition.root, edition.run)
    page.parent.mkdir(parents=True)
    page.write_text("older")
    there = Outcome(edition.run, "failed", 2, edition.root / "there" / "error.html", "cell 3: no")
    assert made(there) == replace(there, path=places.error_page(edition.root, edition.run))
    assert not page.exists()
    assert places.previous(edition.root, edition.run, page).read_text() == "older"


def test_what_the_cluster_raises_is_what_came_of_the_task(made):
    with pytest.raises(WorkersLostError, match="nobody left"):
        made(WorkersLostError("nobody left"))


def test_all_but_notebooks_is_done_here(edition):
    worker = ClusterWorker(None, None, _Here(Inline, 1))
    assert worker.submit(sorted, [2, 1]).result(10) == [1, 2]


def test_what_stays_here_is_executed_here(monkeypatch, edition):
    monkeypatch.setattr(workers.belongings, "stays_here", lambda project, organisation, notebook: True)
    here = _Here(Inline, 1)
    monkeypatch.setattr(here, "do", lambda work, *given: (work, given))
    assert ClusterWorker(None, None, here).submit(execute_report, edition).result(10) == (execute_report, (edition,))


def test_workers_here_are_as_many_as_was_said_and_used_again_unless_their_task_failed():
    begun = []

    class Counted(Inline):
        def __init__(self):
            begun.append(self)

    here, together = _Here(Counted, 2), threading.Barrier(2)
    threads = [threading.Thread(target=here.do, args=(together.wait, 10)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(3):
        here.do(sorted, [1])
    assert len(begun) == 2
    with pytest.raises(ZeroDivisionError):
        here.do(divmod, 1, 0)
    for _ in range(2):
        here.do(sorted, [1])
    assert len(begun) <= 3
    here.close()
