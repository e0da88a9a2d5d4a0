"""What a draft says of an export, before it is written down as YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from arvio.inspection.columns.column import Missing
from arvio.inspection.columns.scales import Steps

OTHER = "other"
"""The option of answers that fewer than three people gave: they are never named."""

Headed = tuple[str, str]
"""A header or value, and a remark on it."""


@dataclass(frozen=True)
class Item:
    """An item: its name and words, and the column or the boxes that it is read from."""

    name: str
    kind: Literal["scale", "choice", "choices", "number"]
    text: str
    header: str = ""
    steps: Steps | None = None
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    boxes: Mapping[str, str] = field(default_factory=dict)
    """Option: the header of its box."""
    remark: str = ""


@dataclass(frozen=True)
class Wave:
    """A survey between two days."""

    name: str
    opened: dt.date
    closed: dt.date


@dataclass(frozen=True)
class When:
    """When the answers were given, as far as the export tells: the column that says so, or constants in its place.

    `remark` is about the order of day and month; a column whose order nobody can tell is `doubtful`.
    """

    waves: tuple[Wave, ...]
    header: str = ""
    constants: Mapping[str, Headed] = field(default_factory=dict)
    remark: str = ""
    doubtful: str = ""


@dataclass(frozen=True)
class Plan:
    """All that a draft says of an export."""

    items: tuple[Item, ...]
    when: When
    identity: str = ""
    """The column that numbers the answers."""
    repeated_by: str = ""
    """The same, where the tool sees to it that nobody has the number of another."""
    shared: str = ""
    """A column that numbers the answers, and has some numbers twice."""
    missing: Missing = field(default_factory=dict)
    personal: tuple[Headed, ...] = ()
    open_text: tuple[Headed, ...] = ()
    ignored: tuple[Headed, ...] = ()
    decimal_remark: str = ""
