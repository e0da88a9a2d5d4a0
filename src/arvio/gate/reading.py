"""What a reader of an organisation's reports knows besides their figures: the rules and the questionnaires."""

from __future__ import annotations

from functools import cache

from arvio.disclosure.auditing.facts import Fact, Reading
from arvio.instruments import whole_marks
from arvio.params import Audience, Project
from arvio.params.protection import rules_of, sensitivity_of


def reading_of(project: Project, organisation: str) -> Reading:
    """The rules by which each fact of an organisation was released, and the marks of its items.

    A fact that notebooks of several rules told alike is known as the most exact of them told it.
    """
    params = project.organisation(organisation)

    @cache
    def most_exact(notebooks: frozenset[str], audience: str) -> Audience:
        each = [rules_of(project.suite, params, notebook=one, audience=audience) for one in sorted(notebooks)]
        return min(each, key=lambda one: (one.rounding_base, -one.decimals, -one.minimum_n_sensitive))

    return Reading(
        rules=lambda fact: most_exact(_notebooks(fact), fact.audience),
        is_sensitive=lambda indicator: sensitivity_of(params, indicator) != "ordinary",
        scales=_scales(project, organisation),
    )


def _notebooks(fact: Fact) -> frozenset[str]:
    """The notebooks that told the fact."""
    return frozenset(edition.partition(" ")[0] for edition in fact.editions)


def _scales(project: Project, organisation: str) -> dict[str, tuple[int, int]]:
    """The lowest and the highest mark of each score whose marks are whole numbers."""
    return whole_marks(project.instruments_of(organisation))
