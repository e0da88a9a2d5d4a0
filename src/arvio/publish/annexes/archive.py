"""Office files are archives of parts: the same bytes for the same parts, whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import BinaryIO

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold. The day of the report stands in its properties."""
_READABLE = 0o600 << 16


def parts_of(archive: bytes) -> dict[str, bytes]:
    """Name and contents of each part, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts without the time at which it was made, or the system."""
    written = io.BytesIO()
    write_archive(written, parts.items())
    return written.getvalue()


def write_archive(file: BinaryIO, parts: Iterable[tuple[str, bytes]]) -> None:
    """Write such an archive part after part: it may be larger than memory."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts:
            part = zipfile.ZipInfo(name, _FIRST_DAY)
            part.create_system, part.external_attr = 0, _READABLE
            archive.writestr(part, content, zipfile.ZIP_DEFLATED, compresslevel=9)
