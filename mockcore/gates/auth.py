"""The bearer token of a call."""

from mockcore.call import Call
from mockcore.errors import Forbidden, InvalidToken
from mockcore.oauth.apps import INSTALLATIONS, installation, user_of
from mockcore.oauth.tokens import Grant, Tokens
from mockcore.store.records import Records


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


class Callers:
    """Which directory user an app or person acts as in a company; remembered until anything is written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._generation = self._written = -1
        self._known: dict[tuple[str, int | None], int | None] = {}

    def user(self, grant: Grant, company_id: int | None) -> int | None:
        """The caller's user id. Raises: Forbidden when the app is not installed in the company."""
        if company_id is None:
            return grant.user_id
        if self._generation != self._records.generation:
            self._generation = self._records.generation
            written = self._records.written(INSTALLATIONS)
            if self._written != written:
                self._written = written
                self._known.clear()
        key = (grant.client_id, company_id)
        if key not in self._known:
            found = installation(self._records, grant.client_id, company_id)
            if found is None:
                raise Forbidden("App is not connected to this company.")
            self._known[key] = user_of(found)
        return grant.user_id if grant.user_id is not None else self._known[key]
