"""What was read, and what was left out and why, before anything was computed."""

from __future__ import annotations

import pandas as pd

from arvio.results import Results, results

REASONS = ("read", "duplicates", "left_out", "kept")


def intake(files: pd.DataFrame) -> Results:
    """Rows of all the exports together: read, duplicates, left out, kept.

    Test rows, empty rows and withdrawn consents are told as one figure: apart, a single withdrawal would be seen.
    """
    counts = {"read": files["read"], "duplicates": files["duplicates"], "kept": files["kept"]}
    counts["left_out"] = files.filter(like="left_out_").sum(axis="columns")
    return results(
        {
            "indicator": "intake",
            "breakdown": "reason",
            "group": reason,
            "statistic": "rows",
            "value": counts[reason].sum(),
        }
        for reason in REASONS
        if len(files)
    )
