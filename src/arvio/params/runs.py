"""A run: which notebook, for whom, about which period, in which language."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

INTERNAL_ONLY = frozenset({"data_quality"})
"""Notebooks about the data themselves: nobody outside sees them, and no missing review of open answers stops them."""

NEVER_PUBLIC = frozenset({"family_work"})
"""Notebooks about families in child welfare: told to who does and who orders the work, by rules of the suite
for families, and never to the public."""

AFTER_THE_YEARLY = frozenset({"project_end"})
"""Notebooks that read what other reports released: a batch makes them when all others are out."""

OF_ALL_WORK = frozenset({"annual", "project_end"})
"""Notebooks about all that an organisation does: of work with families they tell by the rules for families."""

NOT_OF_FAMILIES = frozenset(
    {"change", "claims", "data_quality", "feedback", "groups", "mirror", "pathways", "work_quality"}
)
"""Notebooks that tell nothing of families in child welfare. Any other one, such as an evaluator's own, may, and has the
rules for families in an organisation of child welfare."""


@dataclass(frozen=True, order=True)
class Run:
    """One report to make. Passed whole; its four parameters are plain strings."""

    organisation: str
    period: str
    notebook: str
    audience: str
    language: str

    @property
    def parameters(self) -> dict[str, str]:
        """What the notebook's parameters cell is given."""
        return {
            "organisation": self.organisation,
            "period": self.period,
            "language": self.language,
            "audience": self.audience,
        }

    @property
    def place(self) -> PurePosixPath:
        """Where its files lie below reports/ and reports/.run/, without their suffix."""
        return PurePosixPath(self.audience, self.organisation, self.period, f"{self.notebook}.{self.language}")

    def fingerprint(self, notebook: bytes) -> str:
        """SHA-256 of the run and its notebook: what the batch made up its mind to make, and the notebook asserts."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode("utf-8") + b"\0" + notebook).hexdigest()

    def __str__(self) -> str:
        return str(self.place)
