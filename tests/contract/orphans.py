"""Looks for what refers to nothing: ids of deleted records in the answers of lists and shows."""

from collections.abc import Iterator
from typing import Any

from mockcore.reference.operation import Operation
from mockcore.reference.resources import RECYCLE_BIN
from tests.contract.requests import Requests, listed, unwrapped

READS = ("list", "show", "singleton", "grouped", "ids", "filter_values", "latest")


class Family(Requests):
    """Requests whose bodies and paths refer to the records that are ``fixed``, by their resources."""

    fixed: dict[str, int]

    def existing(self, kind: str) -> int | None:
        return self.fixed.get(kind) or super().existing(kind)

    def deleted(self) -> set[int]:
        """The ids of all deleted records."""
        rows = self.engine.world.storage.connection.execute("SELECT id FROM records WHERE deleted_at IS NOT NULL")
        return {row[0] for row in rows}

    def reads(self, kind: str) -> list[Operation]:
        """The operations that show live records of a resource."""
        return [
            operation
            for operation in self.operations
            if operation.kind == kind
            and operation.method == "GET"
            and operation.rule in READS
            and operation.path not in NOT_OF_RECORDS
            and RECYCLE_BIN not in operation.path
        ]


NOT_OF_RECORDS = frozenset[str]()


def references(value: Any, name: str = "", path: str = "") -> Iterator[tuple[str, int]]:
    """(where, id) of each reference in an answer, and of each record in it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from references(inner, key, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner, name, f"{path}[]")
    elif name in ("id", "ids") or name.endswith(("_id", "_ids")):
        number = identifier(value)
        if number is not None:
            yield path, number


def identifier(value: Any) -> int | None:
    if isinstance(value, str) and value.isdecimal() and len(value) < 19:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def dangling(answer: Any, deleted: set[int]) -> list[str]:
    """Where an answer refers to a deleted record."""
    return [f"{path} {number}" for path, number in references(answer) if number in deleted]


__all__ = ["Family", "dangling", "listed", "references", "unwrapped"]
