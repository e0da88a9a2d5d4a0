"""The catalogues brought up to date when something else than a batch changed what they tell."""

from __future__ import annotations

from pathlib import Path

from arvio.params import Project
from arvio.publish.catalogue.catalogue import write_catalogues
from arvio.publish.freshness import tidying
from arvio.publish.freshness.judging import Judge


def renew_catalogues(project: Project) -> tuple[Path, ...]:
    """The catalogues by how the reports stand now; where no batch wrote any yet, none is written."""
    judge = Judge(project.root)
    standings = tidying.standings(project, judge)
    judge.close()
    there = any(path.exists() for path in tidying.catalogues(project, standings))
    return write_catalogues(project, standings) if there else ()
