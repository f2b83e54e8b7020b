"""Inspections and their items: what a response makes of its item, and the numbers of a list. Source: reference."""

from collections import Counter

from mockcore.request.context import Context
from mockcore.store.records import Stored

LISTS, SECTIONS, ITEMS = "checklist/lists", "checklist/list_sections", "checklist/list_items"
ANSWERS = f"{ITEMS}/item_response"
# The status of a response in the newer operations → that of the item.
RESPONSES = {"conforming": "yes", "non_conforming": "no", "neutral": "none", "not_applicable": "n/a"}
NEUTRAL, OPEN_ITEM = "neutral", "none"
# What an item counts as → the numbers of its list.
COUNTED = {
    "yes": ("conforming_item_count", "yes_item_count"),
    "no": ("deficient_item_count",),
    "n/a": ("na_item_count", "not_applicable_item_count"),
    NEUTRAL: ("neutral_item_count",),
    OPEN_ITEM: ("not_inspected_item_count",),
}


def add_up(context: Context, checklist: Stored) -> None:
    """Keeps the list's numbers of items by status; a neutral response is one, so that its item is inspected (assumed)."""
    items = context.children(ITEMS, checklist.id)
    numbers = Counter(NEUTRAL if item.body.get("response_status") == NEUTRAL else item.body.get("status") for item in items)
    counts = {name: numbers[status] for status, names in COUNTED.items() for name in names}
    counts["not_inspected_item_count"] += numbers[None]
    counts["inspected_item_count"] = len(items) - counts["not_inspected_item_count"]
    context.change(checklist, counts | dict.fromkeys(("item_count", "item_total", "respondable_item_count"), len(items)))


def count_again(context: Context, list_id: int | None) -> None:
    """The numbers of the list of that id, where there is one."""
    checklist = context.current(LISTS, list_id or 0)
    if checklist is not None:
        add_up(context, checklist)
