"""The file that the register is: begun once, only ever added to, and refused where it is not whole.

What was published before decides what may be published next. So a register that is damaged, cut short, of a newer
arvio or missing while reports are out is never replaced by an empty one: nothing is published until somebody has
brought it back. The log that SQLite writes ahead (WAL) lets several batches add at once, and each addition is on the
disk before its report goes out.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from arvio.bounded import json_in, opened
from arvio.errors import ArvioError, Problem, ProtectionError, RunError, not_written
from arvio.results import COLUMNS
from arvio.saying import say
from arvio.turns import in_turn
from arvio.whole_files import take_away, write_kept

PATH = Path("reports", ".run", "register.sqlite")
FACT = (*COLUMNS, "status")
RUN = ("organisation", "period", "notebook", "audience", "language")

SCHEMA = 2
"""1 had the facts only; 2 tells the publications of a report apart."""
APPLICATION = int.from_bytes(b"arvi", "big")
"""Marks the file as a register of arvio, so that no other database is taken for one."""
WAIT_SECONDS = 60
LOOKED_SECONDS = 86_400
"""For so long a register that nobody else touched is taken to be as whole as when it was looked through."""
LOOKED_BYTES = 1000
NOTE = "-looked"
"""What ends the name of the file beside the register in which it is noted how it was left."""

_MARK, _HEAD = b'<meta name="arvio-run"', 2000
"""What a page that was made from a run holds, within so many bytes of its beginning."""

_OF_RUN = ", ".join(f"{part} text not null" for part in RUN)
_OF_FACT = ", ".join(f'"{column}"' for column in FACT)
_TABLES = (
    f"""create table fact (number integer primary key, {_OF_RUN}, {_OF_FACT})""",
    f"""create table publication (number integer primary key, {_OF_RUN}, version integer not null,
        published text not null, fingerprint text not null, unique ({", ".join(RUN)}, version))""",
    """create table told (publication integer not null references publication (number),
        fact integer not null references fact (number), primary key (publication, fact)) without rowid""",
    "create index fact_of_organisation on fact (organisation)",
)
_COLUMNS = {
    "fact": {"number", *RUN, *FACT},
    "publication": {"number", *RUN, "version", "published", "fingerprint"},
    "told": {"publication", "fact"},
}
_KEYS = {"fact": "number = new.number", "publication": "number = new.number"}
_TOLD_KEY = "publication = new.publication and fact = new.fact"

_NO_SPACE, _NOT_WRITTEN, _BUSY, _DAMAGED = {13}, {3, 8, 10, 14}, {5, 6}, {11, 26}
"""SQLite's codes: full; may not, read-only, in or out, cannot open; busy, locked; malformed, no database."""


@contextmanager
def register_of(root: Path) -> Iterator[sqlite3.Connection | None]:
    """The register as it stands; None where nothing has ever been published."""
    path = root / PATH
    if not _is_there(path):
        _refuse_to_begin_anew(root)
        yield None
        return
    with _explained(path), closing(_whole(path)) as register:
        yield register


@contextmanager
def adding_to_register(root: Path) -> Iterator[sqlite3.Connection]:
    """The register for one addition, which is on the disk whole or not at all; it is begun where there is none."""
    path = root / PATH
    _begin_if_missing(root, path)
    with _explained(path), closing(_whole(path)) as register:
        register.execute("begin immediate")
        try:
            yield register
            register.execute("commit")
        except BaseException:
            if register.in_transaction:
                register.execute("rollback")
            raise
    _note_as_left(path)


def _is_there(path: Path) -> bool:
    """Whether there is a register; a RunError where this user may not look, which must not pass for none."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError as error:
        remedy = say("ask whoever made the reports for the rights to this folder, or work in a folder of your own")
        what = say("cannot be read (%(reason)s)", reason=error.strerror)
        raise RunError(Problem(PATH.as_posix(), what, remedy=remedy)) from error
    return True


def _begin_if_missing(root: Path, path: Path) -> None:
    if _is_there(path):
        return
    with in_turn(path.with_suffix(".lock"), seconds=WAIT_SECONDS, what=say("the register")), _explained(path):
        if not path.exists():
            _refuse_to_begin_anew(root)
            _begin(path)


def _begin(path: Path) -> None:
    """A register without facts, finished elsewhere and then put in its place: an empty file is always a damaged one."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.unlink(missing_ok=True)
    try:
        with closing(_connected(partial)) as register:
            register.execute("pragma journal_mode = wal")
            register.execute("begin immediate")
            _write_schema(register)
            register.execute("commit")
        partial.replace(path)
    except OSError as error:
        raise RunError(_cannot_write(path, str(error.strerror))) from error
    finally:
        take_away([partial])


def _write_schema(register: sqlite3.Connection) -> None:
    for statement in (*_TABLES, *_triggers()):
        register.execute(statement)
    register.execute(f"pragma application_id = {APPLICATION}")
    register.execute(f"pragma user_version = {SCHEMA}")


def _triggers() -> Iterator[str]:
    """What was entered stays as it is: nothing is changed, removed, or entered in the place of something else."""
    refusal = "begin select raise(abort, 'the register is only ever added to'); end"
    for table, key in (*_KEYS.items(), ("told", _TOLD_KEY)):
        for verb in ("update", "delete"):
            yield f"create trigger {table}_{verb} before {verb} on {table} {refusal}"
        exists = f"when exists (select 1 from {table} where {key})"
        yield f"create trigger {table}_replace before insert on {table} {exists} {refusal}"


def _connected(path: Path) -> sqlite3.Connection:
    register = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    register.execute("pragma synchronous = full")
    register.execute("pragma foreign_keys = on")
    return register


def _whole(path: Path) -> sqlite3.Connection:
    """A connection to a register that has been looked through, brought to today's schema."""
    if path.stat().st_size == 0:
        raise ProtectionError(_damaged(path, say("is empty")))
    register = _connected(path)
    try:
        _check(register, path)
    except BaseException:
        register.close()
        raise
    return register


def _check(register: sqlite3.Connection, path: Path) -> None:
    if not _is_as_left(path):
        _look_through(register, path)
    if _number(register, "application_id") == 0 and _columns(register, "fact") == {*RUN, *FACT}:
        _upgrade(register)
    if _number(register, "application_id") != APPLICATION:
        raise ProtectionError(_unfit(path, say("is a database of something else"), say("the register of this project")))
    schema = _number(register, "user_version")
    if schema != SCHEMA:
        what = say("was written by another arvio than this one (schema %(schema)s)", schema=schema)
        raise ProtectionError(
            _unfit(path, what, say("schema %(schema)s; a newer arvio reads a newer register", schema=SCHEMA))
        )
    if any(_columns(register, table) != columns for table, columns in _COLUMNS.items()):
        raise ProtectionError(_damaged(path, say("lacks a table or a column")))


def note_of(path: Path) -> Path:
    """Where it is noted how a register was left; it means nothing anywhere else."""
    return path.with_name(f"{path.name}{NOTE}")


def _look_through(register: sqlite3.Connection, path: Path) -> None:
    """Refuse a register of which a part is damaged, and note that this one is whole."""
    found = register.execute("pragma quick_check(1)").fetchone()[0]
    if found != "ok":
        raise ProtectionError(_damaged(path, say("is damaged (%(found)s)", found=" ".join(found.split()))))
    _note(path, time.time())


def _is_as_left(path: Path) -> bool:
    """Whether the file is as arvio left it since it was looked through, less than a day ago.

    To look through the register of ten thousand reports takes longer than to make one, and each is opened for several
    times. What anybody else changed or copied there has another size or time, and is looked through.
    """
    kept = _noted(path)
    return kept is not None and kept[0] == _state(path) and 0 <= time.time() - kept[1] < LOOKED_SECONDS


def _note_as_left(path: Path) -> None:
    """Note how the file is after an addition. Reading notes nothing: where closing brought in what others added, the
    register is looked through once more."""
    kept = _noted(path)
    with suppress(OSError):
        if kept is not None and kept[0] != _state(path):
            _note(path, kept[1])


def _note(path: Path, looked: float) -> None:
    with suppress(OSError):  # it is looked through again
        write_kept(note_of(path), json.dumps([_state(path), looked]).encode("ascii"))


def _noted(path: Path) -> tuple[list[int], float] | None:
    """How the file was left, and when it was last looked through; None where nobody knows."""
    try:
        state, looked = json_in(note_of(path), LOOKED_BYTES)
    except (OSError, ValueError, TypeError):
        return None
    return (state, looked) if isinstance(state, list) and isinstance(looked, float) else None


def _state(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _upgrade(register: sqlite3.Connection) -> None:
    """From schema 1, which held facts only: those of each report become its first publication, of unknown time."""
    register.execute("begin immediate")
    try:
        if _number(register, "application_id") == 0:  # and no other batch was faster
            register.execute("alter table fact rename to fact_of_schema_1")
            _write_schema(register)
            _take_over(register)
            register.execute("drop table fact_of_schema_1")
        register.execute("commit")
    except BaseException:
        register.execute("rollback")
        raise


def _take_over(register: sqlite3.Connection) -> None:
    columns = ", ".join(f'"{column}"' for column in (*RUN, *FACT))
    of_run = ", ".join(RUN)
    register.execute(
        f"insert into fact (number, {columns}) select rowid, {columns} from fact_of_schema_1 order by rowid"
    )
    register.execute(
        f"insert into publication ({of_run}, version, published, fingerprint) "
        f"select {of_run}, 1, '', '' from fact group by {of_run} order by min(number)"
    )
    register.execute(
        f"insert into told select publication.number, fact.number from publication join fact using ({of_run})"
    )


def _number(register: sqlite3.Connection, pragma: str) -> int:
    return register.execute(f"pragma {pragma}").fetchone()[0]


def _columns(register: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in register.execute(f"pragma table_info({table})")}


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """SQLite's errors in words that somebody can act on; errors of programming stay themselves."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explanation(path, error) or error from error


def _explanation(path: Path, error: sqlite3.Error) -> ArvioError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return ProtectionError(_damaged(path, say("is damaged (%(found)s)", found=str(error))))
    if code in _NO_SPACE | _NOT_WRITTEN:
        return RunError(_cannot_write(path, str(error)))
    if code in _BUSY:
        remedy = say("wait until the other batch has ended, then run again")
        return RunError(Problem(PATH.as_posix(), say("is held by another program"), remedy=remedy, value=str(error)))
    return None


def _damaged(path: Path, what: str) -> Problem:
    kept = _kept_aside(path)
    expected = say("a whole register, since what was published before must be known")
    if kept:
        expected = say("%(expected)s; the damaged file is kept as %(kept)s too", expected=expected, kept=kept.name)
    return _unfit(path, what, expected)


def _unfit(path: Path, what: str, expected: str) -> Problem:
    remedy = say(
        "nothing is published meanwhile. Bring %(name)s back from a backup into the same folder (with no "
        "%(name)s-wal or -shm of the other beside it), or install the arvio that wrote it; never begin a "
        "new one",
        name=path.name,
    )
    return Problem(PATH.as_posix(), what, expected, remedy)


def _kept_aside(path: Path) -> Path | None:
    """A copy of the damaged register, once, under a name made of its contents; it stays in its place as well."""
    try:
        with opened(path) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:8]
        aside = path.with_name(f"{path.stem}.damaged-{digest}{path.suffix}")
        for part in ("", "-wal"):
            source, copy = path.with_name(path.name + part), aside.with_name(aside.name + part)
            if source.exists() and not copy.exists():
                shutil.copy2(source, copy)
    except OSError:  # the file itself stays where it is, which is what matters
        return None
    return aside


def _refuse_to_begin_anew(root: Path) -> None:
    """Where pages or files of a mirror are out, there was a register: without it nobody knows what they told."""
    out = next(_handed_out(root), None)
    if out is None:
        return
    raise ProtectionError(
        Problem(
            PATH.as_posix(),
            say("is missing, but reports are out whose facts stood in it"),
            say("the register that belongs to the reports"),
            say(
                "bring it back from a backup. If nobody ever got any of these reports, remove them with what "
                "lies in %(folder)s and run again",
                folder=PATH.parent.as_posix(),
            ),
            value=out.relative_to(root).as_posix(),
        )
    )


def _handed_out(root: Path) -> Iterator[Path]:
    """Pages that carry the mark of a run, and files for a mirror: their facts stood in the register."""
    for page in sorted(root.glob("reports/[!.]*/*/*/*.html")):
        if _may_be_of_a_run(page):
            yield page
    yield from sorted(root.glob("reports/mirror/*/*.json"))


def _may_be_of_a_run(page: Path) -> bool:
    """Whether a page carries the mark of a run; also where it cannot be known."""
    try:
        with opened(page) as file:
            return _MARK in file.read(_HEAD)
    except OSError:
        return True


def _cannot_write(path: Path, reason: str) -> Problem:
    remedy = say(
        "make room or ask for write access to the folder %(name)s, then run again; no fact was lost, and no report "
        "went out without its facts",
        name=path.parent.name,
    )
    return not_written(PATH.as_posix(), reason, remedy)
