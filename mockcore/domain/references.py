"""Records that attributes refer to by id. What is refused, and that a reference to a deleted record is none, is assumed."""

from typing import Any

from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.store.records import Stored


def referenced(context: Context, kind: str, value: Any, field: str) -> Stored:
    """The record that an id of the body names. Raises: Unprocessable naming the field, as ``reachable``."""
    record = reachable(context, kind, value)
    if record is None:
        raise Unprocessable(fields={field: [Reason.UNKNOWN]})
    return record


def reachable(context: Context, kind: str, value: Any) -> Stored | None:
    """The record that an id of the body names; None for what is no id, and for what ``Context.visible`` does not show."""
    try:
        return context.visible(context.find(kind, identified(value) or 0))
    except NotFound:
        return None


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
