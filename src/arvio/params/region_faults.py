"""Whether params call the wellbeing services counties as the list of arvio does: reports have words for those only."""

from __future__ import annotations

from collections.abc import Iterator

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Organisation
from arvio.params.municipalities import NOT_KNOWN, counties
from arvio.saying import say

COUNTY = "county"


def region_faults(organisation: Organisation) -> Iterator[Found]:
    """Counties that are not on the list."""
    known = {*counties(), NOT_KNOWN}
    for name, source in organisation.sources.items():
        labels = source.values.get(COUNTY, {})
        told: list[tuple[tuple[str, ...], str]] = [
            (("sources", name, "values", COUNTY, label), county) for label, county in labels.items()
        ]
        if COUNTY in source.constants:
            told.append((("sources", name, "constants", COUNTY), source.constants[COUNTY]))
        for key, county in told:
            if county not in known:
                what, expected = (
                    say("there is no such wellbeing services county"),
                    say("an id as kymenlaakso or pirkanmaa"),
                )
                yield key, what, expected, nearest(county, known), county
