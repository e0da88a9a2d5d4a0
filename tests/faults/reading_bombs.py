"""Run with a folder: read each of its bombs with little memory, and tell a line of JSON of what became of each."""

import json
import resource
import sys
from pathlib import Path

from arvio.errors import ArvioError
from arvio.params import Source
from arvio.sources import read
from arvio.sources.containers import databases
from arvio.sources.source_file import SourceFile

BYTES = 6_000_000_000
"""Of addresses, of which the libraries ask for more than they use; what is used is told at the end."""
LIMITS = {"rows": 200_000}


def main(folder: str, readers: dict[str, str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    databases.STEPS_AT_MOST = 20_000_000
    for name, reader in readers.items():
        path = Path(folder) / f"{name}.vienti"
        query = {"query": "vastaukset"} if reader == "database" else {}
        source = Source(table="groups", reader=reader, files=path.name, limits=LIMITS, **query)
        print(json.dumps({"name": name, "told": told(source, path), "peak_mb": peak_mb()}), flush=True)


def told(source: Source, path: Path) -> str:
    try:
        n_rows = sum(len(part.cells) for part in read(source, SourceFile(path, path.name)))
    except ArvioError as error:
        return str(error)
    return f"{n_rows} rows were read"


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
