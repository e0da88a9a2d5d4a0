"""Archives of text files, as ODK Central packs an export: the form in one, each of its repeats in another.

Nothing is ever unpacked to the disk: answers would lie there open, and a name in an archive may point anywhere.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, islice

from arvio.errors import ArvioError, Problem, SourceError
from arvio.params import Source
from arvio.params.checking import nearest
from arvio.saying import say
from arvio.sources.cells import text
from arvio.sources.containers.text_file import find_delimiter, lines_of
from arvio.sources.containers.workbook_file import ZIP
from arvio.sources.files import beginning
from arvio.sources.limits import bounded, refuse_bombs
from arvio.sources.source_file import SourceFile

_WORKBOOK_PART = "[Content_Types].xml"
_ENCRYPTED = 0x1


def is_csv_archive(file: SourceFile) -> bool:
    """Whether a file is a zip archive that holds text files and is no workbook."""
    if not beginning(file, len(ZIP)).startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = archive.namelist()
    except Exception:  # any byte of the archive may be broken; the reader of workbooks says so
        return False
    return _WORKBOOK_PART not in names and any(name.casefold().endswith(".csv") for name in names)


def csv_names(file: SourceFile) -> tuple[str, ...]:
    """The names of the text files in an archive, checked: none leads out of it, and together they fit the memory."""
    with _opened(file) as archive:
        refuse_bombs(file, archive.infolist())
        entries = [entry for entry in archive.infolist() if _is_csv(entry)]
    for entry in entries:
        _refuse_to_leave(file.name, entry.filename)
        if entry.flag_bits & _ENCRYPTED:
            raise SourceError(_protected(file.name))
    return tuple(entry.filename for entry in entries)


def chosen_csv(file: SourceFile, names: Sequence[str], wanted: str | None) -> str:
    """The text file that params name, with or without .csv, or the only one."""
    listed = ", ".join(names)
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted is None:
        what = say("holds %(n)s text files: %(listed)s", n=len(names), listed=listed)
        raise SourceError(Problem(file.name, what, say("the name of one"), say("write sheet: in params")))
    found = next((name for name in names if text(wanted) in (text(name), text(name).removesuffix(".csv"))), None)
    if found is None:
        remedy = say("%(hint)s; mend sheet: in params", hint=nearest(wanted, names))
        raise SourceError(
            Problem(
                file.name,
                say("holds no such text file"),
                say("one of: %(listed)s", listed=listed),
                remedy,
                value=wanted,
            )
        )
    return found


def csv_rows(source: Source, file: SourceFile, name: str) -> Iterator[list[str]]:
    """Every row of one text file in an archive, one at a time."""
    shown = replace(file, name=f"{file.name}/{name}")
    with _opened(file) as archive, archive.open(name) as found:
        lines = _lines(shown, io.TextIOWrapper(found, source.encoding or "utf-8-sig", newline=""))
        start = list(islice(lines, source.header_row + source.header_rows))
        delimiter = source.delimiter or find_delimiter("".join(start), shown.name, header_row=source.header_row)
        yield from bounded(shown, csv.reader(chain(start, lines), delimiter=delimiter, strict=True))


def _lines(file: SourceFile, found: io.TextIOWrapper) -> Iterator[str]:
    for number, line in enumerate(lines_of(file, found), start=1):
        if "\x00" in line:
            raise SourceError(
                Problem(
                    file.name,
                    say("line %(number)s holds a NUL, which no text does", number=number),
                    say("text"),
                    say("export it again"),
                )
            )
        yield line


@contextmanager
def _opened(file: SourceFile) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file.path) as archive:
            yield archive
    except ArvioError:
        raise
    except (UnicodeDecodeError, LookupError):
        raise SourceError(_other_encoding(file.name)) from None
    except csv.Error as error:
        raise SourceError(_no_delimited_text(file.name, error)) from None
    except Exception as error:  # any byte of the archive may be broken, and zipfile then raises anything
        raise SourceError(_damaged(file.name, type(error).__name__)) from error


def _is_csv(entry: zipfile.ZipInfo) -> bool:
    """Archives made on a Mac hold a shadow of each file, which is none of the export's."""
    return entry.filename.casefold().endswith(".csv") and not entry.filename.startswith("__MACOSX/")


def _refuse_to_leave(file: str, name: str) -> None:
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
        raise SourceError(
            Problem(
                file,
                say("holds a path that leaves the archive"),
                say("names of files and folders within it"),
                say("do not open it elsewhere; export again from the server"),
                value=name,
            )
        )


def _protected(file: str) -> Problem:
    return Problem(
        file,
        say("the archive is protected with a password"),
        say("an archive that opens without a password"),
        say("export it again without one; keep it in a folder that only you can open"),
    )


def _other_encoding(file: str) -> Problem:
    return Problem(
        file,
        say("a text file in it is not in the encoding that it is read in"),
        say("UTF-8, or the encoding that params declare"),
        say("write encoding: for this source in params, or export it again"),
    )


def _damaged(file: str, kind: str) -> Problem:
    return Problem(
        file,
        say("the archive is damaged and cannot be read (%(kind)s)", kind=kind),
        say("a whole archive of text files"),
        say("copy or export it again"),
    )


def _no_delimited_text(file: str, error: csv.Error) -> Problem:
    return Problem(
        file,
        say("a text file in it is not delimited text: %(error)s", error=error),
        say("cells parted by a delimiter, texts with quotes closed"),
        say("export it again, or write the right delimiter in params"),
    )
