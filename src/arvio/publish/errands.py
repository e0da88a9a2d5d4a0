"""What a batch has done in processes of their own besides reports: it names it here, and does not load what it takes.

The process that conducts a batch reads and writes small files only. pandas, the solver and templates are for those that
were made for them, so that the first report begins a second earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arvio.params import Project, Run

if TYPE_CHECKING:
    from arvio.publish.freshness.judging import Standing


@dataclass(frozen=True)
class Judgement:
    """What the gate says of reports (`arvio.gate.Ruling`): those to be made again, and those held back with why."""

    again: tuple[Run, ...]
    held: Mapping[Run, str]


def judge(root: Path, organisation: str, runs: tuple[Run, ...], made_again: bool) -> Judgement:
    """What becomes of executed reports of an organisation; whoever calls holds its turn."""
    from arvio.gate import rule

    ruling = rule(root, organisation, runs, made_again)
    return Judgement(ruling.again, ruling.held)


def renew(root: Path, organisation: str) -> None:
    """Renew the record of what the reports of an organisation give away together."""
    from arvio.publish import audit

    audit.renew(root, organisation)


def write_catalogues(project: Project, standings: Mapping[Run, Standing]) -> tuple[Path, ...]:
    """Write the pages that list the reports, and the one on how persons were protected; where the catalogues lie."""
    from arvio.publish import catalogue

    return catalogue.write_catalogues(project, standings)
