"""The sole writer of records. Every change keeps totals, version, history and ``generation`` in step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from mockcore.events import CREATE, DELETE, UPDATE, Event
from mockcore.store.links import Links
from mockcore.store.record import Placement, Stored, columns, scopes
from mockcore.store.record_reading import MOST_ROWS, RecordReader
from mockcore.store.storage import Row, Scope, Storage

__all__ = ["Placement", "Records", "Stored"]
FIRST_ID = 10_000_000
FAR_ZONES = 2**40
_EVENTS = frozenset({CREATE, UPDATE, DELETE})


class Records(RecordReader):
    """Reads and writes records; the caller holds the transaction. ``attributes`` are those that its ``links`` follow."""

    def __init__(self, storage: Storage, *attributes: Mapping[str, Any] | None) -> None:
        super().__init__(storage)
        self.events: list[Event] = []
        self.links = Links(storage, *attributes)

    def next_id(self) -> int:
        """A new id: unique among all records, growing."""
        return self.storage.counters.next("id", FIRST_ID)

    def reserve(self, identifier: int) -> None:
        """Keeps ids given later clear of one that a seed has chosen; ids of far zones lie where no counter comes."""
        if FIRST_ID <= identifier < FAR_ZONES:
            self.storage.counters.reserve("id", identifier)

    def next_number(self, name: str, first: int = 1) -> int:
        """The next value of a counter."""
        return self.storage.counters.next(name, first)

    def insert(self, record: Stored, *, user_id: int | None = None, event: str = "create") -> Stored:
        """Stores a new record."""
        record.text = orjson.dumps(record.body, default=str).decode()
        values = columns(record)
        values["creator_id"] = user_id
        self.storage.write("insert_record", values)
        followed = self.links.followed.get(record.kind)
        if followed and not followed.isdisjoint(record.body):
            self.links.add([record])
        self._count(record, live=1)
        self._tell(record, event, {})
        self.changed(record.kind)
        if record.project_id is None:
            if len(self._projects) >= MOST_ROWS:
                self._projects = {}
            # What is added to a project has all of it forgotten.
            self._projects[record.id] = []
        return record

    def bulk_insert(self, records: Iterable[Stored]) -> None:
        """Stores many records of a seed; their history begins with the next change."""
        rows, totals = [], Counter[Scope]()
        records = list(records)
        for record in records:
            record.text = orjson.dumps(record.body, default=str).decode()
            rows.append(columns(record) | {"creator_id": None})
            totals.update(scopes(record))
        self.storage.write("insert_record", *rows)
        self.links.add(records)
        for scope, live in sorted(totals.items()):
            self.storage.totals.add([scope], live, 0)
        self.changed()

    def update(self, record: Stored, changes: Mapping[str, Any], *, at: str, user_id: int | None = None) -> None:
        """Merges attributes into the record; a change history entry tells old and new."""
        body = record.body
        differences = {name: [body.get(name), value] for name, value in changes.items() if body.get(name) != value}
        followed = self.links.followed.get(record.kind)
        before = self.links.targets(record) if followed and not differences.keys().isdisjoint(followed) else None
        body.update(changes)
        record.updated_at = at
        row = self._rows[record.kind].get(record.id) if record.kind in self._rows else None
        self._save(record, "save_content" if row and "origin_id" not in changes and _in_place(record, row) else "save")
        if before is not None:
            self.links.move(record, before)
        if differences:
            self._log(record, user_id, "update", differences)

    def delete(self, record: Stored, *, at: str, user_id: int | None = None) -> None:
        """Moves the record to the recycle bin."""
        record.deleted_at = at
        self._recycled(record)
        self._count(record, live=-1, deleted=1)
        self._log(record, user_id, "delete", {})

    def restore(self, record: Stored, *, at: str, user_id: int | None = None) -> None:
        """Takes the record out of the recycle bin."""
        record.deleted_at = None
        record.updated_at = at
        self._recycled(record)
        self._count(record, live=1, deleted=-1)
        self._log(record, user_id, "restore", {})

    def _recycled(self, record: Stored) -> None:
        record.version += 1
        at = {"updated_at_": record.updated_at, "deleted_at_": record.deleted_at}
        self.storage.write("recycle", {"id_": record.id, "version_": record.version, **at})
        self.changed(record.kind)
        self.deleted.changed(record.id, deleted=record.deleted_at is not None)
        # What was rendered of others may have shown it.
        self.version_cache = {}

    def add_member(self, kind: str, project_id: int, record_id: int) -> None:
        """Lets a company record take part in a project."""
        values = {"kind": kind, "project_id": project_id, "record_id": record_id}
        self.storage.write("add_member", values)
        self._membership(CREATE, kind, project_id, record_id)
        self.changed()

    def remove_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Takes it out of the project; whether it was in."""
        self.changed()
        gone = self.storage.write("remove_member", {"kind_": kind, "project": project_id, "record": record_id}) > 0
        if gone:
            self._membership(DELETE, kind, project_id, record_id)
        return gone

    def keep_blob(self, key: str, company_id: int | None, filename: str, content_type: str, data: bytes) -> None:
        """Keeps the bytes of a file."""
        about = {"company_id": company_id, "filename": filename, "content_type": content_type}
        self.storage.write("keep_blob", {"key": key, **about, "data": data})

    def _save(self, record: Stored, statement: str) -> None:
        record.version += 1
        record.text = orjson.dumps(record.body, default=str).decode()
        values = {f"{name}_": value for name, value in columns(record).items()}
        self.storage.write(statement, values)
        self.changed(record.kind)

    def _count(self, record: Stored, *, live: int, deleted: int = 0) -> None:
        self.storage.totals.add(scopes(record), live, deleted)

    def _log(self, record: Stored, user_id: int | None, event: str, differences: Mapping[str, Any]) -> None:
        values = {
            "record_id": record.id,
            "kind": record.kind,
            "company_id": record.company_id,
            "project_id": record.project_id,
            "user_id": user_id,
            "event": event,
            "at": record.updated_at,
            "body": orjson.dumps(differences, default=str).decode(),
        }
        self.storage.write("log", values)
        self._tell(record, CREATE if event == "restore" else event, differences)

    def _tell(self, record: Stored, name: str, differences: Mapping[str, Any]) -> None:
        if name in _EVENTS:
            place = (record.company_id, record.project_id, record.parent_id)
            self.events.append(Event(name, record.kind, record.id, *place, record.body, changes=differences))

    def _membership(self, name: str, kind: str, project_id: int, record_id: int) -> None:
        record = self.get(kind, record_id)
        if record is not None:
            self.events.append(Event(name, kind, record_id, record.company_id, project_id, None, record.body, member=True))


def _in_place(record: Stored, row: Row) -> bool:
    """Whether a record lies where it is stored, under the same key."""
    return (*row[5:8], row[10]) == (record.project_id, record.parent_id, record.key, record.deleted_at)
