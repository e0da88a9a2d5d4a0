"""Where the validated tables of one file are kept: in a folder as Parquet, or in memory where no folder can be written.

Both are filled part by part and read by table, so that a file larger than the memory is never in it as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from arvio.datasets.schemas import columns_of
from arvio.sources.raw_table import PROVENANCE

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq


class Store(Protocol):
    """What tables are added to, a part at a time, and read from, some columns or all."""

    def add(self, tables: Mapping[str, pd.DataFrame]) -> None: ...

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame: ...

    def names(self) -> list[str]: ...

    def close(self) -> None: ...


@dataclass
class MemoryStore:
    """Parts of tables as they come."""

    parts: dict[str, list[pd.DataFrame]] = field(default_factory=dict)

    def add(self, tables: Mapping[str, pd.DataFrame]) -> None:
        for name, table in tables.items():
            self.parts.setdefault(name, []).append(table)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        found = pd.concat(self.parts[name])
        return found if columns is None else found[list(columns)]

    def names(self) -> list[str]:
        return list(self.parts)

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class FolderStore:
    """A Parquet file for each table."""

    folder: Path
    _writers: dict[str, pq.ParquetWriter] = field(default_factory=dict, repr=False)

    def add(self, tables: Mapping[str, pd.DataFrame]) -> None:
        import pyarrow as pa

        for name, table in tables.items():
            writer = self._writer(name, table)
            writer.write_table(pa.Table.from_pandas(table, schema=writer.schema, preserve_index=False))

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        import pyarrow.parquet as pq

        # not pq.read_table: looking for partitions and starting threads takes longer than reading a table of a year
        with pq.ParquetFile(self._path(name), memory_map=True) as file:
            found = file.read(columns=columns and list(columns), use_threads=False)
        return found.to_pandas(split_blocks=True, self_destruct=True, use_threads=False)

    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.parquet"))

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _writer(self, name: str, table: pd.DataFrame) -> pq.ParquetWriter:
        import pyarrow.parquet as pq

        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self._path(name), arrow_schema(name, tuple(table.columns)))
        return self._writers[name]

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.parquet"


@cache
def arrow_schema(name: str, columns: tuple[str, ...]) -> pa.Schema:
    """The types of a canonical table on disk. A part in which a column is empty must not decide its type."""
    import pyarrow as pa

    kinds = {
        "date": pa.timestamp("us"),
        "number": pa.float64(),
        "mark": pa.float64(),
        "flag": pa.bool_(),
    }
    repeated = pa.dictionary(pa.int32(), pa.string())
    known = {column: kinds.get(definition.kind, pa.string()) for column, definition in columns_of(name).items()}
    known |= dict.fromkeys(PROVENANCE[:2], repeated) | {"source_row": pa.int64()}
    return pa.schema([(column, known.get(column, pa.string())) for column in columns])
