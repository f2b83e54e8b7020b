"""What is inside the v2 envelope ``{"data": …}`` of an operation's answer, and what a record is shown as there."""

from typing import Any

from mockcore.reference.schema import Schema, main_type, unwrapped
from mockcore.request.context import Context
from mockcore.store.records import Stored


def enveloped(context: Context, value: Any) -> Any:
    """The value as the whole answer: in the envelope where the operation's document has it."""
    _, envelope = unwrapped(context.operation.response or {})
    return {"data": value} if envelope else value


def row_schema(context: Context) -> Schema:
    """What the operation's document says of a record in its answer: of each row of a list, else of the one."""
    inner, _ = unwrapped(context.operation.response or {})
    return inner.get("items", {}) if main_type(inner) == "array" else inner


def shown(context: Context, record: Stored) -> Any:
    """The record as the operation's document shows it, alone or in a list."""
    return context.projector.item(row_schema(context), record.kind)(record, context)


def laid_out(context: Context, value: Any) -> Any:
    """What an action gives as the reply shows it: records as the document does, in its envelope; None stays None."""
    if value is None:
        return None
    if isinstance(value, Stored):
        return enveloped(context, shown(context, value))
    if isinstance(value, list):
        return enveloped(context, [shown(context, row) if isinstance(row, Stored) else row for row in value])
    return enveloped(context, value)
