"""Writing exports so that the same contents give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from arvio.sources.containers.workbook_out import escaped
from generator.people import Canary

WRITTEN = dt.datetime(2026, 1, 15, 9, 0)
"""When every workbook says that it was made: openpyxl would say now."""

CREATOR = "arvio, synteettinen esimerkkiaineisto"


def new_workbook(title: str) -> Workbook:
    """An empty workbook whose properties say that it is synthetic."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = CREATOR
    workbook.properties.title = title
    workbook.properties.description = "Synthetic sample data: every person and answer is made up."
    workbook.properties.created = WRITTEN
    return workbook


def add_sheet(workbook: Workbook, name: str, rows: Iterable[Sequence[object]]) -> Worksheet:
    """A sheet with these rows; datetimes are shown as Finns write them."""
    sheet = workbook.create_sheet(name)
    for row in rows:
        sheet.append([escaped(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, dt.datetime):
                cell.number_format = "d.m.yyyy h:mm"
            elif isinstance(cell.value, dt.date):
                cell.number_format = "d.m.yyyy"
    return sheet


def write_workbook(path: Path, workbook: Workbook) -> None:
    """Save a workbook with fixed dates within: its properties and its archive."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as fixed:
        for name in saved.namelist():
            entry = zipfile.ZipInfo(name, date_time=WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on Windows and Linux
            fixed.writestr(entry, _without_clock(name, saved.read(name)))


def _without_clock(name: str, contents: bytes) -> bytes:
    if name != "docProps/core.xml":
        return contents
    stamp = WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, contents)


def write_csv(path: Path, rows: Iterable[Sequence[object]], *, encoding: str, delimiter: str) -> None:
    """A CSV file with the line ends that Excel writes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(
            [escaped(cell) for cell in row] for row in rows
        )


def write_canaries(path: Path, canaries: Mapping[str, Sequence[Canary]]) -> None:
    """The strings that no report may ever hold, by organisation."""
    lines = [
        "# Synthetic persons' unique strings, planted in the raw exports: no report may hold any of them.",
        "# Made by make_sample.py.",
    ]
    for organisation, persons in canaries.items():
        lines.append(f"{organisation}:")
        lines.extend(f'  - "{text}"' for person in persons for text in person.strings)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
