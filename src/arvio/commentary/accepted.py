"""With which numbers words went out first, and with which somebody confirmed that they still hold.

The first is kept by the batch when it puts a report out, beside the register: reports/.run/commentary/, a file for each
report. The second is a decision of a person and stands in params: `<period>.<language>.numbers.json` beside the words.
Both only grow, and hold digests: what a figure was is known to the register alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from arvio.bounded import json_in
from arvio.commentary.sidecar import WITH_WORDS, ShownWords
from arvio.commentary.words import commentary_path, named
from arvio.disclosure.kept import keep
from arvio.errors import ArvioError, ParamsError, Problem, RunError
from arvio.formats import newer
from arvio.observed import unobserved
from arvio.params import Run
from arvio.saying import say

FIRST = Path("reports", ".run", "commentary")


@dataclass(frozen=True)
class Accepted:
    """Words of a report, and numbers that they hold for."""

    section: str
    words: str
    """Their digest."""
    numbers: str
    """The digest of what they are about."""
    told: str
    """Of the publication that told these numbers: the digest of all its facts, by which the register knows it."""


@dataclass(frozen=True)
class Confirmation(Accepted):
    """That somebody read words again with other numbers, and found that they hold."""

    notebook: str
    audience: str
    by: str
    at: str
    """ISO 8601, UTC."""


def first_path(root: Path, run: Run) -> Path:
    """Where is kept with which numbers the words of a report went out first."""
    place = root.joinpath(FIRST, *run.place.parts)
    return place.with_name(f"{place.name}.json")


def confirmations_path(root: Path, run: Run) -> Path:
    """Where confirmations of the words about a period in a language stand."""
    words = commentary_path(root, run.organisation, run.period, run.language)
    return words.with_name(f"{run.period}.{run.language}.numbers.json")


def accepted(root: Path, run: Run, section: str, words: str) -> list[Accepted]:
    """With which numbers words of a report went out first, and were confirmed since; the newest last.

    Whoever calls notes the question for it: these files may grow without any change to a report.
    """
    with unobserved():
        found = [*first(root, run), *confirmed(root, run)]
    return [one for one in found if (one.section, one.words) == (section, words)]


def confirmed_numbers(root: Path, run: Run, section: str, words: str) -> set[str]:
    """The numbers with which words of a report were confirmed."""
    with unobserved():
        found = confirmed(root, run)
    return {one.numbers for one in found if (one.section, one.words) == (section, words)}


def first(root: Path, run: Run) -> list[Accepted]:
    """What was kept when the report was put out; a RunError where that cannot be read."""
    path = first_path(root, run)
    try:
        return [Accepted(**one) for one in _listed(path, path.relative_to(root).as_posix(), RunError)]
    except (OSError, ValueError, TypeError) as error:
        what = say("cannot be read, so that nobody knows which figures the comments were written about")
        remedy = say("bring it back from a backup; or take it away, and read the comments of the report once more")
        raise RunError(Problem(path.relative_to(root).as_posix(), what, remedy=remedy)) from error


def confirmed(root: Path, run: Run) -> list[Confirmation]:
    """What was confirmed of a report; a ParamsError where the file of confirmations is spoilt."""
    found = confirmations(confirmations_path(root, run))
    return [one for one in found if (one.notebook, one.audience) == (run.notebook, run.audience)]


def confirmations(path: Path) -> list[Confirmation]:
    """All that a file of confirmations holds; [] where there is none."""
    try:
        return [Confirmation(**one) for one in _listed(path, named(path), ParamsError)]
    except (OSError, ValueError, TypeError) as error:
        what = say("is no list of confirmations: it was changed, or two versions were not put together")
        remedy = say("take it from the last commit, then confirm anew: arvio confirm")
        raise ParamsError(Problem(named(path), what, remedy=remedy)) from error


def keep_first(root: Path, run: Run, shown: Iterable[ShownWords], *, told: str) -> None:
    """Keep with which numbers words go out for the first time; `told` is the fingerprint of their publication.

    Words that went out or were confirmed before keep what they have: to go out once more is nobody's judgement.
    """
    written = [one for one in shown if one.state in WITH_WORDS]
    if not written or any(one.state == "unknown" for one in written):
        return
    new = [one for one in written if not accepted(root, run, one.section, one.words)]
    if new:
        added = [Accepted(one.section, one.words, one.numbers, told) for one in new]
        keep(first_path(root, run), [asdict(one) for one in [*first(root, run), *added]])


def confirm(root: Path, run: Run, added: Sequence[Confirmation]) -> Path:
    """Add confirmations of a report; the file that they stand in."""
    path = confirmations_path(root, run)
    keep(path, [asdict(one) for one in [*confirmations(path), *added]])
    return path


def answer(root: Path, run: Run, section: str, words: str, numbers: str) -> str:
    """What decides how a report shows words that are about some numbers: "same" while nothing says otherwise."""
    found = accepted(root, run, section, words)
    if not found or numbers in {one.numbers for one in found}:
        return "same"
    return sha256(json.dumps([[one.numbers, one.told] for one in found]).encode("utf-8")).hexdigest()


def _listed(path: Path, name: str, refusal: type[ArvioError]) -> list[dict[str, Any]]:
    """What a file holds: a list, which is its format 1. A newer arvio, that needs another, writes an object."""
    if not path.exists():
        return []
    found = json_in(path)
    problem = newer(found, name)
    if problem:
        raise refusal(problem)
    if not isinstance(found, list):
        raise ValueError(path.name)
    return found
