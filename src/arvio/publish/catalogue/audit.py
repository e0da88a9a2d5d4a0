"""The audit of all that the register holds, organisation by organisation and for each reader, and its record."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from arvio.disclosure.auditing.bounds import Known
from arvio.disclosure.auditing.facts import facts_of
from arvio.disclosure.auditing.verdicts import Judged
from arvio.disclosure.coarsening import coarsenings
from arvio.disclosure.register import history, last_published
from arvio.errors import Problem, UsageError
from arvio.gate.audited import READERS, Audited, audited
from arvio.gate.mirror import FILE, as_files_tell
from arvio.gate.question import Answer, answer, names
from arvio.gate.reading import reading_of
from arvio.gate.record import AuditRecord, HeldBack, OfReader, read_reader, read_record, record_of, write_record
from arvio.gate.solved import digest_of, keep_solved, solved_before
from arvio.params import Project, Run, open_project
from arvio.params.checking import nearest
from arvio.publish import manifest
from arvio.saying import say


@dataclass(frozen=True)
class Looked:
    """What one reader has of one organisation, and how many seconds its audit took."""

    audited: Audited
    seconds: float

    @property
    def of_mirrors(self) -> int:
        """How many of the facts an organisation's file for a mirror told."""
        return sum(any(edition.startswith(f"{FILE} ") for edition in fact.editions) for fact in self.audited.facts)


def look(
    project: Project, organisation: str, readers: Iterable[str], *, known: Known | None = None
) -> Iterator[Looked]:
    """The audit of all that the register holds of an organisation, reader by reader; `known` is what was solved before.

    Without it all is worked out anew.
    """
    register, reading = history(project.root, organisation), reading_of(project, organisation)
    known = {} if known is None else known  # what the readers have in common is worked out once
    for reader in readers:
        start = time.perf_counter()
        found = audited(register, organisation, reading, reader=reader, known=known)
        yield Looked(found, time.perf_counter() - start)


def keep(project: Project, looked: Sequence[Looked]) -> AuditRecord:
    """Renew the record of an organisation; what was found for other readers stays as it was."""
    found = record_of({one.audited.reader: one.audited for one in looked})
    return _write(project, looked[0].audited.organisation, found.readers)


def _write(project: Project, organisation: str, readers: Mapping[str, OfReader]) -> AuditRecord:
    record = record_today(project, organisation)
    record = replace(record, readers={**record.readers, **readers})
    write_record(project.root, organisation, record)
    return record


def record_today(project: Project, organisation: str) -> AuditRecord:
    """The last audit of an organisation, with what its reports tell less of today and which are held back."""
    found = read_record(project.root, organisation) or AuditRecord({})
    own = project.runs(organisations=[organisation])
    held = [HeldBack(str(run), manifest.reason(project.root, run)) for run in own if _is_held_back(project, run)]
    return replace(found, coarsened=coarsenings(project.root, organisation), held_back=tuple(held))


def renew(root: Path, organisation: str) -> None:
    """Renew the record of an organisation for all readers, where anything went out since it was written.

    What the gate solved before these reports went out is not solved again.
    """
    project = open_project(root)
    record = read_record(root, organisation)
    written = min((of.when for of in record.readers.values()), default="") if record else ""
    if written and written > last_published(root, organisation):
        return
    known = solved_before(root, organisation)
    judged = _judged_by_the_gate(project, organisation, known.audits)
    anew = list(look(project, organisation, [reader for reader in READERS if reader not in judged], known=known))
    _write(project, organisation, {**judged, **record_of({one.audited.reader: one.audited for one in anew}).readers})
    if anew:
        keep_solved(root, organisation, known.data if judged else known.asked)


def _judged_by_the_gate(
    project: Project, organisation: str, audits: Mapping[str, Mapping[str, Any]]
) -> dict[str, OfReader]:
    """What the gate found for readers who now have the very facts that it judged."""
    if not audits:
        return {}
    register, now = history(project.root, organisation), dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    digests = {reader: digest_of(facts_of(as_files_tell(register), reader=reader), reader) for reader in READERS}
    return {
        reader: replace(read_reader(audits[digest]), when=now) for reader, digest in digests.items() if digest in audits
    }


def leaks_to_explain(looked: Sequence[Looked]) -> Mapping[str, list[Judged]]:
    """The leaks of each reader that no reader before has; what contradictory facts leave open is none of them."""
    found, told = {}, set()
    for one in looked:
        leaks = [leak for leak in one.audited.audit.leaking if leak.range and leak.protected.name not in told]
        found[one.audited.reader] = leaks
        told |= {leak.protected.name for leak in leaks}
    return found


def answers(looked: Sequence[Looked], question: str) -> list[tuple[Audited, Answer]]:
    """What each reader's facts tell of one thing; an error where nothing is called so."""
    found = [(one.audited, told) for one in looked if (told := answer(one.audited, question))]
    if found:
        return found
    known = {name for one in looked for name in names(one.audited, question)}
    remedy = nearest(question, known) if known else say("see what there is: arvio facts ORGANISATION")
    raise UsageError(Problem("--explain", say("no fact and no leak is called so"), remedy=remedy, value=question))


def _is_held_back(project: Project, run: Run) -> bool:
    return manifest.state(project.root, run) == "refused"
