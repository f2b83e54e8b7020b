"""What every storage does, whichever is behind the door: SQLite in a file and in memory, and plain objects."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from mockcore.store.facts import fact, set_fact
from mockcore.store.query import distinct, page_ids, total
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.selection import Condition, Selection
from mockcore.store.sqlite.database import Database
from mockcore.store.storage import Storage
from tests.store.memory import MemoryStorage
from tests.tiny import PROJECT as TINY_PROJECT, Tiny

AT, LATER = "2026-01-15T15:00:00Z", "2026-01-16T15:00:00Z"
KIND, COMPANY, PROJECT, PARENT = "rfis", 1, 10, 5
WIDGETS = f"/rest/v1.0/projects/{TINY_PROJECT}/widgets"
IN_THE_PROJECT = Selection(KIND, COMPANY, PROJECT)


def sqlite(path: str | None) -> Storage:
    database = Database(path)
    database.create_tables()
    return database


OPENINGS: dict[str, Callable[[Path], Storage]] = {
    "file": lambda folder: sqlite(str(folder / "world.db")),
    "memory": lambda folder: sqlite(None),
    "objects": lambda folder: MemoryStorage(),
}


@pytest.fixture(params=OPENINGS)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return OPENINGS[request.param](tmp_path)


@pytest.fixture
def records(storage: Storage) -> Records:
    return Records(storage)


def add(records: Records, project: int | None = PROJECT, parent: int | None = None, **body: object) -> Stored:
    place = Placement(COMPANY, project, parent)
    return records.insert(Stored.new(KIND, records.next_id(), dict(body), AT, place, key=f"key {body.get('subject')}"))


def ids(records: Records, *conditions: Condition, sort: tuple[str, bool] | None = None, **scope: object) -> list[int]:
    selection = Selection(KIND, **{"company_id": COMPANY, "project_id": PROJECT, **scope})  # type: ignore[arg-type]
    selection.conditions, selection.sort = list(conditions), [sort] if sort else []
    return page_ids(records.storage, selection)


def totals(records: Records) -> tuple[int, int, int]:
    """Live in the project, live below a parent, and in the bin."""
    below, deleted = Selection(KIND, COMPANY, PROJECT, parent_id=PARENT), Selection(KIND, COMPANY, PROJECT, deleted="only")
    database = records.storage
    return total(database, IN_THE_PROJECT), total(database, below), total(database, deleted)


def fail(records: Records, inside: AbstractContextManager[None]) -> None:
    with inside:
        records.next_number("rfi")
        add(records, parent=PARENT)
        raise KeyError


def test_what_is_inserted_is_read_by_id_key_and_origin(records: Records) -> None:
    record = add(records, subject="Beam", origin_id="o-1", status="open")
    for found in (
        records.get(KIND, record.id),
        records.by_key(KIND, "key Beam"),
        records.by_origin(KIND, COMPANY, "o-1"),
    ):
        assert found is not None
        assert (found.id, found.version, found.project_id) == (record.id, 1, PROJECT)
        assert found.body == {"subject": "Beam", "origin_id": "o-1", "status": "open"}
    assert records.get("vendors", record.id) is None
    assert records.by_key(KIND, "another") is None
    assert records.by_origin(KIND, 2, "o-1") is None
    assert records.any_of_kind(KIND)
    assert not records.any_of_kind("vendors")


def test_an_update_is_saved_with_its_history(records: Records) -> None:
    record = add(records, subject="Beam")
    records.update(record, {"subject": "Duct", "origin_id": "o-2"}, at=LATER, user_id=7)
    records.changed()
    found = records.by_origin(KIND, COMPANY, "o-2")
    assert found is not None
    assert (found.version, found.updated_at, found.body["subject"]) == (2, LATER, "Duct")
    assert [row[1:4] for row in records.history(record.id)] == [(7, "update", LATER)]


def test_who_made_a_record_begins_its_history(records: Records) -> None:
    record = records.insert(Stored.new(KIND, 7, {}, AT, Placement(COMPANY)), user_id=3)
    assert records.creator(record.id) == 3
    assert [row[1:4] for row in records.history(record.id)] == [(3, "create", AT)]
    assert records.creator(99) is None


@pytest.mark.parametrize(
    ("condition", "subjects"),
    [
        (Condition("subject", "eq", "Beam"), ["Beam"]),
        (Condition("subject", "in", ["Beam", "Duct", "Pipe"]), ["Beam", "Duct"]),
        (Condition("subject", "in", []), []),
        (Condition("subject", "outside", ["Beam"]), ["Duct", None]),
        (Condition("subject", "null", None), [None]),
        (Condition("subject", "set", None), ["Beam", "Duct"]),
        (Condition("status", "unless", "open"), ["Beam", None]),
        (Condition("status", "within", ["closed"]), ["Duct", None]),
        (Condition("cost", "ge", 5), ["Duct"]),
        (Condition("cost", "lt", 5), ["Beam"]),
        (Condition("owner.id", "eq", 3), ["Beam"]),
        (Condition("people", "has", [4, 9]), ["Beam", "Duct"]),
    ],
    ids=lambda value: value.op if isinstance(value, Condition) else "",
)
def test_conditions_choose_by_column_and_document(records: Records, condition: Condition, subjects: list[str | None]) -> None:
    add(records, subject="Beam", status="open", cost=1, owner={"id": 3}, people=[3, 4])
    add(records, subject="Duct", status="closed", cost=5, people=[4])
    add(records)
    selection = Selection(KIND, COMPANY, PROJECT, conditions=[condition])
    assert [record.body.get("subject") for record in records.select(selection)] == subjects
    assert total(records.storage, selection) == len(subjects)


def test_lists_are_of_a_company_a_project_a_parent_or_none(records: Records) -> None:
    here, below = add(records), add(records, parent=PARENT)
    there, nowhere = add(records, project=11), add(records, project=None)
    assert ids(records) == [here.id, below.id]
    assert ids(records, project_id=None) == [here.id, below.id, there.id, nowhere.id]
    assert ids(records, project_id=0) == [nowhere.id]
    assert ids(records, or_none=True) == [here.id, below.id, nowhere.id]
    assert ids(records, parent_id=PARENT) == [below.id]
    assert ids(records, company_id=2) == []


def test_pages_follow_the_order_and_then_the_ids(records: Records) -> None:
    first, second, third = (add(records, subject=subject) for subject in ("Duct", "Beam", "Duct"))
    assert ids(records, sort=("subject", False)) == [second.id, first.id, third.id]
    assert ids(records, sort=("subject", False), limit=2) == [second.id, first.id]
    assert ids(records, sort=("subject", False), offset=2) == [third.id]
    assert ids(records, sort=("id", True)) == [third.id, second.id, first.id]
    assert distinct(records.storage, IN_THE_PROJECT, "subject") == ["Beam", "Duct"]


def test_totals_follow_every_write(records: Records) -> None:
    record = add(records, parent=PARENT)
    add(records)
    assert totals(records) == (2, 1, 0)
    records.delete(record, at=LATER)
    assert totals(records) == (1, 0, 1)
    assert ids(records, deleted="only") == [record.id]
    records.restore(record, at=LATER)
    assert totals(records) == (2, 1, 0)
    records.bulk_insert([Stored.new(KIND, number, {}, AT, Placement(COMPANY, PROJECT)) for number in (1, 2)])
    assert totals(records) == (4, 1, 0)


def test_counters_grow_and_are_raised_and_never_lowered(storage: Storage) -> None:
    assert [storage.counters.next("rfi", 1), storage.counters.next("rfi", 1), storage.counters.next("item", 100)] == [1, 2, 100]
    storage.counters.reserve("rfi", 9)
    storage.counters.reserve("rfi", 5)
    assert storage.counters.next("rfi", 1) == 10


def test_a_transaction_that_fails_leaves_nothing(records: Records) -> None:
    records.next_number("rfi")
    with records.storage.transaction(write=True):
        record = add(records)
    with pytest.raises(KeyError):
        fail(records, records.storage.transaction(write=True))
    records.changed()
    assert ids(records) == [record.id]
    assert totals(records) == (1, 0, 0)
    assert records.next_number("rfi") == 2


def test_of_a_group_only_what_fails_is_undone(records: Records) -> None:
    storage = records.storage
    with storage.group:
        first = add(records)
    with pytest.raises(KeyError):
        fail(records, storage.group)
    with storage.group:
        last = add(records)
    assert (storage.group.unsettled, totals(records)) == (True, (2, 0, 0))
    number = storage.group.number
    storage.group.settle()
    assert (storage.group.unsettled, storage.group.number, storage.group.lost) == (False, number + 1, set())
    assert (ids(records), totals(records)) == ([first.id, last.id], (2, 0, 0))
    assert records.next_number("rfi") == 1


def test_a_transaction_settles_the_group_before_it(records: Records) -> None:
    with records.storage.group:
        record = add(records)
    with pytest.raises(KeyError):
        fail(records, records.storage.transaction(write=True))
    assert ids(records) == [record.id]


def test_members_take_part_until_they_are_removed(records: Records) -> None:
    record, other = add(records, project=None), add(records, project=None)
    for project in (11, PROJECT, PROJECT):
        records.add_member(KIND, project, record.id)
    assert records.projects_of(KIND, record.id) == [PROJECT, 11]
    assert (records.is_member(KIND, PROJECT, record.id), records.is_member(KIND, PROJECT, other.id)) == (True, False)
    assert ids(records, project_id=None, member_of=PROJECT) == [record.id]
    assert [records.remove_member(KIND, PROJECT, record.id) for _ in range(2)] == [True, False]
    assert records.projects_of(KIND, record.id) == [11]


def test_a_write_of_several_rows_tells_how_many_it_touched(records: Records) -> None:
    numbers = [add(records, project=None).id for _ in range(3)]
    for number in numbers[:2]:
        records.add_member(KIND, PROJECT, number)
    places = [{"kind_": KIND, "project": PROJECT, "record": number} for number in numbers]
    assert [records.storage.write("remove_member", *places) for _ in range(2)] == [2, 0]
    assert records.storage.write("remove_member") == 0


def test_an_image_brings_the_whole_world_back(records: Records) -> None:
    storage = records.storage
    record = add(records, subject="Beam")
    records.add_member(KIND, PROJECT, record.id)
    records.keep_blob("one", COMPANY, "a.txt", "text/plain", b"bytes")
    set_fact(storage, "name", "before")
    image = storage.image()
    add(records)
    records.update(record, {"subject": "Duct"}, at=LATER)
    records.remove_member(KIND, PROJECT, record.id)
    set_fact(storage, "name", "after")
    for _ in range(2):
        storage.load(image)
        records.changed()
        assert [(found.id, found.body) for found in records.select(IN_THE_PROJECT)] == [(record.id, {"subject": "Beam"})]
        assert (totals(records), records.history(record.id)) == ((1, 0, 0), [])
        assert records.is_member(KIND, PROJECT, record.id)
        assert records.blob("one") == ("a.txt", "text/plain", b"bytes", COMPANY)
        assert fact(storage, "name") == "before"
        assert records.next_id() == record.id + 1


def test_calls_are_answered_from_it(storage: Storage) -> None:
    tiny = Tiny(storage)
    status, widget, _ = tiny.make(name="Pump")
    assert status == 201
    assert tiny.ask("GET", f"{WIDGETS}/{widget['id']}")[1]["name"] == "Pump"
    assert [shown["name"] for shown in tiny.ask("GET", WIDGETS)[1]] == ["Pump"]
    tiny.engine.close()


def test_it_tells_the_version_of_its_tables_and_of_its_content(storage: Storage) -> None:
    assert fact(storage, "schema") == str(storage.schema)
    before = storage.version()
    set_fact(storage, "name", "own writes are no news")
    assert storage.version() == before
    assert fact(storage, "nothing") is None
    storage.close()
