"""Reading records: one by its id, key or origin, lists, members, history and files."""

from mockcore.events import CREATE
from mockcore.store.deleted_ids import DeletedIds
from mockcore.store.query import distinct, page
from mockcore.store.record import Stored
from mockcore.store.record_caches import RecordCaches
from mockcore.store.selection import Selection
from mockcore.store.storage import Row, Storage

FURTHEST = 2**63
# Of a number that counting goes on from.
MOST_DIGITS = 16
# Rows that are remembered of a resource until one of it is written, unless they are long.
MOST_ROWS, MOST_ROW_CHARACTERS = 1_000, 10_000


class RecordReader(RecordCaches):
    """Reads records of one storage. The caller holds the transaction."""

    def __init__(self, storage: Storage) -> None:
        super().__init__()
        self.storage = storage
        self.deleted = DeletedIds(storage)
        # Of no resource: it is forgotten where anything may have been written, else each deletion is followed.
        self.remembered(self.deleted.forget, "")
        self._seen = 0

    def refresh(self) -> None:
        """Notices what another process wrote to a shared database."""
        if self.storage.shared:
            seen = self.storage.version()
            if seen != self._seen:
                self._seen = seen
                self.changed()

    def below(self, record_id: int) -> list[Stored]:
        """The live records of any resource below a record."""
        return [Stored(*row) for row in self.storage.read("below", {"parent": record_id})]

    def get(self, kind: str, identifier: int) -> Stored | None:
        """One record by id, deleted ones too; none for what is no number of 64 bits."""
        if identifier.__class__ is not int or not -FURTHEST <= identifier < FURTHEST:
            return None
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = {}
        row = rows.get(identifier)
        if row is None:
            stored = self.storage.read("get", {"id_": identifier, "kind_": kind})
            if not stored:
                return None
            row = stored[0]
            if len(rows) < MOST_ROWS and len(row[2]) < MOST_ROW_CHARACTERS:
                rows[identifier] = row
        return Stored(*row)

    def by_key(self, kind: str, key: str) -> Stored | None:
        """One record by its external key (a UUID or ULID)."""
        rows = self.storage.read("by_key", {"key_": key, "kind_": kind})
        return Stored(*rows[0]) if rows else None

    def by_origin(self, kind: str, company_id: int | None, origin_id: str) -> Stored | None:
        """The live record with that origin_id in the company."""
        rows = self.storage.read("by_origin", {"origin": origin_id, "kind_": kind, "company": company_id})
        return Stored(*rows[0]) if rows else None

    def any_of_kind(self, kind: str) -> bool:
        """Whether any company has a live record of that resource."""
        return bool(self.storage.read("any_of_kind", {"kind_": kind}))

    def select(self, selection: Selection) -> list[Stored]:
        """The records of a list."""
        return [Stored(*row) for row in page(self.storage, selection)]

    def first(self, selection: Selection) -> Stored | None:
        """The first record of a list."""
        selection.limit = 1
        return next(iter(self.select(selection)), None)

    def highest(self, selection: Selection, name: str) -> int:
        """The highest whole number that an attribute of a list's records has, 0 for none. Looks at every record."""
        values = distinct(self.storage, selection, name)
        return max((int(value) for value in values if len(text := str(value)) < MOST_DIGITS and text.isdecimal()), default=0)

    def history(self, record_id: int, limit: int = 1000) -> list[Row]:
        """(id, user_id, event, at, body) of how a record was made through the API, and of each change, oldest first."""
        changes = self.storage.read("history", {"record": record_id, "limit_": limit})
        for user_id, created_at in self.storage.read("creator", {"record": record_id}):
            if user_id is not None:
                return [(record_id, user_id, CREATE, created_at, "{}"), *changes]
        return changes

    def creator(self, record_id: int) -> int | None:
        """The user who made a record through the API; None for one of the seed."""
        creation = self.storage.read("creator", {"record": record_id})
        return creation[0][0] if creation else None

    def is_member(self, kind: str, project_id: int, record_id: int) -> bool:
        """Whether it takes part in the project."""
        key = (kind, project_id, record_id)
        member = self._members.get(key)
        if member is None:
            member = bool(self.storage.read("is_member", {"kind_": kind, "project": project_id, "record": record_id}))
            if len(self._members) < MOST_ROWS:
                self._members[key] = member
        return member

    def projects_of(self, kind: str, record_id: int) -> list[int]:
        """The projects that a company record takes part in."""
        projects = self._projects.get(record_id)
        if projects is None:
            projects = [row[0] for row in self.storage.read("projects_of", {"kind_": kind, "record": record_id})]
        return projects

    def blob(self, key: str) -> Row | None:
        """(filename, content_type, data, company_id) of a file."""
        return next(iter(self.storage.read("blob", {"key_": key})), None)
