"""How the comments of reports stand now: as the last runs showed them, with what was written and confirmed since."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from arvio.commentary.accepted import confirmed_numbers
from arvio.commentary.asked_for import asked_for
from arvio.commentary.judging import without_words
from arvio.commentary.sidecar import LACKING, ShownWords, read_sidecar, sidecar_path
from arvio.commentary.words import commentary_path, digest_of, sections
from arvio.disclosure.register import facts_path
from arvio.errors import ArvioError
from arvio.params import Project, Run


@dataclass(frozen=True)
class Standing:
    """A section of a report as it stands."""

    run: Run
    shown: ShownWords
    is_new: bool = False
    """Whether the words have not been in a run yet: nobody knows which numbers they are about."""


def standings(project: Project, runs: Iterable[Run]) -> Iterator[Standing]:
    """Each section of each report, in the order of its notebook; of files that cannot be read none, which
    `check_words` tells."""
    for run in runs:
        with contextlib.suppress(ArvioError):
            yield from standings_of(project, run)


def standings_of(project: Project, run: Run) -> list[Standing]:
    """Each section of a report; an ArvioError where its words, or what the last run showed of them, cannot be read."""
    written = sections(commentary_path(project.root, run.organisation, run.period, run.language))
    is_needed = project.report(run).commentary == "needed"
    asked = asked_for(project.root / "notebooks" / f"{run.notebook}.ipynb")
    return [_standing(project, run, name, written.get(name, ""), is_needed=is_needed) for name in asked]


def _standing(project: Project, run: Run, section: str, words: str, *, is_needed: bool) -> Standing:
    if without := without_words(section, words, is_needed=is_needed):
        return Standing(run, without.shown(()))
    digest = digest_of(words)
    of_last_run = read_sidecar(sidecar_path(facts_path(project.root, run, by="batch")))
    last = next((one for one in of_last_run if (one.section, one.words) == (section, digest)), None)
    if last is None:
        return Standing(run, ShownWords(section, "written", digest), is_new=True)
    if last.state in LACKING and last.numbers in confirmed_numbers(project.root, run, section, digest):
        return Standing(run, replace(last, state="written", changes=()))
    return Standing(run, last)
