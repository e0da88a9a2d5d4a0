"""Whether the choices of method about services and rhythm agree with the organisation's own sources."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Organisation
from arvio.saying import say


def choice_faults(organisation: Organisation) -> Iterator[Found]:
    """Services that no source has, and times of closing that end before they begin."""
    yield from _unknown_services(organisation)
    for index, time in enumerate(organisation.analysis.closed):
        if time.end < time.start:
            what, said = say("ends before it begins"), say("%(start)s to %(end)s", start=time.start, end=time.end)
            yield ("analysis", "closed", index), what, say("start before end"), "", said


def _unknown_services(organisation: Organisation) -> Iterator[Found]:
    known = _services(organisation)
    analysis = organisation.analysis
    named = [(("analysis", "answered_by", need), services) for need, services in analysis.answered_by.items()]
    for key, services in [*named, (("analysis", "services_for_children"), analysis.services_for_children)]:
        for service in services:
            if known and service not in known:
                expected = say("one of %(known)s", known=", ".join(sorted(known)))
                yield key, say("no source has such a service"), expected, nearest(service, known), service


def _services(organisation: Organisation) -> set[str]:
    """The services that sources name by their values; none where the exports hold the codes themselves."""
    return {
        service
        for source in organisation.sources.values()
        for service in [*source.values.get("service", {}).values(), source.constants.get("service")]
        if service
    }
