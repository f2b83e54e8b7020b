"""Change events: one record under two descriptions, v1.0 (``change_event_line_items``) and v1.1 (``change_items``).

Source: reference; what each version calls the same is assumed from the fields. A company's own statuses are mapped to open,
closed, pending or void.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.domain.amounts import decimal, extension, factor, money, money_text, quantity_text
from mockcore.domain.change_event_links import FIGURES, PROPOSED, cost_impact, costs_of, latest_of
from mockcore.domain.references import referred
from mockcore.domain.wbs_codes import fill_code
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.coercion import quantity
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.store.query import Selection
from mockcore.store.records import Stored

EVENTS, STATUSES, TYPES, REASONS = "change_events", "change_events/statuses", "change_types", "change_order_change_reasons"
LINES = "lines"
OLDER, NEWER = "change_event_line_items_attributes", "change_items"
# v1.1 names an object where v1.0 has an id.
OBJECTS = {"change_reason": "change_order_change_reason_id", "change_type": "change_type_id"}
PLAIN = ("description", "cost_code_id", "line_item_type_id", "proposed_vendor_id", "proposed_contract_id", "wbs_code_id",
         "commitment_contract_line_item_id", "uom")  # fmt: skip
# Of an event that does not say. Source: assumed.
FIRST_SCOPE = "tbd"
# What a line of v1.0 shows → the resource, the line's field that names it, and the fields that are shown.
REFERRED = {
    "budget_code": ("work_breakdown_structure/wbs_codes", "wbs_code_id", ("flat_code", "description")),
    "line_item_type": ("line_item_types", "line_item_type_id", ("name", "code", "base_type", "origin_id", "origin_data")),
    "vendor": ("vendors", "proposed_vendor_id", ("name",)),
    "contract": ("commitments", "proposed_contract_id", ("number", "title")),
}
IMPACTS = ("budget_impact", "cost_impact", "revenue_impact")


def _statuses(context: Context) -> list[Stored]:
    return context.once((STATUSES,), lambda: context.every(Selection(STATUSES, company_id=context.company_id)))


def mapped(status: Stored) -> str:
    """What one of the company's statuses means."""
    return str(status.body.get("mapped_to_status") or status.body.get("name") or "open").lower()


@before(EVENTS, "create", "update")
def settle(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Keeps what either version gives in one form. Raises: Unprocessable for a status or WBS code that does not exist."""
    _status(context, values, record)
    for name, plain in OBJECTS.items():
        reference = values.pop(name, None)
        if isinstance(reference, Mapping) and reference.get("id") is not None:
            values[plain] = reference["id"]
    if "scope" in values:
        values["event_scope"] = values.pop("scope")
    outside = values.pop("external_data", None) or {}
    values |= {name: outside[name] for name in ("origin_id", "origin_data") if outside.get(name) is not None}
    origin = values.pop("event_origin", None) or {}
    values |= {f"change_event_{name}": origin[name] for name in ("origin_id", "origin_type") if origin.get(name) is not None}
    rows = [*(values.pop(OLDER, None) or ()), *(_older(row) for row in values.pop(NEWER, None) or ())]
    if record is None and values.get("event_scope") is None:
        values["event_scope"] = FIRST_SCOPE
    if rows or (record is None and LINES not in values):
        values[LINES] = _merged(context, (record.body.get(LINES) if record else None) or [], rows)


def _status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    status, number = values.pop("status", None), values.get("change_event_status_id")
    if isinstance(status, Mapping):
        number = status.get("id")
    company_statuses = _statuses(context)
    if number is not None:
        match = next((candidate for candidate in company_statuses if candidate.id == number), None)
        if match is None:
            raise Unprocessable(fields={"status": [Reason.UNKNOWN]})
    elif status is None and record is not None:
        return
    else:
        word = str(status or "open").lower()
        match = next((candidate for candidate in company_statuses if mapped(candidate) == word), None)
        values["status"] = word
    if match is not None:
        values |= {"change_event_status_id": match.id, "status": mapped(match)}


def _older(row: Mapping[str, Any]) -> dict[str, Any]:
    """A change item of v1.1 as v1.0 describes it."""
    out = {name: row[name] for name in ("id", "description") if row.get(name) is not None}
    code, cost = row.get("budget_code") or {}, row.get("cost_impact") or {}
    if code.get("id") is not None:
        out["wbs_code_id"] = code["id"]
    estimate = cost.get("estimate")
    figures = estimate if isinstance(estimate, Mapping) else {"amount": estimate}
    out |= {older: figures[name] for name, older in FIGURES.items() if figures.get(name) is not None}
    if figures.get("unit_of_measure") or figures.get("uom"):
        out["uom"] = figures.get("unit_of_measure") or figures.get("uom")
    for name, older in PROPOSED.items():
        if isinstance(cost.get(name), Mapping) and cost[name].get("id") is not None:
            out[older] = cost[name]["id"]
    out |= {name: row[name] for name in IMPACTS if row.get(name) is not None}
    return out | ({"_destroy": True} if row.get("deleted") in (True, "true") else {})


def _merged(context: Context, old: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines with those of the request: one that names a line changes it, the others are new."""
    lines = {line["id"]: line for line in old}
    for row in rows:
        number = row.get("id")
        stored = lines.get(number) if isinstance(number, int) else None
        if row.get("_destroy"):
            lines.pop(number, None)
            continue
        values = {name: row[name] for name in (*PLAIN, *FIGURES.values(), *IMPACTS) if row.get(name) is not None}
        code = row.get("budget_code") or row.get("wbs_code_id")
        if isinstance(code, Mapping):
            values["wbs_code_id"] = code.get("id")
        fill_code(context, values, None)
        line = {**(stored or {"id": number or context.records.next_id(), "created_at": context.now()}), **values}
        _price(line, values)
        lines[line["id"]] = line | {"updated_at": context.now()}
    return list(lines.values())


def _price(line: dict[str, Any], values: Mapping[str, Any]) -> None:
    quantity, unit_cost = (decimal(line.get(FIGURES[name])) for name in ("quantity", "unit_cost"))
    automatic = line.get(FIGURES["calculation_strategy"]) == "automatic" or values.get(FIGURES["amount"]) is None
    if automatic and quantity is not None and unit_cost is not None:
        line[FIGURES["amount"]] = money_text(extension(quantity, unit_cost))


def _status_of(event: Stored, context: Context) -> Stored | None:
    number, word = event.body.get("change_event_status_id"), str(event.body.get("status")).lower()
    company_statuses = _statuses(context)
    return next((candidate for candidate in company_statuses if candidate.id == number), None) or next(
        (candidate for candidate in company_statuses if mapped(candidate) == word), None
    )


@action("GET change_events/new")
def defaults(context: Context) -> dict[str, Any]:
    """What a change event begins with: the company's status that means open, the scope, the next number. Source: observed."""
    opening = next((candidate for candidate in _statuses(context) if mapped(candidate) == "open"), None)
    return {
        "change_type": None,
        "company_id": context.company_id,
        "event_origin": None,
        "number": str(context.following_number(EVENTS)),
        "prime_contract_for_estimates": None,
        "project_id": context.project_id,
        "scope": FIRST_SCOPE,
        "status": {"id": opening.id, "name": opening.body.get("name")} if opening else None,
    }


@computed(EVENTS, "status")
def status(event: Stored, context: Context) -> Any:
    """A word in v1.0, the company's status in v1.1."""
    match = _status_of(event, context)
    return match if context.operation.version == "v1.1" else mapped(match) if match else event.body.get("status")


@computed(EVENTS, "change_event_status")
def change_event_status(event: Stored, context: Context) -> Stored | None:
    """The company's status."""
    return _status_of(event, context)


@computed(EVENTS, "scope")
def scope(event: Stored, context: Context) -> str | None:
    """In or out of scope, or to be determined."""
    return event.body.get("event_scope")


@computed(EVENTS, "alphanumeric_number")
def alphanumeric_number(event: Stored, context: Context) -> str:
    """The number as text."""
    return str(event.body.get("number") or "")


@computed(EVENTS, "external_data")
def external_data(event: Stored, context: Context) -> dict[str, Any]:
    """What another system calls it."""
    return {name: event.body.get(name) for name in ("origin_id", "origin_data")}


@computed(EVENTS, "event_origin")
def event_origin(event: Stored, context: Context) -> dict[str, Any] | None:
    """What it came from, as v1.1 names it."""
    origin = {name: event.body.get(f"change_event_{name}") for name in ("origin_id", "origin_type")}
    return origin if any(origin.values()) else None


@computed(EVENTS, "change_reason")
def change_reason(event: Stored, context: Context) -> Stored | None:
    """Why it came about."""
    number = event.body.get("change_order_change_reason_id")
    return referred(context, REASONS, number)


@computed(EVENTS, "change_type")
def change_type(event: Stored, context: Context) -> Stored | None:
    """Its type, also where v1.0 gave it as a word."""
    number, word = event.body.get("change_type_id"), str(event.body.get("event_type") or "").replace("_", " ")
    if isinstance(number, int):
        return context.find(TYPES, number)
    types = context.every(Selection(TYPES, company_id=context.company_id)) if word else []
    return next((candidate for candidate in types if str(candidate.body.get("name")).lower() == word), None)


@computed(EVENTS, "change_event_line_items")
def line_items(event: Stored, context: Context) -> list[dict[str, Any]]:
    """The lines as v1.0 has them."""
    return [
        _line(event, line) | _referred(context, line) | costs_of(context, event, line) for line in event.body.get(LINES) or ()
    ]


def _referred(context: Context, line: Mapping[str, Any]) -> dict[str, Any]:
    """The records that a line names: those of the budget, the company and contract that are proposed."""
    out = {name: record for name in REFERRED if (record := _record(context, line, name)) is not None}
    if "contract" in out:
        out["contract"]["name"] = out["contract"]["title"]
    return out


def _record(context: Context, line: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """What is shown of the record that a line names, where the caller may see it."""
    kind, attribute, fields = REFERRED[name]
    record = referred(context, kind, line.get(attribute))
    if record is None or not context.shows(record):
        return None
    return {"id": record.id} | {field: record.body.get(field) for field in fields}


def _line(event: Stored, line: Mapping[str, Any]) -> dict[str, Any]:
    amount = money_text(money(line.get(FIGURES["amount"])))
    own = {name: line.get(name) for name in ("id", *PLAIN, *FIGURES.values(), "created_at", "updated_at")}
    own |= {name: quantity(own[name]) for name in (FIGURES["quantity"], FIGURES["unit_cost"])}
    code = {"id": line["wbs_code_id"]} if line.get("wbs_code_id") else None
    beside = {
        "title": event.body.get("title"),
        "number": str(event.body.get("number") or ""),
        "status": event.body.get("status"),
    }
    figures = {"estimated_cost_amount": amount, "rom": amount}
    return {**own, **beside, **figures, "event_id": event.id, "budget_code": code, "editable": True, "deletable": True}


@computed(EVENTS, "change_items")
def change_items(event: Stored, context: Context) -> list[dict[str, Any]]:
    """The lines as v1.1 has them."""
    return [_item(event, line, context) for line in event.body.get(LINES) or ()]


def _item(event: Stored, line: Mapping[str, Any], context: Context) -> dict[str, Any]:
    costs = costs_of(context, event, line)
    cost, revenue = latest_of(costs, line, _latest(line), event.body.get("source_of_revenue_rom"))
    return {
        **{name: line.get(name) for name in ("id", "description", "created_at", "updated_at", *IMPACTS)},
        "cost_impact": cost_impact(costs, line),
        "budget_code": _record(context, line, "budget_code"),
        "event_id": event.id,
        "event_number": str(event.body.get("number") or ""),
        "event_title": event.body.get("title"),
        "item_type": "change_event_line_item",
        "source": "change_event",
        "editable": True,
        "deletable": True,
        "latest_cost_values": cost | {"unit_of_measure": line.get("uom")},
        "latest_revenue_values": revenue,
    }


def _latest(line: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a line's estimate, as v1.1 gives its latest cost."""
    amount = money_text(money(line.get(FIGURES["amount"])))
    unit_cost = quantity_text(factor(line[FIGURES["unit_cost"]])) if line.get(FIGURES["unit_cost"]) is not None else None
    return {
        "amount": amount,
        "amount_project_currency": amount,
        "unit_cost": unit_cost,
        "unit_cost_project_currency": unit_cost,
        "calculation_strategy": line.get(FIGURES["calculation_strategy"]),
        "quantity": line.get(FIGURES["quantity"]),
    }


@action("GET change_event/statuses")
def statuses(context: Context) -> list[dict[str, Any]]:
    """The company's statuses; the first that means open is the one a new event has."""
    company_statuses = _statuses(context)
    first = next((status_.id for status_ in company_statuses if mapped(status_) == "open"), None)
    return [
        {
            "id": status_.id,
            "name": status_.body.get("name"),
            "mapped_to_status": mapped(status_),
            "default_status": bool(status_.body.get("default_status", status_.id == first)),
            "show_in_select": status_.body.get("show_in_select") is not False,
        }
        for status_ in company_statuses
    ]


@computed(STATUSES, "mapped_to_status")
def mapped_to_status(status_: Stored, context: Context) -> str:
    """What the status means."""
    return mapped(status_)


@computed(TYPES, "change_type")
def type_name(type_: Stored, context: Context) -> str | None:
    """The name, as v1.0 calls it."""
    return type_.body.get("change_type") or type_.body.get("name")
