"""Whether what params say of a study of change is there: its waves and its scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from arvio.params.checking import nearest
from arvio.params.codebooks import Found
from arvio.params.models import Instrument, Organisation, Source
from arvio.params.scores import score_names

NOTEBOOK = "change"


def change_faults(organisation: Organisation, instruments: Mapping[str, Instrument]) -> Iterator[Found]:
    """Waves that no form has, where a report on change is asked for, and scores that no instrument gives."""
    sources = [source for source in organisation.sources.values() if source.table == "answers"]
    if any(report.notebook == NOTEBOOK for report in organisation.reports):
        yield from _wave_faults(organisation, sources)
    known = {
        name
        for source in sources
        if source.instrument in instruments
        for name in score_names(instruments[source.instrument])
    }
    for place, name in enumerate(organisation.analysis.change.scores):
        if name not in known:
            what = "no instrument of the sources gives such a score"
            yield ("analysis", "change", "scores", place), what, ", ".join(sorted(known)), nearest(name, known), name


def _wave_faults(organisation: Organisation, sources: list[Source]) -> Iterator[Found]:
    """What an export says of its own wave, in a column, is not known before it is read."""
    if any("wave" in source.columns for source in sources):
        return
    waves = {survey.wave for survey in organisation.surveys}
    waves |= {source.constants["wave"] for source in sources if "wave" in source.constants}
    chosen = organisation.analysis.change
    for word in ("baseline", "follow_up") if chosen.design == "baseline" else ("follow_up",):
        wave = getattr(chosen, word)
        if wave not in waves:
            yield ("analysis", "change", word), "there is no such wave", ", ".join(sorted(waves)), "", wave
