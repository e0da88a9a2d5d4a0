"""The search that says where a person is must find somebody wherever anything may be written."""

import gzip
import sqlite3
import zipfile
from contextlib import closing

import duckdb
import pandas as pd

from .everywhere import holding

WORD = "poikkeussana4711"


def test_finds_a_word_in_every_kind_of_file(tmp_path):
    table = pd.DataFrame({"cell": [WORD]})
    table.to_parquet(tmp_path / "a.parquet")
    table.to_excel(tmp_path / "b.xlsx", index=False)
    (tmp_path / "c.gz").write_bytes(gzip.compress(WORD.encode()))
    with zipfile.ZipFile(tmp_path / "d.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(tmp_path / "a.parquet", "inside.parquet")
    with closing(sqlite3.connect(tmp_path / "e.sqlite")) as database, database:
        database.execute("create table t (cell text)")
        database.execute("insert into t values (?)", [WORD])
    with closing(duckdb.connect(str(tmp_path / "f.duckdb"))) as database:
        database.execute(f"create table t as select '{WORD}' as cell")
    (tmp_path / "g.txt").write_text(WORD, encoding="utf-16")
    (tmp_path / f"{WORD}.txt").touch()
    (tmp_path / "nothing.txt").write_text("poikkeus", encoding="utf-8")
    assert [name.partition(".")[0] for name in holding(tmp_path, [WORD])] == [*"abcdefg", WORD]
