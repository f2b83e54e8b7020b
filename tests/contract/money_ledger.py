"""What money comes to, reckoned by hand from what was sent: an independent sum, which uses no code of mockcore's.

Every amount is rounded once, half up, where it comes about; sums are of rounded amounts (docs/decisions.md: Rounding, What
counts).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

ZERO, HUNDRED = Decimal(0), Decimal(100)
PENDING_ORDERS = {"pending", "revised", "pricing", "not_pricing", "proceeding", "not_proceeding", "pending_billable"}
COMMITTED = {"Approved", "Complete", "Closed"}
ON_THE_WAY = {"Out For Signature", "Processing", "Submitted", "Partially Received", "Received"}
BILLED = {"approved", "approved_as_noted", "pending_owner_approval"}


def cents(value: Any) -> Decimal:
    """A number to the cent, half away from zero."""
    return Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def product(quantity: Any, price: Any) -> Decimal:
    return cents(Decimal(str(quantity)) * Decimal(str(price)))


def share(amount: Decimal, percentage: Any) -> Decimal:
    return cents(amount * Decimal(str(percentage)) / HUNDRED)


@dataclass
class Line:
    amount: Decimal
    code: int | None = None
    price: Decimal | None = None


@dataclass
class Order:
    """A change order: what holds its lines, and the package beside it where there is one."""

    contract: int
    status: str = "draft"
    given: Decimal = ZERO
    lines: dict[int, Line] = field(default_factory=dict)
    package: int | None = None
    horizontal: list[Decimal] = field(default_factory=list)
    vertical: list[Decimal] = field(default_factory=list)
    batch: int | None = None
    gone: bool = False

    @property
    def total(self) -> Decimal:
        if not self.lines:
            return self.given
        lines = [line.amount + sum((share(line.amount, by) for by in self.horizontal), ZERO) for line in self.lines.values()]
        subtotal = sum(lines, ZERO)
        return subtotal + sum((share(subtotal, by) for by in self.vertical), ZERO)


@dataclass
class Item:
    """One item of an invoice."""

    source: tuple[str, int]
    scheduled: Decimal
    price: Decimal | None
    percentage: Decimal
    stored_percentage: Decimal
    before: Decimal = ZERO
    retained_before: Decimal = ZERO
    work: Decimal = ZERO
    materials: Decimal = ZERO
    released: Decimal = ZERO
    stored_before: Decimal = ZERO
    stored_released: Decimal = ZERO
    by_amount: Decimal | None = None
    stored_by_amount: Decimal | None = None

    @property
    def retained(self) -> Decimal:
        return share(self.work, self.percentage) if self.by_amount is None else self.by_amount

    @property
    def work_retainage(self) -> Decimal:
        return self.retained_before + self.retained - self.released

    @property
    def stored_retained(self) -> Decimal:
        by_share = share(self.materials, self.stored_percentage) - self.stored_released
        return by_share if self.stored_by_amount is None else self.stored_by_amount

    @property
    def completed(self) -> Decimal:
        return self.before + self.work + self.materials

    @property
    def retainage(self) -> Decimal:
        return self.work_retainage + self.stored_retained


@dataclass
class Invoice:
    contract: int
    previous: int | None
    status: str = "draft"
    items: dict[int, Item] = field(default_factory=dict)


@dataclass
class Contract:
    kind: str
    retainage: Decimal
    status: str = "Draft"
    lines: dict[int, Line] = field(default_factory=dict)
    gone: bool = False


@dataclass
class Cost:
    status: str
    lines: dict[int, Line] = field(default_factory=dict)


@dataclass
class Batch:
    """A package that gathers several change orders: its status is the one that counts."""

    contract: int
    status: str = "draft"


@dataclass
class Change:
    """A budget change: adjustments are (code, amount)."""

    status: str
    adjustments: list[tuple[int, Decimal]]


@dataclass
class Ledger:
    """Everything that was sent and accepted."""

    originals: dict[int, tuple[int, Decimal]] = field(default_factory=dict)
    contracts: dict[int, Contract] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    batches: dict[int, Batch] = field(default_factory=dict)
    invoices: dict[int, Invoice] = field(default_factory=dict)
    payments: dict[int, tuple[int, Decimal]] = field(default_factory=dict)
    costs: dict[int, Cost] = field(default_factory=dict)
    changes: dict[int, Change] = field(default_factory=dict)
    forecasts: dict[int, tuple[int, Decimal]] = field(default_factory=dict)

    def orders_of(self, number: int) -> list[tuple[int, Order]]:
        return [(key, order) for key, order in self.orders.items() if order.contract == number and not order.gone]

    def effect(self, order: Order) -> str:
        """What a change order counts as: its batch's status, where it is in one."""
        batch = self.batches.get(order.batch or 0)
        return order_effect(batch.status if batch else order.status)

    def outermost(self, number: int) -> dict[int, Decimal]:
        """The total of each package or order of a contract that counts as approved; packages first, then by id."""
        totals: dict[tuple[bool, int], Decimal] = {}
        for key, order in self.orders_of(number):
            if self.effect(order) == "approved":
                package = order.batch or order.package
                place = (package is None, package or key)
                totals[place] = totals.get(place, ZERO) + order.total
        return {key: totals[alone, key] for alone, key in sorted(totals)}

    def due(self, number: int) -> Decimal:
        invoice = self.invoices[number]
        before = self.invoices.get(invoice.previous or 0)
        return _earned(invoice) - (_earned(before) if before else ZERO)

    def invoice_figures(self, number: int) -> dict[str, Decimal]:
        """The G702, by the names of the reference."""
        invoice = self.invoices[number]
        items = list(invoice.items.values())
        own = sum((item.scheduled for item in items if item.source[0] == "line"), ZERO)
        orders = sum((item.scheduled for item in items if item.source[0] != "line"), ZERO)
        before = self.invoices.get(invoice.previous or 0)
        return {
            "original_contract_sum": own,
            "net_change_by_change_orders": orders,
            "contract_sum_to_date": own + orders,
            "total_completed_and_stored_to_date": sum((item.completed for item in items), ZERO),
            "completed_work_retainage_amount": sum((item.work_retainage for item in items), ZERO),
            "stored_materials_retainage_amount": sum((item.stored_retained for item in items), ZERO),
            "total_retainage": sum((item.retainage for item in items), ZERO),
            "total_earned_less_retainage": _earned(invoice),
            "less_previous_certificates_for_payment": _earned(before) if before else ZERO,
            "current_payment_due": self.due(number),
            "balance_to_finish_including_retainage": own + orders - _earned(invoice),
        }

    def contract_figures(self, number: int) -> dict[str, Decimal]:
        """The sums of a contract."""
        contract = self.contracts[number]
        prime = contract.kind == "prime"
        by_status = {"approved": ZERO, "pending": ZERO, "draft": ZERO, "": ZERO}
        for _, order in self.orders_of(number):
            by_status[self.effect(order)] += order.total
        lines = sum((line.amount for line in contract.lines.values()), ZERO)
        counted = {"approved"} if prime else BILLED
        invoiced = sum(
            (self.due(key) for key, of in self.invoices.items() if of.contract == number and of.status in counted), ZERO
        )
        paid = sum((amount for of, amount in self.payments.values() if of == number), ZERO)
        revised = lines + by_status["approved"]
        names = PRIME_FIGURES if prime else COMMITMENT_FIGURES
        values = (by_status["pending"], revised, revised + by_status["pending"], revised - paid)
        billed = ("owner_invoices_amount",) if prime else ("total_draw_requests_amount", "total_requisitions_amount")
        return {
            "grand_total": lines,
            "line_items_total": lines,
            "approved_change_orders": by_status["approved"],
            "draft_change_orders_amount": by_status["draft"],
            "total_payments": paid,
            "percentage_paid": cents(paid * HUNDRED / revised) if revised else ZERO,
            **dict(zip(names, values, strict=True)),
            **dict.fromkeys(billed, invoiced),
        }

    def budget(self) -> dict[int, dict[str, Decimal]]:
        """The columns of the standard view, by WBS code."""
        rows: dict[int, dict[str, Decimal]] = {}
        for code, column, amount in (*self._moves(), *self._costs(), *self._changes()):
            if code is not None and column:
                rows.setdefault(code, dict.fromkeys(COLUMNS, ZERO))[column] += amount
        return {code: _columns(row, self._forecast(code)) for code, row in rows.items()}

    def _moves(self) -> Iterator[tuple[int | None, str, Decimal]]:
        for code, amount in self.originals.values():
            yield code, "original", amount
        for change in self.changes.values():
            for code, amount in change.adjustments:
                yield code, {"approved": "moved", "under_review": "pending_moves"}.get(change.status, ""), amount

    def _costs(self) -> Iterator[tuple[int | None, str, Decimal]]:
        for contract in self.contracts.values():
            column = "committed" if contract.status in COMMITTED else "pending_costs" if contract.status in ON_THE_WAY else ""
            for line in contract.lines.values():
                yield line.code, "" if contract.gone or contract.kind == "prime" else column, line.amount
        for cost in self.costs.values():
            for line in cost.lines.values():
                yield line.code, "" if cost.status == "draft" else "direct", line.amount

    def _changes(self) -> Iterator[tuple[int | None, str, Decimal]]:
        for order in self.orders.values():
            contract = self.contracts[order.contract]
            columns = ("approved_orders", "pending_orders") if contract.kind == "prime" else ("committed", "pending_costs")
            column = dict(zip(("approved", "pending"), columns, strict=True)).get(self.effect(order), "")
            for line in order.lines.values():
                yield line.code, "" if order.gone or contract.gone else column, line.amount

    def _forecast(self, code: int) -> Decimal | None:
        amounts = [amount for of, amount in self.forecasts.values() if of == code]
        return sum(amounts, ZERO) if amounts else None


PRIME_FIGURES = (
    "pending_change_orders_amount", "revised_contract_amount", "pending_revised_contract_amount", "outstanding_balance",
)  # fmt: skip
COMMITMENT_FIGURES = ("pending_change_orders", "revised_contract", "pending_revised_contract", "remaining_balance_outstanding")
COLUMNS = ("original", "moved", "pending_moves", "approved_orders", "pending_orders", "committed", "pending_costs", "direct")


def order_effect(status: str) -> str:
    return status if status in ("approved", "draft") else "pending" if status in PENDING_ORDERS else ""


def _earned(invoice: Invoice) -> Decimal:
    return sum((item.completed - item.retainage for item in invoice.items.values()), ZERO)


def _columns(row: dict[str, Decimal], manual: Decimal | None) -> dict[str, Decimal]:
    revised = row["original"] + row["moved"] + row["approved_orders"]
    pending = row["pending_moves"] + row["pending_orders"]
    costs = row["committed"] + row["direct"] + row["pending_costs"]
    forecast = max(ZERO, revised + pending - costs) if manual is None else manual
    return {
        "original_budget_amount": row["original"],
        "budget_modifications": row["moved"],
        "Approved COs": row["approved_orders"],
        "Revised Budget": revised,
        "Pending Budget Changes": pending,
        "Projected Budget": revised + pending,
        "Committed Costs": row["committed"],
        "Direct Costs": row["direct"],
        "Pending Cost Changes": row["pending_costs"],
        "Projected Costs": costs,
        "budget_forecast": forecast,
        "Estimated Cost at Completion": costs + forecast,
        "Projected over Under": revised + pending - costs - forecast,
    }
