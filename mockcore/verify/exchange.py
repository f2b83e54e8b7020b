"""What is compared: a request with its answer, from a journal, an HTTP Archive or an answer just received."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import orjson

from mockcore.journal.masking import MASK

NOT_JSON = object()
DROPPED = "the journal no longer has their bodies"


@dataclass(frozen=True)
class Answer:
    """Status, headers by their names in lower case, and the body as JSON; ``NOT_JSON`` where it is something else."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def media(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Exchange:
    """A request and how mockcore answered it; ``why_not`` says why it cannot be compared."""

    method: str
    path: str
    query: str
    company: str | None
    answer: Answer
    body: Any = None
    why_not: str = ""

    @property
    def safe(self) -> bool:
        """Whether it changes nothing."""
        return self.method in ("GET", "HEAD")


def of_journal(shown: Iterable[Mapping[str, Any]]) -> list[Exchange]:
    """The API calls among the exchanges that ``/_mockcore/requests`` shows, oldest first."""
    return [_one(row) for row in shown if row["path"].startswith(("/rest/", "/vapid/"))]


def of_archive(archive: Mapping[str, Any]) -> list[Exchange]:
    """The API calls of an HTTP Archive. Raises: KeyError or TypeError for something else."""
    rows = []
    for entry in archive["log"]["entries"]:
        request, answered, address = entry["request"], entry["response"], urlsplit(entry["request"]["url"])
        rows.append(
            {
                "method": request["method"],
                "path": address.path,
                "query": address.query,
                "status": answered["status"],
                "body_dropped": "comment" in entry,
                "request": {"headers": _headers(request), "body": request.get("postData", {}).get("text")},
                "response": {"headers": _headers(answered), "body": answered["content"].get("text", "")},
            }
        )
    return of_journal(rows)


def read(text: Any, media: str) -> Any:
    """A body as JSON, which the journal has read already where it could; None for none."""
    if not isinstance(text, str | bytes):
        return text
    if not text:
        return None
    if not media.endswith("json"):
        return NOT_JSON
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return NOT_JSON


def _one(row: Mapping[str, Any]) -> Exchange:
    request, answered = row["request"], row["response"]
    media = request["headers"].get("content-type", "").partition(";")[0]
    body = read(request["body"], media)
    answer = Answer(row["status"], answered["headers"])
    answer = Answer(row["status"], answered["headers"], read(answered["body"], answer.media))
    company = request["headers"].get("procore-company-id")
    reason = DROPPED if row.get("body_dropped") else _why_not(row.get("fault"), media, body, answer)
    return Exchange(row["method"], row["path"], row["query"] or "", company, answer, body, reason)


def _why_not(fault: str | None, media: str, body: Any, answer: Answer) -> str:
    if fault:
        return f"they met the fault {fault}"
    if answer.status == 401:
        return "their token was refused"
    if body is NOT_JSON:
        return f"a body of {media or 'no type'} cannot be sent again"
    if f'"{MASK}"'.encode() in orjson.dumps(body):
        return "the journal masks a secret in their body"
    return (
        "the journal kept only the beginning of their answer"
        if answer.body is NOT_JSON and answer.media.endswith("json")
        else ""
    )


def _headers(message: Mapping[str, Any]) -> dict[str, str]:
    return {pair["name"].lower(): pair["value"] for pair in message["headers"]}
