"""One exchange: what was asked, what was answered, and what the gates noted on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from mockcore.call import Call, Reply
from mockcore.clock import stamp
from mockcore.journal import masking

# What an exchange costs beside its bodies: headers, objects, and their containers (measured).
OVERHEAD_BYTES = 3_000
MOST_BODY_BYTES = 262_144
# What was asked in text is kept longer: a sync of 1,000 rows is looked through for breaches.
MOST_TEXT_BYTES = 2_000_000
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Digest:
    """What claims need of the bodies of an exchange, once those are dropped.

    ``breaches`` are (code, detail) of the exchange by itself, None where they follow from what is left of it. ``ids`` are
    those that a list has told, a line each, and ``cut`` that there were more; ``form`` and ``lifetime_seconds`` are of a
    token request; ``body`` tells bodies that were sent apart, empty where the one that was sent is still there.
    """

    breaches: tuple[tuple[str, str], ...] | None = None
    ids: bytes = b""
    cut: bool = False
    form: Mapping[str, str] | None = None
    lifetime_seconds: float = 0.0
    body: bytes = b""


@dataclass(slots=True)
class Exchange:
    """As it was recorded; ``at`` is on the server's clock, ``seconds`` is real time.

    With a ``digest`` its facts are all that is left: of bodies at most a short one, of headers those that claims need.
    """

    number: int
    at: float
    seconds: float
    method: str
    call: Call
    reply: Reply
    request_id: str
    size: int = 0
    digest: Digest | None = None

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

    @property
    def authorization(self) -> str:
        """Tells the tokens that were sent apart, whether they are still there or not."""
        sent = self.call.headers.get("authorization", "")
        return sent if self.digest is not None else token_digest(sent)

    @property
    def body_digest(self) -> bytes:
        """Tells the bodies that were sent apart, whether they are still there or not."""
        if self.digest is not None and self.digest.body:
            return self.digest.body
        return blake2b(self.call.body, digest_size=DIGEST_BYTES).digest() if self.call.body else b""

    def shown(self) -> dict[str, Any]:
        """The exchange as the control API tells it, without secrets."""
        facts = {name: fact(self) for name, fact in FACTS.items()}
        if self.digest is not None:
            sent = {"headers": {}, "body": self.request_body()}
            return {**facts, "body_dropped": True, "request": sent, "response": {"headers": {}, "body": None}}
        return {
            **facts,
            "body_dropped": False,
            "request": {"headers": self.request_headers(), "body": self.request_body()},
            "response": {
                "headers": {**masking.headers(self.reply.headers), **self._added()},
                "body": self.response_body(),
            },
        }

    def request_headers(self) -> dict[str, str]:
        """The headers of the request, secrets masked."""
        return masking.headers(self.call.headers)

    def request_body(self) -> Any:
        """The body of the request, secrets masked."""
        call = self.call
        return masking.body(call.body, call.content_type, masking.secrets_of(call.path))

    def response_body(self) -> Any:
        """The body of the answer, secrets masked."""
        return masking.body(self.reply.body, self.reply.media_type, masking.secrets_of(self.call.path))

    def _added(self) -> dict[str, str]:
        """The headers that are written beside the reply's own."""
        headers = {"content-type": self.reply.media_type, "x-request-id": self.request_id}
        names = ("x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset")
        return headers | dict(zip(names, map(str, self.call.quota or ()), strict=False))


def token_digest(sent: str) -> str:
    """The scheme of an Authorization with a digest in place of the secret."""
    if not sent:
        return ""
    scheme, space, secret = sent.partition(" ")
    return f"{scheme[:20]}{space}{blake2b(f'{scheme} {secret}'.encode(), digest_size=DIGEST_BYTES).hexdigest()}"


# What is known of every exchange, by the names of the control API.
FACTS: dict[str, Callable[[Exchange], Any]] = {
    "id": lambda exchange: exchange.number,
    "at": lambda exchange: stamp(datetime.fromtimestamp(exchange.at, UTC)),
    "duration_ms": lambda exchange: round(exchange.seconds * 1000, 3),
    "request_id": lambda exchange: exchange.request_id,
    "method": lambda exchange: exchange.method,
    "path": lambda exchange: masking.path(exchange.call.path),
    "query": lambda exchange: masking.query(exchange.call.query, masking.secrets_of(exchange.call.path)),
    "operation": lambda exchange: exchange.call.operation or None,
    "client_id": lambda exchange: exchange.call.client_id or None,
    "company_id": lambda exchange: exchange.call.company_id,
    "status": lambda exchange: exchange.reply.status,
    "lifecycle": lambda exchange: exchange.call.lifecycle or "active",
    "deprecated": lambda exchange: bool(exchange.call.lifecycle),
    "fault": lambda exchange: exchange.call.fault,
    "findings": lambda exchange: list(exchange.call.findings),
    "url": lambda exchange: exchange.call.url,
}
