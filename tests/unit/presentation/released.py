"""Released tables built by hand, as release would have made them."""

import datetime as dt

import pandas as pd

from arvio.disclosure import Context, Ends, Released
from arvio.results import results

LABELS = {"worker_gender": "Gender of the worker", "heard": "I was heard", "claim_a": "Gender matters (4.5)"}
SCALES = {"worker_gender": Ends(1, 5, "higher"), "heard": Ends(1, 5, "lower"), "percent": Ends(0, 100, "higher")}


def context(language="en", **labels):
    return Context(
        organisation="talo",
        organisation_name="Talo ry",
        period="2025",
        start=dt.date(2025, 1, 1),
        end=dt.date(2025, 12, 31),
        language=language,
        audience="funder",
        labels={**LABELS, **labels},
        scales=SCALES,
    )


def released(*rows, language="en", **labels):
    """Rows as released: `status` is shown unless a row says otherwise; a withheld row loses its numbers."""
    table = results({key: value for key, value in row.items() if key != "status"} for row in rows).table
    table["status"] = [row.get("status", "shown") for row in rows]
    table.loc[table["status"] == "withheld", ["value", "low", "high", "n"]] = float("nan")
    return Released(table.astype({"status": "str"}) if len(table) else table, context(language, **labels))


def mean(group="participants", value=4.5, **more):
    row = {"indicator": "worker_gender", "breakdown": "respondent_group", "group": group, "statistic": "mean"}
    return {**row, "value": value, "low": value - 0.1, "high": value + 0.1, "n": 50, **more}


def empty(language="en"):
    return Released(pd.DataFrame(results([]).table.assign(status="")), context(language))
