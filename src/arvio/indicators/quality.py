"""What was read, what was left out, and what the reports can rest on: counts from the record of reading.

`notes` and `intake` are the tables of `arvio.datasets.records.Record`. Headers of columns and names of sources are told
as they are; cells never are, nor files, whose names may name persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from arvio.datasets.records import Record
from arvio.errors import ArvioError, Problem, SourceError
from arvio.results import EVERYBODY, Results, results

State = Literal["ready", "not_collected", "unreadable"]
"""Of a canonical table: it can be read, the organisation has no source of it, or an export of it is wrong."""

SEEN = ("dates", "decimals", "times", "lost_letters")
"""Kinds of notes that tell how the values of a column were read."""

KINDS_OF_PROBLEM: Mapping[str, str] = {
    "an answer outside the scale": "outside_the_scale",
    "an unknown answer label": "unknown_label",
    "an unknown label": "unknown_label",
    "a column that params map is missing": "missing_column",
    "a column that params say nothing about": "unmapped_column",
    "several columns of this file": "faulty_mapping",
    "two items are mapped": "faulty_mapping",
    "the table ": "faulty_mapping",
    "ambiguous": "ambiguous_values",
    "an empty cell": "empty_cell",
    "the value cannot be right": "impossible_value",
    "is not a": "impossible_value",
    "is not one of the choices": "impossible_value",
    "ends before": "impossible_value",
    "an answer of": "outside_the_surveys",
    "personal data": "personal_data_kept",
    "the same row": "repeated_row",
    "a group that": "unknown_reference",
    "a partner that": "unknown_reference",
}
"""How a problem of contents begins: its kind. Its own words may quote the file, and are told by `arvio check` only."""


def files(intake: pd.DataFrame) -> Results:
    """Files and rows of each source, and of all together: read, duplicates, left out, kept.

    Test rows, empty rows and withdrawn consents are told as one figure: apart, a single withdrawal would be seen.
    """
    parts = intake.groupby("source", sort=False)
    return results(
        {"indicator": "files", "breakdown": "source", "group": source, "statistic": statistic, "value": value}
        for source, one in [*parts, (EVERYBODY, intake)]
        for statistic, value in _rows(one).items()
        if len(intake)
    )


def coverage(notes: pd.DataFrame) -> Results:
    """How many columns of each source are items, columns of its table, personal, open text, and so on.

    A header that stands in several files of a source counts once. `group` is what becomes of the columns.
    """
    columns = notes[notes["kind"] == "coverage"].drop_duplicates(["source", "column", "detail"])
    return results(
        {"indicator": "coverage", "breakdown": source, "group": fate, "statistic": "columns", "value": count}
        for (source, fate), count in columns.groupby(["source", "detail"], sort=False).size().items()
    )


def decisions(notes: pd.DataFrame) -> Results:
    """What the dates, times and decimals of each column showed, and lost letters: how many values show it.

    `breakdown` is the source, `group` the column, `wave` what was seen. What readers remarked is counted by source.
    """
    return results([*_seen_rows(notes), *_remark_rows(notes)])


def problems(failed: Mapping[str, Sequence[ArvioError]], disagreeing: Mapping[str, Sequence[Problem]]) -> Results:
    """How many problems of each kind there are in the exports of each source, and in tables that disagree.

    A problem is one line of `arvio check`: the same wrong value in many rows of a file is one. `wave` is the kind.
    """
    by_source = {source: Counter(_kinds(errors)) for source, errors in failed.items()}
    by_table = {table: Counter(map(_kind, found)) for table, found in disagreeing.items()}
    return results(
        {
            "indicator": "problems",
            "breakdown": place,
            "group": name,
            "wave": kind,
            "statistic": "problems",
            "value": count,
        }
        for place, counted in (("source", by_source), ("table", by_table))
        for name, kinds in counted.items()
        for kind, count in kinds.items()
    )


def consents(persons: pd.DataFrame, record: Record) -> Results:
    """Persons with a consent, persons who withdrew it, and the rows that were left out for that.

    Where exports name no persons, each row is taken for one person; where they do, the rows stand on those persons.
    """
    rows = int(record.intake["left_out_withdrawn"].sum())
    agreed = int((persons["consent"] == "yes").sum())
    behind = record.withdrawn or rows
    counted = [("with_consent", agreed, agreed), ("without_consent", behind, behind), ("withdrawn_rows", rows, behind)]
    return results(
        {"indicator": "consents", "statistic": statistic, "value": value, "n": n}
        for statistic, value, n in counted
        if n
    )


def personal_data(record: Record) -> Results:
    """Hits of personal data in open answers by source, column and kind, columns searched, and columns not reviewed.

    `breakdown` is the source, `group` the column, `wave` the kind of personal data.
    """
    notes = record.notes
    hits = notes[notes["kind"] == "personal"].groupby(["source", "column", "detail"], sort=False)["n"].sum()
    searched = notes[(notes["kind"] == "coverage") & (notes["detail"] == "open_text")]
    common = {"indicator": "personal_data"}
    return results(
        [
            {**common, "statistic": "columns", "value": len(searched.drop_duplicates(["source", "column"]))},
            {**common, "statistic": "unreviewed", "value": len(record.unreviewed)},
            *(
                {**common, "breakdown": source, "group": column, "wave": kind, "statistic": "hits", "value": count}
                for (source, column, kind), count in hits.items()
            ),
        ]
    )


def readiness(needs: Mapping[str, Sequence[str]], states: Mapping[str, State]) -> Results:
    """Whether each table that a notebook needs is ready, not collected, or cannot be read.

    `breakdown` is the notebook, `group` the table; the statistic is the state, and its value one table.
    """
    return results(
        {"indicator": "readiness", "breakdown": notebook, "group": table, "statistic": states[table], "value": 1}
        for notebook, tables in needs.items()
        for table in tables
    )


def _rows(intake: pd.DataFrame) -> dict[str, int]:
    counts = {reason: int(intake[reason].sum()) for reason in ("read", "duplicates")}
    left_out = int(intake.filter(like="left_out_").sum().sum())
    return {"files": len(intake), **counts, "left_out": left_out, "kept": int(intake["kept"].sum())}


def _seen_rows(notes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    keys = ["source", "column", "kind", "detail"]
    counts = notes.groupby(keys, sort=False)["n"].sum()
    for (source, column, kind, detail), count in counts[counts.index.isin(SEEN, level="kind")].items():
        seen = detail if kind in ("dates", "decimals") else kind
        common = {"indicator": kind, "breakdown": source, "group": column, "wave": seen}
        yield {**common, "statistic": "values", "value": count or float("nan")}
        over_12 = counts.get((source, column, "dates_over_12", detail), 0)
        if over_12:
            yield {**common, "statistic": "days_over_12", "value": over_12}


def _remark_rows(notes: pd.DataFrame) -> Iterator[dict[str, Any]]:
    remarks = notes[notes["kind"] == "reading"].drop_duplicates(["source", "detail"])
    for source, count in remarks.groupby("source", sort=False).size().items():
        yield {"indicator": "remarks", "breakdown": source, "statistic": "remarks", "value": count}


def _kinds(errors: Iterable[ArvioError]) -> Iterator[str]:
    for error in errors:
        for problem in error.problems:
            yield "unreadable_file" if isinstance(error, SourceError) else _kind(problem)


def _kind(problem: Problem) -> str:
    return next((kind for words, kind in KINDS_OF_PROBLEM.items() if problem.what.startswith(words)), "other_problem")
