"""What an evaluation is refused for."""

from __future__ import annotations

from pathlib import Path

from arvio.bounded import json_of
from arvio.datasets import Tables, unreviewed_problems
from arvio.errors import Problem, ProtectionError
from arvio.params import NEVER_PUBLIC, Project, Run
from arvio.saying import say

_INTERNAL = 'audience = "internal"'


def refuse_another_run(run: Run, root: Path, said: str) -> None:
    """What the batch makes is the run that it said, by the notebook as it was when the batch read it.

    `said` is the run and its fingerprint as JSON, and of a preview which file is previewed. Whatever went wrong on the
    way here, a report never appears under another one's name.
    """
    told = json_of(said)
    path = root / told.get("previewed", f"notebooks/{run.notebook}.ipynb")
    wanted = Run(**{part: told[part] for part in vars(run)})
    if run != wanted:
        what = say("opens %(run)s, but the batch makes %(wanted)s", run=str(run), wanted=str(wanted))
        value = str(run)
        remedy = say("open the evaluation by the names of the parameters cell only, and open no other beside it")
    elif told["fingerprint"] != run.fingerprint(path.read_bytes()):
        what, value = say("was changed while the batch made a report of it"), told["fingerprint"][:16]
        remedy = say("run it again: arvio run %(organisation)s", organisation=run.organisation)
    else:
        return
    raise ProtectionError(Problem(path.relative_to(root).as_posix(), what, remedy=remedy, value=value))


def refuse_unreviewed(project: Project, run: Run, tables: Tables) -> None:
    """A final report waits until somebody has read the open answers in which persons were found."""
    problems = unreviewed_problems(project.organisation(run.organisation), tables.record)
    if problems:
        raise ProtectionError(problems)


def refuse_outsiders(run: Run) -> None:
    """Counts of faults and finds are for who can mend them, and tell outsiders more than any report."""
    if run.audience != "internal":
        raise ProtectionError(
            Problem(
                f"notebooks/{run.notebook}.ipynb",
                say("the quality of the data is told to the internal audience only"),
                _INTERNAL,
                say("set the audience in the parameters cell, and take the others out of the report in params"),
                value=run.audience,
            )
        )


def refuse_the_public(run: Run) -> None:
    """What became of families is for who does and who orders the work."""
    if run.notebook in NEVER_PUBLIC and run.audience == "public":
        raise ProtectionError(
            Problem(
                f"notebooks/{run.notebook}.ipynb",
                say("a report on families in child welfare is never made for the public"),
                say("%(one)s or %(other)s", one=_INTERNAL, other='"funder"'),
                say("set the audience in the parameters cell, and take public out of the report in params"),
                value=run.audience,
            )
        )
