"""Currencies of a company and its projects, and the rates between them.

Source: reference; which rates are refused, and that several currencies are in use from the day they are switched on, is
assumed.
"""

from typing import Any

from mockcore.domain.amounts import decimal
from mockcore.domain.currency import CURRENCY, iso_code, of_project, of_record
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.schema import properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.filtering import is_true
from mockcore.store.records import Stored

# What has amounts, each in a currency.
AMOUNTS = (
    "budget_changes", "budget_line_items", "change_events", "change_order_packages", "change_order_requests", "commitments",
    "commitments/line_item_contract_details", "commitments/line_items", "direct_costs", "direct_costs/line_items",
    "manual_forecast_line_items", "payment_applications", "potential_change_orders", "potential_change_orders/line_items",
    "prime_contracts", "prime_contracts/line_items", "requisitions", "requisitions/change_order_items",
    "requisitions/contract_detail_items", "requisitions/contract_items", "rfqs",
)  # fmt: skip
RATES = f"{CURRENCY}/exchange_rates"
BASE, QUOTE, RATE = "base_currency_iso_code", "quote_currency_iso_code", "exchange_rate"


def _code(value: Any, field: str) -> str:
    """A currency's code. Raises: Unprocessable for what is none."""
    text = str(value or "").strip().upper()
    if len(text) != 3 or not (text.isascii() and text.isalpha()):
        raise Unprocessable(fields={field: ["is not a currency"]})
    return text


@before(CURRENCY, "create", "update")
def check_currency(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Several currencies are in use from the day on which they are switched on. Raises: Unprocessable for no currency."""
    if values.get("currency_iso_code") is not None:
        values["currency_iso_code"] = _code(values["currency_iso_code"], "currency_iso_code")
    if values.get("multicurrency_enabled") and not (record and record.body.get("multicurrency_enabled")):
        values["multicurrency_enabled_effective_date"] = context.now()[:10]


def _rates(context: Context) -> list[Stored]:
    return context.every(context.scoped(RATES))


def _shown(context: Context, rates: list[Stored]) -> dict[str, Any]:
    inner, _ = unwrapped(context.operation.response or {})
    resolve = context.projector.item(properties(inner)["exchange_rates"].get("items", {}), RATES)
    return {"exchange_rates": [resolve(rate, context) for rate in rates]}


def _rows(context: Context) -> list[dict[str, Any]]:
    rows = context.inputs.rows or context.attributes.get("exchange_rates") or []
    return [row for row in rows if isinstance(row, dict)]


@action("GET currency_configuration/exchange_rates")
def rates(context: Context) -> dict[str, Any]:
    """The rates of the company or project; those switched off too where they are asked for, or none can be asked for."""
    filterable = any(parameter.name == "include_inactive" for parameter in context.operation.query)
    every = not filterable or is_true(context.inputs.query.get("include_inactive"))
    return _shown(context, [rate for rate in _rates(context) if every or rate.body.get("is_active") is not False])


@action("POST currency_configuration/exchange_rates")
def add_rates(context: Context) -> dict[str, Any]:
    """A rate for each row; all or none. Raises: Unprocessable for a currency that has one, or a rate that is none."""
    base = _code(context.parameter(BASE), BASE)
    taken = {(rate.body.get(BASE), rate.body.get(QUOTE)) for rate in _rates(context)}
    added = []
    for position, row in enumerate(_rows(context)):
        quote = _code(row.get(QUOTE), f"exchange_rates[{position}].{QUOTE}")
        if quote == base or (base, quote) in taken:
            raise Unprocessable(fields={f"exchange_rates[{position}].{QUOTE}": [Reason.TAKEN]})
        taken.add((base, quote))
        active = row.get("is_active") is not False
        added.append(context.put(RATES, {BASE: base, QUOTE: quote, RATE: _rate(row, position), "is_active": active}))
    return _shown(context, added)


@action("PATCH currency_configuration/exchange_rates")
def change_rates(context: Context) -> dict[str, Any]:
    """The rates that the rows name by id or by currency, changed; all or none. Raises: Unprocessable for an unknown one."""
    stored, changed = _rates(context), []
    for position, row in enumerate(_rows(context)):
        number, quote = row.get("id"), row.get(QUOTE)
        matches = [rate for rate in stored if (rate.id == number if number is not None else rate.body.get(QUOTE) == quote)]
        if not matches:
            raise Unprocessable(fields={f"exchange_rates[{position}].id": [Reason.UNKNOWN]})
        values: dict[str, Any] = {} if row.get("is_active") is None else {"is_active": row["is_active"]}
        if row.get(RATE) is not None:
            values[RATE] = _rate(row, position)
        if number is not None and quote not in (None, matches[0].body.get(QUOTE)):
            values[QUOTE] = _free_code(stored, matches[0], quote, f"exchange_rates[{position}].{QUOTE}")
        changed.append(context.change(matches[0], values))
    return _shown(context, changed)


def _free_code(stored: list[Stored], rate: Stored, quote: Any, field: str) -> str:
    """Another currency for a rate. Raises: Unprocessable for one that is none, or has a rate."""
    code = _code(quote, field)
    taken = {other.body.get(QUOTE) for other in stored if other.body.get(BASE) == rate.body.get(BASE)}
    if code in taken or code == rate.body.get(BASE):
        raise Unprocessable(fields={field: [Reason.TAKEN]})
    return code


def _rate(row: dict[str, Any], position: int) -> str:
    number = decimal(row.get(RATE))
    if number is None or number <= 0:
        raise Unprocessable(fields={f"exchange_rates[{position}].{RATE}": ["must be greater than 0"]})
    return str(row[RATE])


@computed(CURRENCY, "currency_iso_code")
def currency(configuration: Stored, context: Context) -> str:
    """A project's own currency, else the company's, else US dollars."""
    return iso_code(context, configuration.project_id)


for _kind in AMOUNTS:
    computed(_kind, CURRENCY)(of_record)


@computed("projects", CURRENCY)
@computed("companies", CURRENCY)
def in_force(place: Stored, context: Context) -> dict[str, Any]:
    """The currency of what a project or company has, beside what else was said of it."""
    return {**(place.body.get(CURRENCY) or {}), **of_project(context, place.id if place.kind == "projects" else None)}
