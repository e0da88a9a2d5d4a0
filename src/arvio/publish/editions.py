"""An edition: a run with all that publishing must know of it, small enough to send to another process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from arvio.params import AFTER_THE_YEARLY, Period, Project, Run
from arvio.params.models import FunderForm
from arvio.params.signatures import Signature
from arvio.params.untranslated import SWEDISH, without_swedish

PAPER = "pdf"
"""What params call the PDF. No part of an edition: it is printed from the page, which does not depend on it."""


@dataclass(frozen=True)
class Edition:
    """What params say of one run. The worker that makes the report reads no params itself."""

    run: Run
    root: Path
    organisation_name: str
    data: str
    """synthetic or real: pages made from synthetic persons say so."""
    stage: str
    """draft or final: a final report refuses whatever has not passed the one door."""
    start: dt.date
    end: dt.date
    time_limit_seconds: int
    memory_limit_mb: int = 4000
    form: FunderForm | None = None
    """The funder's form that texts are written for."""
    n_in_finnish: int = 0
    """Of a Swedish report: how many texts of params have no Swedish and stand in Finnish."""
    annexes: tuple[str, ...] = ()
    """What is made beside the page: xlsx, csv, docx."""
    signature: Signature | None = None
    """Under what it was signed: it goes out with these facts and words only."""

    @property
    def period(self) -> Period:
        return Period(self.run.period, self.start, self.end)

    @property
    def reads_others(self) -> bool:
        """Whether its notebook reads what other reports released, so that it is made after them."""
        return self.run.notebook in AFTER_THE_YEARLY


def editions(project: Project, runs: Iterable[Run]) -> tuple[Edition, ...]:
    """The editions of several runs, in their order."""
    return tuple(edition(project, run) for run in runs)


def edition(project: Project, run: Run) -> Edition:
    """The edition of one run."""
    organisation = project.organisation(run.organisation)
    period = project.period(run.organisation, run.period)
    return Edition(
        run=run,
        root=project.root,
        organisation_name=organisation.name,
        data=organisation.data,
        stage=project.stage(run),
        start=period.start,
        end=period.end,
        time_limit_seconds=project.suite.time_limit_seconds,
        memory_limit_mb=project.suite.memory_limit_mb,
        form=project.suite.funder_form,
        n_in_finnish=len(without_swedish(project, run.organisation)) if run.language == SWEDISH else 0,
        annexes=tuple(kind for kind in project.annexes(run) if kind != PAPER),
        signature=project.signature(run),
    )
