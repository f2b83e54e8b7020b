"""The parameters of an OAuth request by RFC 6749's rules: once each, empty means absent, unknown ones are ignored."""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from mockcore.oauth.errors import OAuthError, invalid_client, invalid_request

LONGEST = 4_096
TOKEN_NAMES = frozenset(
    {"grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier", "refresh_token", "scope"}
)
REVOCATION_NAMES = frozenset({"token", "token_type_hint", "client_id", "client_secret"})
AUTHORIZATION_NAMES = frozenset(
    {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}
)
_SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*")


def single(pairs: Iterable[tuple[str, Any]], names: frozenset[str]) -> dict[str, str]:
    """Those parameters among the pairs of a request, each with its one value.

    Raises: OAuthError invalid_request for one that is repeated, longer than 4,096 characters, or no text; the token endpoint
    takes one that is repeated with the same value.
    Source: RFC 6749 §3.1 and §3.2; observed (Ruby's oauth2 gem repeats parameters as they are); the length is assumed.
    """
    values: dict[str, str] = {}
    for name, value in pairs:
        if name not in names or value is None or value == "":
            continue
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise invalid_request(f"The parameter {name} must be text.")
        text = _text(name, str(value))
        if name in values and (names is not TOKEN_NAMES or values[name] != text):
            raise invalid_request(f"The parameter {name} is given more than once.")
        values[name] = text
    return values


def _text(name: str, value: str) -> str:
    if len(value) > LONGEST:
        raise invalid_request(f"The parameter {name} is longer than {LONGEST} characters.")
    # JSON can carry halves of characters, which no database keeps and no address has.
    if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
        raise invalid_request(f"The parameter {name} must be text.")
    return value


def needed(form: dict[str, str], name: str) -> str:
    """A parameter that must be there. Raises: OAuthError invalid_request."""
    if name not in form:
        raise invalid_request(f"Missing required parameter: {name}.")
    return form[name]


def check_scope(form: dict[str, str]) -> None:
    """Procore has no scopes: well-formed ones are ignored. Raises: OAuthError invalid_scope. Source: RFC 6749 §3.3; assumed."""
    if "scope" in form and not _SCOPE.fullmatch(form["scope"]):
        raise OAuthError("invalid_scope", "The requested scope is invalid, unknown, or malformed.")


def with_basic(form: dict[str, str], authorization: str) -> dict[str, str]:
    """The form with the client's credentials from an ``Authorization: Basic`` header; other schemes are ignored.

    Raises: OAuthError invalid_client for a header that cannot be read, invalid_request where the form says otherwise.
    Source: RFC 6749 §2.3.1; that the same credentials may stand in both is assumed.
    """
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return form
    try:
        name, _, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        name = secret = ""
    if not name:
        raise invalid_client()
    credentials = {"client_id": unquote(name), "client_secret": unquote(secret)}
    if any(form.get(field, value) != value for field, value in credentials.items()):
        raise invalid_request("The client authenticates in two ways that differ.")
    return form | credentials
