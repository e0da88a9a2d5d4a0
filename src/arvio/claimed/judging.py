"""The verdicts on an organisation's claims as an audience may see them, on a page and on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from arvio import indicators
from arvio.claimed.computing import Rules, computation_of
from arvio.datasets import load_tables
from arvio.disclosure import Released, together
from arvio.errors import ParamsError, Problem
from arvio.evaluation import Evaluation
from arvio.indicators.claims import claim_verdicts, without_figures
from arvio.params import Claim, Project, Run
from arvio.presentation import narrative
from arvio.presentation.terminal_claims import claim_lines
from arvio.results import Results, join, results
from arvio.saying import evaluators_language, say

NOTEBOOK, AUDIENCE = "claims", "public"
"""As what `arvio check --claims` judges: the page and its strictest readers, in the language of the evaluator."""

CHILD_WELFARE = "child_welfare"
WORKERS = "workers"


def judged(evaluation: Evaluation) -> Released:
    """The verdict on every claim of the organisation that this audience may be told of, whenever it was said."""
    stated = _told(evaluation)
    ours = [claim for claim in stated if _rules(evaluation, claim) == "audience"]
    of_families = [claim for claim in stated if claim not in ours]
    found = [_released(evaluation, ours)]
    if of_families:
        found.append(_released(evaluation.by_rules_of_families(), of_families))
    return together(found)


def days(evaluation: Evaluation) -> Results:
    """The first and the last day that each claim is judged by; no first day where all that was until then counts."""
    return results(row for claim in _told(evaluation) for row in _day_rows(evaluation, claim))


def untold(evaluation: Evaluation) -> Results:
    """What was claimed of families in child welfare, of whom the public is told nothing: no figure and no verdict."""
    told = {claim.claim for claim in _told(evaluation)}
    return results(
        {"indicator": claim.claim, "breakdown": "claim", "statistic": "claimed", "value": claim.value}
        for claim in evaluation.params.claims
        if claim.claim not in told
    )


def verdicts(judged: Released) -> Results:
    """How many of the released claims the data support, do not support, cannot judge, and how many are not told."""
    return claim_verdicts(judged.table)


@dataclass(frozen=True)
class VerdictLines:
    """The verdicts of one organisation as the public may see them: lines to print, and whether any is against it."""

    lines: tuple[str, ...]
    not_supported: int


def verdict_lines(project: Project, organisation: str) -> VerdictLines:
    """What may be said in public today of an organisation's claims, judged by its latest full period."""
    run = Run(organisation, latest_period(project, organisation), NOTEBOOK, AUDIENCE, evaluators_language())
    evaluation = Evaluation(project, run, load_tables(project, organisation), Path(os.devnull))
    found = judged(evaluation)
    stated, counts = evaluation.params.claims, evaluation.release(verdicts(found))
    lines = [
        f"{organisation} {run.period}",
        *claim_lines(found, evaluation.release(days(evaluation)), stated),
        *narrative.untold_claims(evaluation.release(untold(evaluation))).text.splitlines(),
        narrative.claim_verdicts(counts).text,
    ]
    against = counts.rows(group="not_supported")["value"].sum()
    return VerdictLines(tuple(lines), int(against))


def latest_period(project: Project, organisation: str) -> str:
    """The period of the page of claims that ends last, or of any report where there is no such page; the longest of
    several."""
    reports = project.organisation(organisation).reports
    asked = [report for report in reports if report.notebook == NOTEBOOK] or reports
    periods = [project.period(organisation, name) for report in asked for name in report.periods]
    if not periods:
        file = f"params/organisations/{organisation}.yaml"
        what, expected = say("names no report and so no period to judge claims by"), say("reports: with one")
        raise ParamsError(Problem(file, what, expected))
    return max(periods, key=lambda period: (period.end, period.end - period.start)).name


def _told(evaluation: Evaluation) -> list[Claim]:
    """The claims that this audience is told of."""
    is_public = evaluation.run.audience == "public"
    return [claim for claim in evaluation.params.claims if not (is_public and _rules(evaluation, claim) == "families")]


def _released(evaluation: Evaluation, stated: Iterable[Claim]) -> Released:
    """The verdicts, none of them on a figure that is withheld where it stands beside its parts and its total."""
    stated = list(stated)
    computed = join(*_computed(evaluation, stated))
    hidden = evaluation.withheld(computed)
    return evaluation.release(without_figures(indicators.claims(stated, computed), _of(stated, hidden)))


def _of(stated: Iterable[Claim], hidden: pd.DataFrame) -> list[str]:
    """The claims whose figure is among the hidden ones."""
    keys = ["indicator", "breakdown", "group", "statistic"]
    found = {tuple(row) for row in hidden.loc[hidden["wave"] == "", keys].itertuples(index=False)}
    return [one.claim for one in stated if (one.indicator, one.breakdown, one.group, one.statistic) in found]


def _computed(evaluation: Evaluation, stated: Iterable[Claim]) -> Iterator[Results]:
    """The rows of each indicator that is claimed, computed once."""
    needed = dict.fromkeys((computation_of(evaluation, claim), claim.indicator) for claim in stated)
    for computation, indicator in needed:
        if computation:
            table = computation.compute(evaluation, indicator).table
            yield Results(table[table["indicator"] == indicator].reset_index(drop=True))


def _rules(evaluation: Evaluation, claim: Claim) -> Rules:
    """By whose rules a claim is told: what clients of child welfare answered is by those of families too."""
    computation = computation_of(evaluation, claim)
    of_clients = claim.breakdown == "respondent_group" and claim.group != WORKERS
    if of_clients and evaluation.params.sensitivity == CHILD_WELFARE:
        return "families"
    return computation.rules if computation else "audience"


def _day_rows(evaluation: Evaluation, claim: Claim) -> Iterator[dict[str, Any]]:
    computation, period = computation_of(evaluation, claim), evaluation.period
    if computation is None:
        return
    common = {"indicator": claim.claim, "breakdown": "days"}
    if computation.days == "period":
        yield {**common, "statistic": "start", "value": period.start.toordinal()}
    yield {**common, "statistic": "end", "value": period.end.toordinal()}
