"""The sole writer of records. Every change keeps totals, version, history and ``generation`` in step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Insert, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql import ClauseElement
from sqlmodel import SQLModel

from mockcore.store.database import Database, Row
from mockcore.store.query import ANY, MEMBERS, RECORDS, TOTALS

CHANGES: Table = SQLModel.metadata.tables["changes"]
SEQUENCES: Table = SQLModel.metadata.tables["sequences"]
BLOBS: Table = SQLModel.metadata.tables["blobs"]
FIRST_ID = 10_000_000
FAR_ZONES = 2**40
FURTHEST = 2**63


@dataclass(slots=True)
class Stored:
    """A record as it is kept. ``body`` holds its attributes; the other fields are its columns."""

    id: int
    version: int
    text: str
    kind: str
    company_id: int | None
    project_id: int | None
    parent_id: int | None
    key: str | None
    created_at: str
    updated_at: str
    deleted_at: str | None
    _body: dict[str, Any] | None = None

    @property
    def body(self) -> dict[str, Any]:
        """The attributes, parsed once."""
        if self._body is None:
            self._body = orjson.loads(self.text)
        return self._body


class Records:
    """Reads and writes records; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.generation = 0
        self.texts: dict[Any, bytes] = {}
        self._seen = 0
        self._epoch = 0
        self._kinds: dict[str, int] = {}

    def changed(self, kind: str | None = None) -> None:
        """Forgets what was worked out from records: one of a resource was written, or (None) anything may have been."""
        self.generation += 1
        if kind is None:
            self._kinds.clear()
            self._epoch = self.generation
        else:
            self._kinds[kind] = self.generation
        if self.texts:
            self.texts = {}

    def written(self, *kinds: str) -> int:
        """The generation in which one of those resources was last written."""
        return max(self._epoch, *(self._kinds.get(kind, 0) for kind in kinds))

    def refresh(self) -> None:
        """Notices what another process wrote to a shared database."""
        if self.database.shared:
            seen = self.database.data_version()
            if seen != self._seen:
                self._seen = seen
                self.changed()

    def get(self, kind: str, identifier: int) -> Stored | None:
        """One record by id, deleted ones too; none for what is no number of 64 bits."""
        if identifier.__class__ is not int or not -FURTHEST <= identifier < FURTHEST:
            return None
        row = self.database.one("get", _get, {"id_": identifier, "kind_": kind})
        return stored(row) if row else None

    def by_key(self, kind: str, key: str) -> Stored | None:
        """One record by its external key (a UUID or ULID)."""
        row = self.database.one("by_key", _by_key, {"key_": key, "kind_": kind})
        return stored(row) if row else None

    def by_origin(self, kind: str, company_id: int | None, origin_id: str) -> Stored | None:
        """The live record with that origin_id in the company."""
        row = self.database.one("by_origin", _by_origin, {"origin": origin_id, "kind_": kind, "company": company_id})
        return stored(row) if row else None

    def next_id(self) -> int:
        """A new id: unique among all records, growing."""
        return self.next_number("id", FIRST_ID)

    def reserve(self, identifier: int) -> None:
        """Keeps ids given later clear of one that a seed has chosen; ids of far zones lie where no counter comes."""
        if FIRST_ID <= identifier < FAR_ZONES:
            self.database.run("reserve", _reserve, {"name": "id", "value": identifier, "least": identifier})

    def next_number(self, name: str, first: int = 1) -> int:
        """The next value of a counter."""
        row = self.database.one("sequence", _advance, {"name": name, "value": first})
        return int(row[0]) if row else first

    def insert(self, record: Stored, *, user_id: int | None = None, event: str = "create") -> Stored:
        """Stores a new record."""
        record.text = orjson.dumps(record.body, default=str).decode()
        self.database.run("insert", lambda: insert(RECORDS), _columns(record))
        self._count(record, live=1)
        self._log(record, user_id, event, {})
        self.changed(record.kind)
        return record

    def bulk_insert(self, records: Iterable[Stored]) -> None:
        """Stores many records of a seed; their history begins with the next change."""
        rows = []
        for record in records:
            record.text = orjson.dumps(record.body, default=str).decode()
            rows.append(_columns(record))
            self._count(record, live=1)
        self.database.many("insert", lambda: insert(RECORDS), rows)
        self.changed()

    def update(self, record: Stored, changes: Mapping[str, Any], *, at: str, user_id: int | None = None) -> None:
        """Merges attributes into the record; a change history entry tells old and new."""
        body = record.body
        told = {name: [body.get(name), value] for name, value in changes.items() if body.get(name) != value}
        body.update(changes)
        record.updated_at = at
        self._save(record)
        if told:
            self._log(record, user_id, "update", told)

    def delete(self, record: Stored, *, at: str, user_id: int | None = None) -> None:
        """Moves the record to the recycle bin."""
        record.deleted_at = at
        self._save(record)
        self._count(record, live=-1, deleted=1)
        self._log(record, user_id, "delete", {})

    def restore(self, record: Stored, *, at: str, user_id: int | None = None) -> None:
        """Takes the record out of the recycle bin."""
        record.deleted_at = None
        record.updated_at = at
        self._save(record)
        self._count(record, live=1, deleted=-1)
        self._log(record, user_id, "restore", {})

    def _save(self, record: Stored) -> None:
        record.version += 1
        record.text = orjson.dumps(record.body, default=str).decode()
        values = {f"{name}_": value for name, value in _columns(record).items()}
        self.database.run("update", _update, values)
        self.changed(record.kind)

    def _count(self, record: Stored, *, live: int, deleted: int = 0) -> None:
        if record.company_id is None:
            return
        project = record.project_id or 0
        scopes = {(ANY, ANY), (project, ANY)}
        if record.parent_id is not None:
            scopes |= {(project, record.parent_id), (ANY, record.parent_id)}
        rows = [
            {
                "kind": record.kind,
                "company_id": record.company_id,
                "project_id": scope[0],
                "parent_id": scope[1],
                "live": live,
                "deleted": deleted,
                "live_": live,
                "deleted_": deleted,
            }
            for scope in scopes
        ]
        self.database.many("add_total", _add_total, rows)

    def _log(self, record: Stored, user_id: int | None, event: str, told: Mapping[str, Any]) -> None:
        values = {
            "record_id": record.id,
            "kind": record.kind,
            "company_id": record.company_id,
            "project_id": record.project_id,
            "user_id": user_id,
            "event": event,
            "at": record.updated_at,
            "body": orjson.dumps(told, default=str).decode(),
        }
        self.database.run("log", _log, values)

    def history(self, record_id: int, limit: int = 1000) -> list[Row]:
        """(id, user_id, event, at, body) of each change, oldest first."""
        return self.database.all("history", _history, {"record": record_id, "limit_": limit})

    def add_member(self, kind: str, project_id: int, record_id: int) -> None:
        """Lets a company record take part in a project."""
        values = {"kind": kind, "project_id": project_id, "record_id": record_id}
        self.database.run("member", lambda: upsert(MEMBERS).on_conflict_do_nothing(), values)
        self.changed()

    def remove_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Takes it out of the project; whether it was in."""
        self.changed()
        return self.database.run("unmember", _remove_member, {"kind_": kind, "project": project_id, "record": record_id}) > 0

    def is_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Whether it takes part in the project."""
        return (
            self.database.one("is_member", _is_member, {"kind_": kind, "project": project_id, "record": record_id}) is not None
        )

    def keep_blob(self, key: str, company_id: int | None, filename: str, content_type: str, data: bytes) -> None:
        """Keeps the bytes of a file."""
        values = {
            "key": key,
            "company_id": company_id,
            "filename": filename,
            "content_type": content_type,
            "data": data,
        }
        self.database.run("blob", lambda: insert(BLOBS).prefix_with("OR REPLACE"), values)

    def blob(self, key: str) -> Row | None:
        """(filename, content_type, data, company_id) of a file."""
        return self.database.one("read_blob", _blob, {"key_": key})


def stored(row: Row) -> Stored:
    """A record from the columns that ``query.page`` selects."""
    return Stored(*row)


def _columns(record: Stored) -> dict[str, Any]:
    body = record.body
    origin, status = body.get("origin_id"), body.get("status")
    return {
        "id": record.id,
        "kind": record.kind,
        "company_id": record.company_id,
        "project_id": record.project_id,
        "parent_id": record.parent_id,
        "key": record.key,
        "origin_id": None if origin is None else str(origin),
        "status": status if isinstance(status, str) else None,
        "version": record.version,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "deleted_at": record.deleted_at,
        "body": record.text,
    }


_SELECTED = (
    "id",
    "version",
    "body",
    "kind",
    "company_id",
    "project_id",
    "parent_id",
    "key",
    "created_at",
    "updated_at",
    "deleted_at",
)


def _rows() -> Any:
    return select(*(RECORDS.c[name] for name in _SELECTED))


def _get() -> ClauseElement:
    return _rows().where(RECORDS.c.id == bindparam("id_"), RECORDS.c.kind == bindparam("kind_"))  # type: ignore[no-any-return]


def _by_key() -> ClauseElement:
    return _rows().where(RECORDS.c.kind == bindparam("kind_"), RECORDS.c.key == bindparam("key_"))  # type: ignore[no-any-return]


def _by_origin() -> ClauseElement:
    scope = (RECORDS.c.kind == bindparam("kind_"), RECORDS.c.company_id == bindparam("company"))
    return _rows().where(*scope, RECORDS.c.origin_id == bindparam("origin"), RECORDS.c.deleted_at.is_(None))  # type: ignore[no-any-return]


def _advance() -> ClauseElement:
    statement = upsert(SEQUENCES)
    return statement.on_conflict_do_update(index_elements=["name"], set_={"value": SEQUENCES.c.value + 1}).returning(
        SEQUENCES.c.value
    )


def _reserve() -> ClauseElement:
    highest = func.max(SEQUENCES.c.value, bindparam("least"))
    return upsert(SEQUENCES).on_conflict_do_update(index_elements=["name"], set_={"value": highest})


def _update() -> ClauseElement:
    changed = ("key", "origin_id", "status", "version", "updated_at", "deleted_at", "body", "parent_id", "project_id")
    values: dict[str, Any] = {name: bindparam(f"{name}_") for name in changed}
    return update(RECORDS).where(RECORDS.c.id == bindparam("id_")).values(**values)


def _add_total() -> ClauseElement:
    added = {name: TOTALS.c[name] + bindparam(f"{name}_") for name in ("live", "deleted")}
    return upsert(TOTALS).on_conflict_do_update(index_elements=["kind", "company_id", "project_id", "parent_id"], set_=added)


def _log() -> Insert:
    names = ("record_id", "kind", "company_id", "project_id", "user_id", "event", "at", "body")
    return insert(CHANGES).values(**{name: bindparam(name) for name in names})


def _history() -> ClauseElement:
    names = ("id", "user_id", "event", "at", "body")
    wanted = select(*(CHANGES.c[name] for name in names)).where(CHANGES.c.record_id == bindparam("record"))
    return wanted.order_by(CHANGES.c.id).limit(bindparam("limit_"))


def _membership(clause: Any) -> ClauseElement:
    return clause.where(  # type: ignore[no-any-return]
        MEMBERS.c.kind == bindparam("kind_"),
        MEMBERS.c.project_id == bindparam("project"),
        MEMBERS.c.record_id == bindparam("record"),
    )


def _remove_member() -> ClauseElement:
    return _membership(delete(MEMBERS))


def _is_member() -> ClauseElement:
    return _membership(select(MEMBERS.c.record_id))


def _blob() -> ClauseElement:
    return select(BLOBS.c.filename, BLOBS.c.content_type, BLOBS.c.data, BLOBS.c.company_id).where(
        BLOBS.c.key == bindparam("key_")
    )
