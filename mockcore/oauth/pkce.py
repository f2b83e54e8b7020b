"""Proof Key for Code Exchange: an app shows that the code it redeems is the one that it asked for. Source: RFC 7636."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable

from mockcore.oauth.errors import invalid_grant, invalid_request

_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


def _s256(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


METHODS: dict[str, Callable[[str], str]] = {"plain": lambda verifier: verifier, "S256": _s256}


def challenge(form: dict[str, str]) -> tuple[str, str]:
    """(code challenge, method) of an authorization request; both empty when it has none.

    Raises: OAuthError invalid_request. Source: RFC 7636 §4.3, §4.4.1.
    """
    value, method = form.get("code_challenge", ""), form.get("code_challenge_method", "")
    if not value:
        if method:
            raise invalid_request("Missing required parameter: code_challenge.")
        return "", ""
    if (method or "plain") not in METHODS:
        raise invalid_request("The transform algorithm is not supported: use S256 or plain.")
    if not _UNRESERVED.fullmatch(value):
        raise invalid_request("The code_challenge must be 43 to 128 letters, digits or any of -._~.")
    return value, method or "plain"


def verify(form: dict[str, str], expected: str, method: str) -> None:
    """Compares the verifier of a token request with the code's challenge.

    Raises: OAuthError invalid_grant where they differ or no challenge was made, invalid_request for a verifier that is
    missing or malformed. Source: RFC 7636 §4.6; RFC 9700 §2.1.1.
    """
    verifier = form.get("code_verifier")
    if not expected:
        if verifier is not None:
            raise invalid_grant()
        return
    if verifier is None:
        raise invalid_request("Missing required parameter: code_verifier.")
    if not _UNRESERVED.fullmatch(verifier):
        raise invalid_request("The code_verifier must be 43 to 128 letters, digits or any of -._~.")
    if not secrets.compare_digest(METHODS[method](verifier), expected):
        raise invalid_grant()
