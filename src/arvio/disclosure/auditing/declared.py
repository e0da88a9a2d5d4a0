"""Which groups of a breakdown make up their total, said once for every table of the indicators.

A table that is not declared here is refused, so that a new indicator says how its groups lie before it is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from arvio.errors import ProtectionError

Division = Literal["partition", "covering", "within", "apart"]
"""partition: each person of the total is in one group. covering: in one or in several. within: each group is part of
the total, which holds others too. apart: the groups say nothing of one another, or are no groups of persons."""

BY_INDICATOR: Mapping[str, Division] = {
    "attendance": "covering",
    "begun_by_days": "apart",
    "begun_in_time": "covering",
    "begun_over_time": "covering",
    "chain_length": "partition",
    "chains": "partition",
    "claims": "apart",
    "common_chains": "covering",
    "consents": "apart",
    "cooperation": "apart",
    "costs": "apart",
    "coverage": "apart",
    "ddp_levels": "partition",
    "destinations": "partition",
    "encounter_activity": "partition",
    "encounters": "partition",
    "families": "partition",
    "feedback_handled": "partition",
    "feedback_states": "partition",
    "feedback_themes": "partition",
    "files": "apart",
    "flow": "partition",
    "goal_attainment": "partition",
    "goals_of_project": "apart",
    "needs": "covering",
    "needs_met": "covering",
    "partner_actions": "apart",
    "partners": "apart",
    "personal_data": "apart",
    "problems": "apart",
    "quality_checks": "apart",
    "reach": "covering",
    "readiness": "apart",
    "referrals": "covering",
    "remarks": "apart",
    "requirements": "apart",
    "response": "partition",
    "responses": "partition",
    "service_gaps": "covering",
    "services": "covering",
    "services_by_target_group": "covering",
    "sroi_assumption": "apart",
    "staff": "apart",
    "straight_lining": "partition",
    "target_groups": "covering",
    "transitions": "covering",
    "waiting": "covering",
}
"""Indicators whose groups lie the same way in each of their breakdowns."""

BY_BREAKDOWN: Mapping[str, Division] = {
    "": "apart",
    "came_back": "partition",
    "claim": "apart",
    "county": "partition",
    "cumulative": "apart",
    "days": "apart",
    "day": "apart",
    "form": "apart",
    "goal": "apart",
    "goal_of_year": "apart",
    "kind": "apart",
    "level": "partition",
    "month": "apart",
    "need": "covering",
    "ordered_by_county": "partition",
    "ordered_by_municipality": "partition",
    "part": "apart",
    "reason": "covering",
    "respondent_group": "partition",
    "respondent_role": "partition",
    "sector": "covering",
    "service": "covering",
    "size_class": "partition",
    "source": "apart",
    "stage": "within",
    "state": "covering",
    "subgroup": "partition",
    "target_group": "covering",
    "then_test_subgroup": "partition",
    "wave": "partition",
    "week": "apart",
    "year": "covering",
}
"""Breakdowns of items, scores and of indicators that are not named above."""


def division(indicator: str, breakdown: str) -> Division:
    """How the groups of a breakdown lie; a breakdown that nobody declared has no total that groups could be held to."""
    return BY_INDICATOR.get(indicator) or BY_BREAKDOWN.get(breakdown, "apart")


def require_declared(indicator: str, breakdown: str) -> None:
    """Refuse a table with a total whose groups nobody declared."""
    if indicator not in BY_INDICATOR and breakdown not in BY_BREAKDOWN:
        raise ProtectionError(
            f"how the groups of {indicator} by {breakdown} lie is not declared: name it in"
            " arvio.disclosure.auditing.declared"
        )
