"""The sole writer of records. Every change keeps totals, version, history and ``generation`` in step."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from mockcore.events import CREATE, DELETE, UPDATE, Event
from mockcore.store.pages import Pages
from mockcore.store.query import page
from mockcore.store.selection import ANY, Selection
from mockcore.store.sqlite.database import Database, Row
from mockcore.store.sqlite.totals import Scope, row

FIRST_ID = 10_000_000
_TOLD = frozenset({CREATE, UPDATE, DELETE})
FAR_ZONES = 2**40
FURTHEST = 2**63
# Rows that are remembered of a resource until one of it is written, unless they are long.
MOST_KEPT = 20_000
KEPT_ROWS, KEPT_ROW_CHARACTERS = 1_000, 10_000


class Placement(NamedTuple):
    """The ids of the company, the project and the record that a record is in."""

    company_id: int | None = None
    project_id: int | None = None
    parent_id: int | None = None


NOWHERE = Placement()


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

    @classmethod
    def new(
        cls,
        kind: str,
        number: int,
        body: dict[str, Any],
        at: str,
        place: Placement = NOWHERE,
        key: str | None = None,
        changed_at: str = "",
    ) -> "Stored":
        """A record in its first version, made at that time, under the id that ``next_id`` gave; nothing is written."""
        return cls(number, 1, "", kind, *place, key, at, changed_at or at, None, body)

    def below(self, kind: str, number: int, body: dict[str, Any], at: str) -> "Stored":
        """A record of another resource below this one, in its company and project; nothing is written."""
        return Stored.new(kind, number, body, at, Placement(self.company_id, self.project_id, self.id))

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
        # What rests on one version of one record: a write of others changes nothing of it.
        self.version_cache: dict[Any, Any] = {}
        self.pages = Pages()
        self._rows: dict[str, dict[int, Row]] = {}
        self.events: list[Event] = []
        self._seen = 0
        self._second = 0
        self._remembering: dict[str, list[Callable[[], None]]] = {}

    def remembered(self, forget: Callable[[], None], *kinds: str) -> None:
        """Whoever remembers something of records of those resources is told to ``forget`` when one of them is written."""
        for kind in kinds:
            self._remembering.setdefault(kind, []).append(forget)

    def changed(self, kind: str | None = None) -> None:
        """Forgets what was worked out from records: one of a resource was written, or (None) anything may have been."""
        self.generation += 1
        if kind is None:
            self._rows, self.version_cache = {}, {}
            for forgetting in self._remembering.values():
                for forget in forgetting:
                    forget()
        else:
            self._rows.pop(kind, None)
            for forget in self._remembering.get(kind, ()):
                forget()
        if self.texts:
            self.texts = {}
        self.pages.clear()

    def at(self, second: int) -> None:
        """Forgets texts of another second: what is computed may rest on the clock."""
        if second != self._second:
            self._second = second
            self.texts = {}
            self.pages.clear()
            if len(self.version_cache) > MOST_KEPT:
                self.version_cache = {}

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
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = {}
        row = rows.get(identifier)
        if row is None:
            row = self.database.one("get", {"id_": identifier, "kind_": kind})
            if row is None:
                return None
            if len(rows) < KEPT_ROWS and len(row[2]) < KEPT_ROW_CHARACTERS:
                rows[identifier] = row
        return Stored(*row)

    def by_key(self, kind: str, key: str) -> Stored | None:
        """One record by its external key (a UUID or ULID)."""
        row = self.database.one("by_key", {"key_": key, "kind_": kind})
        return Stored(*row) if row else None

    def by_origin(self, kind: str, company_id: int | None, origin_id: str) -> Stored | None:
        """The live record with that origin_id in the company."""
        row = self.database.one("by_origin", {"origin": origin_id, "kind_": kind, "company": company_id})
        return Stored(*row) if row else None

    def select(self, wanted: Selection) -> list[Stored]:
        """The records of a list."""
        return [Stored(*row) for row in page(self.database, wanted)]

    def first(self, wanted: Selection) -> Stored | None:
        """The first record of a list."""
        wanted.limit = 1
        return next(iter(self.select(wanted)), None)

    def next_id(self) -> int:
        """A new id: unique among all records, growing."""
        return self.database.next_number("id", FIRST_ID)

    def reserve(self, identifier: int) -> None:
        """Keeps ids given later clear of one that a seed has chosen; ids of far zones lie where no counter comes."""
        if FIRST_ID <= identifier < FAR_ZONES:
            self.database.reserve("id", identifier)

    def next_number(self, name: str, first: int = 1) -> int:
        """The next value of a counter."""
        return self.database.next_number(name, first)

    def insert(self, record: Stored, *, user_id: int | None = None, event: str = "create") -> Stored:
        """Stores a new record."""
        record.text = orjson.dumps(record.body, default=str).decode()
        values = _columns(record)
        values["creator_id"] = user_id
        self.database.run("insert_record", values)
        self._count(record, live=1)
        self._tell(record, event)
        self.changed(record.kind)
        return record

    def bulk_insert(self, records: Iterable[Stored]) -> None:
        """Stores many records of a seed; their history begins with the next change."""
        rows, totals = [], Counter[Scope]()
        for record in records:
            record.text = orjson.dumps(record.body, default=str).decode()
            rows.append(_columns(record) | {"creator_id": None})
            totals.update(_scopes(record))
        self.database.many("insert_record", rows)
        self.database.many("add_total", [row(scope, live, 0) for scope, live in sorted(totals.items())])
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
        self.database.run("save", values)
        self.changed(record.kind)

    def _count(self, record: Stored, *, live: int, deleted: int = 0) -> None:
        self.database.add_to_totals(_scopes(record), live, deleted)

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
        self.database.run("log", values)
        self._tell(record, CREATE if event == "restore" else event)

    def _tell(self, record: Stored, name: str) -> None:
        if name in _TOLD:
            place = (record.company_id, record.project_id, record.parent_id)
            self.events.append(Event(name, record.kind, record.id, *place, record.body))

    def history(self, record_id: int, limit: int = 1000) -> list[Row]:
        """(id, user_id, event, at, body) of how a record was made through the API, and of each change, oldest first."""
        changes = self.database.all("history", {"record": record_id, "limit_": limit})
        made = self.database.one("creator", {"record": record_id})
        return changes if made is None or made[0] is None else [(record_id, made[0], CREATE, made[1], "{}"), *changes]

    def add_member(self, kind: str, project_id: int, record_id: int) -> None:
        """Lets a company record take part in a project."""
        values = {"kind": kind, "project_id": project_id, "record_id": record_id}
        self.database.run("add_member", values)
        self._membership(CREATE, kind, project_id, record_id)
        self.changed()

    def remove_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Takes it out of the project; whether it was in."""
        self.changed()
        gone = self.database.run("remove_member", {"kind_": kind, "project": project_id, "record": record_id}) > 0
        if gone:
            self._membership(DELETE, kind, project_id, record_id)
        return gone

    def _membership(self, name: str, kind: str, project_id: int, record_id: int) -> None:
        record = self.get(kind, record_id)
        if record is not None:
            self.events.append(Event(name, kind, record_id, record.company_id, project_id, None, record.body, member=True))

    def is_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Whether it takes part in the project."""
        return self.database.one("is_member", {"kind_": kind, "project": project_id, "record": record_id}) is not None

    def projects_of(self, kind: str, record_id: int) -> list[int]:
        """The projects that a company record takes part in."""
        return [row[0] for row in self.database.all("projects_of", {"kind_": kind, "record": record_id})]

    def creator(self, record_id: int) -> int | None:
        """The user who made a record through the API; None for one of the seed."""
        made = self.database.one("creator", {"record": record_id})
        return made[0] if made else None

    def keep_blob(self, key: str, company_id: int | None, filename: str, content_type: str, data: bytes) -> None:
        """Keeps the bytes of a file."""
        values = {
            "key": key,
            "company_id": company_id,
            "filename": filename,
            "content_type": content_type,
            "data": data,
        }
        self.database.run("keep_blob", values)

    def blob(self, key: str) -> Row | None:
        """(filename, content_type, data, company_id) of a file."""
        return self.database.one("blob", {"key_": key})


def _scopes(record: Stored) -> tuple[Scope, ...]:
    """(kind, company, project, parent) of every list that a record is counted in, each once."""
    kind, company, project, parent = record.kind, record.company_id, record.project_id or 0, record.parent_id
    if company is None:
        return ()
    lists = (kind, company, ANY, ANY), (kind, company, project, ANY)
    return lists if parent is None else (*lists, (kind, company, project, parent), (kind, company, ANY, parent))


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
