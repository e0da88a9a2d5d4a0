"""Parcels: files packed into one, the same bytes for the same files, and named by what is in them.

A parcel is sent to a machine once, however many reports are made of it there.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import shutil
import tempfile
import weakref
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from arvio.errors import Problem, RunError
from arvio.saying import say

PART_BYTES = 8 * 2**20
"""What is sent at a time, so that no machine on the way ever holds a whole parcel in memory."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file: the zip format knows none before, and times are no content."""
_OWNER_ONLY, _OWNERS_FOLDER = 0o600, 0o700

Contents = Mapping[str, Path | bytes]
"""Where each file goes, from the root of a project and with slashes, and the file itself or what is in it."""


@dataclass(frozen=True)
class Parcel:
    """A packed parcel. Its file has no name on the disk, so that nothing is left of it when this process ends."""

    digest: str
    file: IO[bytes]

    def parts(self) -> Iterator[tuple[int, bytes, bool]]:
        """Its bytes piece by piece: the place of each, and whether it is the last. One thread reads at a time."""
        size = self.file.seek(0, io.SEEK_END)
        for place in range(0, size, PART_BYTES):
            self.file.seek(place)
            part = self.file.read(PART_BYTES)
            yield place, part, place + len(part) == size


def packed(contents: Contents) -> Parcel:
    """A parcel of files; an error where one of them cannot be read."""
    file = tempfile.TemporaryFile(prefix="arvio-")  # noqa: SIM115 - it is closed when nobody has the parcel any more
    try:
        _pack(contents, file)
        file.seek(0)
        parcel = Parcel(hashlib.file_digest(file, "sha256").hexdigest(), file)
    except BaseException:
        file.close()
        raise
    weakref.finalize(parcel, file.close)
    return parcel


def _pack(contents: Contents, file: IO[bytes]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packing:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = _OWNER_ONLY << 16
            with _opened(contents[name], name) as content, packing.open(entry, "w", force_zip64=True) as place:
                shutil.copyfileobj(content, place)


def _opened(content: Path | bytes, name: str) -> IO[bytes]:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    try:
        return content.open("rb")
    except OSError as error:
        what = say("cannot be sent to the cluster: %(why)s", why=error.strerror)
        raise RunError(Problem(name, what, remedy=say("close it elsewhere; check who may read it"))) from error


def unpack(packed_file: Path, digest: str, folder: Path) -> None:
    """Unpack a parcel that came into a folder that is there whole or not at all, and only for its owner.

    A parcel that is not what its digest says, or has a file that would lie outside, is refused.
    """
    with packed_file.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise RunError(Problem("parcel", say("did not come whole"), remedy=say("run again")))
    beside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    try:
        beside.mkdir(mode=_OWNERS_FOLDER)
        with zipfile.ZipFile(packed_file) as packing:
            for entry in packing.infolist():
                _unpack(packing, entry, beside)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _unpack(packing: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    path = folder.joinpath(*inner_path(entry.filename).parts)
    for above in reversed(path.relative_to(folder).parents):  # of several made at once only the last has the mode
        (folder / above).mkdir(mode=_OWNERS_FOLDER, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as place, packing.open(entry) as content:
        shutil.copyfileobj(content, place)


def inner_path(name: str) -> PurePosixPath:
    """A path that stays in the folder it is put into; an error for any other."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or PureWindowsPath(name).drive:
        what = say("names a file outside its folder")
        raise RunError(Problem("parcel", what, remedy=say("look who has sent it"), value=name))
    return path
