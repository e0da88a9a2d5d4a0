"""Workbooks opened safely: values only, and a plain word on every way in which a file can fail to be one."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Source
from arvio.params.checking import nearest
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.files import contents
from arvio.sources.limits import bounded, refuse_beyond, refuse_bombs, refuse_long_cells
from arvio.sources.source_file import SourceFile

if TYPE_CHECKING:
    from openpyxl import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = "xl/vbaProject.bin"
PROLOGUE = 65_536
"""Bytes at the start of each XML part in which a document type, and with it an entity, would be declared."""
_NEVER_COMPUTED = re.compile(
    rb"<c\b[^<>]*+>\s*+(?:<f\b[^<>]*/>|<f\b[^<>]*+>[^<]*+</f>)\s*+(?:<v\s*+/>|<v></v>)?\s*+</c>"
)
"""Nothing is tried in two ways and no search passes the next <, so that a part of any bytes is searched in one pass."""

Rows = list[tuple[object, ...]]


def read_sheet(source: Source, file: SourceFile) -> tuple[str, Rows]:
    """The name and the rows of the sheet that params name, or of the only one."""
    with _open(file) as workbook:
        name = _chosen_sheet(file.name, workbook.sheetnames, source.sheet)
        return name, _rows(file, workbook, name)


def read_sheets(file: SourceFile) -> dict[str, Rows]:
    """The rows of every sheet, in the order of the workbook."""
    with _open(file) as workbook:
        return {name: _rows(file, workbook, name) for name in workbook.sheetnames}


@contextmanager
def _open(file: SourceFile) -> Iterator[Workbook]:
    from openpyxl import load_workbook  # a third of a second that text files need not wait for

    container = checked_container(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions, which are not read here
            workbook = load_workbook(container, read_only=True, data_only=True, keep_links=False)
            try:
                refuse_beyond(file, "sheets", len(workbook.sheetnames))
                yield workbook
            finally:
                workbook.close()
    except ArvioError:
        raise
    except Exception as error:  # any byte of the XML within may be broken, and openpyxl then raises anything
        raise SourceError(_damaged(file.name, type(error).__name__)) from error


def _rows(file: SourceFile, workbook: Workbook, name: str) -> Rows:
    """The rows of a sheet. One cell far down or far to the right stands for all the empty ones before it."""
    sheet, place = workbook[name], say("sheet %(sheet)s", sheet=name)
    sheet.reset_dimensions()  # some tools write a wrong size into the file, and rows would be missing
    rows: Rows = []
    n_cells = 0
    for row in bounded(file, sheet.iter_rows(values_only=True), place):
        n_cells += len(row)
        refuse_beyond(file, "cells", n_cells, place=place)
        refuse_long_cells(file, row, place)
        rows.append(tuple(row))
    return rows


def _chosen_sheet(file: str, sheets: Sequence[str], wanted: str | None) -> str:
    listed = ", ".join(sheets)
    if wanted is None and len(sheets) == 1:
        return sheets[0]
    if wanted is None:
        raise SourceError(
            Problem(
                file,
                say("has %(n)s sheets: %(listed)s", n=len(sheets), listed=listed),
                say("the name of one"),
                say("write sheet: in params"),
            )
        )
    found = next((name for name in sheets if text(name) == text(wanted)), None)
    if found is None:
        hint = nearest(wanted, sheets)
        remedy = say("%(hint)s; mend sheet: in params, or the name in the workbook", hint=hint)
        raise SourceError(
            Problem(
                file,
                say("has no such sheet"),
                say("one of its sheets: %(listed)s", listed=listed),
                remedy,
                value=wanted,
            )
        )
    return found


def checked_container(file: SourceFile) -> BytesIO:
    """The bytes of a workbook; what else a file is gets said before anything tries to unpack it."""
    found = contents(file)
    if found.startswith(OLE):
        raise SourceError(_ole_container(file.name, found))
    if not found.startswith(ZIP):
        raise SourceError(
            Problem(
                file.name,
                say("is not a workbook (its first bytes are not those of one)"),
                say("a workbook (.xlsx)"),
                say("if it is text, choose the reader csv or google_forms in params; otherwise export it again"),
            )
        )
    container = BytesIO(found)
    _check_archive(file, container)
    return container


def _check_archive(file: SourceFile, container: BytesIO) -> None:
    """Refuse an archive that is no workbook, is made to fill the memory, or holds what no workbook of answers does."""
    try:
        with zipfile.ZipFile(container) as archive:
            names = set(archive.namelist())
            problem = _not_a_workbook(file.name, names)
            if not problem:
                refuse_bombs(file, archive.infolist())
                problem = _dangerous(file.name, archive, names)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, zlib.error, NotImplementedError, RuntimeError):
        raise SourceError(_truncated(file.name)) from None
    if problem:
        raise SourceError(problem)


def _not_a_workbook(name: str, names: Collection[str]) -> Problem | None:
    if "[Content_Types].xml" in names and any(one.startswith("xl/") for one in names):
        return None
    return Problem(
        name,
        say("is a zip archive of %(n)s files and no workbook", n=len(names)),
        say("a workbook (.xlsx)"),
        say("unpack it and put the export itself into the folder"),
    )


def _dangerous(name: str, archive: zipfile.ZipFile, names: Collection[str]) -> Problem | None:
    """Macros, a document type (the way to entities that read other files), or formulas that were never computed."""
    if MACROS in names:
        return _macros(name)
    parts = sorted(one for one in names if one.endswith((".xml", ".rels")))
    if any(_declares_a_type(archive, part) for part in parts):
        return _document_type(name)
    sheets = [part for part in parts if part.startswith("xl/worksheets/")]
    n_empty = sum(len(_NEVER_COMPUTED.findall(archive.read(sheet))) for sheet in sheets)
    return _never_computed(name, n_empty) if n_empty else None


def _declares_a_type(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as opened:
        start = opened.read(PROLOGUE)
    return b"<!DOCTYPE" in start or b"<!ENTITY" in start or "<!DOCTYPE".encode("utf-16-le") in start


def _macros(name: str) -> Problem:
    return Problem(
        name,
        say("the workbook holds macros, which could do anything"),
        say("a workbook without macros (.xlsx)"),
        say("open it in Excel and save it as Excel workbook (.xlsx), which leaves the macros out"),
    )


def _document_type(name: str) -> Problem:
    return Problem(
        name,
        say("an XML part of the workbook declares a document type, which no spreadsheet program writes"),
        say("a workbook as Excel, LibreOffice or the survey tool saves it"),
        say("do not open it: somebody may have made it to read other files; ask where it came from and export again"),
    )


def _never_computed(name: str, n_empty: int) -> Problem:
    return Problem(
        name,
        say("%(n)s formulas have no computed value, so their cells would be read as empty", n=n_empty),
        say("a workbook whose formulas were computed and saved"),
        say("open it in Excel or LibreOffice and save it"),
    )


def _ole_container(name: str, found: bytes) -> Problem:
    if ENCRYPTED in found:
        return Problem(
            name,
            say("the workbook is protected with a password"),
            say("a workbook that opens without a password"),
            say(
                "open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, empty the field "
                "and save; keep the file in a folder that only you can open"
            ),
        )
    return Problem(
        name,
        say("is an old workbook (.xls)"),
        say("a workbook (.xlsx)"),
        say("open it in Excel and save it as Excel workbook (.xlsx)"),
    )


def _truncated(name: str) -> Problem:
    return Problem(
        name,
        say("the workbook ends too early: it was cut off while being copied or downloaded"),
        say("a whole workbook (.xlsx)"),
        say("copy or export the file again"),
    )


def _damaged(name: str, kind: str) -> Problem:
    return Problem(
        name,
        say("the workbook is damaged and cannot be read (%(kind)s)", kind=kind),
        say("a workbook (.xlsx) that Excel opens"),
        say("open it in Excel, save it under a new name, or export it again"),
    )
