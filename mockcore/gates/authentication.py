"""The bearer token of a call."""

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
    header = call.headers.get("authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidToken("The access token is missing: send it as Authorization: Bearer <token>.")
    grant = tokens.access(token.strip())
    if grant is None:
        raise InvalidToken()
    return grant
