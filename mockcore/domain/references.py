"""Records that attributes refer to by id. What is refused, and that a reference to a deleted record is none, is assumed."""

from typing import Any

from mockcore.request.context import Context
from mockcore.store.records import Stored


def referred(context: Context, kind: str, number: Any) -> Stored | None:
    """The record that an attribute refers to, also when it was deleted since; None for what is no id."""
    return context.find(kind, number) if isinstance(number, int) else None


def in_project(context: Context, kind: str, number: Any) -> Stored | None:
    """The live record of the request's project that an attribute refers to."""
    record = referred(context, kind, number)
    return record if record is not None and record.deleted_at is None and record.project_id == context.project_id else None


def name_of(context: Context, kind: str, number: Any) -> Any:
    """The name of the record that an attribute refers to; None where there is none."""
    record = referred(context, kind, number)
    return record.body.get("name") if record else None
