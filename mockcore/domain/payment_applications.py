"""Payment applications of a prime contract: the latest, their items, and what they come to.

Source: reference.
"""

from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money
from mockcore.domain.invoices import formatted_period
from mockcore.domain.line_items import PRIME_CONTRACTS, grouped
from mockcore.domain.progress_billing import certified_by, summary
from mockcore.domain.references import referred
from mockcore.domain.status_effects import APPROVED, effect
from mockcore.request.context import Context
from mockcore.store.records import Stored

APPLICATIONS = "payment_applications"
ITEMS = f"{PRIME_CONTRACTS}/payment_application_line_items"
LINE, CHANGE = "LineItem", "ChangeOrderPackage"


def applications(context: Context, contract: Stored) -> list[Stored]:
    """The payment applications of a prime contract, oldest first."""
    records = grouped(context, APPLICATIONS, contract.project_id).get(contract.id, [])
    return sorted(records, key=lambda record: (record.body.get("number") or 0, record.id))


def items_of(context: Context, application: Stored) -> list[Stored]:
    """The items of one payment application."""
    items = grouped(context, ITEMS, application.project_id, "payment_application_id").get(application.id, [])
    return sorted(items, key=lambda item: item.body.get("item_number") or 0)


def previous(context: Context, application: Stored) -> Stored | None:
    """The payment application before this one, where there is one."""
    number = application.body.get("previous_payment_application_id")
    return referred(context, APPLICATIONS, number)


def figures(context: Context, application: Stored) -> dict[str, Any]:
    """The G702 of a payment application."""
    return context.once(("summary", application.id), lambda: _figures(context, application))


def _figures(context: Context, application: Stored) -> dict[str, Any]:
    last = previous(context, application)
    certified = certified_by(item.body for item in items_of(context, last)) if last and not last.deleted_at else NONE
    own, changed = list[dict[str, Any]](), list[dict[str, Any]]()
    for item in items_of(context, application):
        (changed if item.body.get("origin_type") == CHANGE else own).append(item.body)
    period = formatted_period(application.body.get("period_start"), application.body.get("period_end"))
    return {**summary(own, changed, certified), "formatted_period": period}


def billed(context: Context, contract: Stored) -> Decimal:
    """What the approved payment applications of a contract come to."""
    approved = [application for application in applications(context, contract) if effect(application) == APPROVED]
    return sum((money(figures(context, application)["current_payment_due"]) for application in approved), NONE)
