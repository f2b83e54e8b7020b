"""Filters that ask of a record what other records tell: companies of people, contracts of change orders, divisions.

Source: reference; how each is worked out is assumed.
"""

from collections.abc import Callable
from typing import Any

from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import filtered
from mockcore.request.filtering import is_true, number
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

Values = list[Any]
USERS, VENDORS, COMMITMENTS = "users", "vendors", "commitments"


def numbers(values: Values) -> list[int]:
    """The ids among values; 0, which nobody has, for none."""
    return [number for number in map(identified, values) if number is not None] or [0]


def ids(context: Context, kind: str, *conditions: Condition) -> list[int]:
    """The ids of a resource's records in the scope that meet the conditions; 0 for none."""
    return [record.id for record in _records(context, kind, *conditions)] or [0]


def _records(context: Context, kind: str, *conditions: Condition) -> list[Stored]:
    selection: Selection = context.scoped(kind)
    selection.member_of = None
    selection.conditions = list(conditions)
    return context.every(selection)


def _of_company(stem: str) -> Callable[[Context, Values], list[Condition]]:
    """Records whose people of that stem are of the companies."""

    def conditions(context: Context, values: Values) -> list[Condition]:
        return [Condition(stem, "refers", ids(context, USERS, Condition("vendor", "refers", numbers(values))))]

    return conditions


for _kind in ("punch_items", "generic_tools/generic_tool_items"):
    filtered(_kind, "vendor_id")(_of_company("assignee"))
for _kind in ("coordination_issues", "observations/items"):
    filtered(_kind, "assignee_company_id")(_of_company("assignee"))
filtered("submittals", "ball_in_court_company_id")(_of_company("ball_in_court"))


@filtered(USERS, "trade_id")
def of_trade(context: Context, values: Values) -> list[Condition]:
    """People of companies of the trades."""
    return [Condition("vendor", "refers", ids(context, VENDORS, Condition("trade", "refers", numbers(values))))]


@filtered("manpower_logs", "vendor_id")
def of_worker(context: Context, values: Values) -> list[Condition]:
    """Logs of the companies, or of their people where a log names no company."""
    companies = numbers(values)
    people = ids(context, USERS, Condition("vendor", "refers", companies))
    unsaid, no_contact = Condition("vendor_id", "null", None), Condition("contact_id", "null", None)
    logs = [
        *ids(context, "manpower_logs", Condition("vendor", "refers", companies)),
        *ids(context, "manpower_logs", unsaid, Condition("contact", "refers", people)),
        *ids(context, "manpower_logs", unsaid, no_contact, Condition("user", "refers", people)),
    ]
    return [Condition("id", "in", logs)]


@filtered("custom_field_metadata", "field_set_id")
def in_field_set(context: Context, values: Values) -> list[Condition]:
    """Fields of the definitions that the sets are of."""
    return _defined_in(context, Condition("id", "in", numbers(values)))


@filtered("custom_field_metadata", "field_set_type")
def in_field_set_type(context: Context, values: Values) -> list[Condition]:
    """The same of the sets of a class: ``ConfigurableFieldSet::Rfi``."""
    return _defined_in(context, Condition("class_name", "in", values))


def _defined_in(context: Context, condition: Condition) -> list[Condition]:
    definitions = {field_set.parent_id or 0 for field_set in _records(context, "configurable_field_sets", condition)}
    return [Condition("custom_field_definition_id", "in", sorted(definitions) or [0])]


@filtered("potential_change_orders", "vendor_id")
def of_contractor(context: Context, values: Values) -> list[Condition]:
    """Change orders of contracts with the companies."""
    company = Condition("vendor", "refers", numbers(values))
    return [Condition("contract", "refers", [*ids(context, COMMITMENTS, company), *ids(context, "prime_contracts", company)])]


@filtered("potential_change_orders", "legacy_package_id")
def in_package(context: Context, values: Values) -> list[Condition]:
    """Change orders in the packages, or beside them."""
    return [Condition("change_order_package_id", "in", numbers(values))]


@filtered("potential_change_orders", "batch_id")
def in_batch(context: Context, values: Values) -> list[Condition]:
    """Change orders that the packages gather."""
    gathers = (Condition("id", "in", numbers(values)), Condition("potential_change_order_id", "null", None))
    return [Condition("change_order_package_id", "in", ids(context, "change_order_packages", *gathers))]


@filtered("change_order_packages", "change_order_id")
def gathering(context: Context, values: Values) -> list[Condition]:
    """Packages that the change orders are in."""
    orders = _records(context, "potential_change_orders", Condition("id", "in", numbers(values)))
    return [Condition("id", "in", [identified(order.body.get("change_order_package_id")) or 0 for order in orders] or [0])]


@filtered("projects", "vendor_id")
def with_company(context: Context, values: Values) -> list[Condition]:
    """Projects that the companies take part in."""
    inside = {project for value in numbers(values) for project in context.records.projects_of(VENDORS, value)}
    return [Condition("id", "in", sorted(inside))]


@filtered("submittals", "division", "spec_division")
def of_division(context: Context, values: Values) -> list[Condition]:
    """Submittals of the divisions' specification sections."""
    division = Condition("specification_section_division", "refers", numbers(values))
    return [Condition("specification_section", "refers", ids(context, "specification_sections", division))]


@filtered("submittals", "unpackaged")
def unpackaged(context: Context, values: Values) -> list[Condition]:
    """Submittals in no package."""
    return [Condition("submittal_package_id", "null" if is_true(values[-1]) else "set", None)]


@filtered("coordination_issues", "overdue")
def overdue(context: Context, values: Values) -> list[Condition]:
    """Issues whose due date has passed and that are not closed."""
    if not is_true(values[-1]):
        return []
    return [Condition("due_date", "lt", context.now()[:10]), Condition("status", "outside", ["closed"])]


@filtered("checklist/schedules", "ended")
def ended(context: Context, values: Values) -> list[Condition]:
    """Schedules that are over."""
    return [Condition("ends_at", "lt" if is_true(values[-1]) else "ge", context.now())]


@filtered("checklist/schedules", "inspection_type_id")
def of_type(context: Context, values: Values) -> list[Condition]:
    """Schedules of the types' templates."""
    templates = ids(context, "checklist/list_templates", Condition("inspection_type", "refers", numbers(values)))
    return [Condition("inspection_template", "refers", templates)]


@filtered("requisitions", "is_last")
@filtered("payment_applications", "is_last")
def last_of_contract(context: Context, values: Values) -> list[Condition]:
    """Invoices with none after them on their contract."""
    last: dict[Any, int] = {}
    for record in _records(context, context.operation.kind):
        contract = record.body.get("commitment_id") or record.body.get("contract_id") or record.parent_id
        last[contract] = max(record.id, last.get(contract, 0))
    return [Condition("id", "in" if is_true(values[-1]) else "outside", sorted(last.values()))]


@filtered("drawings", "drawing_set_id")
@filtered("drawing_sets", "drawing_area_id")
def of_revisions(context: Context, values: Values) -> list[Condition]:
    """Drawings with a revision in the sets; sets with a revision of a drawing of the areas."""
    field, name = ("drawing_set", "drawing_id") if context.operation.kind == "drawings" else ("drawing_area", "drawing_set_id")
    revisions = _records(context, "drawing_revisions", Condition(field, "refers", numbers(values)))
    return [Condition("id", "in", sorted({record.body[name] for record in revisions if record.body.get(name)}))]


@filtered("schedule/calendar_items", "start_date", "finish_date")
def within(context: Context, values: Values) -> list[Condition]:
    """Calendar items that begin in the days, or before or after one."""
    start, finish = (context.inputs.query.get(name) for name in ("start_date", "finish_date"))
    low = [Condition("start_date", "ge", str(start)[:10])] if start else []
    return low + ([Condition("start_date", "lt", f"{str(finish)[:10]}~")] if finish else [])


@filtered("locations", "sublocations_for", "superlocations_for")
def around(context: Context, values: Values) -> list[Condition]:
    """The locations below those named, or above them."""
    above = {place.id: place.body.get("parent_id") or place.parent_id for place in _records(context, "locations")}
    places = set(numbers(values))
    if context.inputs.query.get("filters[superlocations_for]"):
        chains = [_chain(above, value) for value in places]
        return [Condition("id", "in", sorted({place for chain in chains for place in chain[1:]}))]
    return [Condition("id", "in", sorted(place for place in above if places & set(_chain(above, place)[1:])))]


def _chain(above: dict[int, Any], place: int) -> list[int]:
    """A location and those above it, from the lowest."""
    chain = [place]
    while (following := above.get(chain[-1])) and following not in chain:
        chain.append(following)
    return chain


@filtered("managed_equipment", "onsite", "offsite", "induction_status", "vendor_id")
def of_logs(context: Context, values: Values) -> list[Condition]:
    """Equipment with a log in the project that says so."""
    query = context.inputs.query
    conditions = []
    for name in ("onsite", "offsite"):
        days = query.get(f"filters[{name}]")
        if days:
            conditions.append(Condition(name, "in", [str(day)[:10] for day in (days if isinstance(days, list) else [days])]))
    if query.get("filters[induction_status]") is not None:
        conditions.append(Condition("induction_status", "eq", int(is_true(query["filters[induction_status]"]))))
    if query.get("filters[vendor_id]") is not None:
        conditions.append(Condition("vendor_id", "eq", number(query["filters[vendor_id]"])))
    logs = _records(context, "managed_equipment_logs", *conditions)
    pieces = {record.body.get("managed_equipment_id") for record in logs}
    return [Condition("id", "in", sorted(pieces - {None}))]
