"""The money of a generated project, in proportion: what the owner pays, what is bought of it, budgeted and changed.

The shares are those of a usual job. Source: assumed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from mockcore.clock import stamp
from mockcore.domain.line_items import COMMITMENTS, DIRECT_COSTS, POTENTIAL, PRIME_CONTRACTS
from mockcore.seeding.chronology import within
from mockcore.seeding.families import below
from mockcore.store.records import Stored

Inside = Mapping[str, list[Stored]]
# Parts of the value of the project.
BOUGHT, BUDGETED, CHANGED, MOVED = Decimal("0.80"), Decimal("0.93"), Decimal("0.002"), Decimal("0.001")
# A direct cost is a small thing.
SMALL = 2_400
RETAINAGE = "5.0"
_CENT = Decimal("0.01")
# The order in which the days of a contract follow each other until work begins.
SIGNING = (
    "letter_of_intent_date", "issued_on_date", "contract_date", "returned_date", "approval_letter_date", "execution_date",
    "signed_contract_received_date",
)  # fmt: skip
DRAFTS = {"WorkOrderContract": ("Draft", "Out For Signature"), "PurchaseOrderContract": ("Draft", "Submitted")}


def settle(inside: Inside, project: Stored, span: tuple[datetime, datetime], now: datetime, random: Random) -> None:
    """Brings all amounts of a project to its value; one of which none is known keeps them as they were drawn."""
    value = Decimal(str(project.body.get("total_value") or 0))
    _signed(inside, project, span, now)
    if value <= 0:
        return
    prime_lines, lines = (below(inside, f"{kind}/line_items") for kind in (PRIME_CONTRACTS, COMMITMENTS))
    for index, contract in enumerate(inside.get(PRIME_CONTRACTS, ())):
        _divide(prime_lines[contract.id], value * CHANGED if index else value, random)
    bought = inside.get(COMMITMENTS, ())
    shares = [Decimal(random.randint(4, 20)) for _ in bought]
    for contract, share in zip(bought, shares, strict=True):
        _divide(lines[contract.id], value * BOUGHT * share / sum(shares), random)
    _change(inside, value, random)
    _budget(inside.get("budget_line_items", ()), value * BUDGETED, random)
    _spend(inside, random)


def _divide(lines: Sequence[Stored], amount: Decimal, random: Random) -> None:
    """Lines that come to an amount together, each a lump sum in whole dollars but for the last."""
    weights = [Decimal(random.randint(2, 9)) for _ in lines]
    rest = amount.quantize(_CENT, ROUND_HALF_UP)
    for index, (line, weight) in enumerate(zip(lines, weights, strict=True)):
        share = rest if index == len(lines) - 1 else (amount * weight / sum(weights)).quantize(Decimal(1), ROUND_HALF_UP)
        rest -= share
        _lump(line.body, share)


def _lump(body: dict[str, Any], amount: Decimal) -> None:
    text = f"{amount:.2f}"
    body.update(quantity="1.0", uom="ls", unit_cost=text, amount=text)
    body.update({name: text for name in ("total_amount", "extended_amount", "scheduled_value") if name in body})


def _change(inside: Inside, value: Decimal, random: Random) -> None:
    lines = below(inside, f"{POTENTIAL}/line_items")
    for order in inside.get(POTENTIAL, ()):
        _divide(lines[order.id], (value * CHANGED * random.randint(3, 20) / 10), random)
    for kind in (POTENTIAL, "change_order_requests", "change_order_packages"):
        for order in inside.get(kind, ()):
            body, approved = order.body, order.body.get("status") == "approved"
            body.update(executed=approved, revision=0, schedule_impact_amount=random.choice((0, 0, 1, 2, 5)))
            for name in ("paid_date", "invoiced_date", "signed_change_order_received_date", "reviewed_at"):
                if not approved:
                    body.pop(name, None)
            if "grand_total" in body and kind != POTENTIAL:
                body["grand_total"] = f"{(value * CHANGED * random.randint(3, 20) / 10):.2f}"
    for change in inside.get("budget_changes", ()):
        change.body["amount"] = float((value * MOVED).quantize(Decimal(1)))
    for change in inside.get("budget_modifications", ()):
        change.body["transfer_amount"] = f"{(value * MOVED).quantize(Decimal(1)):.2f}"


def _budget(lines: Sequence[Stored], amount: Decimal, random: Random) -> None:
    _divide(lines, amount, random)
    for line in lines:
        total = float(line.body.pop("amount"))
        line.body.update(original_budget_amount=total, unit_cost=total, quantity=1.0, calculation_strategy="manual")


def _spend(inside: Inside, random: Random) -> None:
    for line in inside.get(f"{DIRECT_COSTS}/line_items", ()):
        quantity, price = random.randint(1, 12), Decimal(random.randint(2_000, SMALL * 10)) / 100
        text = f"{quantity * price:.2f}"
        line.body.update(quantity=float(quantity), unit_cost=float(price), amount=float(text), uom="ea")
        line.body.update({name: text for name in ("total_amount", "extended_amount") if name in line.body})


def _signed(inside: Inside, project: Stored, span: tuple[datetime, datetime], now: datetime) -> None:
    """Contracts are signed before work begins, and run to the completion of the project."""
    since, until = span
    for index, contract in enumerate(inside.get(PRIME_CONTRACTS, ())):
        contract.body["title"] = f"Prime Contract – {project.body.get('name')}" if index == 0 else "Preconstruction Services"  # noqa: RUF001
        if since < now:
            contract.created_at = min(contract.created_at, stamp(since + timedelta(hours=16)))
        _sign(contract, since - timedelta(days=45), since - timedelta(days=5), since, until, begun=since < now)
    for index, contract in enumerate(inside.get(COMMITMENTS, ())):
        creation = datetime.fromisoformat(contract.created_at)
        begun = index % 7 != 5 and since < now
        _sign(contract, creation - timedelta(days=25), min(creation + timedelta(days=14), now), creation, until, begun=begun)
        drafts = DRAFTS.get(str(contract.body.get("type")), ("Draft",))
        contract.body["status"] = "Approved" if begun else drafts[index % len(drafts)]


def _sign(contract: Stored, first: datetime, last: datetime, start: datetime, until: datetime, *, begun: bool) -> None:
    body = contract.body
    body.update(
        status="Approved" if begun else "Draft", executed=begun, retainage_percent=RETAINAGE, accounting_method="amount"
    )
    body.pop("contract_termination_date", None)
    for name in ("actual_completion_date", *(() if begun else SIGNING)):
        body.pop(name, None)
    within(body, SIGNING, first, last)
    names = ("contract_start_date", "delivery_date", "contract_estimated_completion_date")
    within(body, names, start + timedelta(days=21), max(until, start + timedelta(days=60)))
