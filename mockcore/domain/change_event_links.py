"""What of change orders and requests for quotes belongs to a change event.

Source: reference (the fields by which they name it). Which of their amounts are a line's is assumed: those with its cost code,
and all of them where the event has one line.
"""

from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money, money_text
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, grouped, lines_of
from mockcore.request.context import Context
from mockcore.store.records import Stored

EVENTS, RFQS, LINES = "change_events", "rfqs", "lines"
EVENT_OF = {COMMITMENTS: "commitment_change_event_id", PRIME_CONTRACTS: "prime_change_event_id"}
EVENT_OF_RFQ = "change_event_event_id"


def orders_of(context: Context, event: Stored, *contracts: str) -> list[Stored]:
    """The potential change orders of an event, of those kinds of contracts."""
    names = [EVENT_OF[kind] for kind in contracts or EVENT_OF]
    return [order for name in names for order in grouped(context, POTENTIAL, event.project_id, name).get(event.id, ())]


def rfqs_of(context: Context, event: Stored) -> list[Stored]:
    """The requests for quotes that were made for an event."""
    return list(grouped(context, RFQS, event.project_id, EVENT_OF_RFQ).get(event.id, ()))


def costs_of(context: Context, event: Stored, line: dict[str, Any]) -> dict[str, Any]:
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


def _sum(context: Context, orders: list[Stored], line: dict[str, Any], *, alone: bool) -> str | None:
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
