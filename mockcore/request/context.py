"""One request's view of the world: the records that it may see, through one door."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mockcore.errors import Forbidden, NotFound
from mockcore.reference.conform import number_of
from mockcore.reference.layout import RecordLike
from mockcore.reference.projection import Projector
from mockcore.request.numbering import Numbering
from mockcore.request.private_records import is_open, open_to
from mockcore.settings import Settings
from mockcore.store.deleted_ids import DeletedIds
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Stored

T = TypeVar("T")
# More than a world has.
EVERY = 2**40


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Context(Numbering):
    """Everything a rule or a tool may use. ``cache`` keeps what one works out for the length of the request."""

    projector: Projector
    settings: Settings
    cache: dict[Any, Any] = field(default_factory=dict)
    private_seen: int = 0
    _by_reference: dict[tuple[str, int], Stored | None] = field(default_factory=dict)

    @property
    def version_cache(self) -> dict[Any, Any]:
        """What rests on one record alone, by the record's version."""
        return self.records.version_cache

    @property
    def deleted(self) -> DeletedIds:
        """The ids of deleted records."""
        return self.records.deleted

    def find(self, kind: str, identifier: int) -> Stored | None:
        """A record by reference, looked up once a request; None for another company's, as for none."""
        key = (kind, identifier)
        try:
            return self._by_reference[key]
        except KeyError:
            record = self._by_reference[key] = self.current(kind, identifier)
            return record

    def current(self, kind: str, identifier: int) -> Stored | None:
        """A record by id as it is stored now; None for another company's. No rule looks an id up but here and in ``find``."""
        record = self.records.get(kind, identifier)
        return record if record is None or record.company_id in (None, self.company_id) or self.company_id is None else None

    def creator_of(self, record: RecordLike) -> int | None:
        """The user who made a record through the API; None for one of the seed."""
        return self.records.creator(record.id)

    def children(self, kind: str, parent_id: int) -> Sequence[Stored]:
        """The live records below a record, in order."""
        return self.every(Selection(kind, company_id=self.company_id, parent_id=parent_id))

    def select(self, selection: Selection) -> list[Stored]:
        """The records of a list: one page of them."""
        return self.records.select(selection)

    def every(self, selection: Selection) -> list[Stored]:
        """All the records of a list, however many there are."""
        selection.limit = EVERY
        return self.records.select(selection)

    def leading(self, kind: str, name: str, record: RecordLike) -> list[Stored]:
        """The live records that lead to one by an attribute of the overlay's ``backlinks``, those that the caller sees."""
        rows = self.once((kind, name, record.id), lambda: self.records.links.leading(kind, name, record.id))
        return [row for row in rows if self.shows(row)]

    def once(self, name: tuple[Any, ...], work: Callable[[], T]) -> T:
        """Works something out once a request, and again after a write."""
        key = (*name, self.records.generation)
        if key not in self.cache:
            self.cache[key] = work()
        result: T = self.cache[key]
        return result

    def first(self, kind: str, **equal: Any) -> Stored | None:
        """The first live record of the company (and project, where the resource lives there) with those values."""
        if any(isinstance(value, dict | list) for value in equal.values()):
            return None
        selection = self.scoped(kind)
        selection.conditions = [Condition(name, "eq", value) for name, value in equal.items()]
        return self.records.first(selection)

    def seen(self, kind: str) -> Selection:
        """``scoped`` without the private records that are not the caller's business."""
        selection = self.scoped(kind)
        resource = self.catalog.kind(kind)
        if resource.private and not self.sees_private(resource):
            selection.conditions.append(open_to(resource, self.projector.references, self.user_id))
        return selection

    def visible(self, record: Stored | None, *, deleted: bool = False) -> Stored:
        """The record when this request may see it.

        Raises: NotFound for none, a deleted one, one of another company or project, or a private one that is others'.
        """
        if record is None or (record.deleted_at is not None) != deleted:
            raise NotFound()
        if self.company_id is not None and record.company_id not in (None, self.company_id):
            raise NotFound()
        if self.project_id is not None and record.project_id not in (None, self.project_id):
            raise NotFound()
        if self.access is not None and self.access.projects is not None:
            inside = record.id if record.kind == "projects" else record.project_id
            if inside is not None and inside not in self.access.projects:
                raise NotFound()
        if not self.sees(record):
            raise NotFound()
        return record

    def sees(self, record: RecordLike) -> bool:
        """Whether a record is not private, or private and shown to the caller: by the condition that lists ask."""
        if self.access is None or not self.catalog.has_kind(record.kind):
            return True
        kind = self.catalog.kind(record.kind)
        if not kind.private or self.sees_private(kind):
            return True
        return is_open(self.records, record, kind, self.projector.references, self.user_id)

    def shows(self, record: RecordLike) -> bool:
        """``sees`` for what an answer shows of a record beside its own; ``private_seen`` counts the private ones."""
        private = self.catalog.kind(record.kind).private
        if not private or record.body.get(private) in (None, False):
            return True
        self.private_seen += 1
        return self.once(("shows", record.id), lambda: self.sees(record))

    def locate(self, kind: str, value: Any, *, deleted: bool = False) -> Stored:
        """The record of a resource by its id (a number or a UUID) or its external key. Raises: NotFound, as ``visible``."""
        if isinstance(value, str):
            number = number_of(value)
            record = self.records.get(kind, number) if number else self.records.by_key(kind, value)
        else:
            record = self.records.get(kind, value) or self.records.by_key(kind, str(value))
        return self.visible(record, deleted=deleted)

    def record(self, kind: str, *, deleted: bool = False) -> Stored:
        """The record of a resource that the path names. Raises: NotFound, as ``visible``."""
        return self.locate(kind, self.inputs.path[self.operation.parameter_of(kind)], deleted=deleted)

    def may_change(self, record: Stored) -> None:
        """Raises: Forbidden for another's record when the caller's level is for its own only."""
        if self.permit.level < self.permit.others and (self.user_id is None or self.records.creator(record.id) != self.user_id):
            raise Forbidden()

    def put(self, kind: str, values: dict[str, Any], parent_id: int | None = None) -> Stored:
        """Stores a record that a rule makes beside the one asked for, in the request's scope."""
        place = Placement(self.company_id, self.project_id, parent_id)
        record = Stored.new(kind, self.records.next_id(), values, self.now(), place)
        return self.records.insert(record, user_id=self.user_id)

    def change(self, record: Stored, values: Mapping[str, Any]) -> Stored:
        """Merges attributes into a record, in the caller's name."""
        self.records.update(record, values, at=self.now(), user_id=self.user_id)
        return record
