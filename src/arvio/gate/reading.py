"""What a reader of an organisation's reports knows besides their figures: the rules and the questionnaires."""

from __future__ import annotations

from arvio.disclosure.auditing.facts import Fact, Reading
from arvio.instruments import whole_marks
from arvio.params import Audience, Project
from arvio.params.protection import rules_of, sensitivity_of


def reading_of(project: Project, organisation: str) -> Reading:
    """The rules by which each fact of an organisation was released, and the marks of its items."""
    params = project.organisation(organisation)

    def rules(fact: Fact) -> Audience:
        return rules_of(project.suite, params, notebook=_notebook(fact), audience=fact.audience)

    return Reading(
        rules=rules,
        is_sensitive=lambda indicator: sensitivity_of(params, indicator) != "ordinary",
        scales=_scales(project, organisation),
        apart=("internal",) if params.analysis.services_for_children else (),
    )


def _notebook(fact: Fact) -> str:
    """The notebook of the first edition that told the fact."""
    return fact.editions[0].partition(" ")[0]


def _scales(project: Project, organisation: str) -> dict[str, tuple[int, int]]:
    """The lowest and the highest mark of each score whose marks are whole numbers."""
    names = {source.instrument for source in project.organisation(organisation).sources.values() if source.instrument}
    return whole_marks(project.instruments[name] for name in sorted(names))
