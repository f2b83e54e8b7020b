"""The workflow of a submittal: its approvers step by step, who holds the ball, when each has to answer.

Source: documented, submittals (all whose answer is required answer before the next step; who forwards waits); reference
(approvers of one group act at the same time); assumed (a refusal ends the workflow; days are days of the calendar).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from mockcore.domain.references import referred
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.store.records import Stored

SUBMITTALS, APPROVERS, STATUSES, RESPONSES = "submittals", "submittal_approvers", "submittal_statuses", "submittal_responses"
OPEN, CLOSED = "Open", "Closed"
# What a response counts as that ends the workflow.
REFUSALS = frozenset({"rejected", "revise and resubmit"})


def approvers_of(context: Context, submittal: Stored) -> list[Stored]:
    """The approvers of a submittal in the order of their steps."""
    if not submittal.body.get("_steps"):
        return []
    rows = context.once((APPROVERS, submittal.id), lambda: context.children(APPROVERS, submittal.id))
    return sorted(rows, key=lambda row: (step_of(row), row.id))


def step_of(approver: Stored) -> int:
    """The number of the approver's step, from 1."""
    return int(approver.body.get("workflow_group_number") or 0)


def has_answered(approver: Stored) -> bool:
    """Whether the approver has returned the submittal."""
    return bool(approver.body.get("returned_date"))


def current_step(approvers: Sequence[Stored]) -> list[Stored]:
    """The approvers of the step that is not over yet; none once all are over, or after a refusal."""
    for _, group in groupby(approvers, step_of):
        members = list(group)
        required = [row for row in members if row.body.get("response_required") is not False]
        if not (all(map(has_answered, required)) if required else any(map(has_answered, members))):
            return members
        if any(row.body.get("_considered") in REFUSALS for row in members):
            return []
    return []


def awaited(approvers: Sequence[Stored]) -> list[Stored]:
    """The approvers whose turn it is: those of the current step, but for who waits for an answer to what was forwarded."""
    waiting = [row for row in current_step(approvers) if not has_answered(row)]
    forwarders = {row.body.get("_forwarded_by") for row in waiting}
    return [row for row in waiting if row.id not in forwarders]


def kind_of_status(context: Context, submittal: Mapping[str, Any]) -> str | None:
    """Draft, Open or Closed: what the status of a submittal counts as; None where it has none."""
    status = referred(context, STATUSES, identified(submittal.get("status_id")))
    return status.body.get("status") if status else None


def holders(context: Context, submittal: Mapping[str, Any], approvers: Sequence[Stored]) -> list[int]:
    """Who holds the ball: whoever's turn it is while the submittal is open, else its manager; nobody once it is closed."""
    kind = kind_of_status(context, submittal)
    if kind == CLOSED:
        return []
    turn = awaited(approvers) if kind == OPEN else []
    people = [row.body["user_id"] for row in turn] or [submittal.get("submittal_manager_id")]
    return list(dict.fromkeys(person for person in people if isinstance(person, int)))


def advance(context: Context, submittal: Stored) -> None:
    """Sends an open submittal to those whose turn it is, and passes the ball."""
    approvers = approvers_of(context, submittal)
    if kind_of_status(context, submittal.body) == OPEN:
        for row in awaited(approvers):
            if not row.body.get("sent_date"):
                context.change(row, _sending(context, row))
    people = holders(context, submittal.body, approvers)
    if people != submittal.body.get("ball_in_court_ids"):
        context.change(submittal, {"ball_in_court_ids": people})


def _sending(context: Context, approver: Stored) -> dict[str, Any]:
    sent = context.now()[:10]
    return {"sent_date": sent, "due_date": approver.body.get("due_date") or later(sent, approver.body.get("days_to_respond"))}


def later(day: str, days: Any) -> str | None:
    """The day so many days after another; None without a number of days, and for a day that no calendar has."""
    if not isinstance(days, int):
        return None
    with suppress(OverflowError):
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    return None
