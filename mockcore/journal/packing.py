"""An exchange as bytes, whole: how one worker hands it to the others."""

import marshal

from mockcore.call import Call, Reply
from mockcore.journal.exchange import Exchange

# What a strike does to an answer is done by then: the others only ask whether there was one.
STRUCK = "struck"


def packed(exchange: Exchange) -> bytes:
    """Everything but its number, which it gets where it is kept."""
    call, reply = exchange.call, exchange.reply
    sent = (
        call.method, call.path, call.query, dict(call.headers), call.body, call.url, call.at,
        [tuple(pair) for pair in call.reply_headers], call.lifecycle, call.operation, call.client_id,
        call.company_id, call.quota, call.fault, None if call.strike is None else STRUCK,
        [dict(finding) for finding in call.findings],
    )  # fmt: skip
    headers = [(name, value) for name, value in reply.headers]
    return marshal.dumps(
        (
            exchange.at,
            exchange.seconds,
            exchange.method,
            exchange.request_id,
            sent,
            (reply.status, reply.body, headers, reply.media_type),
        )
    )


def unpacked(number: int, data: bytes) -> Exchange:
    """The exchange with that number."""
    at, seconds, method, request_id, sent, received = marshal.loads(data)  # noqa: S302 - only what a process of this server sealed
    return Exchange(number, at, seconds, method, Call(*sent), Reply(*received), request_id)
