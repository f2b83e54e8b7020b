"""What happened in a workflow: its history, and the states and activities of the older paths, which are its steps and options.

Source: reference (paths and fields); documented, reference of 2026-09 (events of a history); that an activity of the older
paths is a response to the step, and what each is called, is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.workflow_instances import ACTIVITIES, TEMPLATES, activity, respond
from mockcore.domain.workflow_steps import END, Row, current, people, response_row
from mockcore.domain.workflowed_items import INSTANCES, TERMINATED
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

PATH = "/rest/v1.0/workflow_activity_histories"


@action("GET workflows/instances/{}/history")
def history(context: Context) -> Row:
    """The steps at which it stood, with the responses to each, in their order."""
    instance = context.record(INSTANCES)
    body, rows = instance.body, [step_event(context, step) for step in instance.body.get("occurrences") or ()]
    events = [{"type": "WorkflowStarted", "details": {"started_at": body.get("started_at")}}, *rows]
    if body.get("status") == TERMINATED:
        by = next(iter(people(context, [body.get("terminated_by_id")])), None)
        details = {"name": TERMINATED, "terminated_at": body.get("terminated_at"), "terminated_by": by}
        events.append({"type": "WorkflowTerminated", "details": details})
    late = body.get("overdue_at") is not None and body["overdue_at"] < context.now()
    return {
        "instance_id": str(instance.id),
        "name": body.get("template_name"),
        "format": "linear",
        "status": "overdue" if late else body.get("status"),
        "started_at": body.get("started_at"),
        "ended_at": body.get("ended_at"),
        "blocked_reason": None,
        "blocked_is_retriable": False,
        "blocked_learn_more_url": None,
        "current_step_index": len(rows) if current(body) is not None else None,
        "history": events,
    }


def step_event(context: Context, step: Row) -> Row:
    """One step of a history: answered, or the end."""
    status = "complete" if step["ended_at"] else "in_progress"
    names = ("uuid", "name", "started_at", "ended_at")
    details = {"id": str(step["id"]), **{name: step[name] for name in names}, "due_date": step["overdue_at"], "status": status}
    if step.get("type") == END:
        return {"type": "EndStep", "details": {**details, "end_type": step["name"]}}
    added = [_added(context, row) for row in step.get("additional_assignees", ())]
    answered = {
        "decision_type": "required_responders_decide",
        "required_responders_decide": True,
        "responses": [response_row(context, row) for row in step["responses"]],
        "overall_response": step.get("overall"),
        "overall_response_type": step.get("overall_type"),
        "available_response_options": [{**option, "id": str(option["id"])} for option in step["options"]],
        "individual_assignees": [
            {**row, "required": assignee["required"], "role_type": assignee["role_type"]}
            for assignee in step["assignees"]
            for row in people(context, [assignee["id"]])
        ],
        "additional_assignees": added,
        "notification_recipients": [],
        "events": [],
    }
    return {"type": "ResponseStep", "details": {**details, **answered}}


def _added(context: Context, row: Row) -> Row:
    by = next(iter(people(context, [row["invited_by_id"]])), None)
    names = ("required", "role_type", "created_at", "reason", "comment")
    return {**{name: row[name] for name in names}, "invited_by": by, "logins": people(context, row["login_ids"])}


@before(ACTIVITIES, "create")
def perform(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An activity is a response to the step at which its workflow stands.

    Raises: Unprocessable for an activity that the step does not have; Conflict for a workflow that has ended; as ``respond``.
    """
    number = values.get("workflow_instance_id") or context.parameter("workflow_instance_id")
    instance = referenced(context, INSTANCES, number, "workflow_instance_id")
    step = current(instance.body)
    option, login = identified(values.get("workflow_activity_id")), identified(values.get("performed_by_id"))
    response = {"occurrence": step["id"] if step else None, "option": option, "comment": values.get("comments")}
    respond(context, instance, response, login or context.user_id)
    stored = next((row for row in instance.body["occurrences"] if step and row["id"] == step["id"]), None)
    if stored is not None:
        own = {name: value for name, value in values.items() if value is not None}
        values |= activity(context, instance, stored, stored["responses"][-1]) | own


@computed(ACTIVITIES, "performed_by_name")
def performed_by_name(row: Stored, context: Context) -> str | None:
    """The name of whoever did it."""
    user = referred(context, "users", row.body.get("performed_by_id"))
    return str(user.body.get("name")) if user is not None else None


@action("GET workflow_permanent_logs")
def permanent_logs(context: Context) -> list[Row]:
    """What was done in the workflows of an item, of every instance."""
    sought = [
        Condition(name, "eq", number if (number := context.inputs.query.get(f"filters[{name}]")) else None)
        for name in ("workflowed_object_id", "workflowed_object_type")
    ]
    rows = context.every(Selection(ACTIVITIES, company_id=context.company_id, conditions=sought))
    return [
        {
            "id": row.id,
            "activity": row.body.get("workflow_activity_name"),
            "attachments": [],
            "ball_in_court_duration": row.body.get("bic_duration"),
            "comments": row.body.get("comments"),
            "created_at": row.created_at,
            "performed_by": performed_by_name(row, context),
            "user_role": row.body.get("workflow_user_role_name"),
        }
        for row in rows
    ]


@computed(INSTANCES, "current_workflow_state")
def current_workflow_state(instance: Stored, context: Context) -> Row | None:
    """The step at which it stands, or stood at last."""
    steps = instance.body.get("occurrences") or ()
    return {"id": steps[-1]["id"], "name": steps[-1]["name"], "status": instance.body.get("status")} if steps else None


@computed(INSTANCES, "current_state_set_at")
def current_state_set_at(instance: Stored, context: Context) -> str | None:
    """Since when."""
    steps = instance.body.get("occurrences") or ()
    return steps[-1]["started_at"] if steps else None


@computed(INSTANCES, "becomes_overdue_at")
def becomes_overdue_at(instance: Stored, context: Context) -> str | None:
    """Until when the step is to be answered."""
    return instance.body.get("overdue_at")


@computed(INSTANCES, "workflow")
def workflow(instance: Stored, context: Context) -> Row | None:
    """The template."""
    template = referred(context, TEMPLATES, instance.body.get("template_id"))
    if template is None:
        return None
    times = {"created_at": template.created_at, "updated_at": template.updated_at}
    name, tool = template.body.get("name"), template.body.get("tool_type")
    return {"id": template.id, "name": name, "class_name": tool, "domain": tool, "description": None, **times}


@computed(INSTANCES, "current_workflow_activities")
def current_activities(instance: Stored, context: Context) -> list[Row]:
    """What may be done at the step: its options, each with the request that does it."""
    step = current(instance.body)
    groups = instance.body.get("groups") or [{"id": None, "name": None, "login_ids": []}]
    group = groups[0]
    assignee = next(iter(people(context, group["login_ids"])), None)
    role = {"id": group["id"], "name": group["name"], "assignee": assignee and {**assignee, "id": int(assignee["id"])}}
    return [
        {
            "id": option["id"],
            "name": option["name"],
            "perform_activity": {
                "method": "POST",
                "url": PATH,
                "data": _by(instance, option, group),
            },
            "workflow_user_role": role if group["id"] is not None else None,
        }
        for option in (step["options"] if step is not None else ())
    ]


def _by(instance: Stored, option: Row, group: Row) -> Row:
    ids = {"workflow_activity_id": option["id"], "workflow_instance_id": instance.id}
    return {"workflow_activity_history": {**ids, "workflow_user_role_id": group["id"]}}
