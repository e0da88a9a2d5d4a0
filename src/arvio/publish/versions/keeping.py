"""The versions of a report, a small file each: reports/.run/versions/<place of the report>/<number>.json.

Figures stand in the register, so a version names its publication there by the fingerprint. A version that means the
same as the one before it is not kept again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.disclosure.register import told_by
from arvio.errors import Problem, RunError, UsageError
from arvio.formats import newer
from arvio.params import Run
from arvio.params.signatures import Signature
from arvio.publish import files, places
from arvio.publish.versions.meaning import FORMAT, Meaning, meaning_from
from arvio.saying import say

LAST, SIGNED, PREVIEW = "last", "signed", "preview"
"""Versions that are known by what they are, and not by their number."""


def keep_version(root: Path, meaning: Meaning) -> int:
    """Keep a version of a report that went out, unless it means what the last one does; the number of the last one.

    Whoever calls holds the turn of the organisation.
    """
    folder = places.versions(root, meaning.run)
    last = max(numbers(root, meaning.run), default=0)
    if last and _content(folder / f"{last}.json") == meaning.content:
        return last
    plain = {**meaning.plain(), "number": last + 1}
    files.write_whole(root, folder / f"{last + 1}.json", json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    return last + 1


def keep_preview(root: Path, meaning: Meaning) -> Path:
    """Keep what a preview means, with its figures, which are in no register; where it lies."""
    path = places.previewed(root, meaning.run)
    plain = {**meaning.plain(), "told": list(meaning.facts)}
    files.write_whole(root, path, json.dumps(plain, ensure_ascii=False) + "\n")
    return path


def numbers(root: Path, run: Run) -> list[int]:
    """The numbers of the versions of a report, oldest first."""
    found = places.versions(root, run).glob("*.json")
    return sorted(int(path.stem) for path in found if path.stem.isdecimal())


def version(root: Path, run: Run, wanted: str, signature: Signature | None = None) -> Meaning:
    """A version by its number, or the `last`, the `signed` or the `preview`; a UsageError where there is none such.

    `signature` is the one that stands under the report: the signed version is the last with its facts and name.
    """
    if wanted == PREVIEW:
        return _preview(root, run)
    known = numbers(root, run)
    if wanted == SIGNED:
        return _signed(root, run, known, signature)
    number = max(known, default=0) if wanted == LAST else int(wanted) if wanted.isdecimal() else 0
    if number not in known:
        remedy = _known(known)
        raise UsageError(Problem(str(run), say("there is no such version"), remedy=remedy, value=wanted))
    return _read(root, run, number)


def _signed(root: Path, run: Run, known: list[int], signature: Signature | None) -> Meaning:
    """The newest version with the facts and words that were signed; the page may have been made anew since."""
    if signature is None:
        remedy = say("sign it when it is ready: arvio sign")
        raise UsageError(Problem(str(run), say("is not signed"), remedy=remedy))
    for number in reversed(known):
        if _written(root, run, number).get("facts") == signature.facts:
            return _read(root, run, number)
    what = say("the version that was signed is not known here")
    raise UsageError(Problem(str(run), what, remedy=_known(known)))


def _preview(root: Path, run: Run) -> Meaning:
    path = places.previewed(root, run)
    try:
        written = _known_format(json_in(path), path, root)
        return meaning_from(written, written["told"])
    except FileNotFoundError:
        command = f"arvio preview {run.organisation} {run.period} {run.notebook}"
        remedy = say("make one: %(command)s", command=command)
        raise UsageError(Problem(str(run), say("there is no preview of it"), remedy=remedy)) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _spoilt(path, root) from error


def _read(root: Path, run: Run, number: int) -> Meaning:
    written, path = _written(root, run, number), places.versions(root, run) / f"{number}.json"
    try:
        told = told_by(root, run, str(written["facts"]))
        if told is None:
            what, remedy = say("its figures are not in the register here"), say("bring the register back from a backup")
            raise RunError(Problem(path.relative_to(root).as_posix(), what, remedy=remedy))
        return meaning_from(written, told)
    except (ValueError, KeyError, TypeError) as error:
        raise _spoilt(path, root) from error


def _written(root: Path, run: Run, number: int) -> dict[str, Any]:
    path = places.versions(root, run) / f"{number}.json"
    try:
        found = json_in(path)
    except (OSError, ValueError) as error:
        raise _spoilt(path, root) from error
    return _known_format(found, path, root) if isinstance(found, dict) else {}


def _known_format(found: dict[str, Any], path: Path, root: Path) -> dict[str, Any]:
    problem = newer(found, path.relative_to(root).as_posix(), FORMAT)
    if problem:
        raise RunError(problem)
    return found


def _content(path: Path) -> dict[str, Any] | None:
    """What a kept version means; None where it cannot be read, and a new one is kept beside it."""
    try:
        written = json_in(path)
        return {part: written[part] for part in _CONTENT}
    except (OSError, ValueError, KeyError, TypeError):
        return None


_CONTENT = ("stage", "facts", "sentences", "commentary", "methods", "inputs", "signed")


def _known(known: list[int]) -> str:
    if not known:
        return say("none was kept yet: versions are kept when a report is made")
    return say("known: %(known)s", known=", ".join(map(str, known)))


def _spoilt(path: Path, root: Path) -> RunError:
    what, remedy = say("is no version of a report"), say("look at another version, or take the file away")
    return RunError(Problem(path.relative_to(root).as_posix(), what, remedy=remedy))
