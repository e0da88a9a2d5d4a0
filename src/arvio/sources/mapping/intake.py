"""Rows that are not answers: left out by the rules in params, and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pandas as pd

from arvio.params import Source
from arvio.sources.cells import each, label
from arvio.sources.mapping.export import Intake, Setting, checked_header, found_header, option_headers
from arvio.sources.personal.identity import person_keys
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN, RawTable

NOTHING_SAID = frozenset({"", NOT_SHOWN, NOT_CHOSEN})
NOT_TICKED = frozenset({"0", "n", "no", "ei", "false", "unchecked", "not selected", "ei valittu"})
"""How tools write a box that was seen and left unticked, in the compared form."""


@dataclass(frozen=True)
class Sifted:
    """The rows that remain, what became of the others, and whose consent was withdrawn."""

    raw: RawTable
    intake: Intake
    withdrawn: frozenset[str]


def sift(raw: RawTable, setting: Setting, repeated: pd.Index) -> Sifted:
    """The rows of an export without test answers, withdrawn consents, empty rows and duplicates.

    A row that several rules meet is counted under the first of them.
    """
    reasons = reasons_left_out(raw, setting.source)
    remaining = _rows(raw, reasons == "")
    twice = remaining.cells.index.isin(repeated)
    kept = _rows(remaining, ~twice)
    counts = Counter(reasons)
    intake = Intake(
        source=setting.name,
        file=raw.file,
        read=len(raw.cells) + raw.blank,
        left_out_test=counts["test"],
        left_out_withdrawn=counts["withdrawn"],
        left_out_empty=counts["empty"] + raw.blank,
        left_out_other_service=counts["other_service"],
        duplicates=int(twice.sum()),
        kept=len(kept.cells),
    )
    return Sifted(kept, intake, _withdrawn(_rows(raw, reasons == "withdrawn"), setting))


def with_withdrawn(intake: Intake, n: int) -> Intake:
    """The counts with rows that were taken out before anything else, since their persons withdrew."""
    return replace(intake, read=intake.read + n, left_out_withdrawn=intake.left_out_withdrawn + n)


def without(intake: Intake, n_withdrawn: int) -> Intake:
    """The counts after more rows were taken out because a person withdrew the consent elsewhere."""
    return replace(intake, left_out_withdrawn=intake.left_out_withdrawn + n_withdrawn, kept=intake.kept - n_withdrawn)


def reasons_left_out(raw: RawTable, source: Source) -> pd.Series:
    """Why each row is left out; '' for those that stay."""
    reasons = pd.Series("", index=raw.cells.index, dtype=object)
    for rule in source.leave_out:
        header = found_header(raw, [rule.column])
        if header is None:
            continue  # told when the headers are checked
        values = {label(value) for value in rule.values}
        meets = each(raw.cells[header], label).isin(values)
        reasons = reasons.mask(meets & (reasons == ""), rule.reason)
    if source.table == "answers":
        reasons = reasons.mask(_unanswered(raw, source) & (reasons == ""), "empty")
    return reasons


def _unanswered(raw: RawTable, source: Source) -> pd.Series:
    """Rows that answer no item at all: somebody opened the form, and that is not a response."""
    items = [found_header(raw, headers) for headers in source.items.values()]
    boxes = [header for item in source.options for header in option_headers(raw, source, item).values()]
    answered = [~each(raw.cells[header], label).isin(NOTHING_SAID) for header in items if header]
    answered += [~each(raw.cells[header], label).isin(NOTHING_SAID | NOT_TICKED) for header in boxes]
    if not answered:
        return pd.Series(False, index=raw.cells.index)
    return ~pd.concat(answered, axis=1).any(axis=1)


def _withdrawn(raw: RawTable, setting: Setting) -> frozenset[str]:
    if not setting.source.person or raw.cells.empty:
        return frozenset()
    headers = [checked_header(raw, [header]) for header in setting.source.person]
    return frozenset(person_keys([raw.cells[header] for header in headers], setting.secret).dropna())


def _rows(raw: RawTable, mask: pd.Series) -> RawTable:
    return replace(raw, cells=raw.cells[mask], places=raw.places[mask])
