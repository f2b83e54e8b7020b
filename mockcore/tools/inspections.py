"""Inspections: their sections and items, closing and reopening, what is overdue, reinspection. Source: reference."""

from collections.abc import Sequence
from typing import Any

from mockcore.domain.inspections import ITEMS, LISTS, OPEN_ITEM, SECTIONS, add_up, count_again
from mockcore.domain.references import referred
from mockcore.domain.templates import template_for
from mockcore.domain.times_of_day import readable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.records import Stored

TEMPLATES = "checklist/list_templates"
TEMPLATE_SECTIONS, TEMPLATE_ITEMS = f"{TEMPLATES}/sections", f"{TEMPLATES}/items"
ITEM_SIGNATURES = f"{ITEMS}/signature_requests"
CLOSED = "Closed"


@before(LISTS, "create", "update")
def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A list tells the name of its template; closing tells who and when, opening again takes that and the signatures back.

    Source: reference; documented, inspections guide (signatures).
    """
    template = values.get("list_template_id") or values.get("template_id")
    source = referred(context, TEMPLATES, template)
    if source is not None:
        values |= {"list_template_id": source.id, "template_id": source.id, "list_template_name": source.body.get("name")}
    if values.get("status"):
        values["status"] = str(values["status"]).replace("_", " ").title()
        before, closed = record.body.get("status") if record else None, values["status"] == CLOSED
        if values["status"] != before:
            values |= {"closed_at": context.now() if closed else None, "closed_by_id": context.user_id if closed else None}
        if record is not None and before == CLOSED and not closed:
            _withdraw_signatures(context, record)


def _withdraw_signatures(context: Context, checklist: Stored) -> None:
    """Whoever signed an item of a list that is opened again is to sign once more."""
    for item in context.children(ITEMS, checklist.id):
        for request in context.children(ITEM_SIGNATURES, item.id):
            if request.body.get("signature"):
                context.change(request, {"signature": None})


@computed(LISTS, "overdue", moving=True)
def overdue(checklist: Stored, context: Context) -> bool:
    """Whether a list that is not closed was due before now."""
    due = readable(checklist.body.get("due_at"))
    return due is not None and checklist.body.get("status") != CLOSED and due.timestamp() < context.clock.epoch()


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
        values = {"position": position, **texts, "status": OPEN_ITEM, "section_id": section.id, "list_id": number}
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


@after(SECTIONS, "delete", "restore")
def count_section(context: Context, section: Stored) -> None:
    """The numbers of a list are those of the sections that it has."""
    count_again(context, section.parent_id)


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
            context.change(item, {"status": "n/a" if off else OPEN_ITEM, "response_status": None})
    count_again(context, section.parent_id)
    return section


@action("POST inspections/{}/reinspections")
def reinspect(context: Context) -> Stored:
    """A new list that repeats a list; both name each other."""
    original = context.record(LISTS)
    skipped = ("origin_id", "closed_at", "closed_by_id", "reinspected_by_id")
    copied = {name: value for name, value in original.body.items() if name not in skipped}
    number = context.next_number(LISTS, parent_id=0, within={"list_template_id": original.body.get("list_template_id")})
    copied |= {"status": "Open", "number": number, "created_by_id": context.user_id}
    checklist = context.put(LISTS, {**copied, "reinspected_from_id": original.id})
    template_for(context, context.catalog.kind(LISTS), original).fill(context, checklist)
    add_up(context, checklist)
    context.change(original, {"reinspected_by_id": checklist.id})
    return checklist


@action("GET inspections/{}/active_reinspection")
def reinspection(context: Context) -> Stored:
    """The list that repeats this one. Raises: NotFound."""
    original = context.record(LISTS)
    return context.locate(LISTS, original.body.get("reinspected_by_id") or 0)
