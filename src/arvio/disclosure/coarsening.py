"""The ladder: by which steps a table tells less where, with what else was published, it would give a person away.

Which table takes which steps is decided by the gate (`arvio.gate`) and kept beside the register; every release of the
table follows, in the batch and in JupyterLab alike. What a step hides may be computed back from the rest as little as
anything else that is withheld: the rules see it as withheld before they look at what gives it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from arvio.bounded import json_in
from arvio.disclosure.kept import keep
from arvio.errors import Problem, ProtectionError
from arvio.results import CHANGE_CLASSES, EVERYBODY, PARTS, STATISTICS
from arvio.saying import say

if TYPE_CHECKING:  # where the steps lie is asked for by a batch too, which has no tables
    import pandas as pd

FOLDER = Path("reports", ".run", "coarsened")

_MIDDLE = {"share_low", "share_middle"}
_MEANS = ("mean", "spread", "difference", "effect", "probability", "amount_per", "ratio")
_SHARES = ("share", "share_difference", "rate", "relative_change")

Steps = Mapping[tuple[str, str], frozenset[tuple[str, str]]]
"""Indicator and breakdown of a table: the steps that it takes, each with the group that takes it (empty: all)."""

NOT_COARSENED: Steps = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Coarsening:
    """One step of one table of a report, and why."""

    period: str
    audience: str
    indicator: str
    breakdown: str
    group: str
    """Whose figures take the step; empty where it is the whole table."""
    step: str
    because: str = ""
    """What would be known without it, and from which figures, in plain words."""

    @property
    def table(self) -> tuple[str, str, str, str]:
        """Which table of which reports."""
        return self.period, self.audience, self.indicator, self.breakdown

    @property
    def name(self) -> tuple[str, ...]:
        """The step itself, whatever it was taken for."""
        return *self.table, self.group, self.step


def _merged_answers(table: pd.DataFrame) -> pd.Series:
    return table["statistic"].isin(_MIDDLE)


def _distribution(table: pd.DataFrame) -> pd.Series:
    return table["statistic"].map(STATISTICS).isin(_SHARES) | table["statistic"].isin([*PARTS, *CHANGE_CLASSES])


def _mean(table: pd.DataFrame) -> pd.Series:
    return table["statistic"].map(STATISTICS).isin(_MEANS)


def _groups(table: pd.DataFrame) -> pd.Series:
    return table["group"] != EVERYBODY


def _whole(table: pd.DataFrame) -> pd.Series:
    import pandas as pd

    return pd.Series(True, index=table.index)


LADDER: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "merge_answers": _merged_answers,
    "drop_distribution": _distribution,
    "drop_mean": _mean,
    "merge_groups": _groups,
    "widen_period": _whole,
}
"""The steps in their order, each with the rows of a table that it hides.

merge_answers      of a group, the two lower answer groups are told as one, which is the rest of the highest
drop_distribution  of a group, no shares
drop_mean          of a group, no means, spreads and differences of them
merge_groups       only what is told of all groups together
widen_period       nothing of this period: a longer one may tell it
"""

OF_WHOLE_TABLE = ("merge_groups", "widen_period")
"""Steps that no group can take alone."""


def hidden_by(table: pd.DataFrame, coarsened: Steps) -> pd.Series:
    """Which rows of results, or of facts, the steps of their tables hide."""
    import pandas as pd

    hidden = pd.Series(False, index=table.index)
    for (indicator, breakdown), steps in coarsened.items():
        own = (table["indicator"] == indicator) & (table["breakdown"] == breakdown)
        for step, group in steps if own.any() else ():
            hidden |= own & _hides(step)(table) & ((table["group"] == group) | (group == ""))
    return hidden


def coarsenings(root: Path, organisation: str) -> tuple[Coarsening, ...]:
    """What was decided of an organisation's tables; nothing where the gate never had to."""
    path = _path(root, organisation)
    if not path.exists():
        return ()
    try:
        found = [Coarsening(**one) for one in json_in(path)]
        for one in found:
            _hides(one.step)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ProtectionError(_unreadable(path)) from error
    return tuple(found)


def steps_of(found: Iterable[Coarsening], *, period: str, audience: str) -> Steps:
    """The steps of each table in the reports of a period for an audience."""
    steps: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    for one in found:
        if (one.period, one.audience) == (period, audience):
            table = one.indicator, one.breakdown
            steps[table] = steps.get(table, frozenset()) | {(one.step, one.group)}
    return steps


def write_coarsenings(root: Path, organisation: str, decided: Sequence[Coarsening]) -> None:
    """Keep what was decided, in place of what was; whoever calls holds the turn of the organisation."""
    keep(_path(root, organisation), [asdict(one) for one in sorted(decided)])


def uncoarsened(facts: Path) -> Path:
    """Where a run that takes steps writes what it would tell without them, beside its facts; never published."""
    return facts.with_name(facts.name.replace(".facts.", ".uncoarsened."))


def _hides(step: str) -> Callable[[pd.DataFrame], pd.Series]:
    if step not in LADDER:
        raise ProtectionError(say("no such step of the ladder: %(step)s", step=step))
    return LADDER[step]


def _path(root: Path, organisation: str) -> Path:
    return root / FOLDER / f"{organisation}.json"


def _unreadable(path: Path) -> Problem:
    return Problem(
        f"{FOLDER.as_posix()}/{path.name}",
        say("cannot be read, so that it is not known which tables must tell less"),
        say("a list of steps as the batch writes it"),
        say("remove the file: the next batch decides anew, and makes these reports again"),
    )
