"""Incidents and what belongs to them: injuries, near misses, environmentals, damages, statements, actions.

Source: reference; incidents tutorial.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.request.filling import stored_values
from mockcore.request.transitions import transitions
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

INCIDENTS = "incidents"
RECORDS = {name: f"{INCIDENTS}/{name}" for name in ("environmentals", "injuries", "near_misses", "property_damages")}
TYPES = dict(zip(RECORDS, ("Environmental", "Injury", "Near Miss", "Property Damage"), strict=True))
INJURIES, STATEMENTS, ACTIONS = RECORDS["injuries"], f"{INCIDENTS}/witness_statements", f"{INCIDENTS}/actions"
OBSERVATIONS, INCIDENT = "observations/items", "incident_id"
STATUS = transitions(INCIDENTS, "status", initial="open", steps={"open": ("closed",), "closed": ("open",)}, source="reference")


@before(INCIDENTS, "create", "update")
def set_aside(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Records that come with the incident are kept on their own. Raises: Unprocessable for a status that does not follow."""
    records = {name: values.pop(name) for name in RECORDS if name in values}
    statements = values.pop("witness_statements_attributes", None)
    if statements is not None:
        records["witness_statements"] = statements
    if records:
        values["_records"] = records


@after(INCIDENTS, "create", "update")
def keep_records(context: Context, incident: Stored) -> None:
    """Each of them belongs to the incident; one that names an id is changed. Raises: Unprocessable for an unknown id."""
    records = incident.body.pop("_records", None)
    if records is None:
        return
    for name, rows in records.items():
        for row in rows or []:
            if isinstance(row, dict):
                _keep(context, incident, name, dict(row))
    context.change(incident, {})


def _keep(context: Context, incident: Stored, name: str, row: dict[str, Any]) -> None:
    kind = f"{INCIDENTS}/{name}"
    number = row.pop("id", None)
    values = stored_values(context, context.catalog.kind(kind), row)
    old = context.current(kind, number) if number else None
    changed = old if old is not None and old.parent_id == incident.id else None
    if kind == INJURIES:
        name_affliction(context, values, changed)
    if changed is not None:
        context.change(changed, values)
        return
    if name in RECORDS:
        values["number"] = context.next_number(kind, incident.id)
    context.put(kind, {**values, "incident_id": incident.id}, incident.id)


def belong(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for an incident that is not there."""
    context.parent_id = referenced(context, INCIDENTS, values.get("incident_id"), "incident_id").id


for _kind in (*RECORDS.values(), STATEMENTS, ACTIONS):
    before(_kind, "create")(belong)


@before(INJURIES, "create", "update")
def name_affliction(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for affected body parts without the type of affliction. Source: documented, incidents tutorial."""
    merged = {**(record.body if record else {}), **values}
    parts = merged.get("affected_body_parts")
    if parts and not merged.get("affliction_type_id"):
        raise Unprocessable(fields={"affliction_type_id": [Reason.BLANK]})
    if "affected_body_parts" in values:
        values["affected_body_part"] = parts[0] if parts else None


def incident_of(name: str) -> Any:
    """A field that a record shows of its incident."""

    def shown(record: Stored, context: Context) -> Any:
        above = context.find(INCIDENTS, record.parent_id) if record.parent_id else None
        return above.body.get(name) if above and context.shows(above) else None

    return shown


def _typed(label: str) -> Any:
    return lambda record, context: label


for _name, _kind in RECORDS.items():
    computed(_kind, "incident_title")(incident_of("title"))
    computed(_kind, "incident_private")(incident_of("private"))
    computed(_kind, "type")(_typed(TYPES[_name]))


@computed(INCIDENTS, "records_count")
def records_count(incident: Stored, context: Context) -> int:
    """How many injuries, near misses, environmentals and damages there were."""
    return sum(_count(context, kind, incident) for kind in RECORDS.values())


@computed(INCIDENTS, "recordable")
def recordable(incident: Stored, context: Context) -> bool:
    """Whether the incident, or an injury of it, is to be reported to authorities. Source: reference; the latter is assumed."""
    return bool(incident.body.get("recordable")) or incident.id in context.once((INJURIES,), lambda: _recordable(context))


def _recordable(context: Context) -> set[int | None]:
    selection = context.scoped(INJURIES)
    selection.conditions = [Condition("recordable", "eq", True)]
    return {injury.parent_id for injury in context.every(selection)}


@computed(INCIDENTS, "open_observations_count")
def open_observations_count(incident: Stored, context: Context) -> int:
    """How many observations of its actions are not closed."""
    return sum(row.body.get("status") != "closed" for row in context.leading(OBSERVATIONS, INCIDENT, incident))


@computed(INCIDENTS, "closed_observations_count")
def closed_observations_count(incident: Stored, context: Context) -> int:
    """How many observations of its actions are closed."""
    return sum(row.body.get("status") == "closed" for row in context.leading(OBSERVATIONS, INCIDENT, incident))


@computed(ACTIONS, "observation_id")
def observation_id(act: Stored, context: Context) -> int | None:
    """The observation that an action has become."""
    return next((row.id for row in context.leading(OBSERVATIONS, "incident_action_id", act)), None)


@computed(INCIDENTS, "actions_count")
def actions_count(incident: Stored, context: Context) -> int:
    """How many actions were taken."""
    return _count(context, ACTIONS, incident)


@computed(INCIDENTS, "witness_statements_count")
def statements_count(incident: Stored, context: Context) -> int:
    """How many witnesses stated something."""
    return _count(context, STATEMENTS, incident)


@computed(INCIDENTS, "attachments_count")
def attachments_count(incident: Stored, context: Context) -> int:
    """How many files are attached."""
    return len(incident.body.get("attachments") or [])


def _count(context: Context, kind: str, incident: Stored) -> int:
    return total(context.records.storage, Selection(kind, company_id=incident.company_id, parent_id=incident.id))
