"""What everything that was published about an organisation gives away together, as each reader has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from arvio.disclosure.auditing.bounds import Known
from arvio.disclosure.auditing.explain import explanation, facts_behind
from arvio.disclosure.auditing.facts import Fact, Reading, Statements, facts_of, statements
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

    @cached_property
    def shown(self) -> int:
        """How many facts have a figure."""
        return sum(fact.status != "withheld" for fact in self.facts)

    def behind(self, leak: Judged) -> tuple[Fact, ...]:
        """A smallest set of facts that gives something away together."""
        found = set(facts_behind(leak, self.statements.rows))
        return tuple(fact for fact in self.facts if fact.id in found)

    def explained(self, leak: Judged) -> str:
        """A leak and the facts behind it in plain words, one a line."""
        return explanation(leak, [fact.id for fact in self.behind(leak)], self.statements.words)


def audited(
    register: pd.DataFrame, organisation: str, reading: Reading, *, reader: str, known: Known | None = None
) -> Audited:
    """The audit of an organisation's facts, which may be more than the register holds yet, for one reader."""
    facts = tuple(facts_of(as_files_tell(register), reader=reader))
    said = statements(facts, reading)
    return Audited(organisation, reader, facts, said, audit_verdicts(said.rows, said.protected, known=known))
