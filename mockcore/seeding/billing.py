"""The money of a generated project: contracts cost what their lines cost, and what names a contract names one there is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from mockcore.domain.change_orders import PACKAGES, REQUESTS, TYPES
from mockcore.domain.contract_payments import PAYMENTS
from mockcore.domain.line_items import COMMITMENTS, POTENTIAL, PRIME_CONTRACTS
from mockcore.domain.payment_applications import APPLICATIONS, ITEMS as APPLICATION_ITEMS
from mockcore.domain.requisitions import CHANGE_ITEMS, CONTRACT_ITEMS, ITEM_TYPES, REQUISITIONS, line_values
from mockcore.seeding import breakdown
from mockcore.seeding.shaping import add_up
from mockcore.store.records import Stored

# Made by this module or by the breakdown and nowhere else.
OWN = breakdown.OWN | frozenset({CONTRACT_ITEMS, CHANGE_ITEMS, APPLICATION_ITEMS})
TIED = (PACKAGES, REQUESTS, POTENTIAL, PAYMENTS)
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


def complete(add: Add, inside: Mapping[str, list[Stored]]) -> None:
    """Adds up the contracts, ties change orders and payments to them, and gives each invoice its items."""
    add_up(inside)
    for kind in TIED:
        _tie(inside.get(kind, ()), inside.get(COMMITMENTS, ()), inside.get(PRIME_CONTRACTS, ()))
    _invoices(add, inside)
    lines = _lines(inside, PRIME_CONTRACTS)
    for application in inside.get(APPLICATIONS, ()):
        _items(add, application, lines[application.parent_id], APPLICATION_ITEMS)


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


def _invoices(add: Add, inside: Mapping[str, list[Stored]]) -> None:
    contracts = {contract.id: contract for contract in inside.get(COMMITMENTS, ())}
    last: dict[int, Stored] = {}
    lines = _lines(inside, COMMITMENTS)
    for requisition in inside.get(REQUISITIONS, ()):
        number = requisition.parent_id or 0
        before = last.get(number)
        requisition.body["number"] = int(before.body["number"]) + 1 if before else 1
        requisition.body.update(commitment_id=number, previous_requisition_id=before.id if before else None)
        last[number] = requisition
        for position, line in enumerate(lines[number] if number in contracts else ()):
            values = line_values(contracts[number], line, position)
            values |= {"item_type": ITEM_TYPES[CONTRACT_ITEMS], "status": "no_action"}
            _item(add, requisition, values, CONTRACT_ITEMS, requisition.id)


def _items(add: Add, application: Stored, lines: list[Stored], kind: str) -> None:
    for position, line in enumerate(lines):
        values = line_values(application, line, position)
        own = {"payment_application_id": application.id, "item_number": position + 1, "origin_type": "LineItem"}
        _item(add, application, {**values, **own, "line_id": line.id, "type": "LineItem"}, kind, application.parent_id)


def _item(add: Add, invoice: Stored, values: dict[str, Any], kind: str, parent_id: int | None) -> None:
    add(kind, values, invoice.company_id or 0, invoice.project_id, parent_id=parent_id, at=invoice.created_at)


def _lines(inside: Mapping[str, list[Stored]], kind: str) -> defaultdict[int | None, list[Stored]]:
    by_parent: defaultdict[int | None, list[Stored]] = defaultdict(list)
    for line in inside.get(f"{kind}/line_items", ()):
        by_parent[line.parent_id].append(line)
    return by_parent
