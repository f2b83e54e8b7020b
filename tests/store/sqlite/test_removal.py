"""A company is taken away with everything in it, and nothing of another."""

import pytest

from mockcore.store.records import Placement, Records, Stored
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"
TABLES = ("records", "members", "totals", "changes", "blobs")


@pytest.fixture
def records() -> Records:
    database = Database()
    database.create_tables()
    records = Records(database)
    for company in (1, 2):
        project = records.insert(Stored.new("projects", company * 10, {}, AT, Placement(company)))
        user = records.insert(Stored.new("users", company * 10 + 1, {"name": "Anna"}, AT, Placement(company)))
        records.add_member("users", project.id, user.id)
        records.update(user, {"name": "Ann"}, at=AT)
        records.keep_blob(f"blob {company}", company, "a.txt", "text/plain", b"a")
    return records


def sizes(records: Records) -> list[int]:
    database = records.storage
    assert isinstance(database, Database)
    return [database.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES]


def test_what_a_company_has_is_gone_and_what_another_has_stays(records: Records) -> None:
    before = sizes(records)
    for statement in (
        "forget_members",
        "forget_changes",
        "forget_totals",
        "forget_blobs",
        "forget_answers_of",
        "forget_records",
    ):
        records.storage.write(statement, {"company": 1})
    records.changed()
    assert sizes(records) == [size // 2 for size in before]
    assert records.get("users", 11) is None
    assert records.is_member("users", 20, 21)


def test_resources_of_a_company_come_in_the_order_of_their_records(records: Records) -> None:
    assert records.storage.read("kinds_of", {"company": 2}) == [("projects",), ("users",)]


def test_an_app_goes_with_what_is_below_it(records: Records) -> None:
    app = records.insert(Stored.new("developer_apps", 50, {}, AT))
    records.insert(app.below("credentials", 51, {}, AT))
    assert records.storage.write("forget_app", {"id_": 50}) == 2
