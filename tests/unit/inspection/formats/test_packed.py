import sqlite3
import zipfile

import duckdb
import pandas as pd
import pyreadstat

from arvio.inspection.formats.packed import packed_format
from arvio.sources.source_file import SourceFile


def test_an_archive_of_text_files_is_odk_centrals(tmp_path):
    path = tmp_path / "lomake.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("kysely.csv", "SubmissionDate,palaute,KEY\n2024-02-01,hyvä,a\n")
        archive.writestr("kysely-lapset.csv", "ikä,PARENT_KEY,KEY\n3,a,b\n4,a,c\n")
    found = packed_format(SourceFile(path, path.name))
    assert (found.source.reader, found.source.sheet) == ("kobo", "kysely.csv")


def test_spss_and_parquet_are_known_by_their_first_bytes(tmp_path):
    table = pd.DataFrame({"arvio": [1.0, 2.0]})
    pyreadstat.write_sav(table, tmp_path / "a.sav")
    table.to_parquet(tmp_path / "a.parquet")
    readers = [packed_format(SourceFile(tmp_path / name, name)).source.reader for name in ("a.sav", "a.parquet")]
    assert readers == ["spss", "parquet"]


def test_of_a_database_the_fullest_table_is_asked(tmp_path):
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        connection.execute("CREATE TABLE pieni (a)")
        connection.execute("CREATE TABLE vastaukset (arvio)")
        connection.execute("INSERT INTO vastaukset VALUES (1), (2)")
    connection.close()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as other:
        other.execute("CREATE TABLE vastaukset AS SELECT 1 AS arvio")
    for name in ("a.sqlite", "a.duckdb"):
        source = packed_format(SourceFile(tmp_path / name, name)).source
        assert (source.reader, source.query) == ("database", "vastaukset")


def test_text_and_workbooks_are_none_of_these(written, workbook):
    assert packed_format(written([["A"], ["1"]])) is None
    assert packed_format(workbook({"Vastaukset": [["A"], [1]]})) is None
