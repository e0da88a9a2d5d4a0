import sqlite3

import pytest

from arvio.sources.containers.database_errors import as_problem

TABLES = {"kaynnit": '"kaynnit"'}


class ServerError(Exception):
    """An error as pg8000 gives it: a mapping of one-letter fields."""

    def __init__(self, code, message):
        super().__init__({"C": code, "M": message})


class WrappedError(Exception):
    """An error as SQLAlchemy wraps it, the statement and its cells among its words."""

    def __init__(self, orig):
        super().__init__("[SQL: SELECT 'Uolevi']")
        self.orig = orig


def told(error):
    return str(as_problem(error, "connection ARVIO_DB", TABLES))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("28P01", "does not let this user in"),
        ("28000", "does not let this user in"),
        ("3D000", "no such database"),
        ("42501", "this is not permitted"),
        ("42601", "is not valid SQL"),
        ("42703", "a column that is not there"),
        ("42P01", "there is no such table"),
        ("25006", "would change the database"),
        ("57014", "took longer than"),
        ("57P03", "cannot be reached"),
        ("53300", "cannot be reached"),
        ("22P02", "could not answer the query (22P02)"),
    ],
)
def test_a_code_of_postgresql_is_told_in_words_whatever_language_the_server_speaks(code, words):
    message = told(WrappedError(ServerError(code, "fel vid läsning av »Uolevi«")))
    assert words in message
    assert "Uolevi" not in message


def test_the_table_that_is_not_there_is_named_with_the_nearest():
    message = told(WrappedError(ServerError("42P01", 'relation "kaynti" does not exist')))
    assert "got: 'kaynti'" in message
    assert "similar names: kaynnit" in message


def test_a_damaged_schema_is_no_mistake_in_the_query():
    damaged = sqlite3.DatabaseError('malformed database schema (kaynnit) - near "TABL": syntax error')
    assert "the database file is damaged" in told(damaged)


def test_an_error_nobody_foresaw_is_told_by_its_kind_only():
    message = told(RuntimeError("password=salaisuus"))
    assert "could not answer the query (RuntimeError)" in message
    assert "salaisuus" not in message
