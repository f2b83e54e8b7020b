"""Locations: a tree in which each is called by the path from its root. Source: observed; reference."""

from typing import Any

from mockcore.domain.locations import JOINT, LOCATIONS, node
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.records import Stored


@before(LOCATIONS, "create", "update")
def name_node(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A location that comes with a name alone is called by the last of its tiers."""
    if values.get("name") and values.get("node_name") is None and (record is None or "node_name" not in record.body):
        values["node_name"] = node(values)


@computed(LOCATIONS, "name")
def path(location: Stored, context: Context) -> str:
    """The names from the root, joined without blanks: ``Building A>Level 1``; it follows what is renamed or moved above."""
    tiers, seen = [node(location.body)], {location.id}
    above = _above(location, context)
    while above is not None and above.id not in seen:
        tiers.append(node(above.body))
        seen.add(above.id)
        above = _above(above, context)
    return JOINT.join(reversed(tiers))


@computed(LOCATIONS, "node_name")
def node_name(location: Stored, context: Context) -> str:
    """The location's own name."""
    return node(location.body)


def _above(location: Stored, context: Context) -> Stored | None:
    number = identified(location.body.get("parent_id"))
    return context.find(LOCATIONS, number) if number is not None else None
