"""Signatures of those who approve or receive an action plan and of those who verify an item. Source: reference."""

import base64
from contextlib import suppress
from typing import Any

from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.filling import attachment
from mockcore.store.records import Stored

_OPERATIONS = tuple(
    f"action_plans/{name}/{{}}/signature" for name in ("plan_approvers", "plan_receivers", "plan_item_assignees")
)


@action(*(f"GET {path}" for path in _OPERATIONS))
def show(context: Context) -> Any:
    """The signature. Raises: NotFound while there is none."""
    return _answered(context, _party(context))


@action(*(f"POST {path}" for path in _OPERATIONS))
def sign(context: Context) -> Any:
    """Keeps the picture of a signature, sent as a file or as text. Raises: Unprocessable without one."""
    party = _party(context)
    file = attachment(context, _picture(context.attributes))
    signature = {
        "id": context.records.next_id(),
        "attachment": file,
        "captured_at": context.now(),
        "captured_by_id": context.user_id,
    }
    context.change(party, {"signature": signature})
    return _answered(context, party)


@action(*(f"DELETE {path}" for path in _OPERATIONS))
def withdraw(context: Context) -> None:
    """Takes the signature away. Raises: NotFound while there is none."""
    party = _party(context)
    if not party.body.get("signature"):
        raise NotFound()
    context.change(party, {"signature": None})


def _party(context: Context) -> Stored:
    return context.record(context.operation.parents[-1][0])


def _answered(context: Context, party: Stored) -> Stored:
    signature = party.body.get("signature")
    if not signature:
        raise NotFound()
    return party.below(context.operation.kind, signature["id"], signature, signature["captured_at"])


def _picture(values: dict[str, Any]) -> Upload:
    file, text = values.get("attachment"), values.get("attachment_string")
    if isinstance(file, Upload):
        return file
    if not text:
        raise Unprocessable(fields={"attachment": [Reason.BLANK]})
    head, _, data = str(text).rpartition(",")
    # Text outside of ASCII is a ValueError that is no `binascii.Error`.
    with suppress(ValueError):
        return Upload("signature.png", head[5:].partition(";")[0] or "image/png", base64.b64decode(data, validate=True))
    return Upload("signature.txt", "text/plain", str(text).encode())
