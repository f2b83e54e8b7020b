"""What the token and authorization endpoints refuse, in RFC 6749's words."""

from urllib.parse import urlencode

INVALID_CLIENT = (
    "Client authentication failed due to unknown client, no client authentication included, "
    "or unsupported authentication method."
)
INVALID_GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI "
    "used in the authorization request, or was issued to another client."
)


class OAuthError(Exception):
    """A refusal: ``error`` and ``error_description``.

    ``redirect_to`` is where an authorization request sends it; without one it is shown where it is met.
    Source: RFC 6749 §4.1.2.1 and §5.2; descriptions observed or assumed.
    """

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status
        self.redirect_to: str | None = None

    def sent_to(self, redirect_uri: str, state: str | None) -> "OAuthError":
        """The same refusal, on its way back to the app."""
        refusal = {"error": self.error, "error_description": self.description}
        self.redirect_to = answered(redirect_uri, refusal, state)
        return self


def answered(redirect_uri: str, answer: dict[str, str], state: str | None) -> str:
    """A redirection URI with an answer in its query; a query that it has is kept, and ``state`` is what came, byte by byte.

    Source: RFC 6749 §3.1.2, §4.1.2.
    """
    if state is not None:
        answer = {**answer, "state": state}
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(answer, errors='surrogateescape')}"


def invalid_client() -> OAuthError:
    """401: unknown client, wrong secret, or none."""
    return OAuthError("invalid_client", INVALID_CLIENT, 401)


def invalid_grant() -> OAuthError:
    """400: the code or refresh token is not, or no longer, good for this app."""
    return OAuthError("invalid_grant", INVALID_GRANT)


def invalid_request(description: str) -> OAuthError:
    """400: a parameter is missing, repeated or malformed."""
    return OAuthError("invalid_request", description)
