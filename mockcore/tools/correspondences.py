"""Correspondence (generic tools): each tool has statuses of its own, items follow them, responses. Source: tutorial; reference.

The statuses that a new tool begins with, and what an item's status dates, are assumed.
"""

from typing import Any

from mockcore.errors import Conflict, Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

TOOLS, STATUSES = "generic_tools", "generic_tools/statuses"
ITEMS, RESPONSES = "generic_tools/generic_tool_items", "generic_tools/generic_tool_items/generic_tool_item_responses"
OPEN, CLOSED, DRAFT = TYPES = ("Open", "Closed", "Draft")


@before(TOOLS, "create", "update")
def name_tool(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A tool belongs to its company."""
    values["domain_id"] = context.company_id


@after(TOOLS, "create")
def give_statuses(context: Context, tool: Stored) -> None:
    """A new tool has one status of each type."""
    for name in TYPES:
        context.put(STATUSES, {"status_name": name, "status": name}, tool.id)


@before(STATUSES, "create")
def add_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a name that the tool has already."""
    if values.get("status_name") in _types(context, context.parent_id or 0):
        raise Unprocessable(fields={"status_name": [Reason.TAKEN]})


@before(STATUSES, "delete")
def keep_used(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for a status that items have."""
    if record is not None and is_used(record, context):
        raise Conflict("The status is used by items.")


@computed(STATUSES, "is_used")
def is_used(status: Stored, context: Context) -> bool:
    """Whether an item of the tool has the status."""
    selection = Selection(ITEMS, company_id=status.company_id, parent_id=status.parent_id)
    selection.conditions = [Condition("status", "eq", status.body.get("status_name"))]
    return total(context.records.storage, selection) > 0


def _types(context: Context, tool_id: int) -> dict[str, str]:
    """Status → type, of a tool; a tool of a seed that has none of its own has one of each type."""
    own = context.every(Selection(STATUSES, company_id=context.company_id, parent_id=tool_id))
    named = {str(row.body["status_name"]): str(row.body.get("status") or OPEN) for row in own if row.body.get("status_name")}
    return named or {name: name for name in TYPES}


def _first(kinds: dict[str, str]) -> str:
    """The status of a new item: the one called Open, else the first of the open ones, else the first."""
    return OPEN if OPEN in kinds else next((name for name, kind in kinds.items() if kind == OPEN), next(iter(kinds)))


@action("GET generic_tools/{}/generic_tool_items/available_statuses")
def available(context: Context) -> list[dict[str, str]]:
    """The statuses that an item of the tool may have."""
    return [{"name": name} for name in _types(context, context.inputs.path["generic_tool_id"])]


@before(ITEMS, "create", "update")
def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An item is open unless told otherwise, if its tool has that; closing and issuing are dated.

    Raises: Unprocessable for a status that the tool does not have.
    """
    tool_id = record.parent_id if record else context.parent_id
    old = record.body if record else {}
    if record is None:
        values["status"] = values.get("status") or _first(_types(context, tool_id or 0))
        if values.get("position") in (None, ""):
            values["position"] = str(context.next_number(ITEMS, tool_id, name="position"))
        context.reach_number(ITEMS, values["position"], name="position")
        tool = context.find(TOOLS, tool_id or 0)
        values.setdefault("private", bool(tool and tool.body.get("private_by_default")))
    if values.get("status"):
        kinds = _types(context, tool_id or 0)
        if values["status"] not in kinds:
            raise Unprocessable(fields={"status": [f"is not one of: {', '.join(kinds)}"]})
        kind = values["status_type"] = kinds[values["status"]]
        values["closed_at"] = (old.get("closed_at") or context.now()) if kind == CLOSED else None
        values["issued_at"] = (old.get("issued_at") or context.now()) if kind != DRAFT else None
    for name in ("cost_impact", "schedule_impact"):
        _impact(values, old, name)


def _impact(values: dict[str, Any], old: dict[str, Any], name: str) -> None:
    impact = {attribute: values.pop(key) for attribute, key in (("status", name), ("value", f"{name}_value")) if key in values}
    if impact and not isinstance(impact.get("status"), dict):
        before = old.get(name)
        before = before if isinstance(before, dict) else {"status": before}
        values[name] = {"status": None, "value": None, **before, **impact}
    elif impact:
        values[name] = impact["status"]


@narrow(ITEMS)
def overdue(context: Context, selection: Selection) -> None:
    """``filters[overdue]``: open items whose due date has passed."""
    if str(context.inputs.query.get("filters[overdue]")).lower() in ("true", "1"):
        selection.conditions += [Condition("due_date", "lt", context.now()[:10]), Condition("status_type", "eq", OPEN)]


@before(ITEMS, "update")
def set_response_aside(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response that comes with a change is kept on its own."""
    if "generic_tool_item_response" in values:
        values["_response"] = values.pop("generic_tool_item_response")


@after(ITEMS, "update")
def respond(context: Context, item: Stored) -> None:
    """It belongs to the item and carries its status."""
    response = item.body.pop("_response", None)
    if response is None:
        return
    place = context.next_number(RESPONSES, item.id, name="position")
    values = {"official": bool(response.get("official")), "position": place, "status": item.body.get("status")}
    context.put(RESPONSES, {**values, "notes": response.get("notes"), "created_by_id": context.user_id}, item.id)
    context.change(item, {})


@before(RESPONSES, "create")
def sign_response(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response carries the status of its item."""
    item = context.current(ITEMS, context.parent_id or 0)
    values.setdefault("status", item.body.get("status") if item else None)
