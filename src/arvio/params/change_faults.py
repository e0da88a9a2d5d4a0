"""Whether what params say of a study of change is there: its waves and its scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Change, Instrument, Organisation
from arvio.params.scores import score_names
from arvio.saying import say

NOTEBOOK = "change"


def change_faults(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Waves that no form has, where a report on change is asked for, and scores that no instrument gives.

    Nothing is said of scores where there is no form at all: they are not collected yet.
    """
    sources = [source for source in organisation.sources.values() if source.table == "answers"]
    if any(report.notebook == NOTEBOOK for report in organisation.reports):
        yield from _wave_faults(organisation)
    known = {
        name
        for source in sources
        if source.instrument and source.instrument in instruments
        for name in score_names(instruments[source.instrument])
    }
    for place, name in enumerate(organisation.analysis.change.scores):
        if known and name not in known:
            what = say("no instrument of the sources gives such a score")
            yield ("analysis", "change", "scores", place), what, ", ".join(sorted(known)), nearest(name, known), name


def waves_of(organisation: Organisation) -> set[str] | None:
    """The waves that forms and surveys name; None where an export says of its own wave, which only reading it tells."""
    sources = [source for source in organisation.sources.values() if source.table == "answers"]
    if any("wave" in source.columns for source in sources):
        return None
    waves = {source.constants["wave"] for source in sources if "wave" in source.constants}
    return waves | {survey.wave for survey in organisation.surveys}


def compared_waves(choices: Change) -> dict[str, str]:
    """The waves whose answers are compared, by their word in params."""
    words = ("baseline", "follow_up") if choices.design == "baseline" else ("follow_up",)
    return {word: getattr(choices, word) for word in words}


def _wave_faults(organisation: Organisation) -> Iterator[Found]:
    """A wave that is on no form, while there is one that nothing is compared with: the one is meant for the other.

    Where every wave that there is has its place, the missing one is not collected yet, and the report says so.
    """
    waves, chosen = waves_of(organisation), compared_waves(organisation.analysis.change)
    if waves is None or waves <= set(chosen.values()):
        return
    for word, wave in chosen.items():
        if wave not in waves:
            expected, remedy = ", ".join(sorted(waves)), nearest(wave, waves)
            yield ("analysis", "change", word), say("there is no such wave"), expected, remedy, wave
