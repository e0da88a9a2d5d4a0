"""Words and kinds of value that several params files have, and what all their models inherit."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from arvio.saying import say

LONGEST_NAME = 60
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows keeps for devices, with any ending: nul.yaml is no file there."""
_PLAIN = r"[a-z][a-z0-9_]*"
Name = Annotated[str, StringConstraints(pattern=f"^{_PLAIN}$", max_length=LONGEST_NAME)]
"""Small letters without accents: no two names differ in case or accents alone, and none can leave its folder."""
Moment = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]"
Address = Annotated[str, StringConstraints(pattern=rf"^{_ATOMS}@{_DOMAIN}$", max_length=254)]
"""An address of mail and nothing else (RFC 5322, dot-atom): no name before it, no space, comma, quote or line end, so
that it is one address in a header. A domain with letters such as ä is written in its other form, xn--…"""
Language = Literal["fi", "sv", "en"]
AudienceName = Literal["internal", "funder", "public"]
RespondentGroup = Literal["participants", "workers", "stakeholders", "volunteers"]
Sensitivity = Literal["ordinary", "special", "child_welfare", "staff"]
MissingReason = Literal["no_answer", "does_not_know", "not_applicable", "not_shown", "not_asked", "refused"]
Basis = Literal["collected", "sample", "estimate"]


def is_file_name(name: str) -> bool:
    """Whether something may be called so of which files are made, on any system."""
    return bool(re.fullmatch(_PLAIN, name)) and len(name) <= LONGEST_NAME and name not in DEVICES


def _no_device(name: str) -> str:
    if name in DEVICES:
        raise PydanticCustomError("device_name", "a name that Windows keeps for a device")
    return name


FileName = Annotated[Name, AfterValidator(_no_device)]
"""A name of which files are made."""


def _as_list(value: object) -> object:
    """One header may be written alone; several (a question reworded between years) as a list."""
    return [value] if isinstance(value, str) else value


Headers = Annotated[list[str], BeforeValidator(_as_list), Field(min_length=1)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Written(Strict):
    """A params file: whatever stands in it, and in which format."""

    format: int = Field(
        default=1,
        ge=1,
        le=1,
        description="In which format the file is, 1 where it is left out; arvio refuses what a newer one wrote",
    )


class Text(Strict):
    """The same words in each language."""

    model_config = ConfigDict(json_schema_extra={"description": say("The same words in each language.")})
    """A key that is missing is told with this, in the evaluator's language."""

    fi: str
    en: str
    sv: str = ""

    def in_language(self, language: str) -> str:
        """The text in a language; Finnish where that language has none yet."""
        return getattr(self, language) or self.fi


class NamedPeriod(Strict):
    """A period with a name of its own, from its first to its last day."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end
