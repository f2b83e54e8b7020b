"""RFIs: the question, whose turn it is, replies, and closing by acceptance. Source: observed; reference."""

from typing import Any

from mockcore.domain.references import name_of, referenced
from mockcore.reference.coercion import whole
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before
from mockcore.request.filling import check_references
from mockcore.request.transitions import transitions
from mockcore.request.uploaded_files import attach
from mockcore.store.records import Stored

RFIS, REPLIES = "rfis", "rfis/replies"
STATUS = transitions(
    RFIS,
    "status",
    initial="draft",
    steps={"draft": ("open", "recycled"), "open": ("closed", "draft", "recycled"), "closed": ("open", "recycled")},
    source="observed (accepted is closed, not accepted open again); that a draft is opened first is assumed",
)


@before(RFIS, "create")
def open_with_question(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new RFI is open unless it is a draft; its question becomes the first of ``questions``."""
    values["status"] = "draft" if values.get("draft") else "open"
    if not values.get("draft"):
        values["initiated_at"] = context.now()
    if values.get("source_rfi_header_id") is not None:
        _follow_source(context, values)
    # A revision asks what its RFI did, and nobody has answered it yet.
    former = values.pop("questions", None) or []
    question = values.pop("question", None) or next(({"body": row.get("body")} for row in former), None)
    if isinstance(question, dict):
        values["questions"] = [_question(context, question)]
    _pass_ball(values, {})


def _follow_source(context: Context, values: dict[str, Any]) -> None:
    """A revision has the number and stage of the RFI that it revises. Raises: Unprocessable for no such RFI."""
    source = referenced(context, RFIS, values["source_rfi_header_id"], "source_rfi_header_id")
    for name in ("number", "project_stage_id"):
        if values.get(name) in (None, "") and source.body.get(name) is not None:
            values[name] = source.body[name]
    if values.get("revision") in (None, ""):
        values["revision"] = str((whole(str(source.body.get("revision"))) or 0) + 1)


def _question(context: Context, values: dict[str, Any]) -> dict[str, Any]:
    text = str(values.get("body") or "")
    attach(context, values, None)
    return {
        **values,
        "id": context.records.next_id(),
        "body": text,
        "plain_text_body": text,
        "rich_text_body": text,
        "question_date": context.now(),
        "created_by": name_of(context, "users", context.user_id),
        "attachments": values.get("attachments") or [],
        "answers": [],
    }


@before(RFIS, "update")
def accept_or_reopen(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """``accepted`` closes and reopens; a status may change along its transitions only."""
    old = record.body if record else {}
    accepted, draft = values.get("accepted"), values.get("draft")
    if accepted is not None or draft is not None:
        values["status"] = "closed" if accepted else "draft" if draft else "open"
    status = values.get("status")
    if status is not None and status != old.get("status"):
        STATUS.check(old.get("status"), status)
        values["accepted"] = status == "closed"
        values["draft"] = status == "draft"
        values["time_resolved"] = context.now() if status == "closed" else None
        if status == "open" and not old.get("initiated_at"):
            values["initiated_at"] = context.now()
    question = values.pop("question", None)
    if isinstance(question, dict) and question.get("body"):
        questions = [dict(row) for row in old.get("questions") or []] or [_question(context, question)]
        questions[0] |= question | dict.fromkeys(("body", "plain_text_body", "rich_text_body"), question["body"])
        values["questions"] = questions
    _pass_ball(values, old)


def _pass_ball(values: dict[str, Any], old: dict[str, Any]) -> None:
    """The assignees hold the ball while the RFI is open, its manager otherwise; nobody once it is closed."""
    merged = {**old, **values}
    assignees = merged.get("assignee_ids") or ([merged["assignee_id"]] if merged.get("assignee_id") else [])
    manager = merged.get("rfi_manager_id")
    holders = {"open": assignees or [manager], "draft": [manager]}.get(str(merged.get("status")), [])
    values["ball_in_court_ids"] = [holder for holder in holders if holder]
    values["ball_in_court_id"] = next(iter(values["ball_in_court_ids"]), None)
    values["ball_in_court_role"] = None if not values["ball_in_court_ids"] else "assignee" if assignees else "manager"


@before(REPLIES, "create")
def sign_reply(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A reply carries its author and date; an official one does not close the RFI."""
    text = values.get("body") or values.get("plain_text_body") or ""
    for name in ("body", "plain_text_body", "rich_text_body"):
        values.setdefault(name, text)
    values.setdefault("official", False)
    values["answer_date"] = context.now()
    values["created_by"] = name_of(context, "users", context.user_id)


@after(REPLIES, "create", "update", "delete", "restore")
def show_answers(context: Context, reply: Stored) -> None:
    """The answers of the RFI's question are its replies."""
    rfi = context.current(RFIS, reply.parent_id or 0)
    if rfi is None or not rfi.body.get("questions"):
        return
    answers = [{"id": answer.id, **answer.body} for answer in context.children(REPLIES, rfi.id)]
    first, *others = rfi.body["questions"]
    context.change(rfi, {"questions": [{**first, "answers": answers}, *others]})


@action("PATCH rfis/{}/advance_ball_in_court")
def advance(context: Context) -> Any:
    """Passes the ball between the assignees and the manager."""
    rfi = context.record(RFIS)
    manager, assignees = rfi.body.get("rfi_manager_id"), rfi.body.get("assignee_ids") or []
    with_manager = rfi.body.get("ball_in_court_ids") == [manager]
    holders = assignees if with_manager and assignees else [manager] if manager else []
    changes = {"ball_in_court_ids": holders, "ball_in_court_id": next(iter(holders), None)}
    context.change(rfi, changes)
    return {}


@action("PATCH rfis/{}/forward_for_review")
def forward(context: Context) -> Any:
    """Adds reviewers, who hold the ball from now on. Raises: Unprocessable for people that there are not."""
    rfi = context.record(RFIS)
    check_references(context, RFIS, context.attributes)
    many = context.attributes.get("forwardee_ids")
    named = [value for name, value in context.attributes.items() if name.endswith("_id")]
    people = [value for value in (*(many if isinstance(many, list) else []), *named) if isinstance(value, int)]
    holders = people or rfi.body.get("ball_in_court_ids") or []
    assignees = list(dict.fromkeys([*(rfi.body.get("assignee_ids") or []), *people]))
    changes = {"assignee_ids": assignees, "ball_in_court_ids": holders, "ball_in_court_id": next(iter(holders), None)}
    context.change(rfi, changes)
    return {}
