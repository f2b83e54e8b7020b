"""The bearer token of a call."""

from mockcore.call import Call
from mockcore.errors import InvalidToken
from mockcore.oauth.tokens import Grant, Tokens


def authenticated(call: Call, tokens: Tokens) -> Grant:
    """The access token that a call brings. Raises: InvalidToken."""
    header = call.headers.get("authorization", "")
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidToken("The access token is missing: send it as Authorization: Bearer <token>.")
    grant = tokens.access(token.strip())
    if grant is None:
        raise InvalidToken()
    return grant
