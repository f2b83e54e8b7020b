"""Submittals: formatted number, free numbers, workflow, closing and distribution. Source: observed; reference."""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.reference.coercion import whole
from mockcore.request.context import Context
from mockcore.request.declare import action, before, narrow
from mockcore.request.filling import check_references
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

SUBMITTALS = "submittals"
# What all revisions of a submittal have in common.
CHAIN = ("number", "specification_section_id")


@before(SUBMITTALS, "create", "update")
def format_number(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Specification section, number and revision make the formatted number; a closed status dates the closing."""
    if record is None and values.get("source_submittal_log_id"):
        _follow_source(context, values)
    merged = {**(record.body if record else {}), **values}
    if record is None and merged.get("number") in (None, ""):
        merged["number"] = values["number"] = str(context.next_number(SUBMITTALS))
    if record is None:
        values["revision"] = merged["revision"] = str(merged.get("revision") or "0")
        values["current_revision"] = True
    section = merged.get("specification_section_id")
    specification = context.find("specification_sections", whole(str(section)) or 0) if section else None
    parts = (specification.body.get("number") if specification else None, merged.get("number"), merged.get("revision"))
    values["formatted_number"] = "-".join(str(text) for text in parts if text not in (None, ""))
    if values.get("status_id"):
        status = context.find("submittal_statuses", whole(str(values["status_id"])) or 0)
        closed = status is not None and status.body.get("status") == "Closed"
        values["closed_at"] = context.now() if closed else None
    manager = merged.get("submittal_manager_id")
    values["ball_in_court_ids"] = [] if values.get("closed_at", merged.get("closed_at")) or not manager else [manager]


def _follow_source(context: Context, values: dict[str, Any]) -> None:
    """A revision has the number and section of what it revises, the next revision number, and is the current one.

    Source: reference; that the earlier ones are current no more is assumed. Raises: Unprocessable for no such submittal.
    """
    source = referenced(context, SUBMITTALS, values["source_submittal_log_id"], "source_submittal_log_id")
    chain = _revisions(context, source)
    for name in ("number", "specification_section_id", "title"):
        if source.body.get(name) is not None:
            values.setdefault(name, source.body[name])
    last = max(whole(str(revision.body.get("revision"))) or 0 for revision in chain)
    values["revision"] = values.get("revision") or str(last + 1)
    for revision in chain:
        if revision.body.get("current_revision"):
            context.change(revision, {"current_revision": False})


def _revisions(context: Context, submittal: Stored) -> list[Stored]:
    selection = context.scoped(SUBMITTALS)
    place = [submittal.body.get(name) for name in CHAIN]
    return [other for other in context.every(selection) if [other.body.get(name) for name in CHAIN] == place]


@narrow(SUBMITTALS)
def only_revisions(context: Context, selection: Selection) -> None:
    """The revisions of a submittal are those with its number in its specification section. Source: reference."""
    if context.operation.tail == "revisions":
        submittal = context.record(SUBMITTALS)
        selection.conditions.append(Condition("id", "in", [revision.id for revision in _revisions(context, submittal)]))


@action("GET submittals/check_number")
def check_number(context: Context) -> dict[str, Any]:
    """Whether a number is free, and the next one."""
    following = str(context.following_number(SUBMITTALS))
    number = str(context.parameter("number") or following)
    available = context.first(SUBMITTALS, number=number) is None
    return {"current_number": number, "next_number": following, "number_available": available}


@action("GET submittals/{}/workflow_data")
def workflow_data(context: Context) -> dict[str, Any]:
    """The steps of the submittal's workflow with the people of each, as they were given."""
    submittal = context.record(SUBMITTALS)
    rows = [row for row in submittal.body.get("workflow_data") or [] if isinstance(row, dict)]
    approvers, steps = [], []
    for number, step in enumerate(rows, 1):
        people = step.get("user_ids") or step.get("approver_ids") or [step.get("user_id")]
        users = [context.find("users", person) for person in people if isinstance(person, int)]
        present = [user for user in users if user is not None]
        approvers += [_approver(context, user, step) for user in present]
        steps.append({"id": step.get("id") or number, "number": number, "approver_ids": [user.id for user in present]})
    return {"approvers": approvers, "attachments": [], "steps": steps}


def _approver(context: Context, user: Stored, step: dict[str, Any]) -> dict[str, Any]:
    vendor = context.find("vendors", user.body["vendor_id"]) if isinstance(user.body.get("vendor_id"), int) else None
    return {
        "id": user.id,
        "attachment_ids": [],
        "company_name": vendor.body.get("name") if vendor else None,
        "days_to_respond": step.get("days_to_respond"),
        "name": str(user.body.get("name") or ""),
        "response_required": bool(step.get("response_required", True)),
    }


@action("PATCH submittal_logs/{}/close_and_distribute")
def close_and_distribute(context: Context) -> Stored:
    """Closes the submittal and sends it to the recipients. Raises: Unprocessable for a recipient or status of nobody's."""
    submittal = context.record(SUBMITTALS)
    values = context.attributes
    check_references(context, SUBMITTALS, values)
    number, at = context.records.next_id(), context.now()
    distributed = {
        "id": number,
        "distributed_by_id": context.user_id,
        "distributed_to_ids": values.get("recipient_ids") or [],
        "message": values.get("message"),
        "submittal_description": values.get("submittal_description"),
        "sent_at": at,
    }
    changes: dict[str, Any] = {**values, "closed_at": at, "distributed_at": at, "ball_in_court_ids": []}
    closed = context.first("submittal_statuses", status="Closed")
    if values.get("submittal_log_status_id") or closed:
        changes["status_id"] = values.get("submittal_log_status_id") or (closed.id if closed else None)
        submittal.body.pop("status", None)
    changes["distributed_submittals"] = [*(submittal.body.get("distributed_submittals") or []), distributed]
    context.change(submittal, changes)
    return submittal.below("submittals.distributed_submittals", number, distributed, at)
