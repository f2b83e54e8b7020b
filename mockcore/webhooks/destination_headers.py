"""The headers that a hook's deliveries carry. What is refused is assumed: what no HTTP request could say, or says itself."""

import re
from typing import Any

MOST_HEADERS, MOST_CHARACTERS = 50, 4_096
# Who a request is for, where it ends, and what holds for one connection alone (RFC 9110, 7.6.1) is not for a hook to say.
RESERVED = frozenset(
    {
        "host", "content-length", "transfer-encoding", "connection", "keep-alive", "proxy-connection", "proxy-authenticate",
        "proxy-authorization", "te", "trailer", "upgrade", "expect",
    }
)  # fmt: skip
# Ours: by them a server knows deliveries, and tests steer calls.
OURS = "mockcore-"
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}")
_VALUE = re.compile(r"(?:[!-~](?:[\t -~]*[!-~])?)?")


def wrong_with(headers: Any) -> str:
    """What is wrong with the headers of a hook; empty for nothing. No value is told: they are secrets."""
    if not isinstance(headers, dict):
        return "must be an object of names and values"
    if len(headers) > MOST_HEADERS:
        return f"has too many headers (maximum is {MOST_HEADERS})"
    return next(filter(None, (_wrong(name, value) for name, value in headers.items())), "")


def _wrong(name: str, value: Any) -> str:
    if not _NAME.fullmatch(name):
        return "has a name that is no name of a header"
    if is_reserved(name):
        return f"must not have {name}"
    if not isinstance(value, str):
        return f"must have a string as {name}"
    if len(value) > MOST_CHARACTERS:
        return f"has a {name} that is too long (maximum is {MOST_CHARACTERS} characters)"
    return "" if _VALUE.fullmatch(value) else f"must have visible ASCII characters as {name}"


def is_reserved(name: str) -> bool:
    """Whether a header is not for a hook to give."""
    return name.lower() in RESERVED or name.lower().startswith(OURS)


def sendable(headers: Any) -> dict[str, str]:
    """What of the headers can be sent; those of a seed or of an older database were not refused."""
    return {name: value for name, value in headers.items() if not _wrong(name, value)} if isinstance(headers, dict) else {}
