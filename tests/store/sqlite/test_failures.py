"""SQLite's errors are told apart by whether waiting helps."""

import sqlite3

import pytest

from mockcore.errors import ServiceUnavailable, StorageBusy, StorageFailed
from mockcore.store.sqlite.failures import translated


@pytest.mark.parametrize("text", ["database is locked", "database table is locked", "database is busy"])
def test_where_somebody_else_writes_it_is_busy(text: str) -> None:
    error = translated(sqlite3.OperationalError(text))
    assert isinstance(error, StorageBusy)
    assert isinstance(error, ServiceUnavailable)
    assert (error.status, error.message, error.headers) == (503, "The database is busy.", {"Retry-After": "1"})


@pytest.mark.parametrize(
    "cause", [sqlite3.OperationalError("database or disk is full"), sqlite3.IntegrityError("UNIQUE: locked.id")]
)
def test_everything_else_is_a_failure_that_keeps_its_text(cause: sqlite3.Error) -> None:
    error = translated(cause)
    assert type(error) is StorageFailed
    assert str(error) == str(cause)
