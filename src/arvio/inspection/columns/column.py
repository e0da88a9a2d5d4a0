"""A column of an export as inspection sees it: its kind, and what was found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from arvio.inspection.columns.groups import Part
from arvio.inspection.columns.scales import Steps
from arvio.inspection.columns.tally import Tally
from arvio.params.models import MissingReason

Kind = Literal[
    "scale",
    "choice",
    "choices",
    "box",
    "number",
    "date",
    "open text",
    "personal",
    "bookkeeping",
    "empty",
    "constant",
]
"""choices: several in one cell; box: one of several columns, one for each option."""

Missing = Mapping[str, MissingReason]


@dataclass(frozen=True)
class Option:
    """An answer that may be chosen: its words, how often it was, and its code where the export has one."""

    words: str
    n: int = 0
    code: str = ""


@dataclass(frozen=True)
class Column:
    """A column, its kind, and what was found out about it.

    `part` is what it is of a question that has several columns; `why` tells what showed the kind, and `remark` is for
    whoever maps it. `rare` counts answers that are none of the options.
    """

    header: str
    letter: str
    kind: Kind
    tally: Tally = field(default_factory=Tally)
    why: str = ""
    steps: Steps | None = None
    options: tuple[Option, ...] = ()
    separator: str = ""
    missing: Missing = field(default_factory=dict)
    rare: int = 0
    part: Part | None = None
    remark: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether a report may be made of it."""
        return self.kind in ("scale", "choice", "choices", "box", "number")
