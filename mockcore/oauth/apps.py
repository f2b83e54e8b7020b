"""The apps that every world begins with, and the installations that let them into a company."""

from dataclasses import dataclass
from typing import Any

from mockcore.store.query import Condition, Wanted, page
from mockcore.store.records import Records, Stored

INSTALLATIONS = "app_installations"
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@dataclass(frozen=True, slots=True)
class App:
    """A registered app. ``grants`` are the grant types that it may use."""

    name: str
    client_id: str
    client_secret: str
    grants: tuple[str, ...]
    redirect_uris: tuple[str, ...] = ()


DEFAULT_APPS = (
    App("mockcore DMSA", "mockcore-dmsa", "mockcore-dmsa-secret", ("client_credentials",)),
    App(
        "mockcore web",
        "mockcore-web",
        "mockcore-web-secret",
        ("authorization_code", "refresh_token"),
        ("http://localhost", "http://localhost/callback", OUT_OF_BAND),
    ),
    App(
        "mockcore service account",
        "mockcore-service-account",
        "mockcore-service-account-secret",
        ("client_credentials",),
    ),
)
_BY_ID = {app.client_id: app for app in DEFAULT_APPS}


def app_named(client_id: str) -> App | None:
    """The app with that client id."""
    return _BY_ID.get(client_id)


def installation(records: Records, client_id: str, company_id: int) -> Stored | None:
    """The app's installation in a company, where it has one."""
    wanted = Wanted(INSTALLATIONS, company_id=company_id, limit=1)
    wanted.conditions = [Condition("app_uid", "eq", client_id)]
    return next((Stored(*row) for row in page(records.database, wanted)), None)


def installations(records: Records, client_id: str) -> list[Stored]:
    """All installations of an app."""
    wanted = Wanted(INSTALLATIONS, limit=10_000)
    wanted.conditions = [Condition("app_uid", "eq", client_id)]
    return [Stored(*row) for row in page(records.database, wanted)]


def user_of(found: Stored) -> int | None:
    """The directory user that an installed app acts as."""
    number: Any = found.body.get("user_id")
    return number if isinstance(number, int) else None
