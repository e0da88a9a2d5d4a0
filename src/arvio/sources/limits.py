"""What is said where an export holds more than its source's limits allow, and who looks whether it does.

The limits themselves, and why each is what it is, stand in `arvio.params.models.limits`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from arvio.errors import Problem, SourceError
from arvio.saying import say
from arvio.sources.source_file import SourceFile

Cells = TypeVar("Cells", bound=Sequence[object])

MEGABYTE = 1_000_000
SMALL = 50 * MEGABYTE
"""Bytes when unpacked up to which nobody is harmed, however well they were packed."""


def refuse_beyond(file: SourceFile, limit: str, found: float, *, place: str = "") -> None:
    """A SourceError where there is more of something than the limit of that name allows."""
    if found > getattr(file.limits, limit):
        raise SourceError(beyond(file, limit, place=place))


def beyond(file: SourceFile, limit: str, *, place: str = "") -> Problem:
    """What is wrong with a file that is beyond one of its limits, and how the limit is raised."""
    return Problem(
        file.name,
        _what(limit, getattr(file.limits, limit)),
        say("an export as the survey tool writes it"),
        say(
            "export it again, or ask where it came from; if it really is so large, write limits: {%(limit)s: …} with a "
            "larger number for this source in params, and why",
            limit=limit,
        ),
        place,
    )


def refuse_bombs(file: SourceFile, entries: Sequence[zipfile.ZipInfo]) -> None:
    """A SourceError where an archive holds too many files, or would unpack to more than a real one does."""
    unpacked, packed = sum(entry.file_size for entry in entries), file.path.stat().st_size
    refuse_beyond(file, "files_in_archive", len(entries))
    refuse_beyond(file, "unpacked_mb", unpacked / MEGABYTE)
    if unpacked > SMALL:
        refuse_beyond(file, "unpacked_times", unpacked / packed)


def bounded(file: SourceFile, rows: Iterable[Cells], place: str = "") -> Iterator[Cells]:
    """The rows as they come, as long as they are neither too many nor too wide."""
    limits = file.limits
    for number, row in enumerate(rows, start=1):
        if number > limits.rows:
            raise SourceError(beyond(file, "rows", place=place))
        if len(row) > limits.columns:
            raise SourceError(beyond(file, "columns", place=place))
        yield row


def refuse_long_cells(file: SourceFile, row: Sequence[object], place: str = "") -> None:
    """A SourceError where a text or a chain of bytes in a row is longer than any answer."""
    longest = max((len(cell) for cell in row if isinstance(cell, str | bytes)), default=0)
    refuse_beyond(file, "cell_characters", longest, place=place)


def _what(limit: str, most: int) -> str:
    match limit:
        case "file_mb":
            return say("the file has more than %(most)s MB", most=most)
        case "unpacked_mb":
            return say("would unpack to more than %(most)s MB", most=most)
        case "unpacked_times":
            return say("would unpack to more than %(most)s times its size, as files do that fill the memory", most=most)
        case "files_in_archive":
            return say("holds more than %(most)s files", most=most)
        case "sheets":
            return say("has more than %(most)s sheets", most=most)
        case "rows":
            return say("has more than %(most)s rows", most=most)
        case "columns":
            return say("has a row of more than %(most)s cells", most=most)
        case "cells":
            return say("has more than %(most)s cells, with the empty ones between", most=most)
        case "cell_characters":
            return say("has a cell of more than %(most)s characters", most=most)
        case "line_characters":
            return say("has a line of more than %(most)s characters", most=most)
    return say("was not read to its end within %(most)s seconds", most=most)
