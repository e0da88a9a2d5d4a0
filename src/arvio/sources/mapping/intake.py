"""Rows that are not answers: left out by the rules in params, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from arvio.params import Source
from arvio.sources.cells import label, text
from arvio.sources.mapping.export import Intake, Setting, found_header
from arvio.sources.personal.identity import person_keys
from arvio.sources.raw_table import RawTable


@dataclass(frozen=True)
class Sifted:
    """The rows that remain, what became of the others, and whose consent was withdrawn."""

    raw: RawTable
    intake: Intake
    withdrawn: frozenset[str]


def sift(raw: RawTable, setting: Setting) -> Sifted:
    """The rows of an export without test answers, withdrawn consents, empty rows and duplicates.

    A row that several rules meet is counted under the first of them.
    """
    reasons = _reasons(raw, setting.source)
    remaining = _rows(raw, reasons == "")
    repeated = _repeated(remaining, setting.source)
    kept = _rows(remaining, ~repeated)
    counts = Counter(reasons)
    intake = Intake(
        source=setting.name,
        file=raw.file,
        read=len(raw.cells) + raw.blank,
        left_out_test=counts["test"],
        left_out_withdrawn=counts["withdrawn"],
        left_out_empty=counts["empty"] + raw.blank,
        left_out_other_service=counts["other_service"],
        duplicates=int(repeated.sum()),
        kept=len(kept.cells),
    )
    return Sifted(kept, intake, _withdrawn(_rows(raw, reasons == "withdrawn"), setting))


def without(intake: Intake, n_withdrawn: int) -> Intake:
    """The counts after more rows were taken out because a person withdrew the consent elsewhere."""
    return replace(intake, left_out_withdrawn=intake.left_out_withdrawn + n_withdrawn, kept=intake.kept - n_withdrawn)


def _reasons(raw: RawTable, source: Source) -> pd.Series:
    """Why each row is left out; '' for those that stay."""
    reasons = pd.Series("", index=raw.cells.index, dtype=object)
    for rule in source.leave_out:
        header = found_header(raw, [rule.column])
        values = {_form(value) for value in rule.values}
        meets = raw.cells[header].map(_form).isin(values)
        reasons = reasons.mask(meets & (reasons == ""), rule.reason)
    if source.table == "answers":
        reasons = reasons.mask(_unanswered(raw, source) & (reasons == ""), "empty")
    return reasons


def _unanswered(raw: RawTable, source: Source) -> pd.Series:
    """Rows that answer no item at all: somebody opened the form, and that is not a response."""
    headers = [found_header(raw, headers) for headers in source.items.values()]
    return ~pd.concat([raw.cells[header].map(text).ne("") for header in headers], axis=1).any(axis=1)


def _repeated(raw: RawTable, source: Source) -> pd.Series:
    """Rows that another row repeats. Rows with nothing in the telling columns are nobody's duplicates."""
    if source.duplicates is None:
        return pd.Series(False, index=raw.cells.index)
    headers = [found_header(raw, [header]) for header in source.duplicates.by]
    telling = pd.concat([raw.cells[header].map(_form) for header in headers], axis=1)
    return telling.duplicated(keep=source.duplicates.keep) & telling.ne("").any(axis=1)


def _withdrawn(raw: RawTable, setting: Setting) -> frozenset[str]:
    if not setting.source.person or raw.cells.empty:
        return frozenset()
    headers: Iterable[str] = [found_header(raw, [header]) for header in setting.source.person]
    return frozenset(person_keys([raw.cells[header] for header in headers], setting.secret).dropna())


def _rows(raw: RawTable, mask: pd.Series) -> RawTable:
    return replace(raw, cells=raw.cells[mask], places=raw.places[mask])


def _form(cell: object) -> str:
    return label(cell)
