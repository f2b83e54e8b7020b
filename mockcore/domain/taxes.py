"""What tax codes add to lines: the share ``rate1`` of the amount, rounded line by line.

Source: reference (a line has one code, its total beside its extended amount; a G702 has the tax on a payment); that totals of
contracts and change orders have the taxes, and the budget has not, is assumed; decisions, Taxes.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, factor, money, share_of
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

CODES = "tax_codes"


def tax_on(context: Context, amount: Decimal, code: Any) -> Decimal:
    """The tax on an amount by the code of that id; none without one."""
    record = referred(context, CODES, code)
    return share_of(amount, factor(record.body.get("rate1"))) if record is not None else NONE


def codes_of(context: Context, kind: str, project_id: int | None) -> dict[int, Any]:
    """The tax codes of the lines of a project that have one, by line; read once a request."""
    return context.once((CODES, kind, project_id), lambda: _codes(context, kind, project_id))


def _codes(context: Context, kind: str, project_id: int | None) -> dict[int, Any]:
    conditions = [Condition("tax_code_id", "set", None)]
    lines = context.every(Selection(kind, company_id=context.company_id, project_id=project_id, conditions=conditions))
    return {line.id: line.body["tax_code_id"] for line in lines}


def taxes_on(context: Context, lines: Iterable[Stored]) -> Decimal:
    """The taxes on lines."""
    return sum(
        (tax_on(context, money(line.body.get("amount")), code) for line in lines if (code := line.body.get("tax_code_id"))),
        NONE,
    )
