"""What was noted while an organisation's exports were read, kept for the report and for the evaluator. Counts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from arvio.errors import ArvioError, Problem
from arvio.params import Organisation
from arvio.saying import joined, say
from arvio.sources.mapping.export import COUNTS
from arvio.sources.personal.hits import IN_WORDS

INTAKE = ("source", "file", *COUNTS)
NOTES = ("source", "file", "kind", "column", "detail", "n")


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True)
class Record:
    """All files of an organisation together.

    `intake`   a row per file, with INTAKE
    `notes`    a row for each thing noted, with NOTES. Kinds: coverage (detail: what becomes of the column), dates
               and decimals (detail: what the column shows, in a word; n: values that show it), dates_over_12 (n: those
               that prove the order), times (half days), reading (what was chosen or seen; may quote the file),
               personal (detail: kind of personal data, n: hits), lost_letters (n: question marks between letters)
    `failed`   source: what is wrong with its files
    `unreviewed` file and open question in which personal data was found and nobody has said to have read it: its code
    `withdrawn` how many different persons withdrew their consent, as far as the files name persons
    """

    intake: pd.DataFrame = field(default_factory=lambda: _empty(INTAKE))
    notes: pd.DataFrame = field(default_factory=lambda: _empty(NOTES))
    failed: Mapping[str, tuple[ArvioError, ...]] = field(default_factory=dict)
    unreviewed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    withdrawn: int = 0


def unreviewed_problems(organisation: Organisation, record: Record) -> list[Problem]:
    """What was found in open answers that nobody has said to have read: counts and the code, never a word of it."""
    return [
        Problem(
            file,
            say(
                "personal data in open answers that nobody has reviewed: %(found)s",
                found=_found(record, file, question),
            ),
            say("open answers read by somebody, and what names a person left out of commentary and quotations"),
            say(
                'read them in the export, then write reviewed: ["%(code)s"] for the source in '
                "params/organisations/%(organisation)s.yaml",
                code=code,
                organisation=organisation.organisation,
            ),
            say("column '%(question)s'", question=question),
        )
        for (file, question), code in record.unreviewed.items()
    ]


def _found(record: Record, file: str, question: str) -> str:
    notes = record.notes
    here = notes[(notes["file"] == file) & (notes["column"] == question) & (notes["kind"] == "personal")]
    counted = zip(here["detail"], here["n"], strict=True)
    return joined(say("%(kind)s %(n)s", kind=IN_WORDS[kind], n=n) for kind, n in counted)
