"""Action plans: approvers and receivers sign, items are verified and closed, plans are published and revised.

Source: reference. The names and numbers of the statuses, which the reference leaves open, are assumed.
"""

from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.templates import template_for
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.request.deletion import remove
from mockcore.request.parties import person_id
from mockcore.request.transitions import Transitions, transitions
from mockcore.store.query import Condition, total
from mockcore.store.records import Stored

PLANS, SECTIONS, ITEMS, ASSIGNEES, REFERENCES = (
    f"action_plans/{name}" for name in ("plans", "plan_sections", "plan_items", "plan_item_assignees", "plan_references")
)
TEMPLATES, TEMPLATE_SECTIONS, TEMPLATE_ITEMS, TEMPLATE_ASSIGNEES = (
    f"action_plans/plan_template{name}" for name in ("s", "_sections", "_items", "_item_assignees")
)
TEST_REQUESTS, TEST_RECORDS = "action_plans/plan_test_record_requests", "action_plans/plan_test_records"
# The types of test records by their numbers. Source: observed (1, 2 and 3); which is which is assumed from their order.
TEST_TYPES = {1: "checklist", 2: "attachment", 3: "photo"}
PARTIES = {
    "plan_approvers_attributes": "action_plans/plan_approvers",
    "plan_receivers_attributes": "action_plans/plan_receivers",
}
# Source: assumed.
MOST_PLANS = 100
STATUS = transitions(
    PLANS,
    "status",
    initial="draft",
    steps={
        "draft": ("in_progress",),
        "in_progress": ("in_revision", "completed"),
        "in_revision": ("in_progress",),
        "completed": ("in_progress", "in_revision"),
    },
    source="reference (the order of the statuses); which may follow is assumed",
)
TEMPLATE_STATUS = transitions(
    TEMPLATES,
    "status",
    initial="draft",
    steps={"draft": ("published",), "published": ("in_revision",), "in_revision": ("published",)},
    source="reference (the operations publish and revise)",
)
PLAN_STATUSES = dict(enumerate(STATUS.allowed, 1))
ITEM_STATUSES = {1: "Open", 2: "In Progress", 3: "Delayed", 4: "Closed"}
CLOSED = 4


@before(PLANS, "create", "update")
def plan_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A plan goes from draft to completed. Raises: Unprocessable for a status that is none or does not follow."""
    number = values.get("status_id")
    if number is not None and number not in PLAN_STATUSES:
        raise Unprocessable(fields={"status_id": [Reason.UNKNOWN]})
    status = PLAN_STATUSES.get(number or 0) or values.get("status") or (None if record else STATUS.initial)
    if status:
        if record is not None:
            STATUS.check(record.body.get("status"), status, "status_id")
        values |= _status_values(status)
    for name in PARTIES:
        if name in values:
            values[f"_{name}"] = values.pop(name)


def _status_values(status: str) -> dict[str, Any]:
    number = next(key for key, name in PLAN_STATUSES.items() if name == status)
    label = status.replace("_", " ").title()
    shown = {"id": number, "name": label, "status": status, "global": True}
    return {"status": status, "status_type": status, "status_id": number, "plan_status": shown}


@after(PLANS, "create", "update")
def name_parties(context: Context, plan: Stored) -> None:
    """Those who approve and receive the plan; each has a signature of its own. A party that stays keeps it."""
    for name, kind in PARTIES.items():
        rows = plan.body.pop(f"_{name}", None)
        if rows is None:
            continue
        field = name.removesuffix("_attributes")
        old = [context.current(kind, number) for number in plan.body.get(f"{field[:-1]}_ids") or []]
        present = {record.body.get("party_id"): record for record in old if record is not None and record.deleted_at is None}
        parties = [row["party_id"] for row in rows if isinstance(row, dict) and isinstance(row.get("party_id"), int)]
        for party, record in present.items():
            if party not in parties:
                remove(context, record)
        records = [present.get(party) or context.put(kind, {"plan_id": plan.id, "party_id": party}) for party in parties]
        context.change(plan, {f"{field[:-1]}_ids": [record.id for record in records]})


@action("POST action_plans/plans/{}/publish")
def publish(context: Context) -> None:
    """A draft or revised plan begins. Raises: Unprocessable for one that has begun."""
    _move(context, PLANS, STATUS, "in_progress")


@action("POST action_plans/plans/{}/revise")
def revise(context: Context) -> None:
    """A plan that has begun is revised. Raises: Unprocessable for a draft."""
    _move(context, PLANS, STATUS, "in_revision")


@action("POST action_plans/plan_templates/{}/publish")
def publish_template(context: Context) -> None:
    """A template may be used. Raises: Unprocessable for one that may already."""
    _move(context, TEMPLATES, TEMPLATE_STATUS, "published")


@action("POST action_plans/plan_templates/{}/revise")
def revise_template(context: Context) -> None:
    """A published template is revised. Raises: Unprocessable for a draft."""
    _move(context, TEMPLATES, TEMPLATE_STATUS, "in_revision")


def _move(context: Context, kind: str, steps: Transitions, status: str) -> None:
    record = context.record(kind)
    context.may_change(record)
    old = str(record.body.get("status") or steps.initial)
    if status not in steps.allowed.get(old, ()):
        steps.refuse(old, status)
    context.change(record, _status_values(status) if kind == PLANS else {"status": status})


@action("POST action_plans/plans/create_from_template")
def create_from_template(context: Context) -> dict[str, int]:
    """A plan with the sections and items of a template. Raises: NotFound for no such template."""
    return {"id": _planned(context, context.locate(TEMPLATES, context.parameter("plan_template_id") or 0), {}).id}


@action("POST action_plans/plans/bulk_create_for_locations")
def create_for_locations(context: Context) -> dict[str, Any]:
    """Plans from a template for a location, as many as it says. Raises: Unprocessable for no such template or location."""
    template = referenced(context, TEMPLATES, context.attributes.get("template_id"), "template_id")
    place = {"location_id": referenced(context, "locations", context.attributes.get("location_id"), "location_id").id}
    for _ in range(min(int(context.attributes.get("number_of_plans") or 1), MOST_PLANS)):
        _planned(context, template, place)
    return {}


def _planned(context: Context, record: Stored, values: dict[str, Any]) -> Stored:
    """A new plan of that template."""
    template = template_for(context, context.catalog.kind(PLANS), record)
    number = context.next_number(PLANS, parent_id=0)
    values = {**values, **_status_values(STATUS.initial), "number": number, "template_id": record.id}
    template.begin(values)
    plan = context.put(PLANS, values)
    template.fill(context, plan)
    return plan


@before(SECTIONS, "create")
def place_section(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a section of no plan."""
    referenced(context, PLANS, values.get("plan_id"), "plan_id")


@before(ITEMS, "create", "update")
def place_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An item belongs to the plan of its section, and is open at first. Raises: Unprocessable for an unknown status."""
    if record is None:
        section = referenced(context, SECTIONS, values.get("plan_section_id"), "plan_section_id")
        values["plan_id"] = section.body.get("plan_id")
        values.setdefault("status_id", 1)
    number = values.get("status_id")
    if number is not None:
        if number not in ITEM_STATUSES:
            raise Unprocessable(fields={"status_id": [Reason.UNKNOWN]})
        values["status"] = {"id": number, "name": ITEM_STATUSES[number]}


@before(ASSIGNEES, "create")
@before(REFERENCES, "create")
@before(TEST_REQUESTS, "create")
@before(TEST_RECORDS, "create")
def place_below_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What belongs to an item belongs to its plan."""
    item = referenced(context, ITEMS, values.get("plan_item_id"), "plan_item_id")
    values["plan_id"] = item.body.get("plan_id")


@before(TEST_REQUESTS, "create")
@before(TEST_RECORDS, "create")
def name_test_type(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A test record and its request have a type, by word or number. Raises: Unprocessable for no such request."""
    if "plan_test_record_request_id" in values:
        referenced(context, TEST_REQUESTS, values["plan_test_record_request_id"], "plan_test_record_request_id")
    if values.get("type") is None:
        values["type"] = TEST_TYPES.get(values.get("type_id") or 0)
    values["type_id"] = next((number for number, name in TEST_TYPES.items() if name == values["type"]), None)


@computed(TEST_REQUESTS, "plan_test_records_count")
def count_test_records(request: Stored, context: Context) -> int:
    """How many test records answer a request."""
    selection = context.scoped(TEST_RECORDS)
    selection.conditions = [Condition("plan_test_record_request_id", "eq", request.id)]
    return total(context.records.storage, selection)


@after(ASSIGNEES, "create", "delete", "restore")
def list_assignees(context: Context, assignee: Stored) -> None:
    """An item shows its assignees."""
    _list_assignees(context, assignee, ITEMS, "plan_item")


@after(TEMPLATE_ASSIGNEES, "create", "delete", "restore")
def list_template_assignees(context: Context, assignee: Stored) -> None:
    """An item of a template shows its assignees."""
    _list_assignees(context, assignee, TEMPLATE_ITEMS, "plan_template_item")


def _list_assignees(context: Context, assignee: Stored, kind: str, stem: str) -> None:
    item = context.current(kind, assignee.body.get(f"{stem}_id") or 0)
    if item is not None:
        selection = context.scoped(assignee.kind)
        selection.conditions = [Condition(f"{stem}_id", "eq", item.id)]
        context.change(item, {f"{stem}_assignee_ids": [record.id for record in context.every(selection)]})


@before(TEMPLATE_ITEMS, "create")
def place_template_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An item of a template belongs to the template of its section."""
    section = referred(context, TEMPLATE_SECTIONS, values.get("plan_template_section_id"))
    if section is not None:
        values["plan_template_id"] = section.body.get("plan_template_id")


@before(TEMPLATE_ASSIGNEES, "create")
@before("action_plans/plan_template_references", "create")
@before("action_plans/plan_template_test_record_requests", "create")
def place_below_template_item(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What belongs to an item of a template belongs to the template."""
    item = referred(context, TEMPLATE_ITEMS, values.get("plan_template_item_id"))
    if item is not None:
        values["plan_template_id"] = item.body.get("plan_template_id")


@action("POST action_plans/plan_template_approvers/bulk_create", "POST action_plans/plan_template_receivers/bulk_create")
def add_template_parties(context: Context) -> list[Stored]:
    """Those who approve or receive the plans of a template. Raises: Unprocessable for no such template or person."""
    template = referenced(context, TEMPLATES, context.attributes.get("plan_template_id"), "plan_template_id")
    numbers = [person_id(context, party) for party in context.attributes.get("party_ids") or []]
    people = [referenced(context, "users", number, "party_ids") for number in numbers]
    kind = context.operation.kind
    return [context.put(kind, {"plan_template_id": template.id, "party_id": person.id}) for person in people]


@computed(PLANS, "total_item_count")
def item_count(plan: Stored, context: Context) -> int:
    """How many items a plan has."""
    return _count(context, Condition("plan_id", "eq", plan.id))


@computed(PLANS, "closed_item_count")
def closed_item_count(plan: Stored, context: Context) -> int:
    """How many of them are closed."""
    return _count(context, Condition("plan_id", "eq", plan.id), Condition("status_id", "eq", CLOSED))


def _count(context: Context, *conditions: Condition) -> int:
    selection = context.scoped(ITEMS)
    selection.conditions = list(conditions)
    return total(context.records.storage, selection)
