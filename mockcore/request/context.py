"""One request's view of the world: who calls, which company and project, and the records through one door."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mockcore.call import Call
from mockcore.clock import Clock
from mockcore.errors import Forbidden, NotFound
from mockcore.oauth.access_levels import ADMIN, ALLOWED, Access, Permit
from mockcore.reference.catalog import Catalog
from mockcore.reference.conform import number_of
from mockcore.reference.inputs import Inputs
from mockcore.reference.operation import Kind, Operation
from mockcore.reference.projection import Projector
from mockcore.reference.schema import unwrapped
from mockcore.request.naming import names
from mockcore.request.registry import Behaviours
from mockcore.settings import Settings
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Records, Stored

T = TypeVar("T")


@dataclass(slots=True)
class Context:
    """Everything a rule or behaviour may use. ``memo`` keeps what a behaviour works out for the length of the request.

    ``user_id`` is the caller's directory user; ``person_id`` whoever has signed in, None for an app on its own.
    """

    catalog: Catalog
    records: Records
    projector: Projector
    behaviours: Behaviours
    clock: Clock
    settings: Settings
    call: Call
    operation: Operation
    inputs: Inputs
    client_id: str = ""
    user_id: int | None = None
    company_id: int | None = None
    project_id: int | None = None
    parent_id: int | None = None
    person_id: int | None = None
    access: Access | None = None
    permit: Permit = ALLOWED
    cache: dict[Any, Any] = field(default_factory=dict)
    _found: dict[tuple[str, int], Stored | None] = field(default_factory=dict)

    @property
    def version_cache(self) -> dict[Any, Any]:
        """What rests on one record alone, by the record's version."""
        return self.records.version_cache

    def find(self, kind: str, identifier: int) -> Stored | None:
        """A record by reference, looked up once a request."""
        key = (kind, identifier)
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = self.records.get(kind, identifier)
            return found

    def children(self, kind: str, parent_id: int) -> Sequence[Stored]:
        """The live records below a record, in order."""
        return self.select(Selection(kind, parent_id=parent_id, limit=1000))

    def select(self, wanted: Selection) -> list[Stored]:
        """The records of a list."""
        return self.records.select(wanted)

    def once(self, name: tuple[Any, ...], made: Callable[[], T]) -> T:
        """Works something out once a request, and again after a write."""
        key = (*name, self.records.generation)
        if key not in self.cache:
            self.cache[key] = made()
        known: T = self.cache[key]
        return known

    def first(self, kind: str, **equal: Any) -> Stored | None:
        """The first live record of the company (and project, where the resource lives there) with those values."""
        if any(isinstance(value, dict | list) for value in equal.values()):
            return None
        wanted = self.scoped(kind)
        wanted.conditions = [Condition(name, "eq", value) for name, value in equal.items()]
        return self.records.first(wanted)

    def scoped(self, kind: str) -> Selection:
        """The live records of a resource that this request's scope holds."""
        known = self.catalog.kind(kind)
        wanted = Selection(kind, company_id=self.company_id)
        if known.members:
            wanted.member_of = self.project_id
        elif self.project_id is not None and known.scope == "project":
            wanted.project_id = self.project_id
            wanted.or_none = known.mixed and not known.own
        elif known.own and self.project_id is None:
            wanted.project_id = 0
        return wanted

    def seen(self, kind: str) -> Selection:
        """``scoped`` without the private records that are not the caller's business."""
        wanted = self.scoped(kind)
        known = self.catalog.kind(kind)
        if known.private and not self._sees_private(known):
            wanted.conditions.append(Condition(known.private, "known to", self.user_id or 0))
        return wanted

    def _sees_private(self, kind: Kind) -> bool:
        """Whether the caller is an Admin of the resource's tool. Source: assumed."""
        inside = self.project_id is not None and kind.scope == "project"
        return self.access is None or self.access.level(kind.slug, inside) >= ADMIN

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
        if self.access is not None and self.catalog.has_kind(record.kind) and not self._known_to_caller(record):
            raise NotFound()
        return record

    def _known_to_caller(self, record: Stored) -> bool:
        """A private record is known to the Admins of its tool, to whoever made it and to the people whom it names."""
        kind = self.catalog.kind(record.kind)
        if not kind.private or self._sees_private(kind) or not record.body.get(kind.private):
            return True
        return self.user_id is not None and (
            self.records.creator(record.id) == self.user_id or names(record.body, self.user_id)
        )

    def locate(self, kind: str, value: Any, *, deleted: bool = False) -> Stored:
        """The record of a resource by its id, in digits too, or by its external key. Raises: NotFound, as ``visible``."""
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

    def may_delete(self) -> None:
        """Raises: Forbidden when the caller's level is too low to delete."""
        if self.permit.level < self.permit.removal:
            raise Forbidden()

    def put(self, kind: str, values: dict[str, Any], parent_id: int | None = None) -> Stored:
        """Stores a record that a rule makes beside the one asked for, in the request's scope."""
        place = Placement(self.company_id, self.project_id, parent_id)
        record = Stored.new(kind, self.records.next_id(), values, self.now(), place)
        return self.records.insert(record, user_id=self.user_id)

    def next_number(self, kind: str, parent_id: int | None = None, *, name: str = "number") -> int:
        """The next value of a counter that a resource has in the request's project and company, or below one record."""
        below = parent_id if parent_id is not None else self.parent_id
        return self.records.next_number(f"{name}:{kind}:{self.project_id or 0}:{self.company_id or 0}:{below or 0}")

    def change(self, record: Stored, values: Mapping[str, Any]) -> Stored:
        """Merges attributes into a record, in the caller's name."""
        self.records.update(record, values, at=self.now(), user_id=self.user_id)
        return record

    def answered(self, record: Stored) -> Any:
        """The record as the operation's document shows it."""
        inner, envelope = unwrapped(self.operation.response or {})
        shown = self.projector.item(inner, record.kind)(record, self)
        return {"data": shown} if envelope else shown

    def caller_name(self) -> str | None:
        """What the caller's user is called."""
        user = self.find("users", self.user_id) if self.user_id else None
        return user.body.get("name") if user else None

    def now(self) -> str:
        """The time of the request as the API writes it: the same however long it takes."""
        return self.clock.text(self.call.at)

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes in the body."""
        return self.inputs.attributes

    def parameter(self, name: str) -> Any:
        """A parameter from path, query or the body, in this order."""
        for part in (self.inputs.path, self.inputs.query, self.inputs.context, self.inputs.attributes):
            value = part.get(name)
            if value is not None:
                return value
        return None

    def matches(self, record: Stored, where: Mapping[str, Any]) -> bool:
        """Whether the record has those attribute values."""
        return all(record.body.get(name) == value for name, value in where.items())
