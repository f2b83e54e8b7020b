"""The bid board: a copy of a project may be a template, and a line may be based on an item of the cost catalog.

Source: reference. That a line has the values of its item where it says none is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.request.context import Context
from mockcore.request.declare import before
from mockcore.store.records import Stored

PROJECTS, ITEMS = "estimating/bid_board_projects", "estimating/catalogs/items"


@before(PROJECTS, "create")
def copy_as_template(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A copy is a template where the request wants it to be one, whatever the original is."""
    choice = values.pop("as_template", None)
    if choice is not None:
        values["is_template"] = bool(choice)


@before("estimating/bid_board_projects/proposals/line_items", "create")
@before("estimating/proposals/line_items", "create")
def follow_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A line has what the item of the catalog has. Raises: Unprocessable for no such item."""
    line = values.get("cost_item")
    number = line.get("based_on_item_id") if isinstance(line, dict) else None
    if isinstance(line, dict) and number is not None:
        item = referenced(context, ITEMS, number, "based_on_item_id")
        values["cost_item"] = {**item.body, **{name: value for name, value in line.items() if value is not None}}
