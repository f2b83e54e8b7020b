"""Exchanges without their secrets: tokens, client secrets, codes and passwords never leave the journal.

Two nets: values are masked by their names, and whatever looks like an access token is masked wherever it stands. A body that
says another encoding than it has cannot be searched by names: it is told by its size.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

import orjson

MASK = "***"
HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization"})
ADDRESSES = frozenset({"location", "referer"})
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
OAUTH_SECRETS = SECRETS | {"code", "token", "csrf"}
FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
_FORM_FIELD = re.compile(rb'(name="?([^"\r\n;]+)"?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n)(.*?)(?=\r?\n--|\Z)', re.DOTALL)
_LOCATION = re.compile(r"([?&#]code=)[^&#]+")
_LOOKS_SECRET = re.compile(r"\beyJ[\w-]*\.[\w-]+\.[\w-]*")
# An address that is told in a header or an answer repeats the query of the call.
_IN_ADDRESS = re.compile(
    r"\b(access_token|refresh_token|client_secret|code_verifier|password|secret)(=|%3D)[^&#\s\"'<>;,]+", re.IGNORECASE
)
# Codes, refresh tokens, and the proof of the consent form.
_DIGITS = re.compile(r"\b[0-9a-fA-F]{64}\b")


def secrets_of(path: str) -> frozenset[str]:
    """The names whose values are secret on that path."""
    return OAUTH_SECRETS if path.startswith("/oauth") else SECRETS


def headers(pairs: Any) -> dict[str, str]:
    """Headers by their names, secret ones masked; the scheme of an Authorization stays, and attributes of a cookie."""
    shown: dict[str, str] = {}
    for name, value in pairs.items() if hasattr(pairs, "items") else pairs:
        low = name.lower()
        text = _header(low, value)
        shown[low] = f"{shown[low]}, {text}" if low in shown else text
    return shown


def _header(name: str, value: str) -> str:
    if name == "set-cookie":
        cookie, _, attributes = value.partition(";")
        return f"{cookie.partition('=')[0]}={MASK};{attributes}"
    if name in HEADERS:
        scheme, _, rest = value.partition(" ")
        return f"{scheme} {MASK}" if rest and "=" not in scheme else MASK
    if name in ADDRESSES:
        value = _LOCATION.sub(rf"\1{MASK}", value)
    return text(value)


def text(value: str) -> str:
    """A text without what looks like an access token, or is named as a secret in an address."""
    shown = _IN_ADDRESS.sub(rf"\1\2{MASK}", value)
    return _LOOKS_SECRET.sub(MASK, shown) if "eyJ" in shown else shown


def path(value: str) -> str:
    """The path of a call; below /oauth without the codes that somebody has put there."""
    return text(_DIGITS.sub(MASK, value) if value.startswith("/oauth") else value)


def query(value: str, names: frozenset[str]) -> str:
    """A query or form with secret values masked; as it came where there is none."""
    pairs = parse_qsl(value, keep_blank_values=True)
    if not any(_secret(name, names) for name, _ in pairs):
        return text(value)
    return urlencode([(name, MASK if _secret(name, names) else text(field)) for name, field in pairs], safe="*")


def _secret(name: str, names: frozenset[str]) -> bool:
    """Whether a name is secret: its own, or one of those in ``hook[destination_headers][X-Key]``."""
    low = name.lower()
    return low in names or ("[" in low and not names.isdisjoint(low.replace("]", "").split("[")))


def body(data: bytes, media: str, names: frozenset[str]) -> Any:
    """A body as it is shown: JSON as its value, a form and text as text, anything else by its size."""
    if not data:
        return None
    kind = media.partition(";")[0].strip().lower()
    if kind.endswith("json") or (not kind and data[:1] in b"{["):
        try:
            return masked(orjson.loads(data), names)
        except orjson.JSONDecodeError:
            return _unread(data, kind, names)
    if kind == FORM and b"=" in data and data.lstrip()[:1] not in (b"{", b"["):
        return query(data.decode(errors="replace"), names)
    if kind == MULTIPART and b"--" in data[:200]:
        return _multipart(data, names)
    if kind in (FORM, MULTIPART) or kind.startswith("text/"):
        return _unread(data, kind, names)
    return _size(data, kind)


def _size(data: bytes, kind: str) -> str:
    return f"({len(data)} bytes of {kind or 'unknown type'})"


def _multipart(data: bytes, names: frozenset[str]) -> str:
    def field(match: re.Match[bytes]) -> bytes:
        name = unquote(match[2].decode(errors="replace"))
        return match[1] + (MASK.encode() if _secret(name, names) else match[3])

    return text(_FORM_FIELD.sub(field, data).decode(errors="replace"))


def _unread(data: bytes, kind: str, names: frozenset[str]) -> str:
    """What is not in the encoding that it says, or text: by its size below /oauth, and where it names a secret."""
    shown = data.decode(errors="replace")
    if names is OAUTH_SECRETS:
        return text(_DIGITS.sub(MASK, shown)) if kind == "text/html" else _size(data, kind)
    low = shown.lower()
    return _size(data, kind) if any(name in low for name in names) else text(shown)


def masked(value: Any, names: frozenset[str]) -> Any:
    """A JSON value with secret members masked, at any depth."""
    if isinstance(value, dict):
        return {name: MASK if member and _secret(name, names) else masked(member, names) for name, member in value.items()}
    if isinstance(value, list):
        return [masked(item, names) for item in value]
    return text(value) if isinstance(value, str) else value
