"""What yearly reports told, held against what the data give now: the figures that changed, and by how much.

What was published to an audience once may be told to it again; nothing else is taken from the register here. A report
of another audience is not looked at: its figures may be ones that this audience is not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from arvio.disclosure.register import FACT
from arvio.disclosure.released import Released, require_released, together
from arvio.params import AFTER_THE_YEARLY
from arvio.results import KEYS

WAS, DIFFERENCE = "/was", "/difference"
"""What follows the year in the wave of a fact that tells of a revision, so that it is not taken for the figure."""

NOT_COMPARED = ("claimed", "verdict")
"""What was promised, and what follows from a figure that is compared."""

NUMBERS = ("value", "low", "high", "n")


@dataclass(frozen=True)
class Revisions:
    """The yearly figures, which years had a report, and what those reports told otherwise."""

    now: Released
    """Each year in wave, as the data give it now."""
    changed: Released
    """For each figure that changed what was told (wave 2023/was), and the difference (2023/difference) where both are
    shown."""
    told: tuple[str, ...]
    """The years of which a report with any of these figures was made for this audience."""
    untold: tuple[str, ...]
    """The years of which none was made."""


def revisions(several: Sequence[Released], published: pd.DataFrame) -> Revisions:
    """The yearly figures, as one, with those that the reports of the same years told otherwise to the same audience.

    Figures are compared as they were shown, so that a change that rounding hides is none, and what is withheld in one
    of them was not corrected. Where a report told several figures one after another, each that differs from today's is
    told: readers may hold any of them.
    """
    now = together([require_released(one) for one in several])
    earlier = _of_yearly_reports(published, now)
    years = tuple(dict.fromkeys(now.table["wave"]))
    told = set(earlier["wave"])
    rows = [row for old in earlier.to_dict("records") for row in _revised(old, now)]
    types = {name: "float64" if name in NUMBERS else "str" for name in FACT}
    changed = pd.DataFrame(rows, columns=list(FACT)).astype(types)
    return Revisions(
        now,
        Released(changed, now.context),
        told=tuple(year for year in years if year in told),
        untold=tuple(year for year in years if year not in told),
    )


def _of_yearly_reports(published: pd.DataFrame, now: Released) -> pd.DataFrame:
    """Facts of the years' own reports to this audience, about figures that are told now; the year in wave."""
    facts = published[(published["audience"] == now.context.audience) & (published["wave"] == "")]
    facts = facts[facts["period"].isin(now.table["wave"]) & ~facts["notebook"].isin(AFTER_THE_YEARLY)]
    facts = facts[facts["indicator"].isin(now.table["indicator"]) & ~facts["statistic"].isin(NOT_COMPARED)]
    return facts.assign(wave=facts["period"])[list(FACT)].drop_duplicates([*KEYS, "value", "status"])


def _revised(old: dict[str, Any], now: Released) -> Iterator[dict[str, Any]]:
    found = now.rows(**{key: old[key] for key in KEYS})
    if found.empty or _is_same(old, found.iloc[0]):
        return
    new = found.iloc[0]
    yield {**old, "wave": f"{old['wave']}{WAS}"}
    if _is_exact(old) and _is_exact(new):
        unknown = dict.fromkeys(("low", "high", "n"), float("nan"))
        difference = {"wave": f"{old['wave']}{DIFFERENCE}", "value": new["value"] - old["value"]}
        yield {**old, **unknown, **difference, "status": new["status"]}


def _is_same(old: dict[str, Any], new: pd.Series) -> bool:
    if "withheld" in (old["status"], new["status"]):
        return True
    unknown = pd.isna(old["value"]) and pd.isna(new["value"])
    return old["status"] == new["status"] and (unknown or old["value"] == new["value"])


def _is_exact(row: dict[str, Any] | pd.Series) -> bool:
    return row["status"] in ("shown", "rounded") and not pd.isna(row["value"])
