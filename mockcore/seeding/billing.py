"""The money of a generated project: contracts cost what their lines cost, and what names a contract names one there is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from mockcore.domain.amounts import NONE, money
from mockcore.domain.change_orders import PACKAGES, REQUESTS, TYPES
from mockcore.domain.contract_details import DETAIL_ITEMS
from mockcore.domain.contract_payments import PAYMENTS
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS
from mockcore.domain.payment_applications import APPLICATIONS, ITEMS as APPLICATION_ITEMS
from mockcore.domain.progress_billing import WORK
from mockcore.domain.requisitions import CHANGE_ITEMS, CONTRACT_ITEMS, ITEM_TYPES, REQUISITIONS, line_values
from mockcore.seeding import breakdown
from mockcore.seeding.families import below
from mockcore.seeding.invoice_progress import PERIODS, RETAINED, bill, date_invoice, pay, share
from mockcore.seeding.shaping import add_up
from mockcore.store.records import Stored

# Made by this module or by the breakdown and nowhere else.
OWN = breakdown.OWN | frozenset({DETAIL_ITEMS, CONTRACT_ITEMS, CHANGE_ITEMS, APPLICATION_ITEMS})
TIED = (PACKAGES, REQUESTS, POTENTIAL, PAYMENTS)
Inside = Mapping[str, list[Stored]]
# Of so many change orders, and of two at least, one is of the prime contract.
EACH = 6


class Add(Protocol):
    """Stores a record of a generated world."""

    def __call__(
        self,
        kind: str,
        body: dict[str, Any],
        company_id: int,
        project_id: int | None,
        *,
        parent_id: int | None = None,
        at: str | None = None,
    ) -> Stored:
        """The record as kept."""


def complete(add: Add, inside: Mapping[str, list[Stored]], now: datetime, elapsed: Decimal = Decimal(0)) -> None:
    """Adds up the contracts, ties change orders and payments to them, and gives each invoice its items.

    ``elapsed`` is the part of the project's time that is over.
    """
    add_up(inside)
    for kind in TIED:
        _tie(inside.get(kind, ()), inside.get(COMMITMENTS, ()), inside.get(PRIME_CONTRACTS, ()))
    periods = inside.get(PERIODS, ())
    _invoices(add, inside, periods, now, elapsed)
    _applications(add, inside, periods, now, elapsed)


def _tie(records: Sequence[Stored], commitments: Sequence[Stored], prime_contracts: Sequence[Stored]) -> None:
    turn = min(EACH, max(len(records), 2)) - 1
    for index, record in enumerate(records):
        prime = record.kind in TYPES and index % EACH == turn
        contracts = prime_contracts if prime and prime_contracts else commitments
        if contracts:
            contract = contracts[index % len(contracts)]
            record.body["contract_id"] = contract.id
            if record.kind in TYPES:
                record.body["type"] = TYPES[record.kind][contract.kind]


def _invoices(add: Add, inside: Inside, periods: Sequence[Stored], now: datetime, elapsed: Decimal) -> None:
    contracts = {contract.id: contract for contract in inside.get(COMMITMENTS, ())}
    lines, net = below(inside, f"{COMMITMENTS}/line_items"), dict[int, Decimal]()
    for number, invoices in _by_contract(inside.get(REQUISITIONS, ())).items():
        for index, invoice in enumerate(invoices):
            invoice.body.update(number=index + 1, commitment_id=number)
            invoice.body["previous_requisition_id"] = invoices[index - 1].id if index else None
            start = contracts[number].created_at if number in contracts else ""
            date_invoice(invoice, index, len(invoices), periods, start, now)
            billed = share(index, len(invoices), elapsed), share(index + 1, len(invoices), elapsed)
            net[invoice.id] = NONE
            for position, line in enumerate(lines[number] if number in contracts else ()):
                values = line_values(contracts[number], line, position)
                values |= {"item_type": ITEM_TYPES[CONTRACT_ITEMS], "status": "no_action"}
                bill(values, *billed)
                net[invoice.id] += money(values[WORK]) * (100 - RETAINED) / 100
                _item(add, invoice, values, CONTRACT_ITEMS, invoice.id)
    pay(inside.get(PAYMENTS, ()), inside.get(REQUISITIONS, ()), net, now)


def _applications(add: Add, inside: Inside, periods: Sequence[Stored], now: datetime, elapsed: Decimal) -> None:
    lines = below(inside, f"{PRIME_CONTRACTS}/line_items")
    beginnings = {contract.id: contract.created_at for contract in inside.get(PRIME_CONTRACTS, ())}
    for number, applications in _by_contract(inside.get(APPLICATIONS, ())).items():
        for index, application in enumerate(applications):
            application.body["number"] = index + 1
            application.body["previous_payment_application_id"] = applications[index - 1].id if index else None
            date_invoice(application, index, len(applications), periods, beginnings.get(number, ""), now)
            billed = share(index, len(applications), elapsed), share(index + 1, len(applications), elapsed)
            for position, line in enumerate(lines[number]):
                values = line_values(application, line, position)
                own = {"payment_application_id": application.id, "item_number": position + 1, "origin_type": "LineItem"}
                values |= {**own, "line_id": line.id, "type": "LineItem"}
                bill(values, *billed)
                _item(add, application, values, APPLICATION_ITEMS, application.parent_id)


def _by_contract(invoices: Iterable[Stored]) -> dict[int, list[Stored]]:
    by_contract: dict[int, list[Stored]] = {}
    for invoice in invoices:
        by_contract.setdefault(invoice.parent_id or 0, []).append(invoice)
    return by_contract


def _item(add: Add, invoice: Stored, values: dict[str, Any], kind: str, parent_id: int | None) -> None:
    add(kind, values, invoice.company_id or 0, invoice.project_id, parent_id=parent_id, at=invoice.created_at)
