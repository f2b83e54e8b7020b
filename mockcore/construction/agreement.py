"""Makes the fields of one record agree: dates in order, totals that multiply out, closed things with closing dates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

Record = dict[str, Any]

# In each chain the dates of one record follow each other; a field belongs to the first word that its name contains.
CHAINS: tuple[tuple[str, ...], ...] = (
    ("created", "initiated", "opened", "submitted", "received", "reviewed", "responded", "closed", "updated"),
    ("contract_date", "execut", "signed", "issued", "start", "begin", "baseline_start", "finish", "end", "completion"),
    ("effective", "expir"),
    ("invoice", "billing", "paid", "payment"),
    ("time_in", "time_out"),
    ("onsite", "offsite"),
    ("last_service", "next_service"),
)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?|\d\d:\d\d(:\d\dZ?)?")
_UNIT_WORDS = re.compile(r"_(at|on|by|date|datetime|time|day)$|^(date|time|day)_")
_CLOSING = re.compile(r"(closed|completed|resolved)(_at|_on|_date)?|date_closed|actual_(completion|finish)(_date)?")
_CLOSED_STATES = {"closed", "complete", "completed", "resolved", "done", "terminated", "void"}

# target = product of the factors, for each pair of names that a record may use.
PRODUCTS: tuple[tuple[tuple[str, ...], str, str], ...] = tuple(
    (("amount", "subtotal", "total", "total_amount", "extended_amount", "scheduled_value"), quantity, price)
    for quantity in ("quantity", "scheduled_quantity")
    for price in ("unit_cost", "unit_price", "scheduled_unit_price")
)
SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("grand_total", ("subtotal", "tax_amount")),
    ("revised_contract", ("original_contract_sum", "approved_change_orders")),
    ("revised_contract_amount", ("original_contract_amount", "approved_change_orders")),
    ("revised_budget_amount", ("original_budget_amount", "budget_modifications")),
)


@lru_cache(maxsize=8192)
def _place(name: str) -> tuple[int, str, int] | None:
    """The chain of a field, its stem ("estimated" of estimated_start_date) and its rank in the chain."""
    for index, chain in enumerate(CHAINS):
        for rank, word in enumerate(chain):
            if re.search(rf"(^|_){word}", name):
                stem = re.sub(word + r"[a-z]*", "", _UNIT_WORDS.sub("", name)).strip("_")
                return index, stem, rank
    return None


def chains(names: Collection[str]) -> list[list[str]]:
    """The fields among ``names`` whose dates must follow each other, in that order."""
    groups: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for name in names:
        place = _place(name)
        if place is not None:
            groups.setdefault(place[:2], set()).add((place[2], name))
    return [[name for _, name in sorted(group)] for group in groups.values() if len(group) > 1]


def order_dates(record: Record, followed: Iterable[Iterable[str]]) -> None:
    """Sorts the dates of a record into the order that their names tell; each keeps its own format."""
    for group in followed:
        names = [name for name in group if isinstance(value := record.get(name), str) and _STAMP.fullmatch(value)]
        if len(names) < 2:
            continue
        moments = sorted(record[name] for name in names)
        for name, value in zip(names, moments, strict=True):
            record[name] = _as_written(value, record[name])


def _as_written(value: str, model: str) -> str:
    if len(value) >= len(model):
        return value[: len(model)]
    return value + "T23:59:00Z"


def multiply(record: Record) -> None:
    """Sets amounts to quantity times unit cost, and totals to the sum of their parts, where the record has them."""
    for targets, quantity, price in PRODUCTS:
        if quantity not in record or price not in record:
            continue
        if _number(record.get(quantity)) is not None and _number(record.get(price)) is not None:
            _set(record, targets, float(record[quantity]) * float(record[price]))
    for target, parts in SUMS:
        if target not in record:
            continue
        values = [_number(record.get(name)) for name in parts]
        present = [value for value in values if value is not None]
        if len(present) == len(parts):
            _set(record, (target,), sum(present))


def _set(record: Record, targets: Iterable[str], value: float) -> None:
    for target in targets:
        old = record.get(target)
        if isinstance(old, str) and _number(old) is not None:
            record[target] = f"{value:.2f}"
        elif isinstance(old, float):
            record[target] = round(value, 2)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def is_closed(record: Record) -> bool | None:
    """Whether the record's status says that it is finished; None where it has no status."""
    status = record.get("status")
    if not isinstance(status, str):
        return None
    return status.lower() in _CLOSED_STATES


def closing_fields(names: Collection[str]) -> list[str]:
    """The fields that tell when a record was finished."""
    return [name for name in names if _CLOSING.fullmatch(name)]
