"""What a file of the mirror may hold: figures and short ids. No field has room for a name, a person or free text."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from arvio.params.models import Basis, Name

SCHEMA = "arvio-mirror"
VERSION = 1
"""Raised whenever a file means something else than before; a newer one is refused and never guessed at."""

Member = Annotated[str, StringConstraints(pattern=r"^m-[0-9a-f]{8}$")]
"""The pseudonym that the convener drew for an organisation; it says nothing of the organisation."""
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{16})?$")]
Statistic = Literal["mean", "mean_change", "share_high", "begun_in_time", "need_met", "attendance_rate"]
Group = Literal["", "participants", "workers", "stakeholders", "volunteers"]


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Fact(_Exact):
    """One released figure, with all that says what it may be compared with."""

    indicator: Name
    statistic: Statistic
    group: Group
    """The respondent group; empty where nobody was asked."""
    counting: Annotated[str, StringConstraints(pattern=r"^[a-z_]+(/[a-z0-9_]+)*$", max_length=80)]
    """How it was counted, with the choices of method that change the figure."""
    wording: Digest
    """Digest of the item's words, kind and scale; empty of what is no item."""
    scale: Annotated[list[float], Field(max_length=2)]
    """Lowest and highest value; empty of what has no scale."""
    value: float
    low: float | None
    high: float | None
    n: Annotated[float, Field(gt=0)]
    basis: Basis
    status: Literal["shown", "rounded"]

    @property
    def key(self) -> str:
        """Which figure it is, among those of one file."""
        return f"{self.indicator}/{self.group}/{self.statistic}"

    @property
    def identity(self) -> tuple[Any, ...]:
        """What must be the same for two figures to be comparable."""
        return (self.key, self.counting, self.wording, tuple(self.scale))


class Content(_Exact):
    """What an organisation signs."""

    schema_name: Annotated[Literal["arvio-mirror"], Field(alias="schema")]
    schema_version: Literal[1]
    member: Member
    start: dt.date
    end: dt.date
    facts: Annotated[list[Fact], Field(max_length=200)]


def canonical(content: object) -> bytes:
    """The one way in which something is written as JSON, so that the same figures are the same bytes."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")
