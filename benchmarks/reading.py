"""How fast a large CSV becomes a validated table, and how much memory that takes, against pandas: `make bench`.

The file is made here (1,000 MB unless ARVIO_BENCH_MB says otherwise): a list of encounters with a column of open notes.
Each tool reads it in a process of its own. pandas gives texts as they stand; arvio converts, checks, drops the persons'
columns and searches the notes for personal data. Memory is what a process takes at most beyond what it took after the
same work on a file of ten rows, and is compared with the size of the table that it gives.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

MEGABYTES = int(os.environ.get("ARVIO_BENCH_MB", "1000"))
TIME_LIMIT_SECONDS = 1800
HEADER = "Päivä;Palvelu;Laji;Henkilöitä;Laskentatapa;Työntekijä;Paikka;Muistiinpano\r\n"
SERVICES = {"Neuvonta": "advice", "Chat": "chat", "Avoin kohtaaminen": "open", "Ryhmä": "group", "Kriisiapu": "crisis"}
KINDS = {"puhelu": "call", "käynti": "visit", "viesti": "message"}
WORDS = ("kiitos", "hyvä", "keskustelu", "apua", "tuki", "ryhmä", "mies", "arki", "toivo", "ilta")
LINES_AT_ONCE = 20_000
WAYS = ("pandas.read_csv", "arvio, from the file", "arvio, unchanged file")


def write_encounters(path: Path, n_bytes: int) -> None:
    """A CSV of made-up encounters of about this size; at least ten rows."""
    draw = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        while file.tell() < n_bytes or not n_bytes:
            file.write("".join(_line(draw) for _ in range(LINES_AT_ONCE if n_bytes else 10)))
            if not n_bytes:
                break


def _line(draw: random.Random) -> str:
    day = f"{draw.randint(1, 28)}.{draw.randint(1, 12)}.{draw.randint(2015, 2025)}"
    note = " ".join(draw.choices(WORDS, k=12))
    coded = f"{draw.choice(list(SERVICES))};{draw.choice(list(KINDS))};{draw.randint(1, 9)};kerätty"
    who = f"Työntekijä {draw.randint(1, 30)};Toimipiste {draw.randint(1, 200)}"
    return f"{day};{coded};{who};{note} {draw.randint(1, 999)}\r\n"


def by_pandas(folder: Path) -> object:
    """The whole file as texts, as a notebook would read it."""
    import pandas as pd

    return pd.read_csv(folder / "data" / "kohtaamiset.csv", sep=";", dtype="str")


def by_arvio(folder: Path) -> object:
    """The validated table of the file."""
    from arvio.datasets import load_tables
    from arvio.params import Organisation, Project

    organisation = {
        "organisation": "example",
        "name": "Esimerkki ry",
        "data": "synthetic",
        "data_folder": "data",
        "sensitivity": "ordinary",
        "sources": {"encounters": SOURCE},
    }
    project = Project(folder, None, {}, {"example": Organisation.model_validate(organisation)}, {})
    return load_tables(project, "example").table("contacts")


SOURCE = {
    "table": "contacts",
    "reader": "csv",
    "files": "kohtaamiset.csv",
    "columns": {
        "date": "Päivä",
        "service": "Palvelu",
        "kind": "Laji",
        "n_people": "Henkilöitä",
        "counting_basis": "Laskentatapa",
    },
    "values": {"service": SERVICES, "kind": KINDS, "counting_basis": {"kerätty": "collected"}},
    "personal": ["Työntekijä"],
    "ignored": ["Paikka"],
    "open_text": ["Muistiinpano"],
}


def measure(way: str, folder: Path, small: Path) -> dict[str, float]:
    """Seconds, megabytes at most and megabytes of the table, in this process."""
    import resource
    from time import perf_counter

    read = by_pandas if way == WAYS[0] else by_arvio
    read(small)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = perf_counter()
    table = read(folder)
    seconds = perf_counter() - started
    at_most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {
        "seconds": seconds,
        "memory": (at_most - before) / unit,
        "table": float(table.memory_usage(deep=True).sum()) / 2**20,
        "rows": len(table),
    }


def measured(way: str, folder: Path, small: Path) -> dict[str, float]:
    """The same in a process of its own, so that one tool's memory is not the other's."""
    command = [sys.executable, __file__, way, str(folder), str(small)]
    secret = {"ARVIO_KEY": "only for the benchmark, never a real one"}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=TIME_LIMIT_SECONDS, env=os.environ | secret
    )
    return json.loads(done.stdout)


def report(found: dict[str, dict[str, float]]) -> str:
    """Seconds, their ratio to pandas, and memory in megabytes and in times the table."""
    plain = found[WAYS[0]]["seconds"]
    lines = [f"{'':<24}{'s':>8}{'ratio':>8}{'rows':>12}{'table MB':>10}{'memory MB':>11}{'times table':>13}"]
    for way, one in found.items():
        memory = f"{one['table']:>10.0f}{one['memory']:>11.0f}{one['memory'] / one['table']:>13.1f}"
        lines.append(f"{way:<24}{one['seconds']:>8.1f}{one['seconds'] / plain:>8.1f}{one['rows']:>12.0f}{memory}")
    return "\n".join(lines)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folders = [Path(temporary, name) for name in ("large", "small")]
        for folder, n_bytes in zip(folders, (MEGABYTES * 1_000_000, 0), strict=True):
            (folder / "data").mkdir(parents=True)
            write_encounters(folder / "data" / "kohtaamiset.csv", n_bytes)
        print(f"Reading a CSV of {MEGABYTES} MB")
        print(report({way: measured(way, *folders) for way in WAYS}))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
