"""What was promised and what came of it: counts of weeks, visits or whatever else somebody promised to do.

The one way to tell a rhythm ("a meeting every week") and a claim of all ("always two workers"): how many were promised,
how many came true, and how many did not. See `arvio.indicators.claims` for how a claim of all is judged by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def realisation(
    indicator: str, *, promised: int, realised: int, not_known: int = 0, **where: str
) -> Iterator[dict[str, Any]]:
    """Rows of results: promised, realised, deviations (promised and not realised), not_known, and the rate.

    What is not known is no part of what was promised: it is told beside, and a claim of all that nothing else refutes
    cannot be judged then. The rate is of all that was promised, so that it has no interval, and n is its number.

    >>> {row["statistic"]: row["value"] for row in realisation("pair_work", promised=412, realised=409)}
    {'promised': 412, 'realised': 409, 'deviations': 3, 'not_known': 0, 'realisation_rate': 0.9927184466019418}
    """
    if realised > promised:
        raise ValueError(f"{indicator}: more realised ({realised}) than promised ({promised})")
    common = {"indicator": indicator, **where}
    counts = {"promised": promised, "realised": realised, "deviations": promised - realised, "not_known": not_known}
    for statistic, count in counts.items():
        yield {**common, "statistic": statistic, "value": count}
    if promised:
        yield {**common, "statistic": "realisation_rate", "value": realised / promised, "n": promised}
