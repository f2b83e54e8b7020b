"""A record without what in it refers to deleted ones: no answer shows a reference to nothing. Source: decisions, Deletions.

What is stored stays as it was written, so that a record that is restored is referred to as before.
"""

import copy
from collections.abc import Mapping
from typing import Any, Protocol

from mockcore.reference.conform import identified

_NESTED: frozenset[type] = frozenset({dict, list})
# What stands for a value that is left out, which None is not.
_NOTHING = object()


class Deleted(Protocol):
    """The ids of deleted records."""

    def __len__(self) -> int:
        """0 where there are none."""

    def __contains__(self, number: Any, /) -> bool:
        """Whether it is the id of one."""

    def may_be_in(self, text: str) -> bool:
        """Whether the id of one may stand in a JSON text; of no text nothing is known."""
        ...


def living(record: Any, deleted: Deleted) -> Any:
    """The record, or a copy of it that refers to no deleted record."""
    if not deleted:
        return record
    body = record.body
    if deleted.may_be_in(record.text):
        body = _object(body, deleted)
    above = record.parent_id is not None and record.parent_id in deleted
    if body is record.body and not above:
        return record
    shown = copy.copy(record)
    shown.replace_body(body)
    if above:
        shown.parent_id = None
    return shown


def living_value(value: Any, deleted: Deleted) -> Any:
    """A value of an answer without references to deleted records; what it is itself about may be one."""
    if isinstance(value, dict):
        return _object(value, deleted)
    return [living_value(item, deleted) for item in value] if isinstance(value, list) else value


def living_field(name: str, value: Any, deleted: Deleted) -> Any:
    """The value of a property without references to deleted records; None where it is nothing else."""
    shown = _object({name: value}, deleted)
    return shown.get(name)


def _object(body: dict[str, Any], deleted: Deleted) -> dict[str, Any]:
    """The object itself where nothing in it is to be left out."""
    changes: dict[str, Any] = {}
    for name, value in body.items():
        if value.__class__ in _NESTED:
            shown = _inside(name, value, deleted)
            if shown is not value:
                changes[name] = shown
        elif name.endswith("_id") and value is not None and identified(value) in deleted:
            changes[name] = _NOTHING
    if not changes:
        return body
    return {name: value for name, value in {**body, **changes}.items() if value is not _NOTHING}


def _inside(name: str, value: Any, deleted: Deleted) -> Any:
    if isinstance(value, dict):
        return _NOTHING if _is_deleted(value, deleted) else _object(value, deleted)
    rows = [row for row in (_row(name, item, deleted) for item in value) if row is not _NOTHING]
    same = len(rows) == len(value) and all(row is item for row, item in zip(rows, value, strict=True))
    return value if same else rows


def _row(name: str, item: Any, deleted: Deleted) -> Any:
    if item.__class__ in _NESTED:
        return _inside(name, item, deleted)
    return _NOTHING if name.endswith("_ids") and identified(item) in deleted else item


def _is_deleted(value: Mapping[str, Any], deleted: Deleted) -> bool:
    number = value.get("id")
    return number is not None and identified(number) in deleted
