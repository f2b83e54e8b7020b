"""A request and its answer as plain values: what the engine takes and gives, without any web framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Of an id.
MOST_DIGITS = 19


@dataclass(slots=True)
class Call:
    """One request. ``query`` is the raw query string; header names are lower case; ``url`` is scheme, host and prefix.

    Gates note on it what holds whatever the answer is: ``at`` is when, in seconds since
    1970 on the server's clock; ``reply_headers`` are headers of the answer; ``lifecycle`` is the phase of what
    was called when that is not active; ``quota`` is limit, remaining and reset; ``operation`` is the operationId; ``fault``
    is the rule that struck, ``strike`` what it does to the answer; ``findings`` are breaches of the contract;
    ``group`` is the number of the writes that are committed together with it. ``inside``: a person of the jobsite makes it,
    and no client: no quota counts it, no fault rule strikes it, and the time is that of the server.
    """

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = "http://127.0.0.1:8080"
    at: int = 0
    reply_headers: Sequence[tuple[str, str]] = ()
    lifecycle: str = ""
    operation: str = ""
    client_id: str = ""
    company_id: int | None = None
    quota: tuple[int, int, int] | None = None
    fault: str | None = None
    strike: Any = None
    findings: Sequence[Mapping[str, str]] = ()
    group: int = -1
    inside: bool = False

    @classmethod
    def received(
        cls, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes, scheme: str, prefix: str = ""
    ) -> "Call":
        """A request as it comes in. ``prefix`` is the path below which a proxy publishes the server."""
        return cls(method, path, query, headers, body, f"{scheme}://{headers.get('host', '127.0.0.1')}{prefix}")

    @property
    def content_type(self) -> str:
        """The media type of the body without parameters, lower case."""
        return self.headers.get("content-type", "").split(";", 1)[0].strip().lower()

    @property
    def named_company(self) -> int:
        """The company that it is about, as far as that can be seen: by its header or its app where nothing else tells; or 0.

        An app of a sandbox ends with its company.
        """
        if self.company_id is not None:
            return self.company_id
        for text in (self.headers.get("procore-company-id", ""), self.client_id.rpartition("-")[2]):
            if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS:
                return int(text)
        return 0


def read_as(method: str) -> str:
    """The method of the operation that answers: a HEAD is answered as a GET, without the body."""
    return "GET" if method == "HEAD" else method


@dataclass(slots=True)
class Reply:
    """One answer: status, body bytes and headers in order."""

    status: int
    body: bytes = b""
    headers: list[tuple[str, str]] = field(default_factory=list)
    media_type: str = "application/json; charset=utf-8"

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        lower = name.lower()
        return next((value for key, value in self.headers if key.lower() == lower), None)
