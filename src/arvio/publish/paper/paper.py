"""The PDFs of reports whose pages are out: which are to be printed, and each with its page in the manifest.

A PDF needs no last search of its own: it holds the page's texts, their outline and descriptions, the name arvio and the
browser's library. It is of its page only, and goes when the page does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from arvio.bounded import KEPT_BYTES, bytes_within
from arvio.errors import ArvioError, Problem, RunError
from arvio.params import Project, Run
from arvio.publish import files, manifest, places
from arvio.publish.editions import PAPER
from arvio.publish.freshness.digests import digest_of
from arvio.publish.paper.browsers import find_browser
from arvio.saying import joined, say
from arvio.turns import in_turn

if TYPE_CHECKING:
    from arvio.publish.paper.printing import Print

_TURN_SECONDS = 60


@dataclass(frozen=True)
class Printed:
    """What became of the PDFs that were asked for."""

    paths: tuple[Path, ...] = ()
    """Those that lie there, each of the page beside it."""
    made: int = 0
    """How many of them were printed now."""
    faults: tuple[str, ...] = field(default=())
    """Why others do not."""


def wanted_on_paper(project: Project, runs: Iterable[Run], *, every: bool) -> list[Run]:
    """The runs whose reports are printed: every one, or those that params want as PDF."""
    return [run for run in runs if every or PAPER in project.annexes(run)]


def is_printed(root: Path, run: Run) -> bool:
    """Whether the PDF that lies beside the page of a run was printed from it, and nobody has changed it since."""
    path = places.paper(root, run)
    if not path.exists():
        return False
    told = manifest.paper(root, run)
    return told.get("sha256") == digest_of(path) and told.get("page") == digest_of(places.report(root, run))


def print_reports(project: Project, runs: Sequence[Run], tell: Callable[[str], None]) -> Printed:
    """Print the reports of runs that lie there, by one browser, page after page; what is printed already is left.

    The pages stay as they are whatever happens. `tell` is given a line for each PDF.
    """
    root = project.root
    waiting = [run for run in runs if not is_printed(root, run)]
    if not waiting:
        return Printed(tuple(places.paper(root, run) for run in runs))
    try:
        browser = find_browser()
    except RunError as error:
        return Printed(_there(root, runs), 0, (error.said,))
    from arvio.publish.paper.printing import Limits, printer

    faults = []
    with printer(browser, Limits(project.suite.memory_limit_mb)) as print_page:
        for number, run in enumerate(waiting, 1):
            try:
                _print(root, run, print_page)
                tell(say("[%(number)s/%(all)s] printed %(run)s", number=number, all=len(waiting), run=str(run)))
            except ArvioError as error:
                faults.append(joined([str(run), error.said], ": "))
    return Printed(_there(root, runs), len(waiting) - len(faults), tuple(faults))


def _there(root: Path, runs: Iterable[Run]) -> tuple[Path, ...]:
    return tuple(places.paper(root, run) for run in runs if is_printed(root, run))


def _print(root: Path, run: Run, print_page: Print) -> None:
    page = _page(root, run)
    printed = print_page(page.decode("utf-8"))
    with in_turn(places.lock(root, run.organisation), seconds=_TURN_SECONDS, what=run.organisation):
        if _page(root, run) != page:
            what = say("the page was made anew while it was printed")
            raise RunError(Problem("PDF", what, remedy=say("run again with --pdf")))
        files.write_bytes_whole(root, places.paper(root, run), printed)
        manifest.keep_paper(root, run, {"sha256": sha256(printed).hexdigest(), "page": sha256(page).hexdigest()})


def _page(root: Path, run: Run) -> bytes:
    try:
        return bytes_within(places.report(root, run), KEPT_BYTES)
    except OSError as error:
        what = say("its page cannot be read (%(why)s)", why=error.strerror)
        raise RunError(Problem("PDF", what, remedy=say("run again"))) from error
