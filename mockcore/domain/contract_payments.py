"""Payments issued on a commitment or received on a prime contract."""

from mockcore.domain.line_items import grouped
from mockcore.request.context import Context
from mockcore.store.records import Stored

PAYMENTS = "contract_payments"


def payments(context: Context, contract: Stored) -> list[Stored]:
    """The payments of a contract."""
    return grouped(context, PAYMENTS, contract.project_id, "contract_id").get(contract.id, [])
