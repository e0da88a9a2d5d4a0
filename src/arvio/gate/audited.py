"""What everything that was published about an organisation gives away together, as each reader has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from arvio.disclosure.auditing.bounds import Known
from arvio.disclosure.auditing.explain import explanation, facts_behind, facts_in_conflict
from arvio.disclosure.auditing.facts import Fact, Reading, Statements, facts_of, statements
from arvio.disclosure.auditing.model import Row
from arvio.disclosure.auditing.targets import Target, blocks
from arvio.disclosure.auditing.verdicts import Audit, Judged, audit_verdicts
from arvio.gate.mirror import as_files_tell

READERS = ("public", "funder", "internal")
"""Who reads: each has the editions made for them and for those further away."""


@dataclass(frozen=True)
class Audited:
    """What one reader has, and what may be worked out from it."""

    organisation: str
    reader: str
    facts: tuple[Fact, ...]
    statements: Statements
    audit: Audit
    known: Known = field(default_factory=dict, repr=False)
    """What was solved: further questions on the same facts may be among it."""

    @cached_property
    def shown(self) -> int:
        """How many facts have a figure."""
        return sum(fact.status != "withheld" for fact in self.facts)

    @cached_property
    def conflicts(self) -> tuple[tuple[Fact, ...], ...]:
        """Of each set of facts that contradicts itself a smallest one that does."""
        wrong = set(self.audit.contradictions)
        if not wrong:
            return ()
        targets = [Target(one.name, one.terms) for one in self.statements.protected]
        apart = [block.rows for block in blocks(self.statements.rows, targets)]
        return tuple(self._named(facts_in_conflict(rows)) for rows in apart if _told_by(rows) in wrong)

    def behind(self, leak: Judged) -> tuple[Fact, ...]:
        """A smallest set of facts that gives something away together."""
        return self._named(facts_behind(leak, self.statements.rows))

    def explained(self, leak: Judged) -> str:
        """A leak and the facts behind it in plain words, one a line."""
        return explanation(leak, [fact.id for fact in self.behind(leak)], self.statements.words)

    def _named(self, ids: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of some ids; one that stands in several versions stands once."""
        wanted = set(ids)
        return tuple({fact.id: fact for fact in self.facts if fact.id in wanted}.values())


def audited(
    register: pd.DataFrame, organisation: str, reading: Reading, *, reader: str, known: Known | None = None
) -> Audited:
    """The audit of an organisation's facts, which may be more than the register holds yet, for one reader."""
    facts = tuple(facts_of(as_files_tell(register), reader=reader))
    said = statements(facts, reading)
    known = {} if known is None else known
    return Audited(organisation, reader, facts, said, audit_verdicts(said.rows, said.protected, known=known), known)


def _told_by(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.told_by for row in rows if row.told_by))
