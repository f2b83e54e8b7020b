"""What change events, requests for quotes and change orders have of one another, both ways.

Source: reference (the fields: an order names its change event, a request for quotes too); that the order of a request is that
of its commitment, and the acronyms, are assumed.
"""

from mockcore.domain.change_event_links import EVENT_OF, EVENT_OF_RFQ, EVENTS, RFQS, orders_of, rfqs_of
from mockcore.domain.change_order_pairs import BESIDE
from mockcore.domain.change_orders import PACKAGE_ID, PACKAGES, REQUEST_ID, REQUESTS, TYPES, orders_below
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS, grouped
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored


@computed(EVENTS, "rfqs")
def rfqs(event: Stored, context: Context) -> list[Stored]:
    """The requests for quotes that were made for the event."""
    return rfqs_of(context, event)


@computed(POTENTIAL, "change_events")
def change_events(order: Stored, context: Context) -> list[Stored]:
    """The events that a change order is for."""
    events = [referred(context, EVENTS, order.body.get(name)) for name in EVENT_OF.values()]
    return [event for event in events if event is not None and event.deleted_at is None]


@computed(RFQS, "change_event")
def change_event(rfq: Stored, context: Context) -> Stored | None:
    """The event that a request is for."""
    event = referred(context, EVENTS, rfq.body.get(EVENT_OF_RFQ))
    return event if event is not None and event.deleted_at is None else None


@computed(RFQS, "commitment_potential_change_orders", "potential_change_orders")
def order_of(rfq: Stored, context: Context) -> Stored | None:
    """The change order that came of a request: that of its commitment for the same event."""
    event = change_event(rfq, context)
    contract = rfq.body.get("commitment_contract_id")
    orders = orders_of(context, event, COMMITMENTS) if event is not None else ()
    return next((order for order in orders if order.body.get("contract_id") == contract), None)


@computed(RFQS, "commitment_change_order_packages", "change_order_packages")
def package_of(rfq: Stored, context: Context) -> Stored | None:
    """The package that the order of a request is in."""
    order = order_of(rfq, context)
    return referred(context, PACKAGES, order.body.get(PACKAGE_ID)) if order is not None else None


@computed(PACKAGES, "change_order_ids")
def change_order_ids(package: Stored, context: Context) -> list[int]:
    """The potential change orders directly in a package."""
    return [order.id for order in orders_below(context, package) if order.kind == POTENTIAL]


@computed(PACKAGES, "legacy_request_ids")
def request_ids(package: Stored, context: Context) -> list[int]:
    """The requests in a package."""
    return [order.id for order in orders_below(context, package) if order.kind == REQUESTS]


@computed(POTENTIAL, "change_order_tiers")
def tiers(order: Stored, context: Context) -> int:
    """How many tiers the contract of an order shows: three with a request, two with a package that gathers orders, else one."""
    contract = order.body.get("contract_id") or 0
    if grouped(context, REQUESTS, order.project_id, "contract_id").get(contract):
        return 3
    packages = grouped(context, PACKAGES, order.project_id, "contract_id").get(contract, ())
    return 2 if any(package.body.get(BESIDE) is None for package in packages) else 1


def _numbered(context: Context, acronym: str, order: Stored | None) -> str | None:
    """``PCO #001``, as people write it; None for no order, and for a private one of others."""
    if order is None or not context.shows(order):
        return None
    return f"{acronym} #{str(order.body.get('number') or '').zfill(3)}"


@computed(POTENTIAL, "potential_change_order_acronym_number")
def order_acronym(order: Stored, context: Context) -> str | None:
    """The number of a potential change order with its acronym."""
    return _numbered(context, "PCO", order)


@computed(POTENTIAL, "change_order_request_acronym_number")
def request_acronym(order: Stored, context: Context) -> str | None:
    """The number of the request that it is in, with its acronym."""
    return _numbered(context, "COR", referred(context, REQUESTS, order.body.get(REQUEST_ID)))


@computed(POTENTIAL, "change_order_package_acronym_number")
def package_acronym(order: Stored, context: Context) -> str | None:
    """The number of the package that it is in, with the acronym of those of its contract."""
    request = referred(context, REQUESTS, order.body.get(REQUEST_ID))
    package = referred(context, PACKAGES, (request or order).body.get(PACKAGE_ID))
    return _numbered(context, "PCCO" if order.body.get("type") == TYPES[POTENTIAL][PRIME_CONTRACTS] else "CCO", package)
