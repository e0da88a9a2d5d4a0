"""Which mirrors there have been, and whether another would give away who joined or left, and with what figure.

What several mirrors tell together of single members can be no more than of those who were in exactly the same of them:
whoever holds the mirrors can add and subtract their figures as they like, and every such sum counts the members of
one class alike. So each class of members with the same history has to be large enough to hide each of its members.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from arvio.bounded import KEPT_BYTES, bytes_within, json_of
from arvio.errors import DataError, Problem, RunError, not_written
from arvio.formats import newer
from arvio.observed import note
from arvio.saying import say
from arvio.turns import in_turn
from arvio.whole_files import write_whole

SMALLEST_CLASS = 5
"""Members with the same history: each has at least four others to be one of, as in the range of a mirror."""
PATH = Path("reports", ".run", "mirrors.jsonl")
_WAIT_SECONDS = 60


@dataclass(frozen=True)
class Mirror:
    """A mirror that was shown: whose figures of which days, a digest of each instead of the figure."""

    organisation: str
    start: str
    end: str
    members: frozenset[str]
    figures: Mapping[str, Mapping[str, str]]
    """Figure: member: digest of what the member's file said."""

    @property
    def days(self) -> tuple[str, str]:
        return self.start, self.end

    def behind(self, figure: str) -> frozenset[str]:
        """Who stands behind a figure."""
        return frozenset(self.figures.get(figure, {}))

    def told(self, figure: str) -> frozenset[str]:
        """Who stands behind a figure, with what they said: one whose figure was corrected counts as another one, since
        two mirrors of the same days then differ by that correction."""
        return frozenset(f"{member} {digest}" for member, digest in self.figures.get(figure, {}).items())


def smallest_class(histories: Iterable[Collection[str]], *, own: str = "") -> int:
    """How many belong to the smallest class of those who were in exactly the same mirrors; 0 where there is nobody.

    One's own organisation alone is no class: nobody has to be hidden from it. It is named as in the histories, or with
    its figure after it.

    >>> smallest_class([{"a", "b", "c"}, {"a", "b", "c", "d"}])
    1
    """
    mirrors = [set(one) for one in histories]
    everybody = set().union(*mirrors)
    history = {member: tuple(member in one for one in mirrors) for member in everybody}
    classes = Counter(history.values())
    of_others = {history[member] for member in everybody if member.partition(" ")[0] != own}
    return min((classes[one] for one in of_others), default=0)


def read_history(root: Path, organisation: str) -> list[Mirror]:
    """The mirrors that this organisation has been shown, oldest first."""
    note("mirrors", organisation)
    path = root / PATH
    if not path.exists():
        return []
    lines = _written(path).splitlines()
    found = [_mirror(line, number) for number, line in enumerate(lines, start=1)]
    return [one for one in found if one.organisation == organisation]


def record(root: Path, mirror: Mirror) -> None:
    """Add a mirror that is about to be shown; the same one stands once. The file is written whole or not at all."""
    path = root / PATH
    with in_turn(path.with_suffix(".lock"), seconds=_WAIT_SECONDS, what=say("the list of mirrors")):
        if mirror in read_history(root, mirror.organisation):
            return
        plain = {**vars(mirror), "members": sorted(mirror.members)}
        before = _written(path) if path.exists() else b""
        _write(path, before + json.dumps(plain, sort_keys=True).encode("utf-8") + b"\n")


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        remedy = say("make room on the disk, or ask for write access, then run again; nothing was published")
        raise RunError(not_written(PATH.as_posix(), error, remedy)) from error


def _written(path: Path) -> bytes:
    try:
        return bytes_within(path, KEPT_BYTES)
    except OSError as error:
        what = say("cannot be read: %(error)s", error=error.strerror or error)
        raise DataError(
            Problem(PATH.as_posix(), what, say("one mirror a line"), say("bring back the file from a backup"))
        ) from error


def _mirror(line: bytes, number: int) -> Mirror:
    try:
        plain = json_of(line)
        problem = newer(plain, PATH.as_posix())
        if problem:
            raise DataError(problem)
        return Mirror(**{**plain, "members": frozenset(plain["members"])})
    except (ValueError, TypeError, KeyError):
        what = say("is spoilt, so it cannot be told what earlier mirrors gave away")
        remedy = say("bring back the file from a backup")
        raise DataError(
            Problem(PATH.as_posix(), what, say("one mirror a line"), remedy, say("line %(line)s", line=number))
        ) from None
