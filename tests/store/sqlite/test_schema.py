"""A file with tables is one of ours, of this version; one without may become it."""

import sqlite3
from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.store.sqlite.prepared import Statements
from mockcore.store.sqlite.schema import SCHEMA_VERSION, settle_schema

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def connection() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def of_version(connection: sqlite3.Connection, version: str) -> None:
    for text in Statements().creation():
        connection.execute(text)
    connection.execute("INSERT INTO facts (name, value) VALUES ('schema', ?)", (version,))


def test_an_empty_database_and_one_of_this_version_are_left_alone(connection: sqlite3.Connection) -> None:
    settle_schema(connection, "world.db")
    of_version(connection, str(SCHEMA_VERSION))
    changes = connection.total_changes
    settle_schema(connection, "world.db")
    assert connection.total_changes == changes


def test_tables_of_somebody_else_are_refused(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE facts (name TEXT)")
    with pytest.raises(OperatorError, match=r"world\.db was not made by mockcore"):
        settle_schema(connection, "world.db")


def test_an_earlier_version_is_upgraded(connection: sqlite3.Connection) -> None:
    connection.executescript((SCHEMAS / f"{SCHEMA_VERSION - 1}.sql").read_text())
    connection.execute("INSERT INTO facts (name, value) VALUES ('schema', ?)", (str(SCHEMA_VERSION - 1),))
    settle_schema(connection, "world.db")
    assert connection.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone() == (str(SCHEMA_VERSION),)
