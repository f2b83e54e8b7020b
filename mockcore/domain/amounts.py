"""Money as Procore reckons it: exact decimals, two places at least, written as text. Source: documented, requisitions."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from mockcore.errors import Unprocessable
from mockcore.store.records import Stored

CENT = Decimal("0.01")
NONE = Decimal(0)
LARGEST = Decimal("1e15")


def money(value: Any) -> Decimal:
    """The number that a stored value writes; nothing is zero."""
    return decimal(value) or NONE


def decimal(value: Any) -> Decimal | None:
    """The finite number that a value is or writes, or None."""
    if isinstance(value, bool) or value in (None, ""):
        return None
    try:
        number = Decimal(str(value).strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < LARGEST else None


def money_text(amount: Decimal) -> str:
    """An amount as the API writes it: ``47700.00``."""
    return f"{amount.quantize(CENT, ROUND_HALF_UP):f}"


def percent(share: Decimal, whole: Decimal) -> str:
    """A share as the API writes it: ``96.36%``. Source: documented, requisitions."""
    return f"{money_text(share * 100 / whole) if whole else '0.00'}%"


def total(records: Iterable[Stored | Mapping[str, Any]], name: str = "amount") -> Decimal:
    """The sum of a field."""
    bodies = (record.body if isinstance(record, Stored) else record for record in records)
    return sum((money(body.get(name)) for body in bodies), NONE)


def check_numbers(values: Mapping[str, Any], names: Iterable[str]) -> None:
    """Raises: Unprocessable naming each given field that writes no number."""
    wrong = {
        name: ["is not a number"] for name in names if values.get(name) not in (None, "") and decimal(values[name]) is None
    }
    if wrong:
        raise Unprocessable(fields=wrong)


def write_amount(values: dict[str, Any], name: str) -> None:
    """Puts a given amount into the form in which it is answered; more places than two are kept."""
    number = decimal(values.get(name))
    if number is not None and -int(number.as_tuple().exponent) < 2:
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
        values["amount"] = money_text(quantity * unit_cost)
    elif manual:
        write_amount(values, "amount")


def extended_type(values: Mapping[str, Any]) -> str:
    """How a line that does not say is extended."""
    if values.get("extended_type"):
        return str(values["extended_type"])
    quantity, unit_cost = decimal(values.get("quantity")), decimal(values.get("unit_cost"))
    if quantity is None or unit_cost is None:
        return "manual"
    product = money_text(money(quantity) * money(unit_cost))
    return "calculated" if product == money_text(money(values.get("amount"))) else "manual"
