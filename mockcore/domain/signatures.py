"""Signatures that people draw or send: the picture, who captured it and when. Source: reference."""

import base64
from contextlib import suppress
from typing import Any

from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.request.context import Context
from mockcore.request.filling import attachment
from mockcore.store.records import Stored

FIELD = "signature"


def signer(context: Context) -> Stored:
    """The record that the path names as the one that is signed."""
    return context.record(context.operation.parents[-1][0])


def shown_signature(context: Context, record: Stored) -> Stored:
    """The signature of a record as one of its own. Raises: NotFound while there is none."""
    signature = record.body.get(FIELD)
    if not signature:
        raise NotFound()
    return record.below(context.operation.kind, signature["id"], signature, signature["captured_at"])


def capture(context: Context, record: Stored) -> None:
    """Keeps the picture of a signature, sent as a file or as text. Raises: Unprocessable without one."""
    signature = {
        "id": context.records.next_id(),
        "attachment": attachment(context, _picture(context.attributes)),
        "captured_at": context.now(),
        "captured_by_id": context.user_id,
    }
    context.change(record, {FIELD: signature})


def withdraw(context: Context, record: Stored) -> None:
    """Takes the signature away. Raises: NotFound while there is none."""
    if not record.body.get(FIELD):
        raise NotFound()
    context.change(record, {FIELD: None})


def _picture(values: dict[str, Any]) -> Upload:
    file, text = values.get("attachment"), values.get("attachment_string")
    if isinstance(file, Upload):
        return file
    if not text:
        raise Unprocessable(fields={"attachment": [Reason.BLANK]})
    head, _, data = str(text).rpartition(",")
    # What is not ASCII is no base64 either, and another error.
    with suppress(ValueError):
        return Upload("signature.png", head[5:].partition(";")[0] or "image/png", base64.b64decode(data, validate=True))
    return Upload("signature.txt", "text/plain", str(text).encode())
