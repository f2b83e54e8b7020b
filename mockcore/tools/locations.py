"""Locations: a tree in which each is called by the path from its root. Source: observed; reference."""

from typing import Any

from mockcore.domain.locations import JOINT, LOCATIONS, node
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.query import Condition
from mockcore.store.records import Stored

# What is placed by the names of the tiers too (``mt_location``), in place of a location's id.
PLACED = (
    "checklist/lists", "delay_logs", "equipment_logs", "images", "inspection_logs", "manpower_logs", "notes_logs",
    "observations/items", "punch_items", "quantity_logs",
)  # fmt: skip


@before(LOCATIONS, "create", "update")
def name_node(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A location that comes with a name alone is called by the last of its tiers."""
    if values.get("name") and values.get("node_name") is None and (record is None or "node_name" not in record.body):
        values["node_name"] = node(values)


def place(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``mt_location`` names a location by its tiers, those that are missing are added. Source: documented, daily logs."""
    tiers = _tiers(values["mt_location"]) if "mt_location" in values else []
    if tiers and values.get("location_id") is None and context.project_id is not None:
        number = None
        for tier in tiers:
            number = _below(context, number, tier)
        values["location_id"] = number


for _kind in PLACED:
    before(_kind, "create", "update")(place)


def _tiers(value: Any) -> list[str]:
    names = value if isinstance(value, list) else str(value or "").split(JOINT)
    return [str(name).strip() for name in names if str(name).strip()]


def _below(context: Context, parent_id: int | None, name: str) -> int:
    """The location of that name at the root or below another; made where there is none."""
    selection = context.scoped(LOCATIONS)
    selection.conditions = [Condition("node_name", "eq", name)]
    for location in context.every(selection):
        if identified(location.body.get("parent_id")) == parent_id:
            return location.id
    return context.put(LOCATIONS, {"node_name": name, "parent_id": parent_id}).id


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
