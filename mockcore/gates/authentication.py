"""The bearer token of a call."""

from functools import lru_cache

from mockcore.call import Call
from mockcore.errors import InvalidToken
from mockcore.gates.admission import Admission
from mockcore.oauth.tokens import Grant, Tokens


def authenticate(context: Admission) -> None:
    """Learns who calls. Raises: InvalidToken."""
    context.grant = grant = grant_of(context.call, context.services.tokens)
    context.call.client_id = context.client_id = grant.client_id
    context.user_id = context.person_id = grant.user_id


def grant_of(call: Call, tokens: Tokens) -> Grant:
    """The access token that a call brings. Raises: InvalidToken."""
    grant = tokens.access(bearer(call.headers.get("authorization", "")))
    if grant is None:
        raise InvalidToken()
    return grant


@lru_cache(maxsize=1024)
def bearer(header: str) -> str:
    """The token in an Authorization header; clients send the same again and again. Raises: InvalidToken for none."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidToken("The access token is missing: send it as Authorization: Bearer <token>.")
    return token.strip()
