"""One exchange: what was asked, what was answered, and what the gates noted on the way."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mockcore.call import Call, Reply
from mockcore.clock import stamp
from mockcore.journal import masking

# What an exchange costs beside its bodies: headers, objects, and their containers (measured).
OVERHEAD_BYTES = 3_000
MOST_BODY_BYTES = 262_144
# What was asked in text is kept longer: a sync of 1,000 rows is looked through for breaches.
MOST_TEXT_BYTES = 2_000_000


@dataclass(slots=True)
class Exchange:
    """As it was recorded; ``at`` is on the server's clock, ``seconds`` is real time."""

    number: int
    at: float
    seconds: float
    method: str
    call: Call
    reply: Reply
    request_id: str
    size: int = 0

    def cut(self) -> int:
        """Keeps the beginning of very large bodies only; what it takes of the journal's bound, in bytes."""
        call = self.call
        sent, received = len(call.body), len(self.reply.body)
        if sent > MOST_BODY_BYTES or received > MOST_BODY_BYTES:
            sent, received = self._shortened()
        headers = sum(map(len, call.headers.values()))
        self.size = size = OVERHEAD_BYTES + sent + received + headers + len(call.query) + len(call.path)
        return size

    def _shortened(self) -> tuple[int, int]:
        """The bytes of both bodies, once they are cut."""
        call, reply = self.call, self.reply
        most = MOST_BODY_BYTES if call.content_type.startswith("multipart/") else MOST_TEXT_BYTES
        call.body = call.body[:most]
        if len(reply.body) > MOST_BODY_BYTES:
            self.reply = reply = Reply(reply.status, reply.body[:MOST_BODY_BYTES], reply.headers, reply.media_type)
        return len(call.body), len(reply.body)

    def shown(self) -> dict[str, Any]:
        """The exchange as the control API tells it, without secrets."""
        call, reply = self.call, self.reply
        names = masking.secrets_of(call.path)
        return {
            "id": self.number,
            "at": stamp(datetime.fromtimestamp(self.at, UTC)),
            "duration_ms": round(self.seconds * 1000, 3),
            "request_id": self.request_id,
            "method": self.method,
            "path": masking.path(call.path),
            "query": masking.query(call.query, names),
            "operation": call.operation or None,
            "client_id": call.client_id or None,
            "company_id": call.company_id,
            "status": reply.status,
            "lifecycle": call.lifecycle or "active",
            "deprecated": bool(call.lifecycle),
            "fault": call.fault,
            "findings": list(call.findings),
            "url": call.url,
            "request": {
                "headers": masking.headers(call.headers),
                "body": masking.body(call.body, call.content_type, names),
            },
            "response": {
                "headers": {**masking.headers(reply.headers), **self._added()},
                "body": masking.body(reply.body, reply.media_type, names),
            },
        }

    def _added(self) -> dict[str, str]:
        """The headers that are written beside the reply's own."""
        headers = {"content-type": self.reply.media_type, "x-request-id": self.request_id}
        names = ("x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset")
        return headers | dict(zip(names, map(str, self.call.quota or ()), strict=False))
