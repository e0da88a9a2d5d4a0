"""What an attacker finds: the auditor run on the statements of public pages, and each leak in words."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from arvio.disclosure.auditing.explain import explanation, facts_behind, facts_in_conflict
from arvio.disclosure.auditing.verdicts import Audit, audit_verdicts

from .pages import Page
from .reading import read
from .told import Told


@dataclass(frozen=True)
class Attacked:
    """What pages tell, and what follows from it."""

    told: Told
    audit: Audit
    seconds: float
    """Of processor time, for reading and reckoning together."""

    @property
    def names(self) -> list[str]:
        """What can be worked out, the narrowest range first; contradictions are told apart."""
        return [one.protected.name for one in self.audit.leaking if one.range is not None]

    def explained(self, name: str) -> str:
        """What is known of it, and the cells from which that follows."""
        one = next(one for one in self.audit.leaking if one.protected.name == name)
        return explanation(one, facts_behind(one, self.told.rows), self.told.words)

    def leaks(self) -> list[str]:
        """Everything that can be worked out, explained."""
        return list(map(self.explained, self.names))

    def contradictions(self) -> list[str]:
        """For each part of the pages that cannot be true as it was read, the cells that are in conflict."""
        blocks = [{"", *facts} for facts in self.audit.contradictions]
        found = [facts_in_conflict([row for row in self.told.rows if row.told_by in block]) for block in blocks]
        return ["\n".join(self.told.words[fact] for fact in facts) for facts in found]


def attack(pages: Sequence[Page]) -> Attacked:
    """Everything that follows from pages in English."""
    begun = time.process_time()
    told = read(pages)
    named = [one.name for one in told.protected.values()]
    assert len(set(named)) == len(named), "two protected numbers go by one name"
    audit = audit_verdicts(told.rows, told.protected.values())
    return Attacked(told, audit, time.process_time() - begun)
