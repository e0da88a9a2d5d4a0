"""One file, read and validated part by part: its tables go to a store at once, what was noted of it is kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

import pandas as pd

from arvio.datasets.schemas import violations
from arvio.datasets.stores import Store
from arvio.datasets.tables import ANSWERS
from arvio.datasets.waves import with_waves
from arvio.errors import DataError, Problem
from arvio.params import Survey
from arvio.partitions.partition import Left
from arvio.sources import read
from arvio.sources.mapping.decisions import Decisions, decide
from arvio.sources.mapping.export import Intake, Mapped, Setting
from arvio.sources.mapping.findings import as_problems
from arvio.sources.mapping.headers import coverage
from arvio.sources.mapping.intake import with_withdrawn
from arvio.sources.mapping.mapping import mapped_parts
from arvio.sources.personal.scanning import Scan
from arvio.sources.personal.withdrawn import joined_left, without_withdrawn
from arvio.sources.raw_table import RawTable
from arvio.sources.source_file import SourceFile

PROBLEMS_AT_MOST = 1000
"""When a file has this many, the rest of it is not read: a wrong column of a million rows is one mistake."""
_LOST_LETTER = re.compile(r"[^\W\d_]\?[^\W\d_]")

HALF_DAYS = "times have no hour over 12 and no am or pm: morning and afternoon cannot be told apart"

Note = tuple[str, str, str]
"""Kind, column of the export, detail (arvio.datasets.records)."""


@dataclass(frozen=True)
class FileRecord:
    """What reading one file told, beside its tables."""

    intake: Intake
    notes: Mapping[Note, int] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    scans: Mapping[str, Scan] = field(default_factory=dict)
    left: Left = field(default_factory=dict)
    """Rows of those on the list of withdrawals, who are in no table: digest of the person and the rows' numbers."""


def read_file(file: SourceFile, setting: Setting, surveys: Sequence[Survey], *, store: Store) -> FileRecord:
    """The tables of a file into a store; a DataError with everything wrong in its cells.

    What was stored before an error is no table: whoever gave the store throws it away.
    """
    rows = _Rows(file, setting)
    decisions, parts = _decided(rows)
    problems: list[Problem] = []
    notes: Counter[Note] = Counter()
    record = FileRecord(Intake(setting.name, file.name, 0))
    for mapped in mapped_parts(_noted(parts, setting, notes), setting, decisions):
        result, found = _validated(mapped, setting, surveys)
        problems.extend(found)
        if len(problems) > PROBLEMS_AT_MOST:
            break
        store.add(result.tables)
        record = _joined(record, result)
    if problems:
        raise DataError(problems)
    intake = with_withdrawn(record.intake, sum(map(len, rows.left.values())))
    told = _all_notes(notes, decisions, record.scans)
    return FileRecord(intake, told, record.withdrawn, record.scans, rows.left)


class _Rows:
    """The rows of a file without those of persons who withdrew, as often as they are asked for."""

    def __init__(self, file: SourceFile, setting: Setting) -> None:
        self.file, self.setting = file, setting
        self.left: Left = {}

    def parts(self) -> Iterator[RawTable]:
        """The parts of the file from its beginning; what was left out is counted anew each time."""
        self.left = self.file.part.left if self.file.part else {}
        for part in read(self.setting.source, self.file):
            kept, left = without_withdrawn(part, self.setting)
            self.left = joined_left(self.left, left)
            yield kept


def _decided(rows: _Rows) -> tuple[Decisions, Iterator[RawTable]]:
    """What the whole file shows, and its parts. A file of one part is read once, a larger one twice."""
    parts = rows.parts()
    first = list(islice(parts, 2))
    if len(first) == 1:
        return decide(first, rows.setting), iter(first)
    return decide(chain(first, parts), rows.setting), rows.parts()


def _noted(parts: Iterable[RawTable], setting: Setting, notes: Counter[Note]) -> Iterator[RawTable]:
    """The parts as they are, with what they tell added to the notes."""
    for part in parts:
        notes |= Counter({("coverage", header, kind): 1 for header, kind in coverage(part, setting).items()})
        notes |= Counter({("reading", "", note): 1 for note in part.notes})
        notes += Counter(_lost_letters(part))
        yield part


def _lost_letters(raw: RawTable) -> dict[Note, int]:
    """Question marks between letters, as isn?t: a tool that could not write a letter wrote one in its place."""
    counts = {header: _count_lost(raw.cells[header]) for header in raw.headers}
    return {("lost_letters", header, ""): count for header, count in counts.items() if count}


def _count_lost(column: pd.Series) -> int:
    counted = Counter(cell for cell in column if isinstance(cell, str) and "?" in cell)
    return sum(n * len(_LOST_LETTER.findall(cell)) for cell, n in counted.items() if "://" not in cell)


def _validated(result: Mapped, setting: Setting, surveys: Sequence[Survey]) -> tuple[Mapped, list[Problem]]:
    """A part with the waves of its answers, and everything wrong in it."""
    problems = as_problems(result.findings, result.places)
    if setting.source.table == ANSWERS:
        result, outside = with_waves(result, setting, surveys)
        problems.extend(as_problems(outside, result.places))
    problems.extend(_violations(result))
    return result, problems


def _violations(result: Mapped) -> list[Problem]:
    """What breaks the schemas, beyond the findings. The wave of an answer is judged once, with its response."""
    known = {(finding.column, row) for finding in result.findings for row in finding.rows}
    judged = {"submitted_at": "wave"}
    known |= {(judged[column], row) for column, row in known if column in judged}
    found: list[Problem] = []
    for name, table in result.tables.items():
        if name == ANSWERS:
            continue
        outside = set()
        if "submitted_at" in table:
            rows = table.index[table["submitted_at"].notna() & table["wave"].isna()]
            outside = {("wave", int(row)) for row in rows}
        findings = violations(table, name, headers=result.headers, known=known | outside)
        found.extend(as_problems(findings, table))
    return found


def _joined(record: FileRecord, result: Mapped) -> FileRecord:
    withdrawn = record.withdrawn | result.withdrawn
    if "persons" in result.tables:
        persons = result.tables["persons"]
        withdrawn |= set(persons.loc[persons["consent"] == "no", "person_key"])
    scans = {header: record.scans.get(header, Scan()).merged(scan) for header, scan in result.scans.items()}
    return FileRecord(record.intake + result.intake, record.notes, frozenset(withdrawn), scans)


def _all_notes(notes: Counter[Note], decisions: Decisions, scans: Mapping[str, Scan]) -> dict[Note, int]:
    found = dict(notes)
    for header, date in decisions.dates.items():
        if date.half_days:
            found["times", header, HALF_DAYS] = date.timed
        found["dates", header, date.seen] = date.values
        found["dates_over_12", header, date.seen] = date.over_12
    for header, sign in decisions.decimals.items():
        found["decimals", header, sign.seen] = sign.comma + sign.dot
    found |= {("personal", header, kind): n for header, scan in scans.items() for kind, n in scan.counts.items()}
    return found
