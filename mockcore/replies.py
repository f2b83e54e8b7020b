"""Answers as they leave the engine: with the operation's status, or as a failure in the dialect of the path."""

import orjson

from mockcore.call import Call, Reply
from mockcore.errors import MockError
from mockcore.reference import error_body
from mockcore.reference.operation import Operation
from mockcore.verbs.answer import Answer

JSON = "application/json; charset=utf-8"
EVERY_REPLY = [
    ("Cache-Control", "no-store, must-revalidate, private, max-age=0"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
]


def reply(operation: Operation, answer: Answer) -> Reply:
    """An answer with the operation's status. An empty JSON answer is ``{}`` or a 204 without body."""
    status = answer.status or operation.status
    body = answer.text if answer.text is not None else orjson.dumps(answer.value, default=str)
    if not body and status not in (204, 302, 304):
        body = b"{}"
    headers = [*EVERY_REPLY, *answer.headers] if answer.headers else EVERY_REPLY
    return Reply(status, b"" if status in (204, 304) else body, headers, answer.media_type or JSON)


def refusal(call: Call, error: MockError) -> Reply:
    """A failure as an answer."""
    headers = [*EVERY_REPLY, *error.headers.items()]
    return Reply(error.status, error_body.render(error, call.path), headers, JSON)
