"""Authorization codes: single use, ten minutes. Source: documented, OAuth endpoints; RFC 6749 §4.1."""

import secrets

from mockcore.oauth import pkce
from mockcore.oauth.errors import invalid_grant
from mockcore.oauth.parameters import needed
from mockcore.oauth.tokens import Grant, Tokens

CODE_SECONDS = 600


def issue(tokens: Tokens, client_id: str, user_id: int, redirect_uri: str, challenge: tuple[str, str] = ("", "")) -> str:
    """A new code: 64 hexadecimal digits. ``challenge`` is the code challenge and its method."""
    code = secrets.token_hex(32)
    values = {
        "code": code,
        "client_id": client_id,
        "user_id": user_id,
        "redirect_uri": redirect_uri,
        "challenge": challenge[0],
        "challenge_method": challenge[1],
        "expires_at": tokens.clock.epoch() + CODE_SECONDS,
        "used": False,
    }
    with tokens.storage.transaction(write=True):
        tokens.storage.write("insert_code", values)
    return code


def redeem(form: dict[str, str], client_id: str, tokens: Tokens) -> tuple[Grant, str]:
    """The access and refresh token for a code; a second use ends those of the first.

    Raises: OAuthError invalid_grant, or invalid_request for a parameter that is missing. Source: RFC 6749 §4.1.2, §4.1.3.
    """
    code, redirect_uri = needed(form, "code"), needed(form, "redirect_uri")
    with tokens.storage.transaction(write=True):
        pair = _redeemed(code, redirect_uri, form, client_id, tokens)
    # Raised after the transaction: what a second use ends must stay ended.
    if pair is None:
        raise invalid_grant()
    return pair


def _redeemed(code: str, redirect_uri: str, form: dict[str, str], client_id: str, tokens: Tokens) -> tuple[Grant, str] | None:
    rows = tokens.storage.read("find_code", {"code_": code})
    if not rows or rows[0][1] != client_id:
        return None
    _, _, user_id, expected_uri, challenge, method, expires_at, used = rows[0]
    if used:
        tokens.end_code(code)
        return None
    if tokens.clock.epoch() >= expires_at or redirect_uri != expected_uri:
        return None
    pkce.verify(form, challenge, method)
    tokens.storage.write("use_code", {"code_": code})
    return tokens.begin(client_id, user_id, code)
