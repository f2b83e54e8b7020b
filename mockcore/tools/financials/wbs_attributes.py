"""Attributes of WBS codes: which items of them a code has, one of each attribute, shown under the attribute's position.

Source: reference; that an item takes the place of another of its attribute, and that no filter means every code, is assumed.
"""

from collections.abc import Callable, Collection
from typing import Any

from mockcore.domain.work_breakdown import CODES
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action, computed
from mockcore.store.query import Condition
from mockcore.store.records import Stored

ITEMS, ATTRIBUTES = "wbs/attribute_items", "wbs/attributes"
POSITIONS = (1, 2, 3)
ASSIGNED = "attribute_item_ids"


@action("PATCH wbs/codes/attribute_items")
def assign(context: Context) -> None:
    """Gives codes items of attributes. Raises: Unprocessable for an item that the project does not have."""
    new = [_item(context, value) for value in context.attributes.get(ASSIGNED) or ()]
    replaced = {item.body.get("attribute_id") for item in new}
    for code in _codes(context):
        others = [item.id for item in _items_of(code, context) if item.body.get("attribute_id") not in replaced]
        context.change(code, {ASSIGNED: [*others, *(item.id for item in new)]})


@action("DELETE wbs/codes/attribute_items")
def take(context: Context) -> None:
    """Takes items from codes: those of the attributes and the items that the filters name, or all."""
    attributes, items = (_filter(context, name) for name in ("attribute_id", "attribute_item_id"))
    for code in _codes(context):
        assigned = _items_of(code, context)
        rest = [item.id for item in assigned if not _named(item, attributes, items)]
        if len(rest) < len(code.body.get(ASSIGNED) or ()):
            context.change(code, {ASSIGNED: rest})


def _named(item: Stored, attributes: Collection[int], items: Collection[int]) -> bool:
    return (not attributes or item.body.get("attribute_id") in attributes) and (not items or item.id in items)


def _item(context: Context, value: Any) -> Stored:
    item = context.find(ITEMS, identified(value) or 0)
    if item is None or item.deleted_at is not None or item.project_id != context.project_id:
        raise Unprocessable(fields={ASSIGNED: [Reason.UNKNOWN]})
    return item


def _codes(context: Context) -> list[Stored]:
    """Those that the query or the body names, or all of the project."""
    selection = context.scoped(CODES)
    numbers = _filter(context, "id") or _numbers((context.attributes.get("filters") or {}).get("id"))
    if numbers:
        selection.conditions = [Condition("id", "in", numbers)]
    return context.every(selection)


def _filter(context: Context, name: str) -> list[int]:
    return _numbers(context.inputs.query.get(f"filters[{name}][]"))


def _numbers(values: Any) -> list[int]:
    numbers = map(identified, values if isinstance(values, list) else ())
    return [number for number in numbers if number is not None]


def _items_of(code: Stored, context: Context) -> list[Stored]:
    items = (context.find(ITEMS, number) for number in code.body.get(ASSIGNED) or ())
    return [item for item in items if item is not None and item.deleted_at is None]


def _name_at(position: int) -> Callable[[Stored, Context], str | None]:
    def name(code: Stored, context: Context) -> str | None:
        """The name of the item that a code has of the attribute in that position."""
        for item in _items_of(code, context):
            attribute = context.find(ATTRIBUTES, identified(item.body.get("attribute_id")) or 0)
            if attribute is not None and attribute.body.get("position") == position:
                return item.body.get("name")
        return None

    return name


for _position in POSITIONS:
    computed(CODES, f"attribute_{_position}_name")(_name_at(_position))
