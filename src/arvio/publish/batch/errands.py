"""What a batch has done in processes of their own besides reports: it names it here, and does not load what it takes.

The process that conducts a batch reads and writes small files only. pandas, the solver and templates are for those that
were made for them, so that the first report begins a second earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from arvio.params import Project, Run
from arvio.publish.freshness.laid_ready import Ready
from arvio.publish.making.making import publish_report
from arvio.publish.outcomes import Outcome
from arvio.publish.signing.signed import is_out

if TYPE_CHECKING:
    from arvio.publish.freshness.judging import Standing


@dataclass(frozen=True)
class Judgement:
    """What the gate says of reports (`arvio.gate.Ruling`): those to be made again, and those held back with why."""

    again: tuple[Run, ...]
    held: Mapping[Run, str]


@dataclass(frozen=True)
class PutOut:
    """What became of executed reports: what the gate says, and the outcomes of those that it let pass."""

    judgement: Judgement
    outcomes: tuple[Outcome, ...] = ()
    is_audited: bool = False
    """Whether the record of what they give away together is that of today."""


def put_out(root: Path, organisation: str, ready: tuple[Ready, ...], made_again: bool, audits: bool) -> PutOut:
    """Judge executed reports of an organisation and put those out that pass, unless some are to be made again.

    What signed reports tell was out before they were signed: it is known when others are judged, and not judged again.

    Whoever calls holds the turn of the organisation. Where `audits` is true and all passed, the record of what is out
    is renewed too. One process does it all: a copy of the server takes as long to make as a report to put out.
    """
    new = tuple(sorted(one.edition.run for one in ready if not is_out(one.edition)))
    judged = judge(root, organisation, new, made_again) if new else Judgement((), {})
    if judged.again:
        return PutOut(judged)
    outcomes = tuple(publish_report(one) for one in ready if one.edition.run not in judged.held)
    is_audited = False
    if audits and not judged.held:
        with suppress(Exception):  # the batch renews at its end what was not renewed here, and says what is wrong
            renew(root, organisation)
            is_audited = True
    return PutOut(judged, outcomes, is_audited)


def judge(root: Path, organisation: str, runs: tuple[Run, ...], made_again: bool) -> Judgement:
    """What becomes of executed reports of an organisation; whoever calls holds its turn."""
    from arvio.gate import rule

    ruling = rule(root, organisation, runs, made_again)
    return Judgement(ruling.again, ruling.held)


def renew(root: Path, organisation: str) -> None:
    """Renew the record of what the reports of an organisation give away together."""
    from arvio.publish.catalogue import audit

    audit.renew(root, organisation)


def write_catalogues(project: Project, standings: Mapping[Run, Standing]) -> tuple[Path, ...]:
    """Write the pages that list the reports, and the one on how persons were protected; where the catalogues lie."""
    from arvio.publish.catalogue import catalogue

    return catalogue.write_catalogues(project, standings)
