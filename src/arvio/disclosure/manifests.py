"""What the manifests of reports say was published, held against the register that has to know it.

A register that is whole can still be an old one: brought back from a backup, or without the log (WAL) that held what
was added last. Its facts would then be too few, and its next version would have a number that is already out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from arvio.bounded import json_in
from arvio.disclosure.register_file import PATH, RUN, register_of
from arvio.errors import Problem, ProtectionError
from arvio.params import Run
from arvio.saying import joined, say

MANIFESTS = "reports/.run/[!.]*/*/*/*.json"
MOST_NAMED = 3


@dataclass(frozen=True)
class Told:
    """A publication as the manifest of its report tells of it."""

    run: Run
    version: int
    fingerprint: str
    manifest: str
    """Where the manifest lies, from the project's root."""


def require_register(root: Path) -> None:
    """Refuse to go on where the register cannot be read whole, or lacks what was published: before any time is spent.

    Manifests are read first: a batch that ends meanwhile has entered its facts before it wrote its manifest.
    """
    told = list(publications_told(root))
    with register_of(root) as register:
        rows = register.execute(f"select {', '.join(RUN)}, version, fingerprint from publication") if register else ()
        known = {(Run(*of_run), version): fingerprint for *of_run, version, fingerprint in rows}
    lacking = [one for one in told if not _is_known(one, known)]
    if lacking:
        raise ProtectionError(_lacks(lacking, is_there=(root / PATH).exists()))


def publications_told(root: Path) -> Iterator[Told]:
    """What each manifest says of the last publication of its report; those that end otherwise, or are spoilt, say
    nothing."""
    for path in sorted(root.glob(MANIFESTS)):
        try:
            found = json_in(path)
            run = Run(**{part: str(found["run"][part]) for part in RUN})
            yield Told(run, int(found["version"]), str(found["facts"]), path.relative_to(root).as_posix())
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            continue


def _is_known(told: Told, known: Mapping[tuple[Run, int], str]) -> bool:
    """Whether the register has the publication with the same facts; one taken over from schema 1 has no fingerprint."""
    fingerprint = known.get((told.run, told.version))
    return fingerprint is not None and fingerprint in ("", told.fingerprint)


def _lacks(lacking: list[Told], *, is_there: bool) -> Problem:
    versions = (
        say("version %(version)s of %(run)s", version=one.version, run=str(one.run)) for one in lacking[:MOST_NAMED]
    )
    named, left = joined(versions, "; "), len(lacking) - MOST_NAMED
    if left > 0:
        named = say("%(named)s and %(left)s more", named=named, left=left)
    what = (
        say("lacks publications that reports went out with")
        if is_there
        else say("is missing, but reports went out with it")
    )
    remedy = say(
        "nothing is published meanwhile. Bring back the newest %(name)s, with the %(name)s-wal of the "
        "same moment if there is one: this one is older than the reports, or its log was lost. If nobody "
        "ever got these reports, remove them with their manifests (such as %(manifest)s) and run again",
        name=PATH.name,
        manifest=lacking[0].manifest,
    )
    return Problem(PATH.as_posix(), what, say("the register that belongs to the reports"), remedy, value=named)
