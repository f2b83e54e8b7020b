"""Payments issued on a commitment or received on a prime contract.

Source: reference; documented, financial tools (a payment with an origin_id is neither edited nor deleted).
"""

from typing import Any

from mockcore.domain.amounts import check_numbers, write_amount
from mockcore.domain.change_orders import contract_of
from mockcore.domain.contract_payments import PAYMENTS, payments
from mockcore.domain.erp_lock import keep_synced
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import before
from mockcore.store.records import Stored


@before(PAYMENTS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Numbered within its contract. Raises: Unprocessable for a contract that does not exist or no amount."""
    number = values.get("contract_id") or context.parameter("contract_id")
    contract = contract_of(context, number)
    if contract is None:
        raise Unprocessable(fields={"contract_id": [Reason.UNKNOWN]})
    values["contract_id"] = contract.id
    values["payment_number"] = values.get("payment_number") or len(payments(context, contract)) + 1
    _check(values)


@before(PAYMENTS, "update", "delete")
def keep(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a synced payment, and for an amount that is no number."""
    keep_synced(context, values, record)
    _check(values)


def _check(values: dict[str, Any]) -> None:
    check_numbers(values, ("amount",))
    write_amount(values, "amount")
