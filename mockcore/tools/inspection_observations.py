"""Observations that were made of the items of an inspection: what items and lists show of them. Source: reference."""

from collections import Counter, defaultdict
from typing import Any

from mockcore.domain.inspections import ITEMS, LISTS
from mockcore.request.context import Context
from mockcore.request.declare import action, computed
from mockcore.request.filtering import filters
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

OBSERVATIONS = "observations/items"
# What the list of links calls it, what an observation does.
ITEM_FILTER, ITEM = "filters[item_id]", "checklist_item_id"


def _linked(context: Context) -> Selection:
    selection = context.seen(OBSERVATIONS)
    selection.conditions.append(Condition("checklist_list_id", "set", None))
    return selection


@computed(ITEMS, "observations")
def observations(item: Stored, context: Context) -> list[Stored]:
    """The observations that were made of an item."""

    def work() -> dict[int, list[Stored]]:
        selection = context.seen(OBSERVATIONS)
        selection.conditions.append(Condition("checklist_list_id", "eq", item.parent_id))
        by_item = defaultdict(list)
        for record in context.every(selection):
            by_item[record.body[ITEM]].append(record)
        return dict(by_item)

    rows: list[Stored] = context.once((OBSERVATIONS, item.parent_id), work).get(item.id, [])
    return rows


@computed(LISTS, "observations_count")
def observations_count(checklist: Stored, context: Context) -> int:
    """How many observations were made of the items of a list."""
    return _counts(context)[checklist.id, False] + _counts(context)[checklist.id, True]


@computed(LISTS, "closed_observations_count")
def closed_observations_count(checklist: Stored, context: Context) -> int:
    """How many of them are closed."""
    return _counts(context)[checklist.id, True]


def _counts(context: Context) -> Counter[tuple[Any, bool]]:
    def work() -> Counter[tuple[Any, bool]]:
        rows = context.every(_linked(context))
        return Counter((row.body["checklist_list_id"], row.body.get("status") == "closed") for row in rows)

    return context.once((OBSERVATIONS, LISTS), work)


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
