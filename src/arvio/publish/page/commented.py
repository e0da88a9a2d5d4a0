"""The evaluator's comments of a report that is final: all that are needed are there, and written about its figures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from arvio.commentary import ShownWords
from arvio.commentary.sidecar import LACKING
from arvio.commentary.words import commentary_path, named
from arvio.errors import Problem, RunError
from arvio.params import Run
from arvio.publish.editions import Edition
from arvio.saying import joined, say

NAMED_AT_MOST = 12
"""Changed figures that a message names; arvio list --comments has them all."""


def require_words(shown: Iterable[ShownWords], edition: Edition) -> None:
    """Refuse to make a final report while a comment of it is missing or about other figures; names all at once."""
    lacking = {one.section: one for one in shown if one.state in LACKING}
    if edition.stage == "final" and lacking:
        raise RunError([_problem(one, edition.run) for one in lacking.values()])


def _problem(one: ShownWords, run: Run) -> Problem:
    what, remedy = _lacking(one, run)
    file = named(commentary_path(Path(), run.organisation, run.period, run.language))
    return Problem(file, what, remedy=remedy, place=f"## {one.section}")


def _lacking(one: ShownWords, run: Run) -> tuple[str, str]:
    """What is wrong with a comment, and what to do."""
    if one.state == "missing":
        return say("the comment is missing, and a final report needs it"), say(
            "write it below this heading, or a dash (-) where there is nothing to say; "
            "or ask for none in params (commentary: optional)"
        )
    command = f"arvio confirm {run.organisation} {run.period} {one.section} --by NAME"
    remedy = say("read it once more beside the figures, then change it or confirm it: %(command)s", command=command)
    if one.state == "unknown":
        return say("nobody knows which figures the comment was written about"), remedy
    if not one.changes:
        return say("the figures have changed since the comment was written"), remedy
    left = len(one.changes) - NAMED_AT_MOST
    more = [say("and %(left)s more", left=left)] if left > 0 else []
    changes = joined([*one.changes[:NAMED_AT_MOST], *more], "; ")
    return say("the figures have changed since the comment was written: %(changes)s", changes=changes), remedy
