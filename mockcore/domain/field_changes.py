"""The fields of a record that were changed, by whom and when, as the histories of financial tools list them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from mockcore.request.context import Context
from mockcore.store.records import Stored


class FieldChange(NamedTuple):
    """One field in one entry of a record's history."""

    entry: int
    at: str
    user_id: int | None
    user_name: str | None
    field: str
    old: Any
    new: Any


def field_changes(context: Context, record: Stored) -> Iterator[FieldChange]:
    """Every change of a field of a record, oldest first."""
    for entry, user_id, event, at, text in context.records.history(record.id):
        user = context.find("users", user_id) if user_id else None
        name = user.body.get("name") if user else None
        changes = orjson.loads(text) if event == "update" else {}
        yield from (FieldChange(entry, at, user_id, name, field, old, new) for field, (old, new) in changes.items())
