"""The register: every fact that was ever published, to be looked at before the next one is.

A run writes its facts as it releases them (one JSON line each); the register takes them when the report goes out.
A report whose facts are not in the register is not published. A report that is made again with the same figures is the
same publication; with other figures it is another version, and both stay.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from arvio.bounded import json_of
from arvio.disclosure.kept import kept_bytes
from arvio.disclosure.manifests import require_register
from arvio.disclosure.register_file import FACT, PATH, RUN, adding_to_register, register_of
from arvio.errors import Problem, RunError, not_written
from arvio.params import Run
from arvio.saying import say
from arvio.whole_files import make_folder

if TYPE_CHECKING:  # a batch looks whether the register is whole, and needs no table for that
    import pandas as pd

    from arvio.disclosure.released import Released

__all__ = [
    "FACT",
    "PATH",
    "Publication",
    "enter",
    "facts_path",
    "fingerprint_of",
    "history",
    "last_published",
    "publish",
    "published",
    "read_facts",
    "require_register",
    "told_by",
    "was_published",
    "write_facts",
]

VERSION = ("version", "published")
_OF_RUN = " and ".join(f"{part} = ?" for part in RUN)
_COLUMNS = ", ".join(f'"{column}"' for column in (*RUN, *FACT))


@dataclass(frozen=True)
class Publication:
    """One version of a report as it went out."""

    version: int
    """Counted from 1 in the order of publishing."""
    new: int
    """How many of its facts no earlier version of the report told."""
    fingerprint: str
    """SHA-256 of its facts: the same figures have the same."""


def facts_path(root: Path, run: Run, *, by: Literal["batch", "interactive", "preview"]) -> Path:
    """Where a run's facts are written while it is executed: by the batch, by an evaluator in JupyterLab, or for the
    preview of a report."""
    folder = root / "reports" / ".run"
    if by != "batch":
        folder = folder / by
    return folder / f"{run.place}.facts.jsonl"


def write_facts(path: Path, released: Released) -> None:
    """Add the facts of one release to the file of its run; an error where they cannot be written down whole."""
    rows = zip(*(released.table[column].tolist() for column in FACT), strict=True)
    lines = [json.dumps(_fact(row), ensure_ascii=False, allow_nan=False) + "\n" for row in rows]
    try:
        make_folder(path.parent)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
    except OSError as error:
        remedy = say("make room on the disk, or ask for write access, then run again; nothing was published")
        raise RunError(not_written(path.name, error, remedy)) from error


def read_facts(path: Path) -> list[dict[str, Any]]:
    """The facts that a run released, in the order of release; a fact released twice stands once.

    A file that was cut short, as by a full disk, is an error: its report would go out without some of its facts.
    """
    if not path.exists():
        return []
    *lines, rest = kept_bytes(path, say("one fact a line")).replace(b"\r\n", b"\n").split(b"\n")
    read = [_read(line) for line in dict.fromkeys(lines)]
    facts = [fact for fact in read if fact is not None]
    if rest or len(facts) < len(read):
        what, expected = (
            say("was cut short, so the report would go out without some of its facts"),
            say("one fact a line"),
        )
        raise RunError(Problem(path.name, what, expected, say("make room on the disk and run again")))
    return facts


def publish(root: Path, run: Run, facts: list[dict[str, Any]]) -> int:
    """Enter the facts of a report that is about to go out and return how many are new; what was there stays."""
    return enter(root, run, facts).new


def enter(root: Path, run: Run, facts: Sequence[dict[str, Any]]) -> Publication:
    """Enter the facts of a report that is about to go out as one publication: all of them, or none and an error.

    Whoever calls holds the turn of the run, so that the last publication entered is the page that lies there.
    """
    rows = _rows(facts)
    fingerprint = _fingerprint(rows)
    with adding_to_register(root) as register:
        last = register.execute(
            f"select number, version, fingerprint from publication where {_OF_RUN} order by version desc limit 1",
            _key(run),
        ).fetchone()
        if last and (last[2] or _fingerprint(_told_in(register, last[0]))) == fingerprint:
            return Publication(last[1], 0, fingerprint)
        version = last[1] + 1 if last else 1
        new = _enter(register, run, rows, version=version, fingerprint=fingerprint)
    return Publication(version, new, fingerprint)


def fingerprint_of(facts: Iterable[Mapping[str, object]]) -> str:
    """The fingerprint that a publication of these facts has."""
    return _fingerprint(_rows(facts))


def told_by(root: Path, run: Run, fingerprint: str) -> list[dict[str, Any]] | None:
    """The facts of the publication of a report that has a fingerprint; None where this register knows of none."""
    wanted = f"select number from publication where {_OF_RUN} and fingerprint = ? order by version desc limit 1"
    with register_of(root) as register:
        if register is None:
            return None
        found = register.execute(wanted, [*_key(run), fingerprint]).fetchone()
        told = _told_in(register, found[0]) if found else None
    return None if told is None else [dict(zip(FACT, row, strict=True)) for row in told]


def was_published(root: Path, run: Run) -> bool:
    """Whether any version of a report ever went out."""
    wanted = f"select 1 from publication where {_OF_RUN} limit 1"
    with register_of(root) as register:
        return bool(register and register.execute(wanted, _key(run)).fetchone())


def published(root: Path, organisation: str) -> pd.DataFrame:
    """Every fact ever published about an organisation, oldest first; one that several versions told stands once."""
    wanted = f"select {_COLUMNS} from fact where organisation = ? order by number"
    return _table(root, wanted, [organisation], [*RUN, *FACT])


def history(root: Path, organisation: str) -> pd.DataFrame:
    """The facts of each publication about an organisation with its version and when it went out, oldest first.

    When it went out is ISO 8601 in UTC; empty where the register did not yet tell versions apart.
    """
    of_run = ", ".join(f"publication.{part}" for part in RUN)
    of_fact = ", ".join(f'fact."{column}"' for column in FACT)
    wanted = f"""select {of_run}, version, published, {of_fact} from publication
        join told on told.publication = publication.number join fact on fact.number = told.fact
        where publication.organisation = ? order by publication.number, fact.number"""
    return _table(root, wanted, [organisation], [*RUN, *VERSION, *FACT])


def last_published(root: Path, organisation: str) -> str:
    """When anything new of an organisation last went out: ISO 8601 in UTC; empty where nothing ever did."""
    with register_of(root) as register:
        wanted = "select max(published) from publication where organisation = ?"
        found = register.execute(wanted, [organisation]).fetchone() if register else None
    return (found and found[0]) or ""


def _enter(
    register: sqlite3.Connection, run: Run, rows: Iterable[tuple[Any, ...]], *, version: int, fingerprint: str
) -> int:
    """Add a publication and the facts that are new; how many of these there are."""
    known = {
        tuple(row[1:]): row[0]
        for row in register.execute(f"select number, {_facts_only()} from fact where {_OF_RUN}", _key(run))
    }
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    publication = register.execute(
        f"insert into publication ({', '.join(RUN)}, version, published, fingerprint) values (?, ?, ?, ?, ?, ?, ?, ?)",
        (*_key(run), version, at, fingerprint),
    ).lastrowid
    new = 0
    for row in rows:
        if row not in known:
            known[row], new = _add(register, (*_key(run), *row)), new + 1
        register.execute("insert into told values (?, ?)", (publication, known[row]))
    return new


def _add(register: sqlite3.Connection, row: tuple[Any, ...]) -> int:
    places = ", ".join("?" * len(row))
    number = register.execute(f"insert into fact ({_COLUMNS}) values ({places})", row).lastrowid
    assert number is not None  # a row that was just inserted has a number
    return number


def _told_in(register: sqlite3.Connection, publication: int) -> list[tuple[Any, ...]]:
    """The facts of a publication that was taken over from a register without fingerprints."""
    wanted = f"select {_facts_only()} from fact join told on told.fact = fact.number where told.publication = ?"
    return register.execute(wanted, [publication]).fetchall()


def _facts_only() -> str:
    return ", ".join(f'fact."{column}"' for column in FACT)


def _rows(facts: Iterable[Mapping[str, object]]) -> list[tuple[Any, ...]]:
    return list(dict.fromkeys(tuple(fact[column] for column in FACT) for fact in facts))


def _fingerprint(rows: Iterable[tuple[Any, ...]]) -> str:
    """The same for the same facts in any order; a whole number is the same as float and as int."""
    plain = ([float(value) if isinstance(value, int) else value for value in row] for row in rows)
    lines = sorted(json.dumps(row, ensure_ascii=False) for row in plain)
    return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def _table(root: Path, wanted: str, values: Sequence[str], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    with register_of(root) as register:
        rows = register.execute(wanted, values).fetchall() if register else []
    return pd.DataFrame(rows, columns=list(columns))


def _key(run: Run) -> tuple[str, ...]:
    return tuple(getattr(run, part) for part in RUN)


def _fact(row: tuple[Any, ...]) -> dict[str, Any]:
    return {column: None if value != value else value for column, value in zip(FACT, row, strict=True)}


def _read(line: bytes) -> dict[str, Any] | None:
    """The fact on a line; None where the line is no whole fact."""
    try:
        fact = json_of(line)
    except ValueError:
        return None
    return fact if isinstance(fact, dict) and set(FACT) <= set(fact) else None
