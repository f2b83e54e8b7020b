"""Progress billing: what one item of an invoice comes to, and what its items come to together (forms G702 and G703).

Source: documented, requisitions tutorial (names, formats and the arithmetic of its example); reference for the other names;
decisions, Rounding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from mockcore.domain.amounts import (
    NONE,
    QUANTITY_PLACES,
    check_numbers,
    decimal,
    extension,
    factor,
    money,
    money_text,
    percent,
    quantity_text,
    ratio,
    share_of,
    write_amount,
)
from mockcore.errors import Unprocessable

WORK, MATERIALS = "work_completed_this_period", "materials_presently_stored"
RETAINED, RETAINED_PERCENT = "work_completed_retainage_retained_this_period", "work_completed_retainage_percent_this_period"
STORED, STORED_PERCENT = (
    "materials_stored_retainage_currently_retained",
    "materials_stored_retainage_percent_this_period",
)
RELEASED, QUANTITY = "work_completed_retainage_released_this_period", "work_completed_this_period_quantity"
STORED_THIS, STORED_RELEASED = (
    "materials_stored_retainage_retained_this_period",
    "materials_stored_retainage_released_this_period",
)
STORED_BEFORE = "materials_stored_retainage_from_previous_application"
AMOUNTS = (WORK, MATERIALS, RETAINED, STORED, RELEASED, STORED_THIS, STORED_RELEASED, "subcontractor_claimed_amount")
INPUTS = (*AMOUNTS, RETAINED_PERCENT, STORED_PERCENT, QUANTITY)


@dataclass(frozen=True, slots=True)
class Item:
    """The figures of one item; ``before`` is what earlier invoices billed."""

    scheduled: Decimal
    before: Decimal
    work: Decimal
    materials: Decimal
    retained_before: Decimal
    retained: Decimal
    released: Decimal
    stored_retained: Decimal
    stored_retained_before: Decimal

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Item":
        """The figures that an item's attributes tell, each to the cent."""
        work, materials = money(body.get(WORK)), money(body.get(MATERIALS))
        by_share = share_of(work, factor(body.get(RETAINED_PERCENT)))
        stored_by_share = share_of(materials, factor(body.get(STORED_PERCENT))) - money(body.get(STORED_RELEASED))
        return cls(
            money(body.get("scheduled_value")),
            money(body.get("work_completed_from_previous_application")),
            work,
            materials,
            money(body.get("work_completed_retainage_from_previous_application")),
            by_share if decimal(body.get(RETAINED)) is None else money(body[RETAINED]),
            money(body.get(RELEASED)),
            stored_by_share if decimal(body.get(STORED)) is None else money(body[STORED]),
            money(body.get(STORED_BEFORE)),
        )

    @property
    def completed(self) -> Decimal:
        """Completed and stored to date."""
        return self.before + self.work + self.materials

    @property
    def work_retainage(self) -> Decimal:
        """What is retained of the work to date."""
        return self.retained_before + self.retained - self.released

    @property
    def retainage(self) -> Decimal:
        """What is retained altogether."""
        return self.work_retainage + self.stored_retained


def shown(body: Mapping[str, Any]) -> dict[str, str]:
    """Every figure of an item, as text."""
    item = Item.of(body)
    stored_released = money(body.get(STORED_RELEASED))
    figures = {
        "scheduled_value": item.scheduled,
        "work_completed_from_previous_application": item.before,
        WORK: item.work,
        MATERIALS: item.materials,
        "total_completed_and_stored_to_date": item.completed,
        "total_completed_and_stored_to_date_percent": ratio(item.completed, item.scheduled),
        "total_completed_and_stored_to_date_from_previous": item.before,
        "balance_to_finish": item.scheduled - item.completed,
        "work_completed_retainage_from_previous_application": item.retained_before,
        RETAINED: item.retained,
        RETAINED_PERCENT: _percentage(body, RETAINED, RETAINED_PERCENT, ratio(item.retained, item.work)),
        RELEASED: item.released,
        "work_completed_retainage_currently_retained": item.work_retainage,
        STORED: item.stored_retained,
        STORED_PERCENT: _percentage(body, STORED, STORED_PERCENT, ratio(item.stored_retained, item.materials)),
        STORED_BEFORE: item.stored_retained_before,
        STORED_THIS: item.stored_retained - item.stored_retained_before + stored_released,
        STORED_RELEASED: stored_released,
        "total_retainage_currently_retained": item.retainage,
        "total_retainage_from_previous_application": item.retained_before + item.stored_retained_before,
        "gross_amount": item.work + item.materials,
        "net_amount": item.work + item.materials - item.retained - item.stored_retained,
        "subcontractor_claimed_amount": money(body.get("subcontractor_claimed_amount")),
        "materials_moved": money(body.get("materials_moved")),
        "materials_retainage_retained_moved": money(body.get("materials_retainage_retained_moved")),
    }
    return {name: money_text(value) for name, value in figures.items()} | _quantities(body, item)


def _percentage(body: Mapping[str, Any], amount: str, share: str, worked_out: Decimal) -> Decimal:
    """The percentage as it was given, or that of an amount that was given instead."""
    return worked_out if decimal(body.get(amount)) is not None and worked_out else factor(body.get(share))


def _quantities(body: Mapping[str, Any], item: Item) -> dict[str, str]:
    """Quantities and the price of one, with all their places."""
    price = factor(body.get("scheduled_unit_price"))
    before, done = factor(body.get("work_completed_from_previous_application_quantity")), factor(body.get(QUANTITY))
    if not done and price:
        done = (item.work / price).quantize(QUANTITY_PLACES, ROUND_HALF_UP)
    figures = {
        "scheduled_unit_price": price,
        "scheduled_quantity": factor(body.get("scheduled_quantity")),
        QUANTITY: done,
        "work_completed_from_previous_application_quantity": before,
        "total_completed_and_stored_to_date_quantity": before + done,
    }
    return {name: quantity_text(value) for name, value in figures.items()}


FIGURES = tuple(shown({}))


def settle(values: dict[str, Any], old: Mapping[str, Any]) -> None:
    """What was given decides what follows: a percentage the amount retained, a quantity the work.

    Raises: Unprocessable for what is not a number, and for more retainage that is released than there is, or retained than is
    billed.
    """
    check_numbers(values, INPUTS)
    amounts = [name for name in (RETAINED, STORED, STORED_THIS) if values.get(name) is not None]
    for amount, share in ((RETAINED, RETAINED_PERCENT), (STORED, STORED_PERCENT)):
        if values.get(share) is not None and values.get(amount) is None:
            values[amount] = None
    if (STORED_THIS in values or STORED_RELEASED in values) and values.get(STORED) is None:
        values[STORED] = _stored(values, old)
    price, quantity = factor(old.get("scheduled_unit_price")), decimal(values.get(QUANTITY))
    if quantity is not None and price and values.get(WORK) is None:
        values[WORK] = money_text(extension(quantity, price))
    elif values.get(WORK) is not None and quantity is None and price:
        values[QUANTITY] = None
    write_amount(values, *AMOUNTS)
    body = {**old, **values}
    item = Item.of(body)
    check_released(body, item)
    check_retained(item, amounts)


def check_retained(item: Item, amounts: Iterable[str]) -> None:
    """No more is retained than is billed, by the amounts that a request gives. Raises: Unprocessable. Source: assumed."""
    for name in amounts:
        work = name == RETAINED
        retained, billed = (item.work_retainage, item.before + item.work) if work else (item.stored_retained, item.materials)
        if retained > billed >= NONE:
            raise Unprocessable(fields={name: [f"cannot retain more than is billed, which is {money_text(billed)}"]})


def check_released(body: Mapping[str, Any], item: Item) -> None:
    """No more retainage is released than there is. Raises: Unprocessable. Source: assumed from the trade."""
    for name, left in ((RELEASED, item.work_retainage), (STORED_RELEASED, item.stored_retained)):
        released = money(body.get(name))
        if released > NONE and left < NONE:
            raise Unprocessable(fields={name: [f"cannot be more than the retainage, which is {money_text(released + left)}"]})


def _stored(values: Mapping[str, Any], old: Mapping[str, Any]) -> str:
    """What is retained of stored materials after what this invoice retains and releases."""
    item = Item.of({**old, **values})
    released = money({**old, **values}.get(STORED_RELEASED))
    before = item.stored_retained_before
    retained = money(values[STORED_THIS]) if values.get(STORED_THIS) is not None else _retained_of_stored(values, old)
    return money_text(before + retained - released)


def _retained_of_stored(values: Mapping[str, Any], old: Mapping[str, Any]) -> Decimal:
    """What the invoice retained of stored materials until now, by amount or by percentage."""
    item = Item.of({**old, **values, STORED_RELEASED: old.get(STORED_RELEASED)})
    return item.stored_retained - item.stored_retained_before + money(old.get(STORED_RELEASED))


def excess(body: Mapping[str, Any]) -> str:
    """What of an item is billed beyond its scheduled value, as a sentence; "" for nothing. Procore lets it pass (assumed)."""
    item = Item.of(body)
    beyond = NONE < item.scheduled < item.completed
    return f"{WORK}: {money_text(item.completed)} of {money_text(item.scheduled)} is billed" if beyond else ""


def carried(body: Mapping[str, Any]) -> dict[str, Any]:
    """What an item of the next invoice has from one of this."""
    item, figures = Item.of(body), shown(body)
    by_amount = decimal(body.get(STORED)) is not None or money(body.get(STORED_RELEASED)) != NONE
    return {
        "scheduled_quantity": body.get("scheduled_quantity"),
        "scheduled_unit_price": body.get("scheduled_unit_price"),
        "work_completed_from_previous_application": money_text(item.before + item.work),
        "work_completed_from_previous_application_quantity": figures["total_completed_and_stored_to_date_quantity"],
        "work_completed_retainage_from_previous_application": money_text(item.work_retainage),
        STORED_BEFORE: money_text(item.stored_retained),
        MATERIALS: money_text(item.materials),
        STORED: money_text(item.stored_retained) if by_amount else None,
        RETAINED_PERCENT: body.get(RETAINED_PERCENT),
        STORED_PERCENT: body.get(STORED_PERCENT),
    }


def completed_by(items: Iterable[Mapping[str, Any]]) -> Decimal:
    """What an invoice with those items says is completed and stored to date."""
    return sum((item.completed for item in map(Item.of, items)), NONE)


def certified_by(items: Iterable[Mapping[str, Any]]) -> Decimal:
    """What an invoice with those items has certified: all that was earned up to then, less what is retained."""
    return sum((item.completed - item.retainage for item in map(Item.of, items)), NONE)


def summary(
    own: Iterable[Mapping[str, Any]], changed: Iterable[Mapping[str, Any]], certified: Decimal, tax: Decimal = NONE
) -> dict[str, Any]:
    """The G702: items of the contract and of its change orders, what earlier invoices certified, and the tax on this one."""
    contract, orders = [Item.of(body) for body in own], [(Item.of(body), bool(body.get("is_new"))) for body in changed]
    items = [*contract, *(item for item, _ in orders)]
    original, net = sum((item.scheduled for item in contract), NONE), sum((item.scheduled for item, _ in orders), NONE)
    completed, stored_retained = (
        sum((item.completed for item in items), NONE),
        sum((item.stored_retained for item in items), NONE),
    )
    work = sum((item.before + item.work for item in items), NONE)
    on_work, materials = sum((item.work_retainage for item in items), NONE), sum((item.materials for item in items), NONE)
    earned = completed - on_work - stored_retained
    figures = {
        "original_contract_sum": original,
        "net_change_by_change_orders": net,
        "contract_sum_to_date": original + net,
        "total_completed_and_stored_to_date": completed,
        "completed_work_retainage_percent": ratio(on_work, work),
        "completed_work_retainage_amount": on_work,
        "stored_materials_retainage_percent": ratio(stored_retained, materials),
        "stored_materials_retainage_amount": stored_retained,
        "total_retainage": on_work + stored_retained,
        "total_earned_less_retainage": earned,
        "less_previous_certificates_for_payment": certified,
        "current_payment_due": earned - certified + tax,
        "balance_to_finish_including_retainage": original + net - earned,
        "tax_applicable_to_this_payment": tax,
        "stored_materials": materials,
        **_orders(orders),
    }
    return {name: money_text(value) for name, value in figures.items()}


def _orders(orders: list[tuple[Item, bool]]) -> dict[str, Decimal]:
    """Additions and deductions of the change orders: those that are new in this invoice, the others, and all."""
    out: dict[str, Decimal] = {}
    for name, chosen in (("", (True, False)), ("new_", (True,)), ("previous_", (False,))):
        values = [item.scheduled for item, fresh in orders if fresh in chosen]
        out[f"positive_{name}change_order_item_total"] = sum((value for value in values if value > 0), NONE)
        out[f"negative_{name}change_order_item_total"] = sum((value for value in values if value < 0), NONE)
    return out


def complete(figures: Mapping[str, Any]) -> str:
    """How much of the contract is completed and stored: ``96.36%``."""
    return percent(money(figures["total_completed_and_stored_to_date"]), money(figures["contract_sum_to_date"]))
