"""What is below a record, and what is deleted, is found by indexes: however many other records there are."""

import pytest

from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.prepared import Statements

VALUES = {"parent": 1, "target": 1, "limit_": 10, "root": 1, "id_": 1, "target_id": 1, "record_id": 1}


NAMES = ("below", "referrers", "departed", "deleted_ids", "is_deleted", "drop_link", "drop_departures")


@pytest.mark.parametrize("name", NAMES)
def test_no_statement_looks_at_every_record(name: str) -> None:
    database = Database()
    database.create_tables()
    statement = Statements.shared().named(name)
    values = statement.ordered(statement.fixed | VALUES)
    steps = [row[3] for row in database.connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", values)]
    assert [step for step in steps if not step.startswith(("SEARCH", "USE TEMP")) and "INDEX records_deleted" not in step] == []
