"""What was read, and what was left out and why, before anything was computed."""

from __future__ import annotations

import pandas as pd

from arvio.results import Results, results

REASONS = ("read", "duplicates", "left_out", "kept")


def intake(files: pd.DataFrame) -> Results:
    """Rows of the exports by source: read, duplicates, left out, kept.

    Test rows, empty rows and withdrawn consents are told as one figure: apart, a single withdrawal would be seen.
    """
    left_out = files.filter(like="left_out_").sum(axis="columns")
    told = files.assign(left_out=left_out).groupby("source", sort=False)[list(REASONS)].sum()
    return results(
        {"indicator": source, "breakdown": "intake", "group": reason, "statistic": "rows", "value": row[reason]}
        for source, row in told.iterrows()
        for reason in REASONS
    )
