"""What is given away by telling more about an organisation, beside what its reports gave away before."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from arvio.disclosure.auditing.facts import Reading
from arvio.gate.audited import READERS, Audited, audited


def given_away(published: pd.DataFrame, told: pd.DataFrame, organisation: str, reading: Reading) -> str:
    """What an organisation gives away by telling more, beside what was given away before; empty where it is nothing.

    `published` and `told` have the columns of the register. The answer is of the widest circle of readers that learns
    anything: one leak with the facts behind it, in words.
    """
    before = published[published["indicator"].isin(set(told["indicator"]))]
    together = pd.concat([before, told], ignore_index=True) if len(before) else told
    for reader in READERS:
        known, found = (audited(one, organisation, reading, reader=reader) for one in (before, together))
        words = next(_new(found, known), "")
        if words:
            return words
    return ""


def _new(found: Audited, known: Audited) -> Iterator[str]:
    """The leaks that there were not before, in words."""
    before = {leak.protected.name for leak in known.audit.leaking}
    return (found.explained(leak) for leak in found.audit.leaking if leak.protected.name not in before)
