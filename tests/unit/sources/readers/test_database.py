import datetime as dt
import sqlite3

import pytest

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import read
from arvio.sources.containers import databases
from arvio.sources.files import database_file
from arvio.sources.raw_table import whole
from arvio.sources.source_file import SourceFile

HOSTILE = 'vastaukset"; DROP TABLE kaynnit; --'


def asked(file, query):
    return whole(read(Source(table="visits", reader="database", files=file.name, query=query), file))


def refused(file, query):
    with pytest.raises(SourceError) as caught:
        asked(file, query)
    return str(caught.value)


# --- SQLite


@pytest.fixture
def sqlite(tmp_path):
    """A SQLite file whose name has signs that addresses use for something else."""
    path = tmp_path / "käynnit? #1.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE kaynnit (id INTEGER, pvm DATE, kunta TEXT, kuva BLOB)")
    connection.execute("INSERT INTO kaynnit VALUES (1, '2024-01-05', 'Hämeenlinna', NULL), (2, NULL, NULL, x'00ff')")
    connection.execute(f'CREATE TABLE "{HOSTILE.replace(chr(34), chr(34) * 2)}" (a)')
    connection.execute(f'INSERT INTO "{HOSTILE.replace(chr(34), chr(34) * 2)}" VALUES (1)')
    connection.commit()
    connection.close()
    return SourceFile(path, path.name)


def test_a_table_of_sqlite_is_read_with_nothing_for_null(sqlite):
    found = asked(sqlite, "SELECT id, pvm, kunta FROM kaynnit")
    assert found.cells.values.tolist() == [[1, "2024-01-05", "Hämeenlinna"], [2, None, None]]
    assert found.notes == ("asked of SQLite, for reading only",)
    assert list(found.places["source_row"]) == [1, 2]


def test_signs_that_libraries_take_for_parameters_are_sent_as_they_are(sqlite):
    found = asked(
        sqlite, "SELECT 'klo :a' AS klo, 7 % 2 AS jako FROM kaynnit WHERE kunta LIKE '%linna' AND ':b' = ':b'"
    )
    assert found.cells.values.tolist() == [["klo :a", 1]]


def test_a_large_table_comes_in_parts(sqlite):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000) SELECT i FROM n"
    parts = read(Source(table="visits", reader="database", files=sqlite.name, query=numbers), sqlite)
    assert [len(part.cells) for part in parts] == [20_000, 20_000, 5_000]


def test_a_table_with_a_hostile_name_is_only_read(sqlite):
    assert asked(sqlite, HOSTILE).cells.values.tolist() == [[1]]
    assert len(asked(sqlite, "SELECT id FROM kaynnit").cells) == 2


def test_columns_of_the_same_name_are_numbered(sqlite):
    assert asked(sqlite, "SELECT id, id FROM kaynnit").headers == ["id", "id [2]"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT kuva FROM kaynnit", "column 'kuva': the cells of a column hold more than a value each"),
        ("SELECT * FROM kaynti", "similar names: kaynnit"),
        ("SELECT kunt FROM kaynnit", "a column that is not there, got: 'kunt'"),
        ("SELECT FROM kaynnit", "is not valid SQL, got: 'FROM'"),
        ("SELECT id FROM kaynnit WHERE id > 9", "the query gives no rows"),
        ("WITH a AS (SELECT 1) INSERT INTO kaynnit SELECT 1, 1, 1, 1", "the query would change the database"),
        ("DELETE FROM kaynnit", "neither begins with SELECT or WITH nor is the name of a table"),
        ("SELECT CAST(x'e4' AS TEXT)", "texts that are not UTF-8"),
        ("SELECT load_extension('a')", "this is not permitted"),
    ],
)
def test_what_sqlite_refuses_is_told_in_words(sqlite, query, message):
    assert message in refused(sqlite, query)


def test_a_database_in_use_is_told_so(sqlite, monkeypatch):
    monkeypatch.setattr(databases, "WAITS_SECONDS", 0)
    writer = sqlite3.connect(sqlite.path)
    writer.execute("BEGIN EXCLUSIVE")
    message = refused(sqlite, "kaynnit")
    writer.close()
    assert "another program has the database open for writing" in message


def test_a_damaged_database_is_told_so(sqlite):
    found = bytearray(sqlite.path.read_bytes())
    found[100:400] = b"\xff" * 300
    sqlite.path.write_bytes(found)
    assert "the database file is damaged" in refused(sqlite, "kaynnit")


def test_a_file_of_another_kind_is_told_so(tmp_path):
    (tmp_path / "a.sqlite").write_text("id;pvm\n1;2\n")
    assert "is neither a SQLite nor a DuckDB file" in refused(SourceFile(tmp_path / "a.sqlite", "a.sqlite"), "a")


# --- DuckDB


@pytest.fixture
def duckdb_file(tmp_path):
    import duckdb

    connection = duckdb.connect(tmp_path / "kaynnit.duckdb")
    connection.execute(
        "CREATE TABLE kaynnit (id INTEGER, hetki TIMESTAMPTZ, pvm DATE, hinta DECIMAL(6, 2), kunta TEXT)"
    )
    connection.execute("INSERT INTO kaynnit VALUES (1, '2024-01-05 22:30:00+00', '2024-01-06', 5.00, 'Hämeenlinna')")
    connection.execute("INSERT INTO kaynnit (id) VALUES (2)")
    connection.execute("CREATE TABLE apu AS SELECT ['raha'] AS laji")
    connection.close()
    return SourceFile(tmp_path / "kaynnit.duckdb", "kaynnit.duckdb")


def test_a_table_of_duckdb_is_read_with_its_types(duckdb_file):
    found = asked(duckdb_file, "kaynnit")
    here = dt.datetime(2024, 1, 6, 0, 30)
    assert found.cells.values.tolist() == [
        [1, here, dt.datetime(2024, 1, 6), 5, "Hämeenlinna"],
        [2, None, None, None, None],
    ]
    assert found.notes == ("asked of DuckDB, for reading only",)


def test_a_large_answer_of_duckdb_comes_in_parts(duckdb_file):
    source = Source(table="visits", reader="database", files="a", query="SELECT range AS i FROM range(45000)")
    assert [len(part.cells) for part in read(source, duckdb_file)] == [20_000, 20_000, 5_000]


def test_a_query_cannot_read_other_files(duckdb_file, tmp_path):
    secret = tmp_path / "salaisuus.csv"
    secret.write_text("a,b\n1,2\n")
    assert "this is not permitted" in refused(duckdb_file, f"SELECT * FROM read_csv('{secret.as_posix()}')")
    assert "this is not permitted" in refused(duckdb_file, f"SELECT * FROM '{secret.as_posix()}'")


def test_a_query_cannot_read_variables_of_this_program(duckdb_file):
    assert "there is no such table, got: 'tables'" in refused(duckdb_file, "SELECT * FROM tables")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("apu", "column 'laji'"),
        ("SELECT * FROM kaynti", "similar names: kaynnit"),
        ("SELECT kunt FROM kaynnit", "a column that is not there, got: 'kunt'"),
        ("SELECT * FORM kaynnit", "is not valid SQL, got: 'kaynnit'"),
        ("WITH a AS (SELECT 1) DELETE FROM kaynnit", "the query would change the database"),
        ("SELECT CAST(kunta AS INTEGER) FROM kaynnit", "the database could not answer the query"),
    ],
)
def test_what_duckdb_refuses_is_told_in_words(duckdb_file, query, message):
    told = refused(duckdb_file, query)
    assert message in told
    assert "Hämeenlinna" not in told


def test_a_damaged_duckdb_file_is_told_so(duckdb_file):
    found = bytearray(duckdb_file.path.read_bytes())
    found[4096:12288] = b"\xff" * 8192
    duckdb_file.path.write_bytes(found)
    assert "the database file is damaged" in refused(duckdb_file, "kaynnit")


# --- a connection, as far as it goes without a server


def through(query="kaynnit"):
    """What is said of a source that is read through the connection in ARVIO_DB."""
    source = Source(table="visits", reader="database", connection="ARVIO_DB", query=query)
    with pytest.raises(SourceError) as caught:
        list(read(source, database_file(source)))
    return str(caught.value)


def test_a_missing_environment_variable_is_told_with_an_example(monkeypatch):
    monkeypatch.delenv("ARVIO_DB", raising=False)
    message = through()
    assert "connection ARVIO_DB: the environment variable ARVIO_DB is not set" in message
    assert "expected: ARVIO_DB=postgresql://USER:PASSWORD@HOST:5432/DATABASE" in message


@pytest.mark.parametrize(
    "address",
    [
        "salaisuus",
        "postgresql://lukija:salaisuus@palvelin:portti/kanta",
        "postgresql://palvelin/salaisuus",
        "mysql://lukija:salaisuus@palvelin/kanta",
        "sqlite:///salaisuus.sqlite",
    ],
)
def test_a_connection_string_that_is_none_is_not_repeated(monkeypatch, address):
    monkeypatch.setenv("ARVIO_DB", address)
    message = through()
    assert "holds no connection string of a PostgreSQL database" in message
    assert "salaisuus" not in message


@pytest.mark.parametrize("address", ["127.0.0.1:1/kanta", "isus@palvelin.invalid/kanta", "127.0.0.1:70000/kanta"])
def test_a_server_out_of_reach_is_told_without_its_address(monkeypatch, address):
    """An @ in the password makes the rest of it part of the host."""
    monkeypatch.setenv("ARVIO_DB", f"postgresql://lukija:sala@{address}")
    message = through()
    assert "connection ARVIO_DB: the database server cannot be reached" in message
    assert not any(word in message for word in ("sala", "isus", "palvelin.", "127.0.0.1"))


@pytest.mark.parametrize("option", ["salaisuus=1", "sslmode=salaisuus"])
def test_an_unknown_option_is_refused_and_not_repeated(monkeypatch, option):
    monkeypatch.setenv("ARVIO_DB", f"postgresql://lukija:avain@127.0.0.1:1/kanta?{option}")
    message = through()
    assert "has options that are not known" in message
    assert "salaisuus" not in message


# --- PostgreSQL

TABLES = (
    "CREATE TABLE kaynnit (id INTEGER, pvm DATE, hetki TIMESTAMPTZ, hinta NUMERIC(6, 2), kunta TEXT, kuva BYTEA)",
    "INSERT INTO kaynnit VALUES (1, '2024-01-06', '2024-01-05 22:30:00+00', 5.00, 'Hämeenlinna – Åland')",
    "INSERT INTO kaynnit (id) VALUES (2)",
    f'CREATE TABLE "{HOSTILE.replace(chr(34), chr(34) * 2)}" (a INTEGER)',
    f'INSERT INTO "{HOSTILE.replace(chr(34), chr(34) * 2)}" VALUES (1)',
    "CREATE TABLE suuri AS SELECT i, 'käynti ' || i AS otsikko FROM generate_series(1, 50000) AS i",
    "CREATE SCHEMA perhe",
    "CREATE VIEW perhe.kaynnit AS SELECT 7 AS perheita",
    "CREATE SEQUENCE juokseva",
    "GRANT ALL ON ALL TABLES IN SCHEMA public TO lukija",
    "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO lukija",
    "GRANT USAGE ON SCHEMA perhe TO lukija",
    "GRANT SELECT ON perhe.kaynnit TO lukija",
    "CREATE TABLE salattu (nimi TEXT)",
)


@pytest.fixture(scope="module")
def server(postgresql):
    """The server with its tables. The reader may write into them, so that only the reading itself refuses to."""
    postgresql.do(*TABLES)
    return postgresql


@pytest.fixture
def connected(server, monkeypatch):
    monkeypatch.setenv("ARVIO_DB", server.address())
    return server


def parts_of(query):
    source = Source(table="visits", reader="database", connection="ARVIO_DB", query=query)
    return list(read(source, database_file(source)))


def test_a_table_of_postgresql_is_read_with_its_types(connected):
    found = whole(parts_of("SELECT id, pvm, hetki, hinta, kunta FROM kaynnit ORDER BY id"))
    here = dt.datetime(2024, 1, 6, 0, 30)
    assert found.cells.values.tolist() == [
        [1, dt.datetime(2024, 1, 6), here, 5, "Hämeenlinna – Åland"],
        [2, None, None, None, None],
    ]
    assert found.notes == ("asked of PostgreSQL, for reading only",)
    assert set(found.places["source_file"]) == {"connection ARVIO_DB"}


def test_50000_rows_of_postgresql_come_in_parts(connected):
    parts = parts_of("suuri")
    assert [len(part.cells) for part in parts] == [20_000, 20_000, 10_000]
    assert parts[2].cells.iloc[-1].tolist() == [50_000, "käynti 50000"]


def test_a_table_with_a_hostile_name_is_only_read_from_postgresql(connected):
    assert whole(parts_of(HOSTILE)).cells.values.tolist() == [[1]]
    assert len(whole(parts_of("SELECT id FROM kaynnit")).cells) == 2


def test_a_table_of_another_schema_is_named_with_it(connected):
    assert whole(parts_of("perhe.kaynnit")).cells.values.tolist() == [[7]]


def test_signs_that_the_driver_takes_for_parameters_are_sent_as_they_are(connected):
    found = whole(parts_of("SELECT 7 % 2 AS jako, 'klo :a'::text AS klo FROM kaynnit WHERE kunta LIKE '%Åland'"))
    assert found.cells.values.tolist() == [[1, "klo :a"]]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT INTO kaynnit (id) VALUES (3)", "neither begins with SELECT or WITH nor is the name of a table"),
        ("WITH a AS (INSERT INTO kaynnit (id) VALUES (3) RETURNING id) SELECT * FROM a", "could not answer the query"),
        ("SELECT nextval('juokseva')", "the query would change the database"),
        ("SELECT 1; COMMIT; DELETE FROM kaynnit", "holds a semicolon"),
        ("SELECT kuva FROM kaynnit UNION SELECT 'x'::bytea", "column 'kuva'"),
        ("SELECT * FROM kaynti", "similar names: kaynnit"),
        ("SELECT kunt FROM kaynnit", "a column that is not there, got: 'kunt'"),
        ("SELECT * FORM kaynnit", "is not valid SQL, got: 'FORM'"),
        ("salattu", "ask whoever keeps the database for the right to read this table"),
        ("SELECT kunta::integer FROM kaynnit", "could not answer the query (22P02)"),
    ],
)
def test_what_postgresql_refuses_is_told_in_words(connected, query, message):
    told = through(query)
    assert message in told
    assert not any(secret in told for secret in (connected.password, "Hämeenlinna", str(connected.port)))


def test_nothing_was_written(connected):
    """Whatever the queries of the other tests tried."""
    assert sorted(whole(parts_of("SELECT id FROM kaynnit")).cells["id"]) == [1, 2]


def test_a_query_that_takes_too_long_is_stopped(connected, monkeypatch):
    monkeypatch.setattr(databases, "STATEMENT_SECONDS", 0.2)
    assert "took longer than" in through("SELECT pg_sleep(30)")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"password": "v%C3%A4%C3%A4r%C3%A4"}, "the server does not let this user in"),
        ({"user": "tuntematon"}, "the server does not let this user in"),
        ({"database": "muualla"}, "the server has no such database"),
        ({"database": "postgres?sslmode=require"}, "do not agree on encryption"),
    ],
)
def test_a_connection_that_the_server_refuses_is_told_in_words(server, monkeypatch, changed, message):
    monkeypatch.setenv("ARVIO_DB", server.address(**changed))
    told = through()
    assert message in told
    assert not any(secret in told for secret in (server.password, "tuntematon", "väärä", "muualla", str(server.port)))


def test_a_connection_string_without_a_password_is_told_so(server, monkeypatch):
    monkeypatch.setenv("ARVIO_DB", server.address().replace(f":{server.password}@", "@"))
    assert "the server does not let this user in" in through()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql+psycopg2"])
def test_connection_strings_of_other_programs_are_understood(server, monkeypatch, scheme):
    address = f"{server.address()}?sslmode=disable"
    monkeypatch.setenv("ARVIO_DB", address.replace("postgresql", scheme, 1))
    assert len(whole(parts_of("SELECT 1 AS a")).cells) == 1
