"""What is accepted though it can hardly be meant: more hours than a day has, an end before its start.

No page says that Procore refuses it, so that a test which relies on a refusal would be wrong; the contract report tells of it.
The overlay has the rules: ``plausible`` the least and most of numbers by name, ``order`` what comes not before what.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.reference.coercion import quantity
from mockcore.reference.operation import Kind
from mockcore.request.context import Context

Pairs = list[tuple[str, str]]
Limits = dict[str, tuple[float | None, float | None]]


def doubt_values(context: Context, kind: Kind, values: Mapping[str, Any], old: Mapping[str, Any]) -> None:
    """Notes what of the new values is implausible beside those that the record has."""
    limits, pairs = rules_of(context, kind)
    for name in limits.keys() & values.keys() if limits else ():
        low, high = limits[name]
        number = quantity(values[name])
        if number is not None and ((low is not None and number < low) or (high is not None and number > high)):
            context.doubt(f"{name}: {values[name]}")
    for first, last in pairs:
        if first in values or last in values:
            start, end = values.get(first, old.get(first)), values.get(last, old.get(last))
            if _before(end, start):
                context.doubt(f"{last}: {end} is before {first}: {start}")


def rules_of(context: Context, kind: Kind) -> tuple[Limits, Pairs]:
    """The limits of a resource's numbers, and the pairs of which one comes not before the other."""
    rules: tuple[Limits, Pairs] | None = kind.compiled.get("plausible")
    if rules is None:
        rules = kind.compiled["plausible"] = _rules(context.catalog.overlay, kind)
    return rules


def _rules(overlay: Mapping[str, Any], kind: Kind) -> tuple[Limits, Pairs]:
    """The rules whose attributes a resource has."""
    attributes = {**kind.fields, **kind.attributes}
    limits = {name: (low, high) for name, (low, high) in (overlay.get("plausible") or {}).items() if name in attributes}
    pairs = [(first, last) for first, last in overlay.get("order") or () if {first, last} <= attributes.keys()]
    return limits, pairs


def _before(end: Any, start: Any) -> bool:
    """Whether a date or moment is before another; a day alone is compared by days."""
    if not (isinstance(end, str) and isinstance(start, str) and end and start):
        return False
    length = min(len(end), len(start))
    return end[:length] < start[:length]
