"""The tables, as statements make them."""

import sqlite3

from mockcore.store.sqlite import statements
from mockcore.store.sqlite.tables import Record


def test_every_table_and_index_can_be_made() -> None:
    connection = sqlite3.connect(":memory:")
    for text in statements.creation():
        connection.execute(text)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_sequence"} == set(Record.metadata.tables)


def test_ids_are_of_64_bits_and_given_by_nobody_but_the_writer() -> None:
    column = Record.metadata.tables["records"].c.id
    assert str(column.type) == "BIGINT"
    assert not column.autoincrement
