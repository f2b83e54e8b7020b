"""Workflows of submittals: the steps that `workflow_data` lists, and what an answer shows of them.

Source: reference (a list of steps, each a list of approvers); that a step which is listed again keeps its responses is assumed.
"""

from datetime import date
from typing import Any

from mockcore.domain.references import name_of, referenced, referred
from mockcore.domain.submittal_workflow import (
    APPROVERS,
    RESPONSES,
    SUBMITTALS,
    advance,
    approvers_of,
    awaited,
    current_step,
    has_answered,
    step_of,
)
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.request.deletion import remove
from mockcore.store.records import Stored

NAMES = ("approver_type", "days_to_respond", "due_date")


@before(SUBMITTALS, "create", "update")
def read_steps(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Each list in ``workflow_data`` is a step, whose approvers act at the same time. Raises: Unprocessable for nobody's id."""
    if not isinstance(values.get("workflow_data"), list):
        return
    steps = []
    for step in values["workflow_data"]:
        rows = [row for row in (step if isinstance(step, list) else [step]) if isinstance(row, dict)]
        for row in rows:
            referenced(context, "users", row.get("login_information_id"), "workflow_data")
        steps.append(rows)
    values |= {"_steps": len(steps), "workflow_data": steps}


@after(SUBMITTALS, "create", "update")
def follow_workflow(context: Context, submittal: Stored) -> None:
    """The approvers are those of the workflow; who was one before keeps the response. An open submittal is sent.

    Source: documented, submittals; reference; that responses are kept is assumed.
    """
    steps = submittal.body.get("workflow_data")
    if not submittal.body.get("_steps") and not steps:
        return
    present = list(approvers_of(context, submittal))
    for number, step in enumerate(steps or [], 1):
        for row in step:
            values = _values(row, number)
            approver = _same(present, row, number)
            if approver is None:
                context.put(APPROVERS, {**values, "distributed": False}, submittal.id)
                continue
            present.remove(approver)
            if any(approver.body.get(name) != value for name, value in values.items()):
                context.change(approver, values)
    if steps is not None:
        for approver in present:
            if not approver.body.get("_forwarded_by"):
                remove(context, approver)
    advance(context, submittal)


def _values(row: dict[str, Any], number: int) -> dict[str, Any]:
    texts = {name: row[name] for name in NAMES if name in row}
    required = row.get("response_required") is not False
    place = {"user_id": row["login_information_id"], "workflow_group_number": number, "response_required": required}
    return {**texts, **place}


def _same(approvers: list[Stored], row: dict[str, Any], number: int) -> Stored | None:
    """The approver whom a row means: by id, else the person at that step."""
    identifier = row.get("submittal_log_approver_id")
    if identifier is not None:
        return next((approver for approver in approvers if approver.id == identifier), None)
    at_step = (approver for approver in approvers if step_of(approver) == number)
    return next((approver for approver in at_step if approver.body.get("user_id") == row["login_information_id"]), None)


@action("GET submittals/{}/workflow_data")
def workflow_data(context: Context) -> dict[str, Any]:
    """The steps of the submittal's workflow with the approvers of each."""
    approvers = approvers_of(context, context.record(SUBMITTALS))
    steps: dict[int, list[int]] = {}
    for approver in approvers:
        steps.setdefault(step_of(approver), []).append(approver.id)
    rows = [{"id": number, "number": number, "approver_ids": people} for number, people in steps.items()]
    return {"approvers": [_shown(context, approver) for approver in approvers], "attachments": [], "steps": rows}


def _shown(context: Context, approver: Stored) -> dict[str, Any]:
    user = referred(context, "users", approver.body.get("user_id"))
    return {
        "id": approver.id,
        "attachment_ids": approver.body.get("attachment_ids") or [],
        "company_name": name_of(context, "vendors", user.body.get("vendor_id")) if user else None,
        "days_to_respond": approver.body.get("days_to_respond"),
        "name": str(user.body.get("name") or "") if user else "",
        "response_required": approver.body.get("response_required") is not False,
    }


@computed(SUBMITTALS, "approvers")
def approvers_in_order(submittal: Stored, context: Context) -> list[Stored]:
    """Who approves, in the order of the steps."""
    return approvers_of(context, submittal)


@computed(SUBMITTALS, "responses")
def responses(submittal: Stored, context: Context) -> list[dict[str, Any]]:
    """What the approvers answered, in order."""
    answered = [row for row in approvers_of(context, submittal) if has_answered(row)]
    return [{"response": name_of(context, RESPONSES, row.body.get("submittal_response_id"))} for row in answered]


@computed(SUBMITTALS, "current_step_approvers")
def current_step_approvers(submittal: Stored, context: Context) -> list[dict[str, Any]]:
    """The approvers of the step that is not over yet."""
    rows = current_step(approvers_of(context, submittal))
    return [
        {
            "id": str(row.id),
            "response_required": str(row.body.get("response_required") is not False).lower(),
            "user": name_of(context, "users", row.body.get("user_id")),
        }
        for row in rows
    ]


@computed(SUBMITTALS, "current_step_sent_date")
def current_step_sent_date(submittal: Stored, context: Context) -> Any:
    """When the current step was sent."""
    rows = current_step(approvers_of(context, submittal))
    return min((row.body["sent_date"] for row in rows if row.body.get("sent_date")), default=None)


@computed(SUBMITTALS, "current_step_returned_date")
def current_step_returned_date(submittal: Stored, context: Context) -> Any:
    """When somebody of the current step answered last."""
    rows = current_step(approvers_of(context, submittal))
    return max((row.body["returned_date"] for row in rows if row.body.get("returned_date")), default=None)


@computed(SUBMITTALS, "bic_due_date")
def bic_due_date(submittal: Stored, context: Context) -> Any:
    """When the first of those who hold the ball has to answer."""
    rows = awaited(approvers_of(context, submittal))
    return min((row.body["due_date"] for row in rows if row.body.get("due_date")), default=None)


@computed(SUBMITTALS, "workflow_step", daily=True)
def workflow_step(submittal: Stored, context: Context) -> dict[str, Any] | None:
    """Which step it is of how many, and by how many days it is late."""
    approvers = approvers_of(context, submittal)
    if not approvers:
        return None
    rows = current_step(approvers)
    due = bic_due_date(submittal, context)
    late = (date.fromisoformat(context.now()[:10]) - date.fromisoformat(due)).days if due else 0
    steps = sorted({step_of(row) for row in approvers})
    return {
        "current_step": step_of(rows[0]) if rows else None,
        "days_late": max(0, late),
        "total_steps": len(steps),
    }
