"""Observations that were made of the items of an inspection: what items and lists show of them. Source: reference."""

from mockcore.domain.inspections import ITEMS, LISTS
from mockcore.request.context import Context
from mockcore.request.declare import action, computed
from mockcore.request.filtering import filters
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

OBSERVATIONS = "observations/items"
# What the list of links calls it, what an observation does.
ITEM_FILTER, ITEM, LIST = "filters[item_id]", "checklist_item_id", "checklist_list_id"


def _linked(context: Context) -> Selection:
    selection = context.seen(OBSERVATIONS)
    selection.conditions.append(Condition(LIST, "set", None))
    return selection


@computed(ITEMS, "observations")
def observations(item: Stored, context: Context) -> list[Stored]:
    """The observations that were made of an item."""
    checklist = context.find(LISTS, item.parent_id or 0)
    rows = context.leading(OBSERVATIONS, LIST, checklist) if checklist is not None else []
    return [row for row in rows if row.body.get(ITEM) == item.id]


@computed(LISTS, "observations_count")
def observations_count(checklist: Stored, context: Context) -> int:
    """How many observations were made of the items of a list."""
    return len(context.leading(OBSERVATIONS, LIST, checklist))


@computed(LISTS, "closed_observations_count")
def closed_observations_count(checklist: Stored, context: Context) -> int:
    """How many of them are closed."""
    return sum(row.body.get("status") == "closed" for row in context.leading(OBSERVATIONS, LIST, checklist))


@action("GET checklist/list_item_observations")
def list_links(context: Context) -> list[Stored]:
    """The observations of the project that were made of items of inspections, with the item and its list."""
    selection = _linked(context)
    number = context.inputs.query.pop(ITEM_FILTER, None)
    if number is not None:
        values = number if isinstance(number, list) else [number]
        selection.conditions.append(Condition(ITEM, "in", [int(value) for value in values if str(value).isdecimal()]))
    selection.conditions += filters(context, context.catalog.kind(OBSERVATIONS))
    return context.every(selection)
