"""The register: every fact that was ever published, to be looked at before the next one is.

A run writes its facts as it releases them (one JSON line each); the register takes them when the report goes out.
A report whose facts are not in the register is not published.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pandas as pd

from arvio.disclosure.released import Released
from arvio.params import Run
from arvio.results import COLUMNS

FACT = (*COLUMNS, "status")
PATH = Path("reports", ".run", "register.sqlite")

_TABLE = f"""
create table if not exists fact (
    organisation text not null, period text not null, notebook text not null, audience text not null,
    language text not null, {", ".join(f'"{column}"' for column in FACT)}
)
"""
_RUN = ("organisation", "period", "notebook", "audience", "language")


def facts_path(root: Path, run: Run, *, by: Literal["batch", "interactive"]) -> Path:
    """Where a run's facts are written while it is executed: by the batch, or by an evaluator in JupyterLab."""
    folder = root / "reports" / ".run"
    if by == "interactive":
        folder = folder / "interactive"
    return folder / f"{run.place}.facts.jsonl"


def write_facts(path: Path, released: Released) -> None:
    """Add the facts of one release to the file of its run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        for row in released.table[list(FACT)].itertuples(index=False):
            file.write(json.dumps(_fact(row), ensure_ascii=False, allow_nan=False) + "\n")


def read_facts(path: Path) -> list[dict]:
    """The facts that a run released, in the order of release; a fact released twice stands once."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in dict.fromkeys(lines)]


def publish(root: Path, run: Run, facts: list[dict]) -> int:
    """Enter the facts of a report that is about to go out and return how many are new; what was there stays."""
    rows = [tuple(getattr(run, part) for part in _RUN) + tuple(fact[column] for column in FACT) for fact in facts]
    with closing(_open(root)) as register, register:
        known = set(
            register.execute(f"select * from fact where {' and '.join(f'{part} = ?' for part in _RUN)}", _key(run))
        )
        new = [row for row in rows if row not in known]
        register.executemany(f"insert into fact values ({', '.join('?' * (len(_RUN) + len(FACT)))})", new)
    return len(new)


def published(root: Path, organisation: str) -> pd.DataFrame:
    """Every fact ever published about an organisation, oldest first."""
    with closing(_open(root)) as register:
        rows = register.execute("select * from fact where organisation = ? order by rowid", [organisation]).fetchall()
    return pd.DataFrame(rows, columns=[*_RUN, *FACT])


def _open(root: Path) -> sqlite3.Connection:
    path = root / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    register = sqlite3.connect(path, timeout=60)
    register.execute("pragma journal_mode = wal")
    register.execute(_TABLE)
    return register


def _key(run: Run) -> tuple[str, ...]:
    return tuple(getattr(run, part) for part in _RUN)


def _fact(row: tuple) -> dict:
    return {column: None if value != value else value for column, value in zip(FACT, row, strict=True)}
