import pytest

from arvio.errors import SourceError
from arvio.sources.containers.queries import quoted, statement

TABLES = {"vastaukset": '"main"."vastaukset"', "main.vastaukset": '"main"."vastaukset"'}


def sent(query, tables=TABLES):
    return statement(query, tables, file="kanta.sqlite")


def refused(query, tables=TABLES):
    with pytest.raises(SourceError) as caught:
        sent(query, tables)
    return str(caught.value)


def test_a_table_is_asked_for_all_it_has():
    assert sent("vastaukset") == sent("main.vastaukset") == 'SELECT * FROM "main"."vastaukset"'


def test_a_name_made_to_break_out_of_its_quotes_stays_a_name():
    hostile = 'a"; DROP TABLE vastaukset; --'
    assert sent(hostile, {hostile: quoted(hostile)}) == 'SELECT * FROM "a""; DROP TABLE vastaukset; --"'


def test_a_table_that_is_not_there_is_told_with_the_nearest():
    message = refused("vastaukst")
    assert "there is no such table, got: 'vastaukst'" in message
    assert "similar names: vastaukset; mend query in params" in message


def test_of_many_tables_a_few_are_named():
    many = {f"t{number}": quoted(f"t{number}") for number in range(20)}
    assert "it has: t0, t1, t10, t11, t12 and 15 more" in refused("vastaukset", many)
    assert "the database has no tables" in refused("vastaukset", {})


@pytest.mark.parametrize("query", ["SELECT a FROM t", "with x as (select 1) select * from x", "select\n1"])
def test_a_select_is_sent_as_it_is(query):
    assert sent(query) == query


def test_the_semicolon_at_the_end_is_left_out():
    assert sent("SELECT 1 ;\n") == "SELECT 1"


@pytest.mark.parametrize("query", ["SELECT 1 WHERE a = 'b;c'", 'SELECT 1 AS "b;c"', "SELECT 'it''s; so'"])
def test_a_semicolon_in_a_text_is_no_end(query):
    assert sent(query) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; DELETE FROM t",
        "SELECT 1 -- '\n; DELETE FROM t -- '",
        "SELECT /* /* */ ' */ 1; DELETE FROM t; --'",
        "SELECT $$'$$; DELETE FROM t; SELECT $$'$$",
        r"SELECT E'\''; DELETE FROM t; --'",
    ],
)
def test_a_second_statement_is_refused_however_it_is_hidden(query):
    assert "holds a semicolon" in refused(query)


@pytest.mark.parametrize("query", ["INSERT INTO t VALUES (1)", "DROP TABLE t", "; SELECT 1", "selected rows"])
def test_what_does_not_ask_is_refused(query):
    assert "neither begins with SELECT or WITH nor is the name of a table" in refused(query)


@pytest.mark.parametrize("query", [None, " "])
def test_a_query_is_needed(query):
    assert "params give no query" in refused(query)
