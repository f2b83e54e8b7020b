"""Which records belong to others, or keep them from being deleted, by attributes: looked up when one of those is deleted."""

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


class Links:
    """The links of one storage. ``attributes`` names those of each resource whose ids are followed; the others cost nothing."""

    def __init__(self, storage: Storage, attributes: Attributes) -> None:
        self.attributes = attributes
        self._storage = storage

    def add(self, records: Iterable[Stored]) -> None:
        """Those of new records."""
        self._write(
            "add_link", (pair for record in records for pair in _pairs(record.id, self.targets(record.kind, record.body)))
        )

    def move(self, record: Stored, before: set[int]) -> None:
        """Those of a changed record, which led to ``before``."""
        after = self.targets(record.kind, record.body)
        self._write("drop_link", _pairs(record.id, before - after))
        self._write("add_link", _pairs(record.id, after - before))

    def targets(self, kind: str, body: Mapping[str, Any]) -> set[int]:
        """The ids that the attributes of a record lead to."""
        return {number for name in self.attributes.get(kind, ()) for number in numbers_of(body.get(name))}

    def referrers(self, target: int, limit: int) -> list[Stored]:
        """The live records whose attributes lead to a record, at most so many."""
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
            for kind in self.attributes:
                self.add(Stored(*row) for row in self._storage.read("every_of_kind", {"kind_": kind}))
            self.note()

    def _digest(self) -> str:
        return str(crc32(repr(sorted((kind, tuple(names)) for kind, names in self.attributes.items())).encode()))

    def _write(self, name: str, pairs: Iterable[tuple[int, int]]) -> None:
        rows = [{"target_id": target, "record_id": record} for target, record in pairs]
        if rows:
            self._storage.write(name, *rows)


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


def _pairs(record: int, targets: Iterable[int]) -> Iterator[tuple[int, int]]:
    return ((target, record) for target in targets)
