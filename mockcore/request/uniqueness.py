"""Numbers and codes that are taken once: in a project or company, and there in one list, as the overlay says (``unique``)."""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.store.links import label
from mockcore.store.records import Stored

# A revision has the number of what it revises.
REVISES = "previous_revision_id"


def check_unique(context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable on the number or code of new values when another live record of its list has it."""
    rules: Mapping[str, list[str]] | None = kind.compiled.get("unique")
    if rules is None:
        rules = kind.compiled["unique"] = (context.catalog.overlay.get("unique") or {}).get(kind.name, {})
    for name, scope in rules.items():
        if name in values or (record is not None and not values.keys().isdisjoint(scope)):
            _check(context, kind, name, scope, values, record)


def unique_origin(context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable when another record of the company has the origin_id. Source: decisions, Duplicate origin_id."""
    origin = values.get("origin_id")
    if origin in (None, ""):
        return
    other = context.records.by_origin(kind.name, context.company_id, str(origin))
    if other is not None and (record is None or other.id != record.id):
        raise Unprocessable(fields={"origin_id": [Reason.TAKEN]})


def check_free(context: Context, record: Stored) -> None:
    """Raises: Unprocessable where a number, code or origin_id of a deleted record has been given to another since."""
    if context.catalog.has_kind(record.kind):
        kind = context.catalog.kind(record.kind)
        unique_origin(context, kind, record.body, record)
        check_unique(context, kind, record.body, record)


def _check(context: Context, kind: Kind, name: str, scope: list[str], values: Mapping[str, Any], record: Stored | None) -> None:
    """The new values stand for those that the record has."""
    old: Mapping[str, Any] = record.body if record else {}
    text = values[name] if name in values else old.get(name)
    if text in (None, "") or (values[REVISES] if REVISES in values else old.get(REVISES)) is not None:
        return
    parent_id = record.parent_id if record else context.parent_id
    within = [_value(attribute, parent_id, values, old) for attribute in scope]
    company_id, project_id = (
        (record.company_id, record.project_id) if record else (context.company_id, _project(context, kind, values))
    )
    others = context.records.links.labelled(kind.name, name, label(kind.name, company_id, project_id, name, text, within))
    if any(record is None or other.id != record.id for other in others):
        raise Unprocessable(fields={"email_address" if name == "login" else name: [Reason.TAKEN]})


def _value(name: str, parent_id: int | None, values: Mapping[str, Any], old: Mapping[str, Any]) -> Any:
    """An attribute, or the id of what the path leads to."""
    if name == "parent" and parent_id is not None:
        return parent_id
    return values[name] if name in values else old.get(name)


def _project(context: Context, kind: Kind, values: Mapping[str, Any]) -> int | None:
    """The project in which a new record will lie."""
    if kind.scope != "project" or kind.members:
        return None
    number = context.project_id if context.project_id is not None else values.get("project_id")
    return number if isinstance(number, int) else None
