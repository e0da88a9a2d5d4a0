"""Which protection rules a figure is released by: those of its audience, or those of reports on families."""

from __future__ import annotations

from arvio.errors import Problem, ProtectionError
from arvio.params.models import Audience, Organisation, Suite
from arvio.params.runs import NEVER_PUBLIC, NOT_OF_FAMILIES, OF_ALL_WORK
from arvio.saying import say


def rules_of(suite: Suite, organisation: Organisation, *, notebook: str, audience: str) -> Audience:
    """The rules of an audience, or those for families, whoever reads the report.

    What tells of all the work of those who work with families has the rules for families, so that it can lie on one
    desk with the report on families; so has an evaluator's own notebook there, which may tell of anything.
    """
    by_name = {str(name): rules for name, rules in suite.audiences.items()}
    return rules_for_families(suite) if tells_of_families(organisation, notebook) else by_name[audience]


def tells_of_families(organisation: Organisation, notebook: str) -> bool:
    """Whether a notebook tells, or may tell, of families in child welfare."""
    return notebook in NEVER_PUBLIC or (organisation.sensitivity == "child_welfare" and notebook not in NOT_OF_FAMILIES)


def is_never_public(organisation: Organisation, notebook: str) -> bool:
    """Whether a notebook is made for the public nowhere: what tells of families and is not of all work together."""
    return tells_of_families(organisation, notebook) and notebook not in OF_ALL_WORK


def rules_for_families(suite: Suite) -> Audience:
    """The rules of reports on families in child welfare; an error where the suite has none."""
    if suite.families:
        return suite.families
    raise ProtectionError(
        Problem(
            "params/suite.yaml",
            say("a report on families in child welfare has rules of its own, and there are none"),
            say("families: with the keys of an audience"),
            say("write them as in the suite that comes with arvio"),
        )
    )


def sensitivity_of(organisation: Organisation, indicator: str) -> str:
    """How sensitive an indicator is; a claim or a goal is as sensitive as what it tells of.

    A goal about something ordinary keeps the sensitivity of the organisation unless params name it too: its verdict
    tells of the whole project, and not of the figure alone.
    """
    given, default = organisation.sensitivities, organisation.sensitivity
    found = given.get(told_of(organisation, indicator), default)
    if found == "ordinary" and any(goal.goal == indicator for goal in organisation.goals):
        return given.get(indicator, default)
    return found


def told_of(organisation: Organisation, indicator: str) -> str:
    """What a claim or a goal tells of; of anything else its own name."""
    told = {goal.goal: goal.indicator for goal in organisation.goals}
    told |= {claim.claim: claim.indicator for claim in organisation.claims}
    return told.get(indicator, indicator)
