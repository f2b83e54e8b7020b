"""Currencies: in which one the amounts of a project and of a record are. None is converted.

Source: reference (``currency_configuration`` beside amounts, ``currency_iso_code`` of a contract); that lines, change orders
and invoices are in the currency of their contract, and all else in that of the project, is assumed.
"""

from functools import partial
from typing import Any

from mockcore.domain.line_items import COMMITMENTS, LINES, PRIME_CONTRACTS
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.store.query import Selection
from mockcore.store.records import Stored

CURRENCY = "currency_configuration"
ISO_CODE, BASE_ISO_CODE, RATE = "currency_iso_code", "base_currency_iso_code", "currency_exchange_rate"
DEFAULT = "USD"
# Attribute → the resources that it may name, on the way from a record to its contract.
UPWARDS = {"contract_id": (COMMITMENTS, PRIME_CONTRACTS), "commitment_id": (COMMITMENTS,)}


def iso_code(context: Context, project_id: int | None) -> str:
    """A project's own currency, else the company's, else US dollars."""
    for place in (project_id, 0) if project_id is not None else (0,):
        code = context.once((CURRENCY, place), partial(_own, context, place))
        if code:
            return str(code)
    return DEFAULT


def _own(context: Context, project_id: int) -> Any:
    configuration = context.records.first(Selection(CURRENCY, company_id=context.company_id, project_id=project_id))
    if configuration is not None and configuration.body.get(ISO_CODE):
        return configuration.body[ISO_CODE]
    project = context.find("projects", project_id) if project_id else None
    return (project.body.get(CURRENCY) or {}).get(ISO_CODE) if project else None


def of_project(context: Context, project_id: int | None = None) -> dict[str, Any]:
    """The currency of a project, or of the request's, beside amounts."""
    code = iso_code(context, project_id or context.project_id)
    return {ISO_CODE: code, BASE_ISO_CODE: code}


def of_record(record: Stored, context: Context) -> dict[str, Any]:
    """The currency of a record's amounts: its own, its contract's, or the project's."""
    base = of_project(context, record.project_id)
    holder: Stored | None = record
    for _ in range(3):
        if holder is None:
            break
        if holder.body.get(ISO_CODE):
            return {**base, ISO_CODE: str(holder.body[ISO_CODE]), **(_rate(record) if holder is record else {})}
        holder = _above(context, holder)
    return base


def _rate(contract: Stored) -> dict[str, Any]:
    """A contract's own rate, as text; what bills it shows its currency alone."""
    rate = contract.body.get(RATE)
    return {RATE: None if rate is None else str(rate)}


def _above(context: Context, record: Stored) -> Stored | None:
    for name, kinds in UPWARDS.items():
        for kind in kinds:
            contract = referred(context, kind, record.body.get(name))
            if contract is not None:
                return contract
    kind_above = LINES.get(record.kind) or record.kind.rsplit("/", 1)[0]
    number = record.parent_id
    return context.find(kind_above, number) if number is not None and kind_above != record.kind else None
