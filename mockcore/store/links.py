"""Which records belong to others or keep them from being deleted, which numbers are taken once, what is looked up backwards.

Of the first the target is the id of the other record, of the others a number below zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from mockcore.store.facts import fact, set_fact
from mockcore.store.record import Stored
from mockcore.store.storage import Storage

FACT = "links"
# Of an id that is written as a text.
MOST_DIGITS = 19
Attributes = Mapping[str, Sequence[str]]
# Resource → attribute that is taken once → the attributes that name the list in which it is; ``parent`` is the record above.
Labels = Mapping[str, Mapping[str, Sequence[str]]]
# Among the attributes that name a list: the record above.
PARENT = "parent"
# Targets of backlinks lie further below zero than those of labels.
BACKLINK = -(2**40)
# Of the texts of labels, which stand in the worlds that were written.
_FORM = 2
_NONE = frozenset[str]()


class Links:
    """The links of one storage. ``attributes`` names those whose ids are followed, ``labels`` what is taken once.

    ``backlinks`` are those by which what leads to a record is looked up; deletions do not follow them. Others cost nothing.
    """

    def __init__(
        self,
        storage: Storage,
        attributes: Attributes | None = None,
        labels: Labels | None = None,
        backlinks: Attributes | None = None,
    ) -> None:
        self._attributes = attributes = attributes or {}
        self._labels = labels or {}
        self._backlinks = backlinks or {}
        self._storage = storage
        self._links = {kind: frozenset(names) for kind, names in attributes.items()}
        # By resource: the attributes that make the links of its records.
        self.followed: dict[str, frozenset[str]] = {
            kind: frozenset([*attributes.get(kind, ()), *self._backlinks.get(kind, ())]).union(
                *([name, *scope] for name, scope in self._labels.get(kind, {}).items())
            )
            for kind in {**attributes, **self._labels, **self._backlinks}
        }

    def add(self, records: Iterable[Stored]) -> None:
        """Those of new records."""
        # In their order, so that a seed is the same bytes in every process.
        rows: list[Mapping[str, Any]] = []
        for record in records:
            if targets := self.targets(record):
                rows += [{"target_id": target, "record_id": record.id} for target in sorted(targets)]
        if rows:
            self._storage.write("add_link", *rows)

    def move(self, record: Stored, before: set[int]) -> None:
        """Those of a changed record, which led to ``before``."""
        after = self.targets(record)
        for name, targets in (("drop_link", before - after), ("add_link", after - before)):
            if targets:
                self._storage.write(name, *({"target_id": target, "record_id": record.id} for target in targets))

    def targets(self, record: Stored) -> set[int]:
        """What the attributes of a record lead to."""
        body, kind = record.body, record.kind
        targets: set[int] = set()
        for name in self._links.get(kind, _NONE) & body.keys():
            value = body[name]
            if value.__class__ is int:
                targets.add(value)
            elif value:
                targets.update(numbers_of(value))
        for name, scope in self._labels.get(kind, {}).items():
            if body.get(name) not in (None, ""):
                targets.add(_target(label_of(record, name, scope)))
        for name in self._backlinks.get(kind, ()):
            targets.update(BACKLINK - number for number in numbers_of(body.get(name)))
        return targets

    def leading(self, kind: str, name: str, number: int) -> list[Stored]:
        """The live records of a resource that lead to a record by one of its ``backlinks``, the oldest first."""
        referrers = self.referrers(BACKLINK - number, -1)
        return [record for record in referrers if record.kind == kind and number in numbers_of(record.body.get(name))]

    def labelled(self, kind: str, name: str, text: str) -> list[Stored]:
        """The live records of a resource that have that ``label`` by an attribute."""
        scope = self._labels[kind][name]
        referrers = self.referrers(_target(text), -1)
        return [record for record in referrers if record.kind == kind and label_of(record, name, scope) == text]

    def referrers(self, target: int, limit: int) -> list[Stored]:
        """The live records whose attributes lead to a record, at most so many; -1 for all."""
        return [Stored(*row) for row in self._storage.read("referrers", {"target": target, "limit_": limit})]

    def depart(self, root_id: int, record_ids: Iterable[int]) -> None:
        """Notes which records were deleted with another."""
        rows = [{"root_id": root_id, "record_id": number} for number in record_ids]
        if rows:
            self._storage.write("add_departure", *rows)

    def departed(self, root_id: int) -> list[Stored]:
        """The records that were deleted with another, to be restored: it is forgotten that they were."""
        rows = self._storage.read("departed", {"root": root_id})
        if rows:
            self._storage.write("drop_departures", {"root": root_id})
        return [Stored(*row) for row in rows]

    def note(self) -> None:
        """Lets the storage say that its records are followed by these attributes."""
        set_fact(self._storage, FACT, self._digest())

    def renew(self) -> None:
        """Follows the attributes of this document in a world that was written with others, or none. Reads all their records."""
        if fact(self._storage, FACT) == self._digest():
            return
        with self._storage.transaction(write=True):
            self._storage.write("drop_links", {})
            for kind in self.followed:
                self.add(Stored(*row) for row in self._storage.read("every_of_kind", {"kind_": kind}))
            self.note()

    def _digest(self) -> str:
        attributes = sorted((kind, tuple(names)) for kind, names in self._attributes.items())
        labels = sorted((kind, name, tuple(scope)) for kind, names in self._labels.items() for name, scope in names.items())
        backlinks = sorted((kind, tuple(names)) for kind, names in self._backlinks.items())
        return str(crc32(repr((attributes, labels, backlinks, _FORM)).encode()))


def label_of(record: Stored, name: str, scope: Sequence[str]) -> str:
    """The ``label`` that an attribute of a record is, in the list that ``scope`` names."""
    body = record.body
    within: Iterable[Any] = map(body.get, scope)
    if PARENT in scope:
        within = [record.parent_id if attribute == PARENT else body.get(attribute) for attribute in scope]
    return label(record.kind, record.company_id, record.project_id, name, body[name], within)


def label(kind: str, company_id: int | None, project_id: int | None, name: str, value: Any, within: Iterable[Any]) -> str:
    """A number or code with the list in which it is taken once. 7 is "7"; people type their login in whatever letters."""
    text = f"{kind}\0{company_id}\0{project_id}\0{name}\0{value}"
    if name == "login":
        text = text.lower()
    for place in within:
        # Where nothing is said of a revision, it is the first.
        text += "\0" if place is None or place in (0, "0") else f"\0{place}"
    return text


def _target(text: str) -> int:
    """What stands for a label among the targets: below zero, where no record is. Two may share one."""
    return -1 - crc32(text.encode("utf-8", "replace"))


def numbers_of(value: Any) -> Iterator[int]:
    """The ids in an attribute: one, several, or those of objects."""
    if value.__class__ is int:
        yield value
    elif value.__class__ is list:
        for item in value:
            yield from numbers_of(item)
    elif value.__class__ is str and value.isdecimal() and len(value) < MOST_DIGITS:
        yield int(value)
    elif value.__class__ is dict:
        yield from numbers_of(value.get("id"))
