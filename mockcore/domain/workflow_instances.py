"""Instances of workflows: how one begins, what a response does, and the account that is kept of what people did.

Source: documented, workflows (the default preset, a preset goes before a template, the same response again has no effect and
another one is refused); reference; who may respond for others, and the refusals, are assumed.
"""

from collections.abc import Mapping
from datetime import timedelta

from mockcore.clock import instant
from mockcore.domain.references import referenced, referred
from mockcore.domain.workflow_steps import Row, current, decided, enter, leave, of_version, present, show_current, steps_of
from mockcore.domain.workflowed_items import COMPLETE, IN_PROGRESS, INSTANCES, active_workflow, class_of, finish, item_of
from mockcore.errors import Forbidden, Unprocessable
from mockcore.oauth.access_levels import ADMIN
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.states import forbid
from mockcore.store.records import Stored

TEMPLATES, PRESETS, ACTIVITIES = "workflows/templates", "workflows/presets", "workflow_activity_histories"
CORRESPONDENCE = "correspondence"


def begin(context: Context, values: Row) -> None:
    """Completes the values of a new instance.

    Raises: Unprocessable for an item of nobody, or with a workflow in force, and for a correspondence without its subtype.
    """
    tool, subtype = values.get("tool_type"), values.get("tool_subtype")
    if tool == CORRESPONDENCE and not subtype:
        raise Unprocessable(fields={"tool_subtype": ["can't be blank"]})
    number = identified(values.get("item_id"))
    item = item_of(context, tool, number)
    if item is not None:
        if active_workflow(context, item) is not None:
            raise Unprocessable(fields={"item_id": ["has an active workflow already"]})
        values |= {"item_kind": item.kind, "workflowed_object_type": class_of(item)}
    values |= {"workflowed_object_id": number, "status": IN_PROGRESS, "started_at": context.now(), "ended_at": None}
    preset, template = _chosen(context, values)
    if template is not None:
        values |= {"template_id": template.id, "template_name": template.body.get("name")}
        values["template_version_id"] = template.body.get("latest_published_version_id")
    configure(context, values, preset.body if preset is not None else {})
    first = next(iter(steps_of(context, values)), None)
    if first is not None:
        enter(context, values, first)
    else:
        show_current(values)


def _chosen(context: Context, values: Row) -> tuple[Stored | None, Stored | None]:
    """The preset and the template that a new instance names, else the default preset of its tool."""
    preset = template = None
    if values.get("preset_id") is not None:
        preset = referenced(context, PRESETS, values["preset_id"], "preset_id")
    elif values.get("template_id") is not None:
        template = referenced(context, TEMPLATES, values["template_id"], "template_id")
        preset = context.first(PRESETS, template_id=template.id)
    else:
        preset = _default(context, values)
    if preset is not None:
        values["preset_id"] = preset.id
        template = template or referred(context, TEMPLATES, preset.body.get("template_id"))
    return preset, template


def _default(context: Context, values: Row) -> Stored | None:
    """The default preset of the tool; that of another tool where this one has none."""
    presets = [preset for preset in context.every(context.scoped(PRESETS)) if preset.body.get("default")]
    templates = {preset.id: referred(context, TEMPLATES, preset.body.get("template_id")) for preset in presets}

    def fits(preset: Stored) -> int:
        template = templates[preset.id]
        body = template.body if template is not None else {}
        names = ("tool_type", "tool_subtype")
        return sum(1 for name in names if body.get(name) is not None and body.get(name) == values.get(name))

    return max(presets, key=fits, default=None)


def configure(context: Context, values: Row, source: Row) -> None:
    """Gives an instance the groups of its version, with the people and the manager that a preset or instance has for them."""
    rows = source.get("groups") or source.get("responsible_group_memberships") or ()
    logins = {row.get("responsible_group_uuid") or row.get("uuid"): row.get("login_ids") for row in rows}
    values["groups"] = [
        {
            "id": context.records.next_id(),
            "responsible_group_uuid": group.get("uuid"),
            "name": group.get("name"),
            "login_ids": [number for number in map(identified, logins.get(group.get("uuid")) or ()) if number],
        }
        for group in of_version(context, values.get("template_version_id"), "responsible_groups")
    ]
    if source.get("workflow_manager_id") is not None:
        values["workflow_manager_id"] = source["workflow_manager_id"]


def instance_item(context: Context, instance: Stored) -> Stored | None:
    """The record that the workflow is for."""
    kind, number = instance.body.get("item_kind"), instance.body.get("workflowed_object_id")
    return context.find(kind, number) if isinstance(kind, str) and isinstance(number, int) else None


def respond(context: Context, instance: Stored, response: Row, login: int | None) -> None:
    """Notes somebody's response to the step at which the instance stands, and moves on where it decides that.

    ``response`` has ``occurrence``, ``option``, ``comment`` and ``attachments``. Raises: Unprocessable for another step, an
    option that it does not have, and a second, different response; Conflict for a workflow that has ended; Forbidden for
    somebody who is not assigned, and no Admin.
    """
    if _repeated(instance, response, login):
        return
    body = present(instance)
    step = current(body)
    if step is None:
        forbid(INSTANCES, str(body.get("status")), "only the step of a workflow in progress can be responded to")
    if response["occurrence"] != step["id"]:
        raise Unprocessable(fields={"current_step_occurrence_id": [f"is not the current step, which is {step['name']}"]})
    option = next((row for row in step["options"] if row["id"] == response["option"]), None)
    if option is None:
        raise Unprocessable(fields={"selected_response_option_id": ["does not exist"]})
    assignee = next((row for row in step["assignees"] if row["id"] == login), None)
    if assignee is None and step["assignees"] and context.permit.level < ADMIN:
        raise Forbidden()
    row = {
        **option,
        "id": context.records.next_id(),
        "option_id": option["id"],
        "login_id": login,
        "on_behalf": assignee is None,
        "role_type": assignee["role_type"] if assignee else "responder",
        "required": bool(assignee and assignee["required"]),
        "comment": response.get("comment"),
        "attachments": response.get("attachments") or [],
        "responded_at": context.now(),
    }
    step["responses"].append(row)
    account(context, instance, step, row)
    decision = decided(step)
    if decision is not None:
        leave(context, body, decision)
    context.change(instance, body)
    if body.get("status") == COMPLETE:
        finish(context, instance_item(context, instance), str(body.get("outcome")))


def _repeated(instance: Stored, response: Row, login: int | None) -> bool:
    """Whether somebody says again what they said of that step. Raises: Unprocessable where it is something else."""
    for step in instance.body.get("occurrences") or ():
        earlier = next((row for row in step["responses"] if row["login_id"] == login), None)
        if step["id"] == response["occurrence"] and earlier is not None:
            if (earlier["option_id"], earlier["comment"]) == (response["option"], response.get("comment")):
                return True
            raise Unprocessable(fields={"selected_response_option_id": ["another response was given already"]})
    return False


def account(context: Context, instance: Stored, step: Mapping[str, object], row: Row) -> None:
    """An activity of the older paths for a response, unless it is one of those that is being made."""
    if context.operation.kind != ACTIVITIES:
        context.put(ACTIVITIES, activity(context, instance, step, row))


def activity(context: Context, instance: Stored, step: Mapping[str, object], row: Row) -> Row:
    """What an activity says of a response: how long the ball was in whose court, and what was done."""
    began = str(step["started_at"])
    seconds = int((instant(context.now()) - instant(began)) / timedelta(seconds=1))
    return {
        "workflow_instance_id": instance.id,
        "workflow_activity_id": row["option_id"],
        "workflow_activity_name": row["name"],
        "workflow_state_id": step["id"],
        "workflow_state_name": step["name"],
        "performed_by_id": row["login_id"],
        "comments": row["comment"],
        "bic_start": began,
        "bic_end": context.now(),
        "bic_duration": str(seconds),
        "workflowed_object_id": instance.body.get("workflowed_object_id"),
        "workflowed_object_type": instance.body.get("workflowed_object_type"),
        "workflow_user_role_id": next((group["id"] for group in _groups(instance, row)), None),
        "workflow_user_role_name": next((group["name"] for group in _groups(instance, row)), None),
    }


def _groups(instance: Stored, row: Row) -> list[Row]:
    groups = instance.body.get("groups") or []
    return [group for group in groups if row["login_id"] in group["login_ids"]] or groups
