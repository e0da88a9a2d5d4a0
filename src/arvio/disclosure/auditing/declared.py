"""Which groups of a breakdown make up their total, and which tables count whom, said once for all of the indicators.

A table that is not declared here is refused, so that a new indicator says how its groups lie before it is published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from arvio.errors import ProtectionError
from arvio.saying import say

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
    "gaps_filled": "apart",
    "gaps_found": "apart",
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
    "services_for_children": "apart",
    "sroi_assumption": "apart",
    "staff": "apart",
    "straight_lining": "partition",
    "support_contacts": "partition",
    "target_groups": "covering",
    "transitions": "covering",
    "waiting": "covering",
}
"""Indicators whose groups lie the same way in each of their breakdowns."""

THEN_TEST = "then_test_"
"""What stands before a breakdown where the time before was judged at the end."""

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
    "wave": "partition",
    "week": "apart",
    "year": "covering",
    **dict.fromkeys(("participants", "workers", "stakeholders", "volunteers"), "apart"),
}
"""Breakdowns of items, scores and of indicators that are not named above; those of a mirror are respondent groups."""


OF_SERVICES = (
    *("begun_by_days", "begun_in_time", "chain_length", "chains", "common_chains", "destinations", "needs"),
    *("needs_met", "referrals", "service_activity", "service_gaps", "services", "services_by_target_group"),
    *("support_contacts", "target_groups", "transitions", "waiting"),
)
"""Indicators of what services did: an audience that is told of services for children has other persons in them."""

OF_CLAIMS = ("claim", "goal", "goal_of_year")
"""Breakdowns that tell a figure again by a name of their own, which may be one of services."""


def division(indicator: str, breakdown: str) -> Division:
    """How the groups of a breakdown lie; an error where nobody declared it."""
    declared = BY_INDICATOR.get(indicator) or BY_BREAKDOWN.get(breakdown.removeprefix(THEN_TEST))
    if declared is None:
        raise ProtectionError(
            say(
                "how the groups of %(indicator)s by %(breakdown)s lie is not declared: name it in "
                "arvio.disclosure.auditing.declared",
                indicator=indicator,
                breakdown=breakdown,
            )
        )
    return declared
