"""An authorization request: what an app asks for, who may grant it, and where the answer goes."""

import logging
from dataclasses import dataclass
from typing import Any

from mockcore.errors import ServiceUnavailable, StorageFailed
from mockcore.oauth import codes, pkce
from mockcore.oauth.access_levels import active
from mockcore.oauth.apps import OUT_OF_BAND, App, installations
from mockcore.oauth.errors import OAuthError, answered, invalid_request
from mockcore.oauth.grant_types import Find
from mockcore.oauth.parameters import AUTHORIZATION_NAMES, check_scope, needed, single
from mockcore.oauth.redirects import registered
from mockcore.oauth.tokens import Tokens
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records, Stored

log = logging.getLogger("mockcore")
COMPANIES_SHOWN, COMPANIES_SEARCHED, PEOPLE_SHOWN = 50, 20_000, 200
Pairs = list[tuple[str, Any]]


class UnregisteredRedirect(OAuthError):
    """The app has not registered where it wants the person sent back to."""

    def __init__(self, app: App, redirect_uri: str) -> None:
        super().__init__(
            "invalid_redirect_uri", "The requested redirect uri is malformed or doesn't match client redirect URI."
        )
        self.app = app
        self.redirect_uri = redirect_uri


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """A request that may be shown to a person. ``challenge`` is the code challenge and its method."""

    app: App
    redirect_uri: str
    state: str | None
    challenge: tuple[str, str]

    @property
    def out_of_band(self) -> bool:
        """Whether the code is shown instead of sent. Source: documented, authorization code flow."""
        return self.redirect_uri == OUT_OF_BAND

    def location(self, code: str) -> str | None:
        """Where the code is sent; None when it is shown."""
        return None if self.out_of_band else answered(self.redirect_uri, {"code": code}, self.state)

    def refused(self, error: OAuthError) -> OAuthError:
        """A refusal with its way back to the app."""
        return error if self.out_of_band else error.sent_to(self.redirect_uri, self.state)


def authorization_request(pairs: Pairs, find: Find) -> AuthorizationRequest:
    """Checks an authorization request; ``find`` knows the apps by their client ids.

    Raises: OAuthError, on its way to the app only when the app and its redirection URI are beyond doubt.
    Source: RFC 6749 §4.1.1, §4.1.2.1; RFC 7636 §4.4.1.
    """
    names = single(pairs, frozenset({"client_id", "redirect_uri"}))
    app = find(needed(names, "client_id"))
    if app is None:
        raise OAuthError("invalid_client", "The client is not known to this server.")
    redirect_uri = needed(names, "redirect_uri")
    if not registered(redirect_uri, app.redirect_uris):
        raise UnregisteredRedirect(app, redirect_uri)
    plain = AuthorizationRequest(app, redirect_uri, _state(pairs), ("", ""))
    try:
        return AuthorizationRequest(app, redirect_uri, plain.state, _challenge(app, single(pairs, AUTHORIZATION_NAMES)))
    except OAuthError as error:
        raise plain.refused(error) from None


def _state(pairs: Pairs) -> str | None:
    """The state as it came, also where it is itself what is refused. Source: RFC 6749 §4.1.2.1."""
    states = [str(value) for name, value in pairs if name == "state" and value not in ("", None)]
    # Which of several is meant cannot be told, and halves of characters that JSON carries have no place in an address.
    return states[0] if len(states) == 1 and _sendable(states[0]) else None


def _sendable(text: str) -> bool:
    return not any("\ud800" <= sign <= "\udc7f" or "\udd00" <= sign <= "\udfff" for sign in text)


def _challenge(app: App, form: dict[str, str]) -> tuple[str, str]:
    if needed(form, "response_type") != "code":
        raise OAuthError("unsupported_response_type", "The authorization server does not support this response type.")
    if "authorization_code" not in app.grants:
        raise OAuthError("unauthorized_client", "The client is not authorized to perform this request using this method.")
    check_scope(form)
    return pkce.challenge(form)


def approve(request: AuthorizationRequest, user_id: int, tokens: Tokens) -> str:
    """The code for a request that a person has granted. Raises: OAuthError server_error or temporarily_unavailable."""
    try:
        return codes.issue(tokens, request.app.client_id, user_id, request.redirect_uri, request.challenge)
    except ServiceUnavailable as error:
        raise request.refused(OAuthError("temporarily_unavailable", error.message, 503)) from None
    except StorageFailed:
        log.exception("An authorization code could not be kept.")
        raise request.refused(OAuthError("server_error", "The database cannot be written.", 500)) from None


def denied(request: AuthorizationRequest) -> OAuthError:
    """What the app is told when the person refuses."""
    return request.refused(OAuthError("access_denied", "The resource owner or authorization server denied the request."))


@dataclass(frozen=True, slots=True)
class Company:
    """A company, whether the app is installed there, and its people: the first 200 by name."""

    name: str
    connected: bool
    people: list[Stored]


def companies(records: Records, app: App, name: str = "") -> list[Company]:
    """Who may sign in: the active users of companies with that in their names, those that the app is installed in first."""
    connected = [*dict.fromkeys(record.company_id for record in installations(records, app.client_id))]
    if name:
        everywhere = records.select(Selection("companies", limit=COMPANIES_SEARCHED))
        rows = [company for company in everywhere if name.casefold() in _name(company).casefold()]
    else:
        # Of thousands of companies, an app's own may be the last.
        own = (records.get("companies", company_id or 0) for company_id in connected[:COMPANIES_SHOWN])
        rows = [company for company in own if company is not None and company.deleted_at is None]
        rows += [row for row in records.select(Selection("companies", limit=COMPANIES_SHOWN)) if row.id not in connected]
    rows.sort(key=lambda company: company.id not in connected)
    listed = (
        Company(_name(company), company.id in connected, _people(records, company.id)) for company in rows[:COMPANIES_SHOWN]
    )
    return [company for company in listed if company.people]


def has_more_companies(records: Records) -> bool:
    """Whether there are more companies than a page shows, so that one may have to be searched for."""
    return len(records.select(Selection("companies", limit=COMPANIES_SHOWN + 1))) > COMPANIES_SHOWN


def _name(company: Stored) -> str:
    return str(company.body.get("name"))


def _people(records: Records, company_id: int) -> list[Stored]:
    selection = Selection("users", company_id=company_id, sort=[("name", False)], limit=PEOPLE_SHOWN)
    return [user for user in records.select(selection) if active(user)]


def person(records: Records, user_id: int | None, login: str | None = None) -> Stored:
    """The active user with that id, or the first with that login. Raises: OAuthError invalid_request."""
    if user_id is not None:
        user = records.get("users", user_id)
    else:
        selection = Selection("users", conditions=[Condition("login", "eq", login)], limit=PEOPLE_SHOWN)
        user = next((candidate for candidate in records.select(selection) if active(candidate)), None)
    if user is None or not active(user):
        raise invalid_request("There is no such active user.")
    return user
