"""Whether what the organisation says in public holds: each claim recomputed and judged."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pandas as pd

from arvio.indicators.estimates import rounded
from arvio.params import Claim
from arvio.results import EVERYBODY, STATISTICS, Results, join, results

SUPPORTED, NOT_SUPPORTED, CANNOT_BE_JUDGED = 1.0, 0.0, float("nan")

VERDICTS = ("supported", "not_supported", "cannot_be_judged", "not_told")

DEVIATIONS = "deviations"
NOT_KNOWN = ("not_known", "persons_not_known")
EVIDENCE = ("value", "low", "high", "n", "basis")

COMPARED = {"=": operator.eq, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def claims(stated: Iterable[Claim], *computed: Results) -> Results:
    """For each claim the value claimed, the value computed, and the verdict.

    The computed value is rounded half up to the claim's own decimals before it is compared: 4.449 does not support
    "4.5", 4.450 does. A share or rate that is claimed of all (1) or of none (0) is not rounded: 99.6 % are not all. The
    deviations stand beside it where they were counted. The verdict is missing, since it cannot be judged, where no
    indicator computed it, and where a claim of all holds of what is known and something is not known.
    """
    table = join(*computed).table
    return results(row for claim in stated for row in _rows(claim, _computed(claim, table)))


def without_figures(judged: Results, names: Collection[str]) -> Results:
    """The same where the figures of some claims may not be seen: they stand on nobody, and so do their verdicts."""
    hidden = judged.table["indicator"].isin([*names]) & (judged.table["statistic"] != "claimed")
    table = judged.table.copy()
    table.loc[hidden, ["value", "low", "high"]] = float("nan")
    table.loc[hidden, "n"] = 0.0
    return Results(table)


def claim_verdicts(judged: pd.DataFrame) -> Results:
    """How many released claims the data support, do not support, cannot judge, and how many are not told."""
    of_claims = judged[judged["statistic"] == "verdict"]
    verdict = (
        of_claims["value"].map({SUPPORTED: "supported", NOT_SUPPORTED: "not_supported"}).fillna("cannot_be_judged")
    )
    counts = verdict.mask(of_claims["status"] == "withheld", "not_told").value_counts()
    common = {"indicator": "claims", "breakdown": "verdict", "statistic": "claims"}
    every = {EVERYBODY: len(of_claims), **{name: int(counts.get(name, 0)) for name in VERDICTS}}
    return results({**common, "group": name, "value": count} for name, count in every.items() if len(of_claims))


def _computed(claim: Claim, table: pd.DataFrame) -> pd.DataFrame:
    """What was computed of the claim's indicator and group, by statistic."""
    return (
        table[
            (table["indicator"] == claim.indicator)
            & (table["breakdown"] == claim.breakdown)
            & (table["group"] == claim.group)
            & (table["wave"] == "")
        ]
        .dropna(subset=["value"])
        .drop_duplicates("statistic")
        .set_index("statistic", drop=False)
    )


def _rows(claim: Claim, computed: pd.DataFrame) -> Iterator[dict[str, Any]]:
    common = {"indicator": claim.claim, "breakdown": "claim"}
    yield {**common, "statistic": "claimed", "value": claim.value}
    if claim.statistic not in computed.index or _is_open(claim, computed["value"]):
        known_of = float("nan") if claim.statistic in computed.index else 0  # n: 0 where nobody was asked at all
        yield {**common, "statistic": "verdict", "value": CANNOT_BE_JUDGED, "n": known_of}
        return
    found = computed.loc[claim.statistic]
    for statistic in dict.fromkeys((claim.statistic, *({DEVIATIONS} & set(computed.index)))):
        yield {**common, "statistic": statistic, **computed.loc[statistic, [*EVIDENCE]]}
    verdict = SUPPORTED if _holds(claim, found["value"]) else NOT_SUPPORTED
    yield {**common, "statistic": "verdict", "value": verdict, "n": found["n"], "basis": found["basis"]}


def _holds(claim: Claim, value: float) -> bool:
    compared = value if _is_of_all_or_none(claim) else rounded(value, claim.decimals)
    return bool(COMPARED[claim.comparator](compared, claim.value))


def _is_of_all_or_none(claim: Claim) -> bool:
    return STATISTICS[claim.statistic] in ("share", "rate") and claim.value in (0, 1)


def _is_open(claim: Claim, values: pd.Series) -> bool:
    """Whether a claim of all holds of what is known, and something is not known."""
    unknown = values.reindex([*NOT_KNOWN]).fillna(0).sum() > 0
    return _is_of_all_or_none(claim) and bool(unknown) and _holds(claim, values[claim.statistic])
