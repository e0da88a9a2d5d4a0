"""What public claims are judged by: for each claim the indicator that computes it, over which days, by whose rules.

The page of all claims and `arvio check --claims` ask here, so that neither repeats what the other notebooks compute. An
indicator that no entry computes leaves its claims unjudged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from arvio import indicators
from arvio.datasets import load_tables
from arvio.disclosure import Released
from arvio.errors import ParamsError, Problem
from arvio.evaluation import Evaluation
from arvio.indicators.claims import claim_verdicts, without_figures
from arvio.indicators.reach import weekly_participants
from arvio.params import Claim, Project, Run
from arvio.presentation import narrative
from arvio.presentation.terminal_claims import claim_lines
from arvio.results import Results, join, results

NOTEBOOK, AUDIENCE, LANGUAGE = "claims", "public", "en"
"""As what `arvio check --claims` judges: the page, its strictest readers, and the language of the command line."""

Days = Literal["period", "until_end"]
Rules = Literal["audience", "families"]

CHILD_WELFARE = "child_welfare"
WORKERS = "workers"


@dataclass(frozen=True)
class Computation:
    """How the figure of an indicator comes about."""

    compute: Callable[[Evaluation, str], Results]
    """From the evaluation and the name of the indicator."""
    days: Days = "period"
    """until_end: everything from the first day on until the end of the period."""
    rules: Rules = "audience"
    """families: by the rules of reports on families in child welfare, and never for the public."""


def judged(evaluation: Evaluation) -> Released:
    """The verdict on every claim of the organisation that this audience may be told of, whenever it was said."""
    stated = _told(evaluation)
    ours = [claim for claim in stated if _rules(evaluation, claim) == "audience"]
    of_families = [claim for claim in stated if claim not in ours]
    found = [_released(evaluation, ours)]
    if of_families:
        found.append(_released(evaluation.by_rules_of_families(), of_families))
    filled = [one.table for one in found if len(one.table)]
    table = pd.concat(filled, ignore_index=True) if filled else found[0].table
    return Released(table, found[0].context)


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
class Spoken:
    """The verdicts of one organisation as the public may see them: lines to print, and whether any is against it."""

    lines: tuple[str, ...]
    not_supported: int


def spoken(project: Project, organisation: str) -> Spoken:
    """What may be said in public today of an organisation's claims, judged by its latest full period."""
    run = Run(organisation, latest_period(project, organisation), NOTEBOOK, AUDIENCE, LANGUAGE)
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
    return Spoken(tuple(lines), int(against))


def latest_period(project: Project, organisation: str) -> str:
    """The period of the page of claims that ends last, or of any report where there is no such page; the longest of
    several."""
    reports = project.organisation(organisation).reports
    asked = [report for report in reports if report.notebook == NOTEBOOK] or reports
    periods = [project.period(organisation, name) for report in asked for name in report.periods]
    if not periods:
        file = f"params/organisations/{organisation}.yaml"
        raise ParamsError(Problem(file, "names no report and so no period to judge claims by", "reports: with one"))
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
    needed = dict.fromkeys((_computation(evaluation, claim), claim.indicator) for claim in stated)
    for computation, indicator in needed:
        if computation:
            table = computation.compute(evaluation, indicator).table
            yield Results(table[table["indicator"] == indicator].reset_index(drop=True))


def _computation(evaluation: Evaluation, claim: Claim) -> Computation | None:
    """How what is claimed is computed; None where nothing computes it."""
    if claim.indicator in evaluation.items and claim.breakdown in OF_ITEMS:
        return OF_ITEMS[claim.breakdown]
    return OF_INDICATORS.get(claim.indicator)


def _rules(evaluation: Evaluation, claim: Claim) -> Rules:
    """By whose rules a claim is told: what clients of child welfare answered is by those of families too."""
    computation = _computation(evaluation, claim)
    of_clients = claim.breakdown == "respondent_group" and claim.group != WORKERS
    if of_clients and evaluation.params.sensitivity == CHILD_WELFARE:
        return "families"
    return computation.rules if computation else "audience"


def _day_rows(evaluation: Evaluation, claim: Claim) -> Iterator[dict]:
    computation, period = _computation(evaluation, claim), evaluation.period
    if computation is None:
        return
    common = {"indicator": claim.claim, "breakdown": "days"}
    if computation.days == "period":
        yield {**common, "statistic": "start", "value": period.start.toordinal()}
    yield {**common, "statistic": "end", "value": period.end.toordinal()}


# --- what computes what


def _visits(evaluation: Evaluation) -> pd.DataFrame:
    past = evaluation.history
    return indicators.attended(
        past.attendance, past.persons, groups=past.groups, minimum_age=evaluation.analysis.minimum_age
    )


def _reach(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.reach(_visits(evaluation))


def _attendance(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.attendance_rates(_visits(evaluation))


def _weekly(evaluation: Evaluation, indicator: str) -> Results:
    return weekly_participants(_visits(evaluation))


def _groups(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.group_counts(evaluation.history.groups)


def _continuity(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.continuity(evaluation.history.groups, until=evaluation.period.end)


def _partners(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.partner_stages(evaluation.current.partners, evaluation.current.partner_actions)


def _response(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.response(evaluation.current.surveys, evaluation.current.responses)


def _feedback(evaluation: Evaluation, item: str) -> Results:
    return indicators.feedback(evaluation.current.answers, items=[item])


def _by_role(evaluation: Evaluation, item: str) -> Results:
    current, minimum = evaluation.current, evaluation.by_rules_of_families().smallest_count("cases")
    return indicators.means_by_role(current.answers, current.responses, items=[item], minimum=minimum)


def _by_size_class(evaluation: Evaluation, item: str) -> Results:
    current, minimum = evaluation.current, evaluation.by_rules_of_families().smallest_count("cases")
    return indicators.smoothness_by_size_class(current.answers, current.responses, item=item, minimum=minimum)


def _services_offered(evaluation: Evaluation, indicator: str) -> Results:
    period = evaluation.period
    served = indicators.served(evaluation.current.referrals, start=period.start, end=period.end)
    return indicators.services_offered(served)


def _chains(evaluation: Evaluation, indicator: str) -> Results:
    period = evaluation.period
    histories = indicators.histories(_told_referrals(evaluation), start=period.start, end=period.end)
    return indicators.chains(histories, chain_gap_days=evaluation.analysis.chain_gap_days)


def _waiting(evaluation: Evaluation, indicator: str) -> Results:
    days = evaluation.analysis.timely_days
    return indicators.waiting(_referred(evaluation), until=evaluation.period.end, timely_days=days)


def _needs_met(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.needs_met(_referred(evaluation))


def _told_referrals(evaluation: Evaluation) -> pd.DataFrame:
    return indicators.without_services(evaluation.current.referrals, evaluation.untold_services)


def _referred(evaluation: Evaluation) -> pd.DataFrame:
    period = evaluation.period
    return indicators.referred(_told_referrals(evaluation), start=period.start, end=period.end)


def _pair_work(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.pair_work(evaluation.current.visits)


def _planned_visits(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.planned_visits(evaluation.current.visits)


def _multi_professional(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.multi_professional(evaluation.current.visits)


def _team_meetings(evaluation: Evaluation, indicator: str) -> Results:
    closed = evaluation.analysis.closed
    return indicators.team_meetings(evaluation.current.staff_events, period=evaluation.period, closed=closed)


def _wellbeing_activities(evaluation: Evaluation, indicator: str) -> Results:
    closed = evaluation.analysis.closed
    return indicators.wellbeing_activities(evaluation.current.staff_events, period=evaluation.period, closed=closed)


def _residential_experience(evaluation: Evaluation, indicator: str) -> Results:
    period = evaluation.period
    return indicators.residential_experience(evaluation.current.staff, start=period.start, end=period.end)


def _attainment(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.attainment(_goals(evaluation), instrument=evaluation.project.instruments["gas"])


def _goals_reached(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.goals_reached(_goals(evaluation))


def _goals(evaluation: Evaluation) -> pd.DataFrame:
    current, period = evaluation.current, evaluation.period
    return indicators.goals_of_period(current.family_goals, current.cases, start=period.start, end=period.end)


def _beyond_orders(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.beyond_orders(evaluation.history.partner_actions)


def _forums(evaluation: Evaluation, indicator: str) -> Results:
    return indicators.forums(evaluation.current.partner_actions, evaluation.history.partners)


OF_ITEMS: Mapping[str, Computation] = {
    "respondent_group": Computation(_feedback),
    "respondent_role": Computation(_by_role, rules="families"),
    "size_class": Computation(_by_size_class, rules="families"),
}
"""The breakdown of a claim about an item: how the item is computed by it."""

OF_INDICATORS: Mapping[str, Computation] = {
    "attendance": Computation(_attendance, days="until_end"),
    "begun_in_time": Computation(_waiting),
    "chains": Computation(_chains),
    "continuity": Computation(_continuity, days="until_end"),
    "cooperation": Computation(_beyond_orders, days="until_end", rules="families"),
    "forums": Computation(_forums, rules="families"),
    "goal_attainment": Computation(_attainment, rules="families"),
    "goals_reached": Computation(_goals_reached, rules="families"),
    "groups": Computation(_groups, days="until_end"),
    "multi_professional": Computation(_multi_professional),
    "needs_met": Computation(_needs_met),
    "pair_work": Computation(_pair_work),
    "partners": Computation(_partners),
    "planned_visits": Computation(_planned_visits),
    "reach": Computation(_reach, days="until_end"),
    "residential_experience": Computation(_residential_experience),
    "response": Computation(_response),
    "services_offered": Computation(_services_offered),
    "team_meeting": Computation(_team_meetings),
    "waiting": Computation(_waiting),
    "weekly_participants": Computation(_weekly, days="until_end"),
    "wellbeing_activity": Computation(_wellbeing_activities),
}
"""An indicator that can be claimed: how it is computed."""
