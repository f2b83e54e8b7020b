"""What a contract comes to: its lines, change orders, invoices and payments. Source: assumed from the names of the sums."""

from dataclasses import dataclass
from decimal import Decimal

from mockcore.domain.amounts import total
from mockcore.domain.change_orders import changes
from mockcore.domain.contract_payments import payments
from mockcore.domain.line_items import COMMITMENTS, lines_of
from mockcore.domain.payment_applications import billed
from mockcore.domain.requisitions import invoiced
from mockcore.domain.status_effects import APPROVED, DRAFT, PENDING
from mockcore.domain.taxes import taxes_on
from mockcore.request.context import Context
from mockcore.store.records import Stored


@dataclass(frozen=True, slots=True)
class Sums:
    """What a contract comes to."""

    lines: Decimal
    approved: Decimal
    pending: Decimal
    draft: Decimal
    invoiced: Decimal
    paid: Decimal
    taxes: Decimal

    @property
    def whole(self) -> Decimal:
        """The lines with their taxes."""
        return self.lines + self.taxes

    @property
    def revised(self) -> Decimal:
        """With the approved change orders."""
        return self.whole + self.approved


def sums(contract: Stored, context: Context) -> Sums:
    """The sums of a contract, worked out once a request."""
    return context.once(("sums", contract.id), lambda: _sums(contract, context))


def _sums(contract: Stored, context: Context) -> Sums:
    rows = lines_of(context, contract)
    approved, pending, draft = (changes(context, contract, which) for which in (APPROVED, PENDING, DRAFT))
    billing = invoiced(context, contract) if contract.kind == COMMITMENTS else billed(context, contract)
    paid, taxes = total(payments(context, contract)), taxes_on(context, rows)
    return Sums(total(rows), approved, pending, draft, billing, paid, taxes)
