"""Whether the sensitivities of an organisation name what there is: one that is misspelt would protect nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Instrument, Organisation
from arvio.params.protection import told_of
from arvio.params.scores import score_names
from arvio.results import INDICATORS
from arvio.saying import say


def sensitivity_faults(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Names that are no item, score or indicator, and claims and goals that are said to be less or more sensitive than
    what they tell of."""
    own = INDICATORS | {name for one in _own(organisation, instruments) for name in _names(one)}
    for name, given in organisation.sensitivities.items():
        told = told_of(organisation, name)
        of_told = organisation.sensitivities.get(told, organisation.sensitivity)
        if told == name and name not in own:
            known = own | {name for one in instruments.values() for name in _names(one)}
            if name in known:
                continue
            what, expected = (
                say("there is no such item, score or indicator"),
                say("the name of what is to be protected so"),
            )
            yield ("sensitivities", name), what, expected, nearest(name, known), name
        elif given != of_told:
            what = say("is a claim or a goal about %(told)s, and as sensitive as that", told=told)
            yield ("sensitivities", name), what, of_told, say("name %(told)s instead", told=told), given


def _names(instrument: Instrument) -> Iterator[str]:
    yield from (item.item for item in instrument.items)
    yield from (score.score for score in instrument.scores)
    yield from score_names(instrument)


def _own(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Instrument]:
    """The instruments of the organisation's sources: they have nearly every name, so that no other need be read."""
    names = {source.instrument for source in organisation.sources.values() if source.instrument}
    yield from (instruments[name] for name in sorted(names) if name in instruments)
