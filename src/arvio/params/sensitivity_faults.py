"""Whether the sensitivities of an organisation name what there is: one that is misspelt would protect nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Instrument, Organisation
from arvio.params.protection import told_of
from arvio.params.scores import score_names
from arvio.results import INDICATORS


def sensitivity_faults(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Names that are no item, score or indicator, and claims and goals that are said to be less or more sensitive than
    what they tell of."""
    known = INDICATORS | {name for instrument in instruments.values() for name in _names(instrument)}
    for name, given in organisation.sensitivities.items():
        told = told_of(organisation, name)
        of_told = organisation.sensitivities.get(told, organisation.sensitivity)
        if told == name and name not in known:
            what, expected = "there is no such item, score or indicator", "the name of what is to be protected so"
            yield ("sensitivities", name), what, expected, nearest(name, known), name
        elif given != of_told:
            what = f"is a claim or a goal about {told}, and as sensitive as that"
            yield ("sensitivities", name), what, of_told, f"name {told} instead", given


def _names(instrument: Instrument) -> Iterator[str]:
    yield from (item.item for item in instrument.items)
    yield from (score.score for score in instrument.scores)
    yield from score_names(instrument)
