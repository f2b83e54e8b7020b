"""Submittals: formatted number, free numbers, workflow, closing and distribution. Source: observed; reference."""

from typing import Any

from mockcore.domain.references import name_of, referenced
from mockcore.domain.submittal_workflow import (
    CLOSED,
    OPEN,
    RESPONSES,
    STATUSES,
    SUBMITTALS,
    approvers_of,
    holders,
    kind_of_status,
)
from mockcore.errors import Reason, Unprocessable
from mockcore.reference.coercion import whole
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, narrow
from mockcore.request.filling import check_references
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

# What all revisions of a submittal have in common.
CHAIN = ("number", "specification_section_id")


@before(SUBMITTALS, "create", "update")
def format_number(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Specification section, number and revision make the formatted number. Source: observed."""
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
    follow_status(context, values, record)


def follow_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A closed status dates the closing; a new submittal with a workflow is open, unless it has a status. The ball follows.

    Source: documented, submittals (a draft is sent to nobody); that a workflow opens a submittal without a status is assumed.
    """
    if record is None and values.get("workflow_data") and values.get("status_id") is None:
        opened = context.first(STATUSES, status=OPEN)
        values["status_id"] = opened.id if opened else None
    if values.get("status_id"):
        closed = kind_of_status(context, values) == CLOSED
        former = record.body.get("closed_at") if record else None
        values["closed_at"] = (former or context.now()) if closed else None
    if record is None or not values.keys().isdisjoint(("status_id", "submittal_manager_id")):
        merged = {**(record.body if record else {}), **values}
        values["ball_in_court_ids"] = holders(context, merged, approvers_of(context, record) if record else ())


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


@computed(SUBMITTALS, "closed")
def closed(submittal: Stored, context: Context) -> bool:
    """Whether its status is one of closed submittals."""
    return kind_of_status(context, submittal.body) == CLOSED


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


@action("PATCH submittal_logs/{}/close_and_distribute")
def close_and_distribute(context: Context) -> Stored:
    """Closes the submittal and sends it to the recipients, with the responses of the approvers that were selected.

    Raises: Unprocessable for a recipient, approver or status of nobody's, or a status that is not a closed one.
    Source: reference; documented, submittals (the closed status).
    """
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
        "distributed_responses": _select_responses(context, submittal, values.get("selected_approvers") or []),
        "selected_approver_ids": [row.get("id") for row in values.get("selected_approvers") or []],
        "sent_at": at,
    }
    closing: dict[str, Any] = {
        "closed_at": submittal.body.get("closed_at") or at,
        "distributed_at": at,
        "ball_in_court_ids": [],
    }
    status = _closed_status(context, values.get("submittal_log_status_id"))
    changes: dict[str, Any] = {**values, **closing, "status_id": status or submittal.body.get("status_id")}
    submittal.body.pop("status", None)
    changes["distributed_submittals"] = [*(submittal.body.get("distributed_submittals") or []), distributed]
    context.change(submittal, changes)
    return submittal.below("submittals.distributed_submittals", number, distributed, at)


def _closed_status(context: Context, number: Any) -> int | None:
    """The status that a distribution gives: the one named, else the first closed one."""
    if number is None:
        closed = context.first(STATUSES, status=CLOSED)
        return closed.id if closed else None
    if referenced(context, STATUSES, number, "submittal_log_status_id").body.get("status") != CLOSED:
        raise Unprocessable(fields={"submittal_log_status_id": ["is not a status of closed submittals"]})
    return int(number)


def _select_responses(context: Context, submittal: Stored, selected: list[dict[str, Any]]) -> list[dict[str, Any]]:
    approvers = {approver.id: approver for approver in approvers_of(context, submittal)}
    rows = []
    for row in selected:
        approver = approvers.get(row.get("id") or 0)
        if approver is None:
            raise Unprocessable(fields={"selected_approvers": [Reason.UNKNOWN]})
        context.change(approver, {"distributed": True})
        response = approver.body.get("submittal_response_id")
        shown = {"submittal_response_id": response, "response_name": name_of(context, RESPONSES, response)}
        comment = approver.body.get("comment") if row.get("include_comment", True) else None
        person = {"submittal_approver_id": approver.id, "user_id": approver.body.get("user_id")}
        rows.append({"id": context.records.next_id(), "comment": comment, **person, **shown})
    return rows
