"""What computes each indicator that an organisation may claim something of, over which days and by whose rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from arvio import indicators
from arvio.evaluation import Evaluation
from arvio.indicators.key_figures import Time, key_figures
from arvio.indicators.reach import weekly_participants
from arvio.params import Claim
from arvio.results import Results

Days = Literal["period", "until_end"]
Rules = Literal["audience", "families"]


@dataclass(frozen=True)
class Computation:
    """How the figure of an indicator comes about."""

    compute: Callable[[Evaluation, str], Results]
    """From the evaluation and the name of the indicator."""
    days: Days = "period"
    """until_end: everything from the first day on until the end of the period."""
    rules: Rules = "audience"
    """families: by the rules of reports on families in child welfare, and never for the public."""


def computation_of(evaluation: Evaluation, claim: Claim) -> Computation | None:
    """How what is claimed is computed; None where nothing computes it."""
    if claim.indicator in evaluation.items and claim.breakdown in OF_ITEMS:
        return OF_ITEMS[claim.breakdown]
    return OF_INDICATORS.get(claim.indicator)


def _of_period(evaluation: Evaluation, indicator: str) -> Results:
    """As the goals and the final report of a project compute it."""
    return key_figures(evaluation.time, [indicator], evaluation.choices)


def _since_start(evaluation: Evaluation, indicator: str) -> Results:
    """The same of everything until the end of the period."""
    past = Time(evaluation.period, evaluation.history, evaluation.history)
    return key_figures(past, [indicator], evaluation.choices)


def _visits(evaluation: Evaluation) -> pd.DataFrame:
    past = evaluation.history
    return indicators.attended(
        past.attendance, past.persons, groups=past.groups, minimum_age=evaluation.analysis.minimum_age
    )


def _weekly(evaluation: Evaluation, indicator: str) -> Results:
    return weekly_participants(_visits(evaluation))


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


def _told_referrals(evaluation: Evaluation) -> pd.DataFrame:
    return indicators.without_services(evaluation.current.referrals, evaluation.services_apart)


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
    "attendance": Computation(_since_start, days="until_end"),
    "begun_in_time": Computation(_of_period),
    "chains": Computation(_chains),
    "continuity": Computation(_since_start, days="until_end"),
    "cooperation": Computation(_beyond_orders, days="until_end", rules="families"),
    "forums": Computation(_forums, rules="families"),
    "goal_attainment": Computation(_attainment, rules="families"),
    "goals_reached": Computation(_goals_reached, rules="families"),
    "groups": Computation(_since_start, days="until_end"),
    "multi_professional": Computation(_of_period),
    "needs_met": Computation(_of_period),
    "pair_work": Computation(_of_period),
    "partners": Computation(_of_period),
    "planned_visits": Computation(_of_period),
    "reach": Computation(_since_start, days="until_end"),
    "residential_experience": Computation(_residential_experience),
    "response": Computation(_response),
    "services_offered": Computation(_services_offered),
    "team_meeting": Computation(_of_period),
    "waiting": Computation(_of_period),
    "weekly_participants": Computation(_weekly, days="until_end"),
    "wellbeing_activity": Computation(_of_period),
}
"""An indicator that can be claimed: how it is computed."""
