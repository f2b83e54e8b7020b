"""Approvers of submittals: their responses, and what they forward to others.

Source: documented, submittals (whom something can be forwarded to, and when); reference; that these are 409 and 422 is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.domain.submittal_workflow import (
    APPROVERS,
    OPEN,
    RESPONSES,
    SUBMITTALS,
    advance,
    approvers_of,
    awaited,
    has_answered,
    kind_of_status,
)
from mockcore.errors import NotFound, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before
from mockcore.request.states import forbid
from mockcore.store.records import Stored


@before(APPROVERS, "update")
def respond(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response returns the submittal today, one that counts as pending does not; ``forward_to`` asks somebody else first.

    Raises: NotFound for an approver of another submittal than the query says; Unprocessable for a response or person that
    there is not; Conflict while the answer to what was forwarded is waited for.
    Source: documented, submittals (the wait); reference (the attributes).
    """
    submittal = _submittal(context, record)
    if record is None or submittal is None:
        raise NotFound()
    if values.get("submittal_response_id") is not None:
        _wait_for_others(context, submittal, record)
        response = referenced(context, RESPONSES, values["submittal_response_id"], "submittal_response_id")
        considered = response.body.get("considered")
        values |= {"response_id": response.id, "_considered": considered}
        if considered != "pending":
            values["returned_date"] = values.get("returned_date") or record.body.get("returned_date") or context.now()[:10]
    elif "submittal_response_id" in values:
        values |= {"response_id": None, "_considered": None}
        values.setdefault("returned_date", None)
    if isinstance(values.get("forward_to"), dict):
        _forward(context, submittal, record, values["forward_to"])


def _submittal(context: Context, approver: Stored | None) -> Stored | None:
    number = context.inputs.query.get("submittal_id")
    if approver is None or number not in (None, approver.parent_id):
        return None
    return context.visible(context.current(SUBMITTALS, approver.parent_id or 0))


def _wait_for_others(context: Context, submittal: Stored, approver: Stored) -> None:
    reviewers = [row for row in approvers_of(context, submittal) if row.body.get("_forwarded_by") == approver.id]
    if not all(map(has_answered, reviewers)):
        forbid(SUBMITTALS, "forwarded for review", "whoever forwarded it responds after the one whom it was forwarded to")


def _forward(context: Context, submittal: Stored, approver: Stored, to: dict[str, Any]) -> None:
    """Adds an approver to the step, who holds the ball until the answer. Source: documented, submittals."""
    person = referenced(context, "users", to.get("user_id"), "forward_to")
    approvers = approvers_of(context, submittal)
    if person.id in [row.body.get("user_id") for row in approvers]:
        raise Unprocessable(fields={"forward_to": ["is in the workflow of the submittal already"]})
    kind = kind_of_status(context, submittal.body)
    if kind != OPEN:
        forbid(SUBMITTALS, kind, "it can be forwarded while it is Open")
    if approver.body.get("_forwarded_by"):
        forbid(SUBMITTALS, "forwarded for review", "whom it was forwarded to cannot forward it")
    if approver.id not in [row.id for row in awaited(approvers)]:
        forbid(SUBMITTALS, "in the court of others", "it can be forwarded by those who hold the ball")
    step = {"workflow_group_number": approver.body.get("workflow_group_number"), "approver_type": "Approver"}
    values = {**step, "user_id": person.id, "response_required": True, "distributed": False, "due_date": to.get("due_date")}
    context.put(APPROVERS, {**values, "_forwarded_by": approver.id}, submittal.id)


@after(APPROVERS, "update")
def pass_on(context: Context, approver: Stored) -> None:
    """Once all whose response is required have answered, it is the next step's turn; after the last one the manager's.

    A response that counts as rejected, or as to be revised, gives it back to the manager at the end of its step.
    Source: documented, submittals (the steps); that a refusal ends the workflow is assumed.
    """
    submittal = context.current(SUBMITTALS, approver.parent_id or 0)
    if submittal is not None:
        advance(context, submittal)
