"""RFIs: the question, whose turn it is, replies, and closing by acceptance. Source: observed; reference."""

from collections.abc import Mapping
from typing import Any

from mockcore.domain.references import name_of, referenced
from mockcore.domain.rfi_ball import pass_ball
from mockcore.reference.coercion import whole
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed, filtered
from mockcore.request.transitions import transitions
from mockcore.request.uploaded_files import attach
from mockcore.store.query import Condition
from mockcore.store.records import Stored

RFIS, REPLIES = "rfis", "rfis/replies"
PEOPLE, VERBS = ("assignee_ids", "required_assignee_ids", "distribution_ids"), ("add", "remove")
EDITS = frozenset(f"{verb}_{name}" for verb in VERBS for name in PEOPLE)
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
    edit_lists(values, {})
    pass_ball(values, {})


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
    edit_lists(values, old)
    accepted, draft = values.get("accepted"), values.get("draft")
    if accepted is not None or draft is not None:
        values["status"] = "closed" if accepted else "draft" if draft else "open"
    status = values.get("status")
    if status is not None and status != old.get("status"):
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
    pass_ball(values, old)


def edit_lists(values: dict[str, Any], old: Mapping[str, Any]) -> None:
    """``add_assignee_ids`` and the like change a list of people by some of them. Source: reference."""
    if not EDITS.isdisjoint(values):
        for name in PEOPLE:
            added, removed = (values.pop(f"{verb}_{name}", None) or [] for verb in VERBS)
            if added or removed:
                present = values.get(name, old.get(name)) or []
                values[name] = [person for person in dict.fromkeys([*present, *added]) if person not in removed]
    if "assignee_ids" in values:
        values.setdefault("assignee_id", next(iter(values["assignee_ids"] or ()), None))
    elif values.get("assignee_id") is not None:
        values["assignee_ids"] = [values["assignee_id"]]


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


@computed(RFIS, "full_number")
def full_number(rfi: Stored, context: Context) -> str | None:
    """The number behind the prefix of its stage, where it has one. Source: reference; the form is assumed."""
    number = rfi.body.get("number")
    return None if number in (None, "") else f"{rfi.body.get('prefix') or ''}{number}"


@computed(RFIS, "status")
def status(rfi: Stored, context: Context) -> str | None:
    """What it was set to; recycled while it lies in the recycle bin. Source: reference (the statuses)."""
    return "recycled" if rfi.deleted_at is not None else rfi.body.get("status")


@computed(RFIS, "translated_status")
def translated_status(rfi: Stored, context: Context) -> str | None:
    """The status as people read it."""
    shown = status(rfi, context)
    return shown.capitalize() if shown else None


@computed(RFIS, "deleted")
def deleted(rfi: Stored, context: Context) -> bool:
    """Whether it lies in the recycle bin."""
    return rfi.deleted_at is not None


@filtered(RFIS, "overdue")
def overdue(context: Context, values: list[Any]) -> list[Condition]:
    """Open RFIs whose due date has passed, whatever the filter's value. Source: reference; that open ones count is assumed."""
    return [Condition("due_date", "lt", context.now()[:10]), Condition("status", "eq", "open")]
