"""A whole batch: what of it is to be made, by which workers, and what is renewed and told when it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from arvio.params import Project, Run
from arvio.publish import files, places
from arvio.publish.batch.errands import write_catalogues
from arvio.publish.editions import Edition, editions
from arvio.publish.freshness import tidying
from arvio.publish.freshness.judging import Judge, Standing
from arvio.publish.outcomes import Event, Outcome, exit_code, fresh
from arvio.publish.paper.paper import Printed, is_printed, print_reports, wanted_on_paper
from arvio.publish.screens import screen
from arvio.publish.screens.following import FOLLOW

if TYPE_CHECKING:
    from arvio.publish.batch.workers import NewWorker


@dataclass(frozen=True)
class Wish:
    """How a batch is to be conducted."""

    way: str
    """How it is shown: shown, due, quiet or json."""
    jobs: int | None = None
    """Reports made at the same time; None for as many as this machine has cores, or the cluster has room for."""
    cluster: str | None = None
    """Address of a Dask scheduler whose workers execute the notebooks."""
    force: bool = False
    """Make those too that are fresh."""
    pdf: bool = False
    """Print all reports, and not only those that params want as PDF."""
    is_whole: bool = True
    """Whether all reports of the organisations are asked for, so that their audits are renewed too."""


def conduct(project: Project, runs: tuple[Run, ...], wish: Wish, broken: int) -> int:
    """Make reports, show how it goes, renew the audits, write the catalogues; the exit code, `broken` if that is worse.

    Where nothing is to be done that is found out without any of the libraries that make reports.
    """
    judge, wanted = Judge(project.root), editions(project, runs)
    standings = tidying.standings(project, judge)
    if not wish.force and _is_done(project, runs, standings, wish):
        ended = FOLLOW[wish.way](iter([fresh(one) for one in wanted]), len(runs))
        catalogues = tidying.catalogues(project, standings)
        printed = _printed(project, ended, wish)
    else:
        judge.forget()
        ended, catalogues, printed = _make(project, wanted, wish, judge)
    judge.close()
    code = max(exit_code(ended), broken, int(bool(printed.faults)))
    screen.print_printed(printed, wish.way)
    screen.CLOSE[wish.way](ended, catalogues, code)
    return code


def _is_done(project: Project, runs: tuple[Run, ...], standings: dict[Run, Standing], wish: Wish) -> bool:
    """Whether each report is fresh, and the batch that made it came to its end."""
    is_fresh = all(run in standings and not standings[run].reasons for run in runs)
    on_paper = wanted_on_paper(project, runs, every=wish.pdf) if is_fresh else []
    is_fresh = is_fresh and all(is_printed(project.root, run) for run in on_paper)
    return is_fresh and tidying.is_tidy(project, standings, with_audits=wish.is_whole)


def _make(
    project: Project, wanted: tuple[Edition, ...], wish: Wish, judge: Judge
) -> tuple[list[Outcome], tuple[Path, ...], Printed]:
    """Make what is not fresh. After all reports of an organisation its audit is renewed, and pages that are out are
    printed where that is wanted."""
    from arvio.disclosure.register import require_register
    from arvio.publish.batch.batch import outcomes, renew_records

    require_register(project.root)
    files.sweep(project.root)
    news: SimpleQueue[Event | Future[Any]] = SimpleQueue()
    organisations = sorted({one.run.organisation for one in wanted})
    audited: set[str] = set()
    try:
        with _workers(project, wish, len(wanted), news.put) as (workers, local, at_once):
            unchanged = None if wish.force else judge
            renewed = audited if wish.is_whole else None
            making = outcomes(wanted, workers, at_once, unchanged, news=news, audited=renewed)
            with closing(making) as ending:
                ended = FOLLOW[wish.way](ending, len(wanted))
            if wish.is_whole:
                left = [name for name in organisations if name not in audited]
                renew_records(project.root, left, local, min(at_once, os.cpu_count() or 1))
        printed = _printed(project, ended, wish)
    except BaseException:
        with suppress(Exception):  # what went wrong first is told, and an interrupt stays one
            _shown(project, judge)
        raise
    standings, catalogues = _shown(project, judge)
    tidying.keep(project, standings, audited=organisations if wish.is_whole else ())
    return ended, catalogues, printed


def _shown(project: Project, judge: Judge) -> tuple[dict[Run, Standing], tuple[Path, ...]]:
    """How the reports stand now, and the catalogues, written anew."""
    judge.forget()
    standings = tidying.standings(project, judge)
    return standings, _catalogues(project, standings)


def _printed(project: Project, ended: Sequence[Outcome], wish: Wish) -> Printed:
    """The PDFs of the reports that lie there, by a browser that is started only where one of them is missing."""
    lying = [outcome.run for outcome in ended if outcome.state in screen.LIES_THERE]
    wanted = wanted_on_paper(project, lying, every=wish.pdf)
    return print_reports(project, sorted(wanted), screen.TELL[wish.way]) if wanted else Printed()


def _catalogues(project: Project, standings: Mapping[Run, Standing]) -> tuple[Path, ...]:
    """Write the catalogues; in a process that has loaded what it takes, where the system can copy one."""
    from arvio.publish.running.children import ChildEnded, is_possible, run_in_child

    if is_possible():
        with suppress(ChildEnded):
            return run_in_child(write_catalogues, (project, standings), log=places.log(project.root))
    return write_catalogues(project, standings)


@contextmanager
def _workers(
    project: Project, wish: Wish, n: int, news: Callable[[Event], None]
) -> Iterator[tuple[NewWorker, NewWorker, int]]:
    """Who makes reports, who does all else on this machine, and how many tasks are given at the same time."""
    from arvio.publish.batch.workers import local_workers

    local = local_workers(places.log(project.root), news)
    if wish.cluster is None:
        yield local, local, min(wish.jobs or os.cpu_count() or 1, n) or 1
        return
    from arvio.publish.cluster.workers import cluster_workers

    with cluster_workers(wish.cluster, project, local, news) as (workers, slots):
        yield workers, local, min(wish.jobs or slots, n) or 1
