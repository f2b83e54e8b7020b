"""Every statement is one that SQLite understands, and what is read often is met by an index."""

import inspect
import sqlite3

import pytest
from sqlalchemy.sql import ClauseElement

from mockcore.store.selection import Selection
from mockcore.store.sqlite import statements
from mockcore.store.sqlite.database import Database

PLAIN = {
    name: function
    for name, function in inspect.getmembers(statements, inspect.isfunction)
    if not name.startswith("_") and not inspect.signature(function).parameters and name != "creation"
}
SELECTION = Selection("rfis", 1, 10)


@pytest.fixture
def connection() -> sqlite3.Connection:
    database = Database()
    database.create_tables()
    return database.connection


@pytest.mark.parametrize("name", PLAIN)
def test_each_is_understood_by_sqlite(name: str, connection: sqlite3.Connection) -> None:
    text, names, _ = statements.compiled(PLAIN[name]())
    connection.execute("EXPLAIN " + text, [None] * len(names))


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (statements.page(SELECTION), "records_scope"),
        (statements.page_ids(SELECTION), "COVERING INDEX records_scope"),
        (statements.page(Selection("rfis", 1)), "records_company"),
        (statements.page(Selection("rfis", 1, parent_id=5)), "records_parent"),
        (statements.by_key(), "records_key"),
        (statements.by_origin(), "records_origin"),
        (statements.any_of_kind(), "INDEX records_"),
        (statements.history(), "changes_record"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_lists_and_keys_are_met_by_an_index(statement: ClauseElement, index: str, connection: sqlite3.Connection) -> None:
    text, names, _ = statements.compiled(statement)
    plan = connection.execute("EXPLAIN QUERY PLAN " + text, [1] * len(names)).fetchall()
    assert index in " ".join(row[3] for row in plan)


def test_values_that_are_part_of_a_statement_are_told_with_it() -> None:
    text, names, fixed = statements.compiled(statements.use_code())
    assert "code_" in names
    assert set(fixed) <= set(names)
    assert text.startswith("UPDATE codes")
