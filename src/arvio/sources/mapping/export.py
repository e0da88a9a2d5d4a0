"""One file of a source on its way to a canonical table: what mapping needs to know beside the cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from arvio.params import Instrument, Source
from arvio.sources.cells import text
from arvio.sources.mapping.columns import Column, columns_of
from arvio.sources.mapping.findings import Finding
from arvio.sources.raw_table import RawTable


@dataclass(frozen=True)
class Setting:
    """A source, where params declare it, its instrument, and the secret for person keys."""

    name: str
    source: Source
    params_file: str
    secret: bytes = field(repr=False)
    instrument: Instrument | None = None

    def key(self, *parts: str) -> str:
        """Where in params something is declared: params/organisations/x.yaml under sources.workers.labels."""
        return f"{self.params_file} under sources.{'.'.join((self.name, *parts))}"

    @property
    def columns(self) -> Mapping[str, Column]:
        return columns_of(self.source.table)


@dataclass(frozen=True)
class Intake:
    """What became of the rows of one file, as counts."""

    source: str
    file: str
    read: int
    left_out_test: int = 0
    left_out_withdrawn: int = 0
    left_out_empty: int = 0
    left_out_other_service: int = 0
    duplicates: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Mapped:
    """One file as canonical tables: with provenance, what is wrong in its cells, and the counts of its rows.

    `headers` is column of a table: what the export calls it.
    `withdrawn` are the keys of persons whose rows a rule leaves out because they withdrew their consent.
    """

    tables: Mapping[str, pd.DataFrame]
    places: pd.DataFrame
    findings: tuple[Finding, ...]
    intake: Intake
    headers: Mapping[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()


def found_header(raw: RawTable, alternatives: Iterable[str]) -> str | None:
    """Which of the headers that params allow for a column stands in this file."""
    wanted = [text(header) for header in alternatives]
    return next((header for header in raw.headers if header in wanted), None)


def headers_of(raw: RawTable, setting: Setting) -> dict[str, str]:
    """Column of the canonical table: what this export calls it, for messages."""
    source = setting.source
    found = {name: header_of(raw, source, name) for name in setting.columns}
    found |= {item: found_header(raw, headers) for item, headers in source.items.items()}
    if source.person:
        found |= {name: " + ".join(source.person) for name, column in setting.columns.items() if column.kind == "key"}
    return {name: header for name, header in found.items() if header}


def header_of(raw: RawTable, source: Source, column: str) -> str | None:
    """The header from which a column of the canonical table is filled; None where there is none."""
    if column in source.columns:
        return found_header(raw, source.columns[column])
    return raw.provides.get(column)
