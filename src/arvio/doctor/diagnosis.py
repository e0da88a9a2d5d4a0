"""What one check says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from arvio.errors import ArvioError
from arvio.saying import joined

State = Literal["ok", "look", "wrong"]
OK: State = "ok"
LOOK: State = "look"
"""Reports can be made; something less can not, or soon can not."""
WRONG: State = "wrong"
"""Reports cannot be made, or not the right ones."""


@dataclass(frozen=True)
class Diagnosis:
    """What was found where something was looked at, and what to do."""

    check: str
    """The name of the check, the same in every language."""
    state: State
    said: str
    remedy: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    """What programs may want of it; never a secret."""


def of_error(check: str, state: State, error: ArvioError) -> Diagnosis:
    """What an error says that somebody would have met later: what is wrong in a line, and each remedy once."""
    if not error.problems:
        return Diagnosis(check, state, error.text)
    first = error.problems[0]
    said = joined(filter(None, (first.file, first.place, first.what)), ": ")
    remedies = dict.fromkeys(problem.remedy for problem in error.problems if problem.remedy)
    return Diagnosis(check, state, said, joined(remedies, "; "), {"problems": len(error.problems)})
