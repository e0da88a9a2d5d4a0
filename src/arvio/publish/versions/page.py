"""The page that shows how versions of reports differ: for internal use, without a network, searched as every page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from arvio.params import Project
from arvio.publish import files, places
from arvio.publish.page.inspection import check_page
from arvio.publish.templates import environment
from arvio.publish.versions.comparing import Difference, Figure
from arvio.publish.versions.telling import (
    comparison_in_words,
    fact_in_words,
    kind_in_words,
    sections_of,
    stage_in_words,
)
from arvio.saying import evaluators_language, say, spoken

_OF_FIGURES = ("figures", "claims")


def write_page(project: Project, organisation: str, period: str, found: Iterable[Difference]) -> Path:
    """Write the page, in the evaluator's language; where it lies."""
    path = places.difference(project.root, organisation, period)
    name = project.organisation(organisation).name
    page = (
        environment(evaluators_language())
        .get_template("diff.html.j2")
        .render(
            said={name: spoken(text) for name, text in _SAID.items()},
            organisation_name=name,
            period=period,
            reports=[_report(one) for one in found],
        )
    )
    check_page(page, path.name, project.root)
    files.write_whole(project.root, path, page)
    return path


_SAID = {
    "title": say("What differs"),
    "internal": say("For internal use only"),
    "same": say("They mean the same."),
    "indicator": say("Indicator"),
    "statistic": say("Statistic"),
    "change": say("Change"),
    "before": say("Before"),
    "now": say("Now"),
    "figures": say("Figures"),
    "claims": say("Verdicts on claims and goals"),
    "stage": say("Stage"),
}


def _report(found: Difference) -> dict[str, object]:
    tables = {part: [_row(one) for one in getattr(found, part)] for part in _OF_FIGURES}
    of_tables = {spoken(_SAID[part]) for part in _OF_FIGURES}
    lists = [(spoken(heading), [*map(spoken, lines)]) for heading, lines in sections_of(found)]
    stages = [spoken(stage_in_words(one)) for one in (found.before, found.now)]
    return {
        "place": str(found.now.run),
        "versions": spoken(comparison_in_words(found)),
        "is_same": found.is_empty,
        "stages": stages if stages[0] != stages[1] else None,
        "tables": {part: rows for part, rows in tables.items() if rows},
        "lists": [(heading, lines) for heading, lines in lists if heading not in of_tables],
    }


def _row(figure: Figure) -> dict[str, str]:
    *of_figure, statistic = figure.key
    return {
        "indicator": ", ".join(part for part in of_figure if part),
        "statistic": statistic,
        "change": spoken(kind_in_words(figure)),
        "before": spoken(fact_in_words(figure.before)) if figure.before else "–",
        "now": spoken(fact_in_words(figure.now)) if figure.now else "–",
    }
