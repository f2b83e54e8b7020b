"""What of change orders and requests for quotes belongs to a change event.

Source: reference (the fields by which they name it). Which of their amounts are a line's is assumed: those with its cost code,
and all of them where the event has one line.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, decimal, money, money_text
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, grouped, lines_of
from mockcore.request.context import Context
from mockcore.store.records import Stored

EVENTS, RFQS, LINES = "change_events", "rfqs", "lines"
EVENT_OF = {COMMITMENTS: "commitment_change_event_id", PRIME_CONTRACTS: "prime_change_event_id"}
EVENT_OF_RFQ = "change_event_event_id"
# A figure of v1.1 → what v1.0 calls it.
FIGURES = {
    "quantity": "estimated_cost_quantity",
    "unit_cost": "estimated_cost_unit_cost",
    "amount": "estimated_cost_amount",
    "calculation_strategy": "estimated_cost_calculation_strategy",
}
PROPOSED = {"vendor": "proposed_vendor_id", "contract": "proposed_contract_id"}


def orders_of(context: Context, event: Stored, *contracts: str) -> list[Stored]:
    """The potential change orders of an event, of those kinds of contracts."""
    names = [EVENT_OF[kind] for kind in contracts or EVENT_OF]
    return [order for name in names for order in grouped(context, POTENTIAL, event.project_id, name).get(event.id, ())]


def rfqs_of(context: Context, event: Stored) -> list[Stored]:
    """The requests for quotes that were made for an event."""
    return list(grouped(context, RFQS, event.project_id, EVENT_OF_RFQ).get(event.id, ()))


def costs_of(context: Context, event: Stored, line: Mapping[str, Any]) -> dict[str, Any]:
    """What the change orders and requests of an event come to for one of its lines."""
    alone = len(event.body.get(LINES) or ()) == 1
    requests = rfqs_of(context, event)
    number = line.get("proposed_contract_id")
    request = next((row for row in requests if number is None or row.body.get("commitment_contract_id") == number), None)
    quotes = context.children("rfqs/quotes", request.id) if request is not None else ()
    return {
        "commitment_pco_cost": _sum(context, orders_of(context, event, COMMITMENTS), line, alone=alone),
        "prime_pco_cost": _sum(context, orders_of(context, event, PRIME_CONTRACTS), line, alone=alone),
        "request_for_quote_id": request.id if request is not None else None,
        "rfq_amount": money_text(money(quotes[-1].body.get("cost"))) if quotes else None,
        "rfq_sent": request.created_at if request is not None else None,
    }


def cost_impact(costs: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a line costs, by stage: as it was given, whichever version gave it, and what was quoted on request."""
    stored = line.get("cost_impact")
    impact = dict(stored) if isinstance(stored, Mapping) else {}
    for name, plain in PROPOSED.items():
        old = impact.get(name)
        if line.get(plain) is not None and not (isinstance(old, Mapping) and old.get("id") == line[plain]):
            impact[name] = {"id": line[plain]}
    old = impact.get("estimate")
    if isinstance(old, Mapping) or old is None:
        estimate = dict(old or {})
        estimate |= {name: line[plain] for name, plain in FIGURES.items() if _differs(estimate.get(name), line.get(plain))}
        impact |= {"estimate": estimate} if estimate else {}
    if costs["request_for_quote_id"] is not None:
        impact["request_for_quote"] = {"id": costs["request_for_quote_id"], "amount": costs["rfq_amount"]}
    return impact or None


def _differs(old: Any, new: Any) -> bool:
    """Whether a figure is another one, and not the same written otherwise."""
    number, other = decimal(old), decimal(new)
    return new is not None and (old != new if number is None or other is None else number != other)


def latest_of(
    costs: Mapping[str, Any], line: Mapping[str, Any], estimate: dict[str, Any], source: Any
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The latest cost and the latest revenue of a line: of the furthest that there is, else of its estimates.

    A cost goes from the estimate to the quote to the commitment's change order; a revenue from its estimate, which may be that
    of the latest cost, to the prime change order. Source: reference (the fields, the sources of a revenue); else assumed.
    """
    amount = costs["commitment_pco_cost"] or costs["rfq_amount"]
    cost = estimate if amount is None else _figures(amount)
    impact = line.get("revenue_impact")
    revenue = impact.get("estimate") if isinstance(impact, Mapping) else None
    figures = revenue if isinstance(revenue, Mapping) else {"amount": revenue} if revenue is not None else {}
    if costs["prime_pco_cost"] is not None:
        return cost, _figures(costs["prime_pco_cost"])
    if figures.get("amount") is not None:
        return cost, _figures(money_text(money(figures["amount"]))) | {
            name: figures[name] for name in ("unit_cost", "quantity", "calculation_strategy") if figures.get(name) is not None
        }
    return cost, dict(cost) if source in ("latest_cost", "automatic") else None


def _figures(amount: str) -> dict[str, Any]:
    names = ("unit_cost", "unit_cost_project_currency", "calculation_strategy", "quantity")
    return {"amount": amount, "amount_project_currency": amount, **dict.fromkeys(names)}


def _sum(context: Context, orders: list[Stored], line: Mapping[str, Any], *, alone: bool) -> str | None:
    """The lines of change orders that have the cost code of an event's line; all of them where the event has one line."""
    if not orders:
        return None
    names = ("wbs_code_id", "cost_code_id")
    amounts: list[Decimal] = [
        money(row.body.get("amount"))
        for order in orders
        for row in lines_of(context, order)
        if alone or any(line.get(name) is not None and row.body.get(name) == line.get(name) for name in names)
    ]
    return money_text(sum(amounts, NONE))
