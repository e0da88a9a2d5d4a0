"""What one organisation's rows cost to read out of a file of 2,000 organisations, against pandas: `make bench`.

A list of encounters is made here, of 100,000 rows up to ARVIO_BENCH_ROWS (1,000,000 if left out; 20,000,000 takes a
quarter of an hour, 1.3 GB for the file and as much again while it is divided). 10,000 rows are of the one organisation
that is read, anywhere among those of the others. Measured in processes of their own, in seconds of their processors,
since the machine may have other work: dividing the file, once for all organisations; the organisation's validated table
the first time and again; and pandas, which reads the whole file as texts and keeps the organisation's rows. Memory is
what a process takes at most beyond what it took after the same work on a file of a hundred rows; of dividing, all.

Where no size is left out the table goes to store.md: `ARVIO_BENCH_ROWS=20000000 .venv/bin/python benchmarks/store.py`.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log
from pathlib import Path

MOST_ROWS = int(os.environ.get("ARVIO_BENCH_ROWS", "1000000"))
SIZES = (100_000, 1_000_000, 20_000_000)
ORGANISATIONS, OWN_ROWS, ROWS_AT_ONCE = 2_000, 10_000, 500_000
OWN = "Järjestö 0000 ry"
TIME_LIMIT_SECONDS = 3600
SECRET = {"ARVIO_KEY": "only for the benchmark, never a real one"}
WAYS = ("pandas", "first", "again")
FILE = Path("data", "national", "kohtaamiset.csv")
SERVICES = {"Neuvonta": "advice", "Chat": "chat", "Avoin kohtaaminen": "open", "Ryhmä": "group", "Kriisiapu": "crisis"}
SOURCE = {
    "table": "contacts",
    "reader": "csv",
    "files": FILE.name,
    "shared": {"folder": FILE.parent.as_posix(), "column": "Järjestö", "values": OWN},
    "columns": {
        "date": "Päivä",
        "service": "Palvelu",
        "kind": "Laji",
        "n_people": "Henkilöitä",
        "counting_basis": "Laskentatapa",
    },
    "values": {
        "service": SERVICES,
        "kind": {"puhelu": "call", "käynti": "visit", "viesti": "message"},
        "counting_basis": {"kerätty": "collected"},
    },
    "ignored": ["Lomake"],
}


@dataclass(frozen=True)
class Cost:
    """What one way took: seconds of processors, seconds that passed, megabytes at most."""

    cpu: float
    seconds: float
    megabytes: float


def write_file(root: Path, n_rows: int, own_rows: int) -> None:
    """A CSV of encounters of many organisations, some rows of which are the own."""
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv

    path = root / FILE
    path.parent.mkdir(parents=True)
    draw = np.random.default_rng(1)
    own = np.sort(draw.choice(n_rows, own_rows, replace=False))
    names = pa.array([OWN, *(f"Järjestö {number:04} ry" for number in range(1, ORGANISATIONS))])
    options = csv.WriteOptions(delimiter=";", quoting_style="none")
    with path.open("wb") as file:
        for first in range(0, n_rows, ROWS_AT_ONCE):
            n = min(ROWS_AT_ONCE, n_rows - first)
            whose = draw.integers(1, ORGANISATIONS, n)
            whose[own[(own >= first) & (own < first + n)] - first] = 0
            table = {"Järjestö": names.take(pa.array(whose)), **_cells(draw, first, n)}
            csv.write_csv(pa.table(table), file, options if first == 0 else _without_header(options))


def _without_header(options: object) -> object:
    from pyarrow import csv

    return csv.WriteOptions(include_header=False, delimiter=options.delimiter, quoting_style=options.quoting_style)


def _cells(draw: object, first: int, n: int) -> dict[str, object]:
    import pyarrow as pa

    days = pa.array([f"{day}.{month}.{year}" for year in range(2015, 2026) for month in (1, 6, 12) for day in (3, 28)])
    chosen = {
        "Päivä": days,
        "Palvelu": pa.array(list(SERVICES)),
        "Laji": pa.array(list(SOURCE["values"]["kind"])),
        "Henkilöitä": pa.array([str(number) for number in range(1, 10)]),
        "Laskentatapa": pa.array(["kerätty"]),
    }
    found = {name: words.take(pa.array(draw.integers(0, len(words), n))) for name, words in chosen.items()}
    return found | {"Lomake": pa.array([f"L-{number}" for number in range(first, first + n)])}


def by_pandas(root: Path) -> object:
    """The organisation's rows as texts, of the whole file read."""
    import pandas as pd

    rows = pd.read_csv(root / FILE, sep=";", dtype="str")
    return rows[rows["Järjestö"] == OWN].copy()


def by_arvio(root: Path) -> object:
    """The organisation's validated table."""
    from arvio.datasets import load_tables
    from arvio.params import Organisation, Project

    said = {
        "organisation": "example",
        "name": OWN,
        "data": "synthetic",
        "data_folder": "data",
        "sensitivity": "ordinary",
    }
    params = Organisation.model_validate(said | {"sources": {"encounters": SOURCE}})
    return load_tables(Project(root, None, {}, {"example": params}, {}), "example").table("contacts")


def measure(way: str, root: Path, small: Path) -> Cost:
    """One way in this process, after the same on a small file."""
    import resource
    from time import perf_counter, process_time

    read = by_pandas if way == "pandas" else by_arvio
    read(small)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, begun = process_time(), perf_counter()
    rows = read(root)
    cpu, seconds = process_time() - started, perf_counter() - begun
    if len(rows) != OWN_ROWS:
        raise SystemExit(f"{way} read {len(rows)} rows and not {OWN_ROWS}")
    return Cost(cpu, seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 2**10)


def measured(way: str, root: Path, small: Path) -> Cost:
    """The same in a process of its own."""
    command = [sys.executable, __file__, way, str(root), str(small)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, env=os.environ | SECRET
    )
    return Cost(**json.loads(done.stdout))


def divided(root: Path) -> Cost:
    """What dividing the file takes, in the process that does it."""
    from time import perf_counter

    sharing = {"file": FILE.as_posix(), "column": "Järjestö", "form": "text"}
    begun = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "arvio.sources.partitioning", str(root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        process.stdin.write(json.dumps(sharing).encode("utf-8"))
        process.stdin.close()
        told = pickle.loads(process.stdout.read())  # of our own process
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if not isinstance(told, str):
        raise SystemExit(f"the file was not divided: {told}")
    return Cost(used.ru_utime + used.ru_stime, perf_counter() - begun, used.ru_maxrss / 2**10)


def costs(n_rows: int) -> dict[str, Cost]:
    """What each way costs on a file of so many rows."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("ARVIO_BENCH_FOLDER")) as temporary:
        root, small = Path(temporary, "large"), Path(temporary, "small")
        write_file(root, n_rows, OWN_ROWS)
        write_file(small, 100, 50)
        size = (root / FILE).stat().st_size / 1e6
        os.utime(root / FILE, (1_700_000_000, 1_700_000_000))  # long settled
        found = {"file": Cost(0, 0, size), "pandas": measured("pandas", root, small), "divided": divided(root)}
        return found | {way: measured(way, root, small) for way in WAYS[1:]}


def table(found: dict[int, dict[str, Cost]]) -> str:
    """The costs as Markdown, with how each grows from one size to the next (1: in proportion; 0: not at all)."""
    each = "".join(f" {way}: s | peak MB |" for way in ("dividing, once", "pandas, whole", "own rows, first", "again"))
    lines = [f"| rows | file MB |{each} pandas by first |", f"|{'--:|' * 11}"]
    for rows, one in found.items():
        cells = [f"{rows:,}".replace(",", " "), f"{one['file'].megabytes:.0f}"]
        for way in ("divided", *WAYS):
            cells += [f"{one[way].cpu:.2f}", f"{one[way].megabytes:.0f}"]
        cells.append(f"{one['pandas'].cpu / one['first'].cpu:.0f}×")
        lines.append(f"| {' | '.join(cells)} |")
    slopes = [_slopes(found, way) for way in ("divided", *WAYS)]
    told = zip(("dividing", "pandas", "own rows, first", "own rows, again"), slopes, strict=True)
    return "\n".join(
        [*lines, "", "Slope (log seconds by log rows): " + "; ".join(f"{way} {each}" for way, each in told)]
    )


def _slopes(found: dict[int, dict[str, Cost]], way: str) -> str:
    pairs = pairwise(found.items())
    each = [log(b[way].cpu / a[way].cpu) / log(m / n) for (n, a), (m, b) in pairs if a[way].cpu and b[way].cpu]
    return ", ".join(f"{one:.2f}" for one in each) or "–"


def main() -> None:
    sizes = [size for size in SIZES if size <= MOST_ROWS] or [MOST_ROWS]
    print(f"Reading {OWN_ROWS} rows of one organisation of {ORGANISATIONS}")
    found = {}
    for size in sizes:
        found[size] = costs(size)
        print(json.dumps({"rows": size} | {way: asdict(cost) for way, cost in found[size].items()}), file=sys.stderr)
    told = table(found)
    print(told)
    if sizes == [*SIZES]:
        Path(__file__).with_suffix(".md").write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))))
    else:
        main()
