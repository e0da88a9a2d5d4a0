"""What reports ask that is no file: which files a folder has, how tables are coarsened, what was told before.

Each kind of question has a digest of its answer now; a report whose questions have other answers is not fresh. None
of them needs the libraries that make reports, since it is asked before it is known whether any is made.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from arvio.bounded import KEPT_BYTES, bytes_within, json_in, json_of
from arvio.commentary import accepted
from arvio.errors import ArvioError
from arvio.params import AFTER_THE_YEARLY, Run
from arvio.partitions import part_digest
from arvio.publish import places
from arvio.saying import say
from arvio.withdrawals import state

UNKNOWN = "unknown"
"""The answer of what cannot be known without reading it all, such as a database elsewhere: it is never the same."""


def answer(root: Path, question: tuple[str, ...]) -> str:
    """A digest of what is answered to a question now."""
    kind, *about = question
    return _ANSWERS[kind](root, *about) if kind in _ANSWERS else UNKNOWN


def in_words(question: tuple[str, ...]) -> str:
    """A question as it is told to the evaluator whose report is not fresh because of it."""
    match question:
        case ("commentary", _, _, _, _, _, section, *_):
            return say("the comment %(section)s was confirmed, or went out with other figures", section=section)
        case ("database", file):
            return say("%(file)s is a database, which may have changed", file=file)
        case ("listing", folder, pattern):
            return say("other files match %(files)s", files=f"{folder}/{pattern}")
        case ("mirrors", organisation):
            return say("%(organisation)s has been shown another mirror", organisation=organisation)
        case ("part", file, *_):
            return say("its rows in %(file)s changed", file=file)
        case ("steps", organisation, period, audience):
            named = {"organisation": organisation, "period": period, "audience": audience}
            return say("tables of %(organisation)s %(period)s for %(audience)s tell less or more than before", **named)
        case ("told", organisation, audience, *_):
            named = {"organisation": organisation, "audience": audience}
            return say("earlier reports of %(organisation)s told the %(audience)s audience something else", **named)
        case ("withdrawals", organisation):
            return say("%(organisation)s has forgotten somebody who withdrew the consent", organisation=organisation)
    return " ".join(question)


def _listing(root: Path, folder: str, pattern: str) -> str:
    found = sorted(path.relative_to(root / folder).as_posix() for path in (root / folder).glob(pattern))
    return _digest(found)


def _steps(root: Path, organisation: str, period: str, audience: str) -> str:
    """The steps that tables of some reports take; why each is taken makes no difference to the report."""
    path = places.workings(root) / "coarsened" / f"{organisation}.json"
    if not path.exists():
        return _digest([])
    try:
        decided = json_in(path)
        own = [one for one in decided if (one["period"], one["audience"]) == (period, audience)]
        return _digest(sorted([one["indicator"], one["breakdown"], one["group"], one["step"]] for one in own))
    except (OSError, ValueError, TypeError, KeyError):
        return UNKNOWN


def _told(root: Path, organisation: str, audience: str) -> str:
    """What other reports than those that look back on them told an audience, in all their versions."""
    path = places.workings(root) / "register.sqlite"
    if not path.exists():
        return _digest([])
    later = ", ".join("?" * len(AFTER_THE_YEARLY))
    wanted = f"""select distinct notebook, period, language, fingerprint from publication
        where organisation = ? and audience = ? and notebook not in ({later})
        order by notebook, period, language, version"""
    try:
        with closing(sqlite3.connect(path)) as register:
            rows = register.execute(wanted, [organisation, audience, *sorted(AFTER_THE_YEARLY)]).fetchall()
    except sqlite3.Error:
        return UNKNOWN
    return _digest(rows)


def _mirrors(root: Path, organisation: str) -> str:
    """The mirrors that an organisation has been shown."""
    path = places.workings(root) / "mirrors.jsonl"
    try:
        lines = bytes_within(path, KEPT_BYTES).decode("utf-8").splitlines() if path.exists() else []
        return _digest(sorted(line for line in lines if json_of(line)["organisation"] == organisation))
    except (OSError, ValueError, TypeError, KeyError):
        return UNKNOWN


def _commentary(root: Path, *about: str) -> str:
    """Whether the numbers that words are about are those that they went out with or were confirmed with."""
    *of_run, section, words, numbers = about
    organisation, period, notebook, audience, language = of_run
    run = Run(organisation, period, notebook, audience, language)
    try:
        return accepted.answer(root, run, section, words, numbers)
    except ArvioError:
        return UNKNOWN


def _withdrawals(root: Path, organisation: str) -> str:
    """Whom an organisation has forgotten."""
    try:
        return state(root, organisation)
    except ArvioError:
        return UNKNOWN


def _digest(found: object) -> str:
    return hashlib.sha256(json.dumps(found, ensure_ascii=False).encode("utf-8")).hexdigest()


def _part(root: Path, file: str, key: str, *names: str) -> str:
    """The own rows of a file that several organisations share; a file that changed is divided anew to know them."""
    return part_digest(root, key, *names) or UNKNOWN


_ANSWERS: Mapping[str, Callable[..., str]] = {
    "commentary": _commentary,
    "listing": _listing,
    "mirrors": _mirrors,
    "part": _part,
    "steps": _steps,
    "told": _told,
    "withdrawals": _withdrawals,
}
