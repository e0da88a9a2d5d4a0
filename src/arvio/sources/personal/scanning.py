"""Open text scanned for personal data: how many hits of each kind, and a code by which a review of them is known."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from arvio.sources.cells import text
from arvio.sources.personal.hits import Kind
from arvio.sources.personal.recognition import NOBODY, find

CODE_LENGTH = 10
"""Hexadecimal digits: short enough to be written into params, and not met by chance in 10¹² scans."""


@dataclass(frozen=True)
class Scan:
    """What was found in the open text of a column, or of a part of it, as counts.

    `counts`  kind: hits of it
    `n_cells` cells with at least one hit
    `marks`   a keyed hash of each different cell with a hit; nobody can get back to the text
    """

    counts: Mapping[Kind, int] = field(default_factory=dict)
    n_cells: int = 0
    marks: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def code(self) -> str:
        """A code that changes when the texts with hits change; '' when nothing was hit.

        An evaluator who has reviewed the hits writes it into params. The order of the rows, and the same text given
        twice, do not change it; a new or edited text does, so that nobody approves what they have not seen.
        """
        if not self.marks:
            return ""
        return hashlib.sha256("".join(sorted(self.marks)).encode()).hexdigest()[:CODE_LENGTH]

    def merged(self, other: Scan) -> Scan:
        """The scan of two parts together."""
        counts = Counter(self.counts) + Counter(other.counts)
        return Scan(dict(counts), self.n_cells + other.n_cells, self.marks | other.marks)


def scan(column: pd.Series, *, secret: bytes, names: frozenset[str] = NOBODY) -> Scan:
    """The personal data in a column of open text; `names` are persons to look for by name, such as the staff."""
    counts: Counter[Kind] = Counter()
    n_cells, marks = 0, set()
    for form, n_same in Counter(column.map(text)).items():
        found = find(form, names=names)
        if found:
            counts.update({kind: n_hits * n_same for kind, n_hits in found.items()})
            n_cells += n_same
            marks.add(hmac.new(secret, form.encode(), hashlib.sha256).hexdigest())
    return Scan(dict(counts), n_cells, frozenset(marks))
