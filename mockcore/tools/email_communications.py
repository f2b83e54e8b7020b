"""Emails about records: a communication has the email that began it, and those sent after it. Source: reference (the paths).

That an email is sent at once, by the caller, is assumed.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.request.filling import check_references
from mockcore.request.uploaded_files import attach
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

COMMUNICATIONS, EMAILS = "email_communications", "email_communications/emails"
TOPIC = ("topic_type", "topic_id")


@before(COMMUNICATIONS, "create")
def begin(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A communication is about the record that the query names, and called as its body says. Source: reference."""
    opening = values.get("communication")
    if isinstance(opening, dict) and opening.get("subject") is not None:
        values.setdefault("subject", opening["subject"])
    values |= {name: context.inputs.query.get(name) for name in TOPIC}


@after(COMMUNICATIONS, "create")
def send_first(context: Context, communication: Stored) -> None:
    """The email in the body is the first of the communication. Source: reference."""
    email = communication.body.get("email")
    if isinstance(email, dict):
        _send(context, communication, email)


def _send(context: Context, communication: Stored, email: Mapping[str, Any]) -> None:
    shown = {name: communication.body.get(name) for name in ("subject", "private", *TOPIC)}
    text = email.get("body")
    sent = {"communication_id": communication.id, "email_sent_at": context.now(), "login_information_id": context.user_id}
    values = {**email, **shown, **sent, "sanitized_body_html": text}
    attach(context, values, None)
    context.put(EMAILS, values, communication.id)


@action("POST email_communications/{}/emails")
def send(context: Context) -> Stored:
    """Sends one more email of the communication. Raises: NotFound; Unprocessable for recipients that there are not."""
    communication = context.locate(COMMUNICATIONS, context.inputs.path["communication_id"])
    check_references(context, EMAILS, context.attributes)
    _send(context, communication, context.attributes)
    return context.change(communication, {})


@computed(COMMUNICATIONS, "emails")
def emails(communication: Stored, context: Context) -> list[Stored]:
    """What was sent, in order."""
    return list(context.children(EMAILS, communication.id))


@narrow(EMAILS)
def of_topic(context: Context, selection: Selection) -> None:
    """``topic_type`` and ``topic_id`` ask for the emails about one record. Source: reference."""
    query = context.inputs.query
    selection.conditions += [Condition(name, "eq", query[name]) for name in TOPIC if query.get(name) is not None]
