"""Money: exact decimals, rounded once, half up to the cent, where an item is; every sum is one of rounded items.

Source: documented, requisitions (two places, as text); decisions, Rounding.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any

from mockcore.errors import Unprocessable
from mockcore.store.records import Stored

CENT = Decimal("0.01")
NONE = Decimal(0)
HUNDRED = Decimal(100)
LARGEST = Decimal("1e15")
# Places of a quantity that was worked out from work and price. Source: assumed.
QUANTITY_PLACES = Decimal("0.0001")
# Room for every product of two numbers below the largest.
_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)


def decimal(value: Any) -> Decimal | None:
    """The finite number that a value is or writes, or None."""
    if isinstance(value, bool) or value in (None, ""):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def factor(value: Any) -> Decimal:
    """The number that a quantity, price or percentage writes, with all its places; nothing is zero."""
    return decimal(value) or NONE


def cents(amount: Decimal) -> Decimal:
    """An amount rounded half up to the cent; never a negative zero."""
    return amount.quantize(CENT, ROUND_HALF_UP, context=_WIDE) + NONE


def money(value: Any) -> Decimal:
    """The amount that a stored value writes, to the cent; nothing is zero."""
    return cents(decimal(value) or NONE)


def extension(quantity: Decimal, unit_cost: Decimal) -> Decimal:
    """Quantity times unit cost, to the cent."""
    return cents(_WIDE.multiply(quantity, unit_cost))


def share_of(amount: Decimal, percentage: Decimal) -> Decimal:
    """A percentage of an amount, to the cent."""
    return cents(_WIDE.multiply(amount, percentage) / HUNDRED)


def money_text(amount: Decimal) -> str:
    """An amount as the API writes it: ``47700.00``."""
    return f"{cents(amount):f}"


def quantity_text(number: Decimal) -> str:
    """A quantity or price as the API writes it: all its places, two at least."""
    return money_text(number) if number == cents(number) else f"{number.normalize():f}"


def ratio(share: Decimal, whole: Decimal) -> Decimal:
    """A share of a whole in percent; of nothing it is none."""
    return share * HUNDRED / whole if whole else NONE


def percent(share: Decimal, whole: Decimal) -> str:
    """A share as the API writes it: ``96.36%``. Source: documented, requisitions."""
    return f"{money_text(ratio(share, whole))}%"


def total(records: Iterable[Stored | Mapping[str, Any]], name: str = "amount") -> Decimal:
    """The sum of a field, each amount to the cent."""
    bodies = (record.body if isinstance(record, Stored) else record for record in records)
    return sum((money(body.get(name)) for body in bodies), NONE)


def check_numbers(values: Mapping[str, Any], names: Iterable[str]) -> None:
    """Raises: Unprocessable naming each given field that writes no number."""
    wrong = {
        name: ["is not a number"] for name in names if values.get(name) not in (None, "") and decimal(values[name]) is None
    }
    if wrong:
        raise Unprocessable(fields=wrong)


def write_amount(values: dict[str, Any], *names: str) -> None:
    """Puts given amounts into the form in which they are stored and answered: text, to the cent."""
    for name in names:
        number = decimal(values.get(name))
        if number is not None:
            values[name] = money_text(number)


def extend(values: dict[str, Any], old: Mapping[str, Any]) -> None:
    """The amount of a line: quantity times unit cost where it is calculated, else as given.

    A line that does not say how it is extended is calculated unless its amount was given.
    Raises: Unprocessable for what is not a number.
    """
    check_numbers(values, ("amount", "quantity", "unit_cost"))
    merged = {**old, **values}
    quantity, unit_cost = decimal(merged.get("quantity")), decimal(merged.get("unit_cost"))
    manual = decimal(values.get("amount")) is not None
    calculated = merged.get("extended_type") == "calculated" or (not merged.get("extended_type") and not manual)
    if calculated and quantity is not None and unit_cost is not None and {*values} & {"quantity", "unit_cost", "extended_type"}:
        values["amount"] = money_text(extension(quantity, unit_cost))
    elif manual:
        write_amount(values, "amount")


def extended_type(values: Mapping[str, Any]) -> str:
    """How a line that does not say is extended."""
    if values.get("extended_type"):
        return str(values["extended_type"])
    quantity, unit_cost = decimal(values.get("quantity")), decimal(values.get("unit_cost"))
    if quantity is None or unit_cost is None:
        return "manual"
    return "calculated" if extension(quantity, unit_cost) == money(values.get("amount")) else "manual"
