"""What can only be decided from a whole file: the order of day and month, the decimal sign, and which rows repeat.

A file that is read in parts is gone through once for these, and once more to be mapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from arvio.params.models import Duplicates
from arvio.sources.cells import each, label, text
from arvio.sources.dates import Evidence, evidence
from arvio.sources.mapping.export import Setting, found_header, found_headers, header_of
from arvio.sources.mapping.intake import reasons_left_out
from arvio.sources.numbers import DecimalEvidence, decimal_evidence
from arvio.sources.raw_table import RawTable

_NAME = re.compile(r"[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){1,3}")


@dataclass(frozen=True)
class Decisions:
    """What a file shows as a whole.

    `dates` and `decimals` are header: what its cells show; `repeated` are index labels of rows that repeat another;
    `names` are the persons that stand in its columns of persons, to be looked for in open answers.
    """

    dates: Mapping[str, Evidence] = field(default_factory=dict)
    decimals: Mapping[str, DecimalEvidence] = field(default_factory=dict)
    repeated: pd.Index = field(default_factory=lambda: pd.Index([]))
    names: frozenset[str] = field(default=frozenset(), repr=False)


def decide(parts: Iterable[RawTable], setting: Setting) -> Decisions:
    """The decisions of a file, from all of its parts."""
    dates: dict[str, Evidence] = {}
    decimals: dict[str, DecimalEvidence] = {}
    rows: list[pd.Series] = []
    names: set[str] = set()
    for part in parts:
        names |= _names(part, setting)
        for header in headers_of_kind(part, setting, "date"):
            dates[header] = dates.get(header, Evidence()) + evidence(part.cells[header])
        for header in [*headers_of_kind(part, setting, "number"), *_number_items(part, setting)]:
            decimals[header] = decimals.get(header, DecimalEvidence()) + decimal_evidence(part.cells[header])
        if setting.source.duplicates:
            rows.append(_fingerprints(part, setting))
    return Decisions(dates, decimals, _repeated(rows, setting), frozenset(names))


def _names(raw: RawTable, setting: Setting) -> set[str]:
    """Cells of the columns of persons that are written as names are."""
    source = setting.source
    if not source.open_text:
        return set()
    headers = found_headers(raw, [*(source.person or []), *source.personal, *raw.personal])
    return {cell for header in headers for cell in map(text, raw.cells[header].unique()) if _NAME.fullmatch(cell)}


def headers_of_kind(raw: RawTable, setting: Setting, kind: str) -> list[str]:
    """The headers that fill the columns of a kind."""
    wanted = (header_of(raw, setting.source, name) for name, column in setting.columns.items() if column.kind == kind)
    return [header for header in wanted if header]


def _number_items(raw: RawTable, setting: Setting) -> list[str]:
    items = {item.item for item in setting.instrument.items if item.kind == "number"} if setting.instrument else set()
    wanted = (found_header(raw, headers) for item, headers in setting.source.items.items() if item in items)
    return [header for header in wanted if header]


def _fingerprints(raw: RawTable, setting: Setting) -> pd.Series:
    """A number for what the telling columns of each remaining row hold: eight bytes in place of the texts.

    Two different rows of ten million get the same number once in three hundred thousand files.
    """
    remaining = reasons_left_out(raw, setting.source).eq("")
    headers = [found_header(raw, [header]) for header in _rule(setting).by]
    telling = pd.DataFrame({place: each(raw.cells[header], label) for place, header in enumerate(headers) if header})
    telling = telling[remaining & telling.ne("").any(axis=1)]
    return pd.util.hash_pandas_object(telling, index=False)


def _rule(setting: Setting) -> Duplicates:
    assert setting.source.duplicates is not None  # others are not asked for theirs
    return setting.source.duplicates


def _repeated(rows: list[pd.Series], setting: Setting) -> pd.Index:
    """Rows that another row repeats. Rows with nothing in the telling columns are nobody's duplicates."""
    if not rows:
        return pd.Index([])
    prints = np.concatenate([one.to_numpy() for one in rows])
    labels = np.concatenate([one.index.to_numpy() for one in rows])
    return pd.Index(labels[pd.Series(prints).duplicated(keep=_rule(setting).keep).to_numpy()])
