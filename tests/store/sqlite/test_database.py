import pytest

from mockcore.errors import StorageFailed
from mockcore.store.facts import fact, set_fact
from mockcore.store.query import Condition, Selection, page_ids, total
from mockcore.store.records import Records, Stored
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.prepared import Statements

AT = "2026-01-15T15:00:00Z"
NOTHING: dict[str, str] = {}


def filled() -> Records:
    database = Database()
    database.create_tables()
    records = Records(database)
    for number in range(20):
        body = {"people": [number], "others": [number]}
        records.insert(Stored(records.next_id(), 1, "", "rfis", 1, 10, None, None, AT, AT, None, body))
    return records


def test_worlds_follow_each_other_and_lists_inside_documents_are_still_read() -> None:
    records = filled()
    image = records.storage.image()
    for turn in range(20):
        for name in ("people", "others"):
            wanted = Selection(
                "rfis", 1, 10, deleted=("no", "with")[turn % 2], conditions=[Condition(name, "has", [turn])] * (turn + 1)
            )
            assert total(records.storage, wanted) == 1
        records.storage.load(image)


def test_a_world_that_is_loaded_forgets_what_came_after_it() -> None:
    records = filled()
    image = records.storage.image()
    made = records.insert(Stored(records.next_id(), 1, "", "rfis", 1, 10, None, None, AT, AT, None, {}))
    records.storage.load(image)
    assert records.get("rfis", made.id) is None
    assert total(records.storage, Selection("rfis", 1, 10)) == 20


@pytest.mark.parametrize("identifier", [2**63, -(2**63) - 1, None, "7", []])
def test_what_is_no_number_of_64_bits_names_no_record(identifier: int) -> None:
    assert filled().get("rfis", identifier) is None


def test_pages_follow_the_order_asked_for_and_then_the_ids() -> None:
    records = filled()
    first = page_ids(records.storage, Selection("rfis", 1, 10, sort=[("created_at", False)], limit=5))
    rest = page_ids(records.storage, Selection("rfis", 1, 10, sort=[("created_at", False)], offset=5))
    assert first + rest == sorted(first + rest)
    assert len(set(first + rest)) == 20


def test_lists_that_differ_in_values_only_share_a_statement() -> None:
    records = filled()
    made = []
    for number in range(5):
        total(records.storage, Selection("rfis", 1, 10, conditions=[Condition("status", "eq", str(number))]))
        made.append(len(Statements.shared()))
    assert made == made[:1] * 5


def test_what_was_not_written_since_need_not_be_loaded_again() -> None:
    records = filled()
    database, image = records.storage, records.storage.image()
    database.load(image)
    before = database.connection
    database.load(image)
    assert database.connection is before
    set_fact(database, "name", "another")
    database.load(image)
    assert fact(database, "name") is None
    database.load(bytes(bytearray(image)))
    assert database.connection is not before


def test_what_was_undone_is_loaded_again_all_the_same() -> None:
    records = filled()
    database, image = records.storage, records.storage.image()
    database.load(image)
    with pytest.raises(KeyError), database.transaction(write=True):
        set_fact(database, "name", str(NOTHING["missing"]))
    assert database.counters.next("rfis", 1) == 1
    database.load(image)
    assert database.counters.next("rfis", 1) == 1


def test_a_loaded_world_is_put_back_without_being_copied() -> None:
    image = filled().storage.image()
    database = Database()
    database.load(image)
    connection, records = database.connection, Records(database)
    for number in range(3):
        with database.transaction(write=True):
            set_fact(database, "kept", str(number))
        with database.group:
            records.insert(Stored(records.next_id(), 1, "", "rfis", 1, 10, None, None, AT, AT, None, {}))
        with pytest.raises(KeyError), database.group:
            set_fact(database, "kept", str(NOTHING["missing"]))
        assert (fact(database, "kept"), total(database, Selection("rfis", 1, 10))) == (str(number), 21)
        database.load(image)
        records.changed()
        assert (fact(database, "kept"), total(database, Selection("rfis", 1, 10))) == (None, 20)
    assert database.connection is connection


def test_the_image_of_a_loaded_world_has_what_was_written_since_and_can_be_put_back_itself() -> None:
    image = filled().storage.image()
    database = Database()
    database.load(image)
    assert database.image() is image
    set_fact(database, "name", "one")
    later = database.image()
    set_fact(database, "name", "two")
    copy = Database()
    copy.load(later)
    assert fact(copy, "name") == "one"
    database.load(later)
    assert fact(database, "name") == "one"
    database.load(image)
    assert fact(database, "name") is None


def test_what_was_written_past_the_memory_of_the_cache_is_put_back_too() -> None:
    image = filled().storage.image()
    database = Database()
    database.load(image)
    database.connection.execute("PRAGMA cache_size=20")
    with database.transaction(write=True):
        for number in range(500):
            set_fact(database, f"n{number}", "x" * 4_000)
    assert fact(database, "n499") == "x" * 4_000
    database.load(image)
    assert fact(database, "n499") is None
    assert database.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_where_sqlite_ends_the_transaction_itself_the_world_is_the_loaded_one_and_takes_writes_again() -> None:
    image = filled().storage.image()
    database = Database()
    database.load(image)
    with pytest.raises(StorageFailed), database.transaction(write=True):
        database.connection.execute("ROLLBACK")
    set_fact(database, "name", "one")
    database.load(image)
    assert fact(database, "name") is None


def test_a_world_that_has_grown_large_is_held_no_longer_and_loaded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    image = filled().storage.image()
    database = Database()
    database.load(image)
    connection = database.connection
    monkeypatch.setattr("mockcore.store.sqlite.transactions.MOST_PAGES", 100)
    with database.transaction(write=True):
        set_fact(database, "name", "x" * 1_000_000)
    assert database.loaded is None
    assert not connection.in_transaction
    with pytest.raises(KeyError), database.transaction(write=True):
        set_fact(database, "name", str(NOTHING["missing"]))
    assert len(fact(database, "name") or "") == 1_000_000
    database.load(image)
    assert fact(database, "name") is None
