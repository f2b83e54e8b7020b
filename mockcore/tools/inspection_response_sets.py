"""Response sets of inspections: the responses that a set is created with, and the status that each gives an item.

Source: reference; inspections guide (response sets).
"""

from typing import Any

from mockcore.errors import Conflict
from mockcore.request.context import Context
from mockcore.request.declare import after, before
from mockcore.store.records import Stored

SETS = "checklist/item/response_sets"
RESPONSES = f"{SETS}/responses"
# How the reference numbers the statuses of items.
STATUS_IDS = {"yes": 1, "no": 2, "n/a": 3}
# What a body calls the responses of a set, and each of them.
MEMBERSHIPS, RESPONSE, WAITING = "memberships_attributes", "response_attributes", "_responses"


@before(SETS, "create", "update")
def take_memberships(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The responses in the body are records of their own once the set is there."""
    rows = values.pop(MEMBERSHIPS, None)
    if isinstance(rows, list):
        values[WAITING] = [row[RESPONSE] for row in rows if isinstance(row, dict) and isinstance(row.get(RESPONSE), dict)]


@after(SETS, "create", "update")
def put_responses(context: Context, response_set: Stored) -> None:
    """The set has the responses that it was created with, in their order."""
    rows = response_set.body.pop(WAITING, None)
    if rows is None:
        return
    context.change(response_set, {})
    for row in rows:
        context.put(RESPONSES, {**row, "item_status_id": STATUS_IDS.get(row.get("corresponding_status"))}, response_set.id)


@before(RESPONSES, "create", "update")
def number_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response has the number of the status that it gives an item."""
    if "corresponding_status" in values:
        values["item_status_id"] = STATUS_IDS.get(values["corresponding_status"])


@before(SETS, "delete")
def keep_standard(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What every company has from the beginning stays. Raises: Conflict. Source: reference (``deletable``); 409 is assumed."""
    if record is not None and record.body.get("procore_standard"):
        raise Conflict("A response set of Procore cannot be deleted: deactivate it instead.")
