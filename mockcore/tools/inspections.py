"""Inspections: sections and their items, responses and the numbers they add up to, reinspection. Source: reference."""

from collections.abc import Sequence
from typing import Any

from mockcore.domain.references import referred
from mockcore.domain.templates import template_for
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, filtered
from mockcore.store.query import Condition
from mockcore.store.records import Stored

LISTS, SECTIONS, ITEMS = "checklist/lists", "checklist/list_sections", "checklist/list_items"
TEMPLATES = "checklist/list_templates"
TEMPLATE_SECTIONS, TEMPLATE_ITEMS = f"{TEMPLATES}/sections", f"{TEMPLATES}/items"
ANSWERS = "checklist/list_items/item_response"
COUNTED = {
    "yes": ("conforming_item_count", "yes_item_count"),
    "no": ("deficient_item_count",),
    "n/a": ("na_item_count", "not_applicable_item_count"),
    "none": ("not_inspected_item_count",),
}
# The status of a response in the newer operations → that of the item.
RESPONSES = {"conforming": "yes", "non_conforming": "no", "neutral": "none", "not_applicable": "n/a"}


@before(LISTS, "create", "update")
def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A list tells the name of its template; closing tells who and when."""
    template = values.get("list_template_id") or values.get("template_id")
    source = referred(context, TEMPLATES, template)
    if source is not None:
        values |= {"list_template_id": source.id, "template_id": source.id, "list_template_name": source.body.get("name")}
    if values.get("status"):
        values["status"] = str(values["status"]).replace("_", " ").title()
        closed = values["status"] == "Closed"
        if record is None or values["status"] != record.body.get("status"):
            values |= {"closed_at": context.now() if closed else None, "closed_by_id": context.user_id if closed else None}


@after(LISTS, "create", "update")
def put_sections(context: Context, checklist: Stored) -> None:
    """The sections and items of a list that was told with them become records of their own."""
    rows = checklist.body.pop("sections", None) or checklist.body.pop("sections_attributes", None) or []
    for section in rows:
        lines = section.get("items") or section.get("items_attributes") or []
        attributes = {name: value for name, value in section.items() if name not in ("id", "items", "items_attributes")}
        record = _of_list(context, SECTIONS, section, checklist.id)
        if record is None:
            record = context.put(SECTIONS, {"not_applicable": False, **attributes, "list_id": checklist.id}, checklist.id)
        else:
            context.change(record, attributes)
        _put_items(context, record, checklist.id, lines)
    add_up(context, checklist)


@after(SECTIONS, "create", "update")
def put_items(context: Context, section: Stored) -> None:
    """The items of a section that was told with them become records of their own."""
    lines = section.body.pop("items", None)
    if lines:
        _put_items(context, section, section.parent_id or section.body.get("list_id") or 0, lines)
        context.change(section, {})


def _put_items(context: Context, section: Stored, number: int, lines: list[dict[str, Any]]) -> None:
    for position, line in enumerate(lines, 1):
        texts = {name: value for name, value in line.items() if name != "id"}
        record = _of_list(context, ITEMS, line, number)
        if record is not None:
            context.change(record, texts)
            continue
        values = {"position": position, **texts, "status": "none", "section_id": section.id, "list_id": number}
        context.put(ITEMS, values, number)


def _of_list(context: Context, kind: str, row: dict[str, Any], number: int) -> Stored | None:
    """The record of a list that a row names by its id."""
    record = context.current(kind, row["id"]) if isinstance(row.get("id"), int) else None
    return record if record is not None and record.parent_id == number and record.deleted_at is None else None


@before(f"{TEMPLATES}/item_references", "create")
def name_template(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What an item refers to tells its template."""
    values["template_id"] = context.parent_id


@computed(LISTS, "sections")
def sections(checklist: Stored, context: Context) -> list[Stored]:
    """The sections of a list, in their order."""
    return _in_order(context.children(SECTIONS, checklist.id))


@computed(SECTIONS, "items")
def items(section: Stored, context: Context) -> list[Stored]:
    """The items of a section of a list."""
    return _items(context, ITEMS, section)


@computed(TEMPLATES, "sections")
def template_sections(template: Stored, context: Context) -> list[Stored]:
    """The sections of a template, in their order."""
    return _in_order(context.children(TEMPLATE_SECTIONS, template.id))


@computed(TEMPLATE_SECTIONS, "items")
def template_items(section: Stored, context: Context) -> list[Stored]:
    """The items of a section of a template."""
    return _items(context, TEMPLATE_ITEMS, section)


def _items(context: Context, kind: str, section: Stored) -> list[Stored]:
    parent = section.parent_id or 0
    rows = context.once((kind, parent), lambda: _in_order(context.children(kind, parent)))
    return [item for item in rows if item.body.get("section_id") == section.id]


def _in_order(rows: Sequence[Stored]) -> list[Stored]:
    return sorted(rows, key=lambda row: (row.body.get("position") or 0, row.id))


def add_up(context: Context, checklist: Stored) -> None:
    """Keeps the list's numbers of items by status."""
    items = context.children(ITEMS, checklist.id)
    counts = dict.fromkeys((name for names in COUNTED.values() for name in names), 0)
    for item in items:
        for name in COUNTED.get(str(item.body.get("status") or "none"), ()):
            counts[name] += 1
    inspected = len(items) - counts["not_inspected_item_count"]
    counts |= {"item_count": len(items), "item_total": len(items), "respondable_item_count": len(items)}
    context.change(checklist, {**counts, "inspected_item_count": inspected, "neutral_item_count": 0})


@after(ITEMS, "update")
def count_item(context: Context, item: Stored) -> None:
    """An answered item changes the numbers of its list."""
    checklist = context.current(LISTS, item.parent_id or 0)
    if checklist is not None:
        add_up(context, checklist)


@after(SECTIONS, "delete", "restore")
def count_section(context: Context, section: Stored) -> None:
    """The numbers of a list are those of the sections that it has."""
    checklist = context.current(LISTS, section.parent_id or 0)
    if checklist is not None:
        add_up(context, checklist)


@filtered(ITEMS, "item_response_status")
def answered(context: Context, values: list[Any]) -> list[Condition]:
    """Items with a response of that status; ``null`` for those with none."""
    if str(values[-1]) not in ("neutral", "null"):
        return [Condition("status", "in", [RESPONSES.get(str(values[-1]), values[-1])])]
    answers = context.scoped(ANSWERS)
    answers.conditions = [Condition("status", "eq", "neutral")]
    neutral = [response.parent_id or 0 for response in context.every(answers)] or [0]
    if values[-1] == "neutral":
        return [Condition("id", "in", neutral)]
    return [Condition("status", "within", ["none"]), Condition("id", "outside", neutral)]


@before(ANSWERS, "update")
def answer(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response is kept with who gave it and when."""
    names = ("date_value", "number_value", "text_value")
    payload = {name: values.pop(name) for name in names if name in values}
    option = values.pop("response_option_id", None)
    if option is not None:
        response = context.find("checklist/item/response_sets/responses", option) or context.find("checklist/responses", option)
        payload["response_option"] = {"id": option, "name": response.body.get("name") if response else None}
    if payload:
        values["payload"] = payload
    values |= {"responded_at": context.now(), "responder_id": context.user_id, "item_id": context.parent_id}


@after(ANSWERS, "update")
def set_item(context: Context, response: Stored) -> None:
    """The item takes the status of its response."""
    item = context.current(ITEMS, response.parent_id or 0)
    if item is not None:
        status = str(response.body.get("status") or "")
        context.change(item, {"status": RESPONSES.get(status, status or "none")})
        count_item(context, item)


@after(ANSWERS, "delete")
def clear_item(context: Context, response: Stored) -> None:
    """Without a response the item is not inspected."""
    item = context.current(ITEMS, response.parent_id or 0)
    if item is not None:
        context.change(item, {"status": "none"})
        count_item(context, item)


@action(
    "PUT checklist/lists/{}/sections/{}/toggle_not_applicable", "PATCH checklist/lists/{}/sections/{}/toggle_not_applicable"
)
def toggle(context: Context) -> Stored:
    """Switches a section off or on, as told or from what it is; its items follow."""
    section = context.record(SECTIONS)
    choice = context.attributes.get("not_applicable")
    off = not section.body.get("not_applicable") if choice is None else bool(choice)
    context.change(section, {"not_applicable": off})
    for item in context.children(ITEMS, section.parent_id or 0):
        if item.body.get("section_id") == section.id:
            context.change(item, {"status": "n/a" if off else "none"})
    checklist = context.current(LISTS, section.parent_id or 0)
    if checklist is not None:
        add_up(context, checklist)
    return section


@action("POST inspections/{}/reinspections")
def reinspect(context: Context) -> Stored:
    """A new list that repeats a list; both name each other."""
    original = context.record(LISTS)
    skipped = ("number", "origin_id", "closed_at", "closed_by_id", "reinspected_by_id")
    copied = {name: value for name, value in original.body.items() if name not in skipped}
    checklist = context.put(LISTS, {**copied, "status": "Open", "reinspected_from_id": original.id})
    template_for(context, context.catalog.kind(LISTS), original).fill(context, checklist)
    add_up(context, checklist)
    context.change(original, {"reinspected_by_id": checklist.id})
    return checklist


@action("GET inspections/{}/active_reinspection")
def reinspection(context: Context) -> Stored:
    """The list that repeats this one. Raises: NotFound."""
    original = context.record(LISTS)
    return context.locate(LISTS, original.body.get("reinspected_by_id") or 0)
