import sqlite3

import pytest

from arvio.sources.containers import databases
from arvio.sources.source_file import SourceFile


@pytest.fixture
def sqlite(tmp_path):
    connection = sqlite3.connect(tmp_path / "a.sqlite")
    connection.execute("CREATE TABLE kaynnit (id INTEGER PRIMARY KEY AUTOINCREMENT)")
    connection.execute("CREATE VIEW kuukaudet AS SELECT 1 AS kuukausi")
    connection.commit()
    connection.close()
    return SourceFile(tmp_path / "a.sqlite", "a.sqlite")


@pytest.fixture
def duck(tmp_path):
    import duckdb

    connection = duckdb.connect(tmp_path / "a.duckdb")
    connection.execute("CREATE SCHEMA perhe")
    connection.execute("CREATE TABLE perhe.kaynnit (id INTEGER)")
    connection.execute("CREATE TABLE kaynnit (id INTEGER)")
    connection.close()
    return SourceFile(tmp_path / "a.duckdb", "a.duckdb")


def test_tables_and_views_are_known_by_name_with_and_without_their_schema(sqlite):
    with databases.sqlite_file(sqlite) as database:
        assert sorted(database.tables) == ["kaynnit", "kuukaudet", "main.kaynnit", "main.kuukaudet"]
        assert database.tables["kaynnit"] == '"main"."kaynnit"'


def test_a_table_of_another_schema_needs_its_schema(duck):
    with databases.duckdb_file(duck) as database:
        assert database.tables["perhe.kaynnit"] == '"perhe"."kaynnit"'
        assert database.tables["kaynnit"] == '"main"."kaynnit"'


def test_sqlite_is_opened_for_reading_only(sqlite):
    import sqlalchemy

    with (
        databases.sqlite_file(sqlite) as database,
        pytest.raises(sqlalchemy.exc.OperationalError, match="readonly database"),
    ):
        database.ask("INSERT INTO kaynnit VALUES (1)")


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("INSERT INTO kaynnit VALUES (1)", "read-only mode"),
        ("SET enable_external_access = true", "has been locked"),
        ("ATTACH 'b.duckdb'", "file system operations are disabled"),
    ],
)
def test_duckdb_stays_closed_to_whatever_a_statement_tries(duck, statement, refusal):
    import duckdb

    with databases.duckdb_file(duck) as database, pytest.raises(duckdb.Error, match=refusal):
        database.ask(statement)
