"""Exchanges without their secrets: tokens, client secrets, codes and passwords never leave the journal."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

import orjson

MASK = "***"
HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})
SECRETS = frozenset(
    {
        "access_token",
        "refresh_token",
        "client_secret",
        "password",
        "secret",
        "authorization",
        "code_verifier",
        "destination_headers",
    }
)
# Below /oauth these are secrets too; elsewhere a code is a cost code.
OAUTH_SECRETS = SECRETS | {"code", "token"}
_PART = re.compile(rb'(name="([^"]+)"[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)(.*?)(?=\r?\n--)', re.DOTALL)
_LOCATION = re.compile(r"([?&#]code=)[^&#]+")


def secrets_of(path: str) -> frozenset[str]:
    """The names whose values are secret on that path."""
    return OAUTH_SECRETS if path.startswith("/oauth") else SECRETS


def headers(given: Any) -> dict[str, str]:
    """Headers by their names, secret ones masked; the scheme of an Authorization stays."""
    shown: dict[str, str] = {}
    for name, value in given.items() if hasattr(given, "items") else given:
        low = name.lower()
        text = _header(low, value)
        shown[low] = f"{shown[low]}, {text}" if low in shown else text
    return shown


def _header(name: str, value: str) -> str:
    if name in HEADERS:
        scheme, _, rest = value.partition(" ")
        return f"{scheme} {MASK}" if rest else MASK
    return _LOCATION.sub(rf"\1{MASK}", value) if name == "location" else value


def query(text: str, names: frozenset[str]) -> str:
    """A query or form with secret values masked; as it came where there is none."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if not any(name in names for name, _ in pairs):
        return text
    return urlencode([(name, MASK if name in names else value) for name, value in pairs], safe="*")


def body(data: bytes, media: str, names: frozenset[str]) -> Any:
    """A body as it is shown: JSON as its value, a form and text as text, anything else by its size."""
    if not data:
        return None
    kind = media.partition(";")[0].strip().lower()
    if kind.endswith("json") or (not kind and data[:1] in b"{["):
        try:
            return masked(orjson.loads(data), names)
        except orjson.JSONDecodeError:
            return data.decode(errors="replace")
    if kind == "application/x-www-form-urlencoded":
        return query(data.decode(errors="replace"), names)
    if kind == "multipart/form-data":
        hide = {name.encode() for name in names}
        shown = _PART.sub(lambda part: part[1] + (MASK.encode() if part[2] in hide else part[3]), data)
        return shown.decode(errors="replace")
    return data.decode(errors="replace") if kind.startswith("text/") else f"({len(data)} bytes of {kind or 'unknown type'})"


def masked(value: Any, names: frozenset[str]) -> Any:
    """A JSON value with secret members masked, at any depth."""
    if isinstance(value, dict):
        return {name: MASK if name in names and part else masked(part, names) for name, part in value.items()}
    return [masked(part, names) for part in value] if isinstance(value, list) else value
