"""What was noted while an organisation's exports were read, kept for the report and for the evaluator. Counts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from arvio.errors import ArvioError
from arvio.sources.mapping.export import COUNTS

INTAKE = ("source", "file", *COUNTS)
NOTES = ("source", "file", "kind", "column", "detail", "n")


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True)
class Record:
    """All files of an organisation together.

    `intake`   a row per file, with INTAKE
    `notes`    a row for each thing noted, with NOTES. Kinds: coverage (detail: what becomes of the column), dates,
               decimals (detail: what the column shows), reading (detail: what was chosen or seen), personal (detail: kind
               of personal data, n: hits), lost_letters (n: question marks between letters)
    `failed`   source: what is wrong with its files
    `unreviewed` file and open question in which personal data was found and nobody has said to have read it: its code
    """

    intake: pd.DataFrame = field(default_factory=lambda: _empty(INTAKE))
    notes: pd.DataFrame = field(default_factory=lambda: _empty(NOTES))
    failed: Mapping[str, tuple[ArvioError, ...]] = field(default_factory=dict)
    unreviewed: Mapping[tuple[str, str], str] = field(default_factory=dict)
