"""Workflows: an instance for a record stands at one step of its template's version after the other.

Source: documented, workflows (the default preset; a preset goes before a template; a correspondence names its subtype);
reference for the fields; which step is first, who is assigned where nobody says, and the refusals are assumed.
"""

from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.workflow_instances import PRESETS, begin, configure, respond
from mockcore.domain.workflow_steps import USERS, Row, current, occurrence_row, people, person, present, show_current
from mockcore.domain.workflowed_items import COMPLETE, ENDS, IN_PROGRESS, INSTANCES, TERMINATED, keep_status
from mockcore.errors import Unprocessable
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, filtered
from mockcore.request.filtering import is_true
from mockcore.request.states import forbid
from mockcore.store.query import Condition
from mockcore.store.records import Stored

for _kind in ENDS:
    # Before what else the tool has to say of a status.
    before(_kind, "update", first=True)(keep_status)
for _kind in (INSTANCES, PRESETS):
    computed(_kind, "workflow_manager")(lambda record, context: person(context, record.body.get("workflow_manager_id")))


@before(INSTANCES, "create")
def begin_workflow(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The steps, groups and assignees are those of the preset and of its template's version; it stands at the first step.

    Raises: Unprocessable for an item of nobody, or with a workflow in force, and for a correspondence without its subtype.
    """
    begin(context, values)


@computed(INSTANCES, "current_step_occurrence")
def current_step_occurrence(instance: Stored, context: Context) -> Row | None:
    """The step at which it stands, what may be answered there, and by whom; None once it has ended."""
    step = current(instance.body)
    return occurrence_row(context, step) if step is not None else None


@computed(INSTANCES, "all_assignees")
def all_assignees(instance: Stored, context: Context) -> list[Row]:
    """Everybody who is assigned to a group of the workflow, or was added to a step."""
    groups = [login for group in instance.body.get("groups") or () for login in group["login_ids"]]
    added = [row["id"] for step in instance.body.get("occurrences") or () for row in step["assignees"]]
    return people(context, dict.fromkeys([*groups, *added]))


@computed(INSTANCES, "responsible_group_memberships")
def group_memberships(instance: Stored, context: Context) -> list[Row]:
    """The groups of the version and who is in each."""
    groups = instance.body.get("groups") or ()
    return [
        {
            "responsible_group_uuid": group["responsible_group_uuid"],
            "name": group["name"],
            "assignees": people(context, group["login_ids"]),
        }
        for group in groups
    ]


@filtered(INSTANCES, "active")
def active(context: Context, values: list[Any]) -> list[Condition]:
    """Those that have not ended, or have."""
    return [Condition("status", "in" if is_true(values[-1]) else "outside", [IN_PROGRESS])]


@filtered(INSTANCES, "overdue")
def overdue(context: Context, values: list[Any]) -> list[Condition]:
    """Those whose step should have been answered by now, or not."""
    late = context.scoped(INSTANCES)
    late.conditions = [Condition("overdue_at", "lt", context.now())]
    ids = [instance.id for instance in context.every(late)] or [0]
    return [Condition("id", "in" if is_true(values[-1]) else "outside", ids)]


@filtered(INSTANCES, "assignee_id")
def assigned_to(context: Context, values: list[Any]) -> list[Condition]:
    """Those whose step one of the people is to answer."""
    return [Condition("assignee_ids", "has", [number for number in map(identified, values) if number] or [0])]


@action("POST workflows/instances/bulk_create")
def bulk_create(context: Context) -> Row:
    """Starts a workflow for each item; an item that has one in force fails alone. The result is that of an async operation."""
    completed: list[Row] = []
    failed: list[Row] = []
    common = {name: context.attributes.get(name) for name in ("tool_type", "tool_subtype")}
    rows = context.inputs.rows or context.attributes.get("items") or ()
    for item in (row if isinstance(row, dict) else {"item_id": row} for row in rows):
        values = {**common, **item}
        try:
            begin(context, values)
        except Unprocessable as failure:
            reasons = "; ".join(f"{name} {reason}" for name, listed in failure.fields.items() for reason in listed)
            failed.append({"item_id": item.get("item_id"), "step": "create", "message": reasons or failure.message})
            continue
        instance = context.put(INSTANCES, values)
        completed.append({"item_id": item.get("item_id"), "instance_id": str(instance.id)})
    at = context.now()
    done = {"operation_type": "workflows_instance_bulk_create", "status": "done", "started_at": at, "completed_at": at}
    result = {"completed_items": completed, "failed_items": failed}
    operation = context.put("async_operations", {**done, "created_by_id": str(context.user_id), "result": result})
    return {"operation_id": str(operation.id)}


@action("POST workflows/instances/{}/responses")
def create_response(context: Context) -> None:
    """The caller answers the step; the workflow moves on once all who must have answered.

    Raises: as ``respond``.
    """
    values = context.attributes.get("response") or context.attributes
    attachments = values.get("attachments")
    response = {
        "occurrence": identified(values.get("current_step_occurrence_id")),
        "option": identified(values.get("selected_response_option_id")),
        "comment": values.get("comment"),
        "attachments": _files(attachments if isinstance(attachments, dict) else {}),
    }
    respond(context, context.record(INSTANCES), response, context.user_id)


def _files(attachments: Row) -> list[Row]:
    """What a response has attached, by id."""
    return [{"id": str(number), "name": name.removesuffix("_ids")} for name, ids in attachments.items() for number in ids or ()]


@action("POST workflows/instances/{}/additional_assignees")
def add_assignees(context: Context) -> Stored:
    """More people answer the step at which the workflow stands.

    Raises: Unprocessable for another step and for people of nobody; Conflict for a workflow that has ended.
    """
    instance = context.record(INSTANCES)
    body, values = present(instance), context.attributes
    step = current(body)
    if step is None:
        forbid(INSTANCES, str(body.get("status")), "only the step of a workflow in progress takes more assignees")
    if identified(values.get("step_occurrence_id")) != step["id"]:
        raise Unprocessable(fields={"step_occurrence_id": [f"is not the current step, which is {step['name']}"]})
    numbers = [referenced(context, USERS, number, "assignee_ids").id for number in values.get("assignee_ids") or ()]
    role = {"required": bool(values.get("required")), "role_type": values.get("role_type") or "responder"}
    there = {row["id"] for row in step["assignees"]}
    step["assignees"] = [*step["assignees"], *({"id": number, **role} for number in numbers if number not in there)]
    added = {"login_ids": numbers, "reason": values.get("reason"), "comment": values.get("comment"), **role}
    invited = {"invited_by_id": context.user_id, "created_at": context.now()}
    step["additional_assignees"] = [*step.get("additional_assignees", ()), added | invited]
    show_current(body)
    return context.change(instance, body)


@action("POST workflows/instances/{}/terminate")
def terminate(context: Context) -> Stored:
    """The workflow ends where it stands, and its item is free again; one that is terminated stays so.

    Raises: Conflict for a complete one.
    """
    instance = context.record(INSTANCES)
    if instance.body.get("status") == COMPLETE:
        forbid(INSTANCES, COMPLETE, "only a workflow in progress can be terminated")
    if instance.body.get("status") != TERMINATED:
        end(context, instance)
    return instance


def end(context: Context, instance: Stored) -> None:
    """Terminates a workflow in the caller's name."""
    body, at = present(instance), context.now()
    step = current(body)
    if step is not None:
        step["ended_at"] = at
    body |= {"status": TERMINATED, "ended_at": at, "terminated_at": at, "terminated_by_id": context.user_id}
    show_current(body)
    context.change(instance, body)


@action("POST workflows/instances/{}/restart")
def restart(context: Context) -> Stored:
    """The workflow ends and another one begins for its item, by the preset; a second time it answers with that one."""
    instance = context.record(INSTANCES)
    follower = referred(context, INSTANCES, instance.body.get("restarted_as_id"))
    if follower is not None:
        return follower
    if instance.body.get("status") == IN_PROGRESS:
        end(context, instance)
    names = ("item_id", "tool_type", "tool_subtype", "preset_id", "template_id")
    values = {name: instance.body[name] for name in names if instance.body.get(name) is not None}
    begin(context, values)
    if context.attributes.get("restart_mode") == "current_configuration":
        configure(context, values, instance.body)
    follower = context.put(INSTANCES, values)
    context.change(instance, {"restarted_as_id": follower.id})
    return follower
