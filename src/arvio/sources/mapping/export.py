"""One file of a source on its way to a canonical table: what mapping needs to know beside the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from arvio.params import Instrument, Source
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.mapping.columns import Column, columns_of
from arvio.sources.mapping.findings import Finding
from arvio.sources.personal.scanning import Scan
from arvio.sources.raw_table import RawTable
from arvio.withdrawals import Withdrawals

_QUESTION_NUMBER = re.compile(r"(\d+)[.)]?(?:\s|$)")


SECRET_OF_SYNTHETIC = b"nobody to protect"


@dataclass(frozen=True)
class Setting:
    """A source as it is in one file, where params declare it, its instrument, the secret for person keys, and who
    withdrew their consent.

    `not_asked` and `not_comparable` are items that this file's form lacks, or words too differently for a trend.
    """

    name: str
    source: Source
    params_file: str
    secret: bytes = field(repr=False)
    instrument: Instrument | None = None
    not_asked: frozenset[str] = frozenset()
    not_comparable: frozenset[str] = frozenset()
    data: Literal["synthetic", "real"] = "real"
    withdrawals: Withdrawals = field(default=Withdrawals(), repr=False)

    @property
    def secret_of_codes(self) -> bytes:
        """The secret of codes for reviewed open answers: one for all machines where the persons are made up."""
        return self.secret if self.data == "real" else SECRET_OF_SYNTHETIC

    def key(self, *parts: str) -> str:
        """Where in params something is declared: params/organisations/x.yaml under sources.workers.labels."""
        key = ".".join(("sources", self.name, *parts))
        return say("%(file)s under %(key)s", file=self.params_file, key=key)

    @property
    def form(self) -> Instrument:
        """The instrument of a source of answers, which params refuse without one."""
        assert self.instrument is not None
        return self.instrument

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

    def __add__(self, other: Intake) -> Intake:
        """The counts of two parts of one file."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        return Intake(self.source, self.file, **counts)


COUNTS = tuple(name for name in Intake.__dataclass_fields__ if name not in ("source", "file"))


@dataclass(frozen=True)
class Mapped:
    """A part of one file as canonical tables: with provenance, what is wrong in its cells, and the counts of its rows.

    `headers` is column of a table: what the export calls it.
    `withdrawn` are the keys of persons whose rows a rule leaves out because they withdrew their consent.
    `scans` is header of open text: what of persons was found in it.
    """

    tables: Mapping[str, pd.DataFrame]
    places: pd.DataFrame
    findings: tuple[Finding, ...]
    intake: Intake
    headers: Mapping[str, str] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    scans: Mapping[str, Scan] = field(default_factory=dict)


def found_header(raw: RawTable, alternatives: Iterable[str]) -> str | None:
    """Which header of this file params name: by its text, by the question's code or number, or by its place."""
    for wanted in map(text, alternatives):
        found = _header(raw, wanted)
        if found is not None:
            return found
    return None


def checked_header(raw: RawTable, alternatives: Iterable[str]) -> str:
    """The same of a file whose headers were checked, so that it is there."""
    header = found_header(raw, alternatives)
    assert header is not None
    return header


def found_headers(raw: RawTable, names: Iterable[str]) -> set[str]:
    """Every header of this file that a list in params names; a name that ends in * stands for all that begin so."""
    found: set[str] = set()
    for wanted in map(text, names):
        one = _header(raw, wanted)
        if one is not None:
            found.add(one)
        elif wanted.endswith("*"):
            found |= {header for header in raw.headers if header.startswith(wanted[:-1])}
    return found


def _header(raw: RawTable, wanted: str) -> str | None:
    if wanted in raw.cells.columns:
        return wanted
    if raw.codes.get(wanted) in raw.cells.columns:
        return raw.codes[wanted]
    by_place = {f"[column {letter}]": header for header, letter in raw.letters.items()}
    if wanted in by_place:
        return by_place[wanted]
    return _numbered(raw, wanted)


def _numbered(raw: RawTable, wanted: str) -> str | None:
    """The only header that begins with a question number; None where several do, since a matrix repeats its number."""
    number = _QUESTION_NUMBER.fullmatch(wanted)
    if number is None:
        return None
    starts = {header: _QUESTION_NUMBER.match(header) for header in raw.headers}
    found = [header for header, start in starts.items() if start and start[1] == number[1]]
    return found[0] if len(found) == 1 else None


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


def option_headers(raw: RawTable, source: Source, item: str) -> dict[str, str]:
    """Option of an item that is answered by ticking boxes: the header of its box in this file."""
    found = {option: found_header(raw, headers) for option, headers in source.options.get(item, {}).items()}
    return {option: header for option, header in found.items() if header}
