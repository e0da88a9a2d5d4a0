"""Errors that an evaluator can mend, shown without a traceback.

ArvioError
├── UsageError        the command was given something it cannot do
├── ParamsError       a file under params/ is wrong
├── SourceError       an export cannot be read
├── DataError         an export was read and its contents are wrong
├── ProtectionError   showing this would break a protection rule
├── FindingError      a heading claims more than its figures show
└── RunError          a notebook failed while it was executed

Programming errors are not among them: they keep their traceback. What an error says is made by `arvio.saying.say`,
and is said in the evaluator's language where it is turned into text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from arvio.saying import joined, say, spoken

SHOWN_AT_MOST = 50
"""Problems printed in one message; the rest are counted, so that a wrong column stays readable."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, with its place and its remedy."""

    file: str
    what: str
    expected: str = ""
    remedy: str = ""
    place: str = ""
    """Where in the file: a key of a params file, or sheet, row and column of an export."""
    value: str = ""
    """The value as found. Leave it empty for free text and for whatever may name a person."""

    def __str__(self) -> str:
        return spoken(self.said)

    @property
    def said(self) -> str:
        """All of it in lines, to be said in any language; compared and recorded it is English."""
        line = joined(filter(None, (self.file, self.place, self.what)), ": ")
        lines = [joined([line, say(", got: '%(value)s'", value=self.value)], "") if self.value else line]
        if self.expected:
            lines.append(joined(["    ", say("expected: %(expected)s", expected=self.expected)], ""))
        if self.remedy:
            lines.append(joined(["    ", say("to do: %(remedy)s", remedy=self.remedy)], ""))
        return joined(lines, "\n")


def not_written(file: str, reason: OSError | str, remedy: str, *, place: str = "", expected: str = "") -> Problem:
    """What the disk did not take, or may not be written: by its name, with what the system says of it."""
    why = (reason.strerror or str(reason)) if isinstance(reason, OSError) else reason
    expected = expected or say("a folder that may be written to, with free space")
    return Problem(file, say("cannot be written (%(reason)s)", reason=why), expected, remedy, place)


class ArvioError(Exception):
    """Something an evaluator can mend: one message with all its problems."""

    exit_code = 1

    def __init__(self, problems: Problem | Iterable[Problem] | str) -> None:
        self.text = problems if isinstance(problems, str) else ""
        """What an error without a place says."""
        self.problems = _as_problems(problems)
        super().__init__()

    def __str__(self) -> str:
        return spoken(self.said)

    @property
    def said(self) -> str:
        """All that it says, to be said in any language; compared and recorded it is English."""
        return self.text or _listed(self.problems)

    def __reduce__(self) -> tuple[type, tuple[object]]:
        # Worker processes send errors home by pickle, which calls the class with its message only.
        return (type(self), (self.problems or self.text,))


class UsageError(ArvioError):
    """The command was given something it cannot do."""

    exit_code = 2


class ParamsError(ArvioError):
    """A file under params/ is wrong."""

    exit_code = 2


class SourceError(ArvioError):
    """An export cannot be read."""


class DataError(ArvioError):
    """An export was read and its contents are wrong."""


class ProtectionError(ArvioError):
    """Showing this would break a protection rule, so nothing is shown."""

    exit_code = 3


class FindingError(ArvioError):
    """The heading of a figure claims a difference that no released figure bears out."""


class RunError(ArvioError):
    """A notebook failed while it was executed."""


def _as_problems(problems: Problem | Iterable[Problem] | str) -> tuple[Problem, ...]:
    if isinstance(problems, str):
        return ()
    if isinstance(problems, Problem):
        return (problems,)
    return tuple(problems)


def _listed(problems: tuple[Problem, ...]) -> str:
    shown = [problem.said for problem in problems[:SHOWN_AT_MOST]]
    left = len(problems) - SHOWN_AT_MOST
    if left > 0:
        shown.append(say("… and %(left)s more of the same file or kind", left=left))
    return joined(shown, "\n")
