"""The equipment register: both versions' names, the projects of a piece of equipment, its recycle bin. Source: reference.

The shape of what these operations answer, which the reference leaves open, is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.coercion import whole
from mockcore.reference.schema import main_type, properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, narrow
from mockcore.request.deletion import bring_back
from mockcore.request.envelope import row_schema
from mockcore.request.filtering import is_true
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Stored

REGISTER, PROJECTS = "equipment_register", "projects"
MANAGED = "managed_equipment"
ASSOCIATION, IS_CURRENT = "filters[association_status]", "is_current_project"
# The attribute with the ids of the projects, by the value of the filter.
PLACES = {"current": "project_ids", "past": "past_project_ids", "all": "all_project_ids"}
# What v2.0 calls it, what v2.1 calls it.
NAMES = (("equipment_name", "name"), ("equipment_id", "identification_number"))


@before(REGISTER, "create", "update")
def name_both(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """What one version has named, the other shows; equipment made in a project is associated with it."""
    for old, new in NAMES:
        for name, other in ((old, new), (new, old)):
            if name in values:
                values.setdefault(other, values[name])
    if record is None and context.project_id is not None:
        values |= _placed([_row(context, context.project_id)])
        if values.get("onsite"):
            values["current_project_id"] = context.project_id


@computed(REGISTER, "onsite")
def onsite(equipment: Stored, context: Context) -> bool:
    """Whether the equipment is in the project that is asked for, or in any project now, or said to be so."""
    current = equipment.body.get("current_project_id")
    return bool(equipment.body.get("onsite")) or (current is not None and context.project_id in (None, current))


@narrow(REGISTER)
def of_project(context: Context, selection: Selection) -> None:
    """A project lists the equipment that is associated with it; ``filters[association_status]`` chooses past ones, or all.

    Source: reference (the filter); that current is the default is assumed.
    """
    if context.project_id is None:
        return
    choice = str(context.inputs.query.get(ASSOCIATION) or "current")
    selection.conditions = [term for term in selection.conditions if term.field not in ("association_status", IS_CURRENT)]
    if context.inputs.query.get(f"filters[{IS_CURRENT}]") is not None:
        current = is_true(context.inputs.query[f"filters[{IS_CURRENT}]"])
        selection.conditions.append(Condition("current_project_id", "in" if current else "outside", [context.project_id]))
    selection.conditions.append(Condition(PLACES.get(choice, PLACES["current"]), "has", [context.project_id]))


def _placed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows of projects, and the ids of those by which lists find the equipment."""
    current = [row["project_id"] for row in rows if not row.get("offsite_date")]
    past = [row["project_id"] for row in rows if row["project_id"] not in current]
    return {"project_rows": rows, PLACES["current"]: current, PLACES["past"]: past, PLACES["all"]: current + past}


def _row(context: Context, project_id: int) -> dict[str, Any]:
    return {"project_id": project_id, "onsite_date": context.now()[:10], "offsite_date": None}


@action("POST equipment_register/associate")
def associate(context: Context) -> dict[str, Any]:
    """Lets equipment be used in projects. Raises: Unprocessable for unknown equipment or projects."""
    for equipment, project_id in _pairs(context):
        _join(context, equipment, project_id)
    return {}


@action("DELETE equipment_register/associate")
def dissociate(context: Context) -> dict[str, Any]:
    """Takes equipment out of projects, which it was associated with in the past then. Raises: as ``associate``."""
    for equipment, project_id in _pairs(context):
        rows = [{**row, "offsite_date": _left(context, row, project_id)} for row in _rows(equipment)]
        changes = {**_placed(rows), "onsite": None}
        if equipment.body.get("current_project_id") == project_id:
            changes["current_project_id"] = None
        context.change(equipment, changes)
    return {}


def _left(context: Context, row: dict[str, Any], project_id: int) -> str | None:
    """The day on which equipment has left the project of a row."""
    return row.get("offsite_date") or (context.now()[:10] if row["project_id"] == project_id else None)


@action("PATCH equipment_register/status/{}")
def set_status(context: Context) -> Stored:
    """Gives the equipment another status, which is the answer. Raises: Unprocessable for none, or an unknown one."""
    equipment, number = context.record(REGISTER), context.attributes.get("status_id")
    context.may_change(equipment)
    if number is None:
        raise Unprocessable(fields={"status_id": [Reason.BLANK]})
    status = referenced(context, f"{REGISTER}/statuses", number, "status_id")
    context.change(equipment, {"status_id": status.id})
    return status


@action("PATCH equipment_register/{}/current_project")
def set_current(context: Context) -> Any:
    """Where the equipment is now; it is associated with that project. Raises: Unprocessable for an unknown one."""
    equipment = context.record(REGISTER)
    project_id = referenced(context, PROJECTS, _named(context), "project_id").id
    _join(context, equipment, project_id, current_project_id=project_id)
    return _shown(context, [equipment], project_id)


@action("DELETE equipment_register/{}/current_project")
def clear_current(context: Context) -> Any:
    """The equipment is in no project now."""
    equipment = context.record(REGISTER)
    context.change(equipment, {"current_project_id": None, "onsite": None})
    return _shown(context, [equipment], None)


@action("PATCH equipment_register/current_project/bulk_update")
def set_many(context: Context) -> Any:
    """As one by one, for each row."""
    done = []
    for equipment, project_id in _pairs(context):
        _join(context, equipment, project_id, current_project_id=project_id)
        done.append(equipment)
    return _shown(context, done, None)


@action("POST equipment_register/{}/project_log")
def log(context: Context) -> Any:
    """Notes that the equipment has come to a project."""
    equipment = context.record(REGISTER)
    context.may_change(equipment)
    project_id = referenced(context, PROJECTS, _named(context), "project_id").id
    _join(context, equipment, project_id)
    return _shown(context, [equipment], project_id)


@action("GET equipment_register/{}/projects")
def projects(context: Context) -> list[dict[str, Any]]:
    """The projects that the equipment is associated with."""
    equipment = context.record(REGISTER)
    associated = []
    for row in (row for row in _rows(equipment) if not row.get("offsite_date")):
        project = context.find(PROJECTS, row["project_id"])
        name, current = project.body.get("name") if project else None, equipment.body.get("current_project_id")
        dates = {day: row.get(day) for day in ("onsite_date", "offsite_date")}
        associated.append({"id": str(row["project_id"]), "name": name, "is_current": current == row["project_id"], **dates})
    return associated


@action("POST equipment_register/restore")
def restore(context: Context) -> dict[str, Any]:
    """Takes equipment out of the recycle bin. Raises: NotFound for what is not in it."""
    for number in context.attributes.get("ids") or context.inputs.rows or []:
        record = context.locate(REGISTER, whole(str(number)) or 0, deleted=True)
        bring_back(context, record)
    return {}


@action("PATCH managed_equipment/bulk_restore")
def restore_managed(context: Context) -> list[Stored]:
    """Takes equipment out of the recycle bin, and shows it. Raises: NotFound for what is not in it."""
    identifiers = context.attributes.get("managed_equipment_ids") or context.inputs.rows or []
    numbers = [value if isinstance(value, int) else whole(str(value)) or 0 for value in identifiers]
    done = [context.locate(MANAGED, number, deleted=True) for number in numbers]
    for record in done:
        bring_back(context, record)
    return done


def _named(context: Context) -> Any:
    return context.inputs.context.get("project_id") or context.attributes.get("project_id")


def _rows(equipment: Stored) -> list[dict[str, Any]]:
    return equipment.body.get("project_rows") or []


def _join(context: Context, equipment: Stored, project_id: int, **changes: Any) -> None:
    rows = _rows(equipment)
    if project_id not in (equipment.body.get(PLACES["current"]) or ()):
        changes |= _placed([*(row for row in rows if row["project_id"] != project_id), _row(context, project_id)])
    context.change(equipment, changes)


def _pairs(context: Context) -> list[tuple[Stored, int]]:
    """The equipment and project that each row names."""
    pairs = []
    for position, row in enumerate(context.inputs.rows or []):
        values = row if isinstance(row, dict) else {}
        equipment = referenced(context, REGISTER, values.get("equipment_id"), f"{position}.equipment_id")
        number = values.get("project_id") or context.project_id
        pairs.append((equipment, referenced(context, PROJECTS, number, f"{position}.project_id").id))
    return pairs


def _shown(context: Context, done: list[Stored], project_id: int | None) -> Any:
    inner, _ = unwrapped(context.operation.response or {})
    schema = row_schema(context)
    if not properties(schema):
        return {}
    resolve = context.projector.object(schema, f"{REGISTER}/current_project")
    shown = []
    for equipment in done:
        where = project_id or equipment.body.get("current_project_id")
        row: dict[str, Any] = next((row for row in _rows(equipment) if row["project_id"] == where), {})
        body = {**row, "equipment_id": str(equipment.id), "project_id": None if where is None else str(where)}
        place = Placement(equipment.company_id)
        record = Stored.new(REGISTER, equipment.id, body, equipment.created_at, place, changed_at=equipment.updated_at)
        shown.append(resolve(record, context))
    return shown if main_type(inner) == "array" else shown[0] if shown else {}
