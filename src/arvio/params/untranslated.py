"""Texts of an organisation that have no Swedish yet, and stand in Finnish in its Swedish reports.

Finnish and English are asked for by the models; Swedish is not, since few organisations report in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from arvio.params.models import Text
from arvio.params.project import Project
from arvio.saying import say

SWEDISH = "sv"
SHOWN_AT_MOST = 10
"""Places named in a line; the rest are counted."""


def without_swedish(project: Project, name: str) -> tuple[str, ...]:
    """Where the texts stand in the organisation's file, such as names.olopiste; none where no report is Swedish."""
    organisation = project.organisation(name)
    languages = [report.languages or project.suite.languages for report in organisation.reports]
    if not any(SWEDISH in of_report for of_report in languages):
        return ()
    return tuple(_places(organisation, ""))


def told_in_finnish(project: Project, name: str) -> list[str]:
    """A line for whoever checks params, if there are such texts; no mistake, since a report is made all the same."""
    found = without_swedish(project, name)
    if not found:
        return []
    more = len(found) - SHOWN_AT_MOST
    places = ", ".join(found[:SHOWN_AT_MOST]) + (f" (+ {more})" if more > 0 else "")
    return [
        say(
            "%(organisation)s: told in Finnish in its Swedish reports, since they have no Swedish (%(n)s): %(places)s",
            organisation=name,
            n=len(found),
            places=places,
        )
    ]


def _places(value: object, place: str) -> Iterator[str]:
    match value:
        case Text():
            yield from [] if value.sv else [place]
        case BaseModel():
            for field in type(value).model_fields:
                yield from _places(getattr(value, field), f"{place}.{field}".lstrip("."))
        case Mapping():
            for key, one in value.items():
                yield from _places(one, f"{place}.{key}")
        case list():
            for at, one in enumerate(value):
                yield from _places(one, f"{place}.{at}")
