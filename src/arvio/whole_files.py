"""Files that are there whole or not at all: written under another name on the same disk, then put in their place."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from arvio.saying import say

ANYBODY, OWNER = 0o666, 0o600
"""Who may read a file: whoever the umask lets, or its owner alone."""
STARTED = 0o111
"""The rights of a file that may be started."""
_ANYBODYS_FOLDER, _GROUPS_FOLDER, _OWNERS_FOLDER = 0o777, 0o770, 0o700
PRIVATE = frozenset({"workbench", "outbox"})
"""Folders without a dot that are for the owner too: working copies with what they showed, and drafts of mails."""
BEGUN = re.compile(r"\..+-[0-9a-f]{8}\.part", re.DOTALL)
"""How unfinished versions are named that lie beside their place (`beside_of`)."""
_BINARY = getattr(os, "O_BINARY", 0)
_JUNCTION = 0xA0000003
"""How Windows marks a folder that stands for another one (IO_REPARSE_TAG_MOUNT_POINT)."""


def write_whole(path: Path, content: bytes, *, partial: Path | None = None, mode: int = ANYBODY) -> None:
    """A file in place of an older one, on the disk when this returns.

    It is written at `partial` first, beside its place where that is left out. An OSError where the disk does not take
    it: the older file is then as it was, and nothing else is left.

    With `partial`, as a batch writes what it can make again, a loss of power may bring back the older file.
    """
    beside = partial or beside_of(path)
    _write_to_disk(beside, content, mode)
    _put_in_place(beside, path)
    if partial is None:
        _force_folder(path.parent)


def write_kept(path: Path, content: bytes, *, mode: int = ANYBODY) -> None:
    """The same of what can be made anew: it is not forced onto the disk, so that a loss of power may take it."""
    beside = beside_of(path)
    number = _opened(beside, mode)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
    except BaseException:
        take_away([beside])
        raise
    _put_in_place(beside, path)


def write_new(path: Path, content: bytes, *, mode: int = ANYBODY) -> None:
    """A file where there was none, on the disk when this returns; a FileExistsError where there is one.

    It is written beside its place and then linked there, so that of two processes one wins, and one that is killed
    leaves no half. Where the disk does not take it, nothing of it stays.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    beside = beside_of(path)
    _write_to_disk(beside, content, mode)
    try:
        _link(beside, path)
    finally:
        take_away([beside])
    _force_folder(path.parent)


def take_away(paths: Iterable[Path]) -> None:
    """Files gone that were begun for nothing; one that cannot be taken away stays, so that what went wrong is told."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def holds(path: Path, content: bytes) -> bool:
    """Whether a file is there with just this content, as one that was killed after it wrote it leaves it."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def beside_of(path: Path) -> Path:
    """A hidden place for the unfinished version of a file, its own for each write."""
    return path.with_name(f".{path.stem[:100]}-{secrets.token_hex(4)}.part")


def _write_to_disk(path: Path, content: bytes, mode: int) -> None:
    number = _opened(path, mode)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        take_away([path])
        raise


def _link(beside: Path, path: Path) -> None:
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: whoever comes in this moment is written over
        if os.path.lexists(path):
            raise
        beside.rename(path)


def make_folder(folder: Path) -> None:
    """A folder with those above it, unless it is there; below a folder for its owner alone nobody else reads anything.

    Such are the hidden folders, where tables of persons, the register and executed notebooks lie, and working copies.
    One that is there already stays as somebody wanted it; `arvio doctor` tells where others may read it. Where the
    folder above was given to a group (setgid), the group has these too. An OSError where one of these is a link.
    """
    refuse_link(folder)
    for one in reversed([folder, *folder.parents]):
        if not one.exists():
            one.mkdir(mode=_mode_of(one), exist_ok=True)
    folder.mkdir(exist_ok=True)


def _mode_of(folder: Path) -> int:
    if not is_private(folder):
        return _ANYBODYS_FOLDER
    return _GROUPS_FOLDER if folder.parent.stat().st_mode & stat.S_ISGID else _OWNERS_FOLDER


def refuse_link(path: Path) -> None:
    """An OSError where the way to a file or folder leads by a link out of a folder for its owner alone.

    Who may write beside such a folder could lay a link in its place, to have tables of persons written where others
    read them, or what lies at its end taken away with what is kept no longer.
    """
    if link := link_out_of_private(path):
        raise leading_elsewhere(link)


def leading_elsewhere(link: Path) -> OSError:
    """What is said of a link that is not followed."""
    return OSError(errno.ELOOP, say("%(name)s is a link that leads elsewhere", name=link.name), str(link))


def link_out_of_private(path: Path) -> Path | None:
    """The link by which the way to a file leaves the outermost folder for its owner alone; None where it stays there.

    The file may be missing. A project knows its root without links, so that what lies above is nobody's trap.
    """
    downwards = [*reversed(path.parents), path]
    private = list(itertools.dropwhile(lambda one: not is_private(one), downwards))
    for one in private:
        if is_link(one) and (one == private[0] or not one.resolve().is_relative_to(private[0].resolve())):
            return one
    return None


def is_link(path: Path) -> bool:
    """Whether something is a link, or what Windows calls a junction; not where there is nothing."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def is_private(folder: Path) -> bool:
    """Whether a folder is made for its owner alone."""
    return folder.name.startswith(".") or folder.name in PRIVATE


def _put_in_place(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    finally:
        take_away([beside])


def _force_folder(folder: Path) -> None:
    """Have the disk take in which file lies under which name, else a loss of power brings back what lay there before.

    Where this cannot be asked for (on Windows, on disks of a network), the file is in its place all the same.
    """
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _opened(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
