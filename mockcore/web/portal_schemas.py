"""Apps, their versions and installations as the control API shows them, in JSON Schema."""

from typing import Annotated, Any, Literal

from fastapi import Path

from mockcore.grants import BOTH, DMSA, SERVICE_ACCOUNT, USER_LOGIN
from mockcore.oauth.access_levels import LEVELS
from mockcore.oauth.apps import PRODUCTION, SANDBOX
from mockcore.web.control_schema import FLAG, TEXT, TEXTS, WHOLE, many, mapping, one_of, or_null, record

Level = Literal["None", "Read Only", "Standard", "Admin"]
AppUid = Annotated[str, Path(description="uid of an app: the client id with which it was registered.", examples=["site-diary"])]

_LEVELS = mapping(one_of(*LEVELS.values()))
_MANIFEST = {"version": TEXT, "company_permissions": _LEVELS, "project_permissions": _LEVELS}
_PAIR = record("Credentials", {"client_id": TEXT, "client_secret": TEXT})
VERSION = record("AppVersion", {"version_key": TEXT, **_MANIFEST})
PUBLISHED = record("PublishedVersion", {"version_key": TEXT, **_MANIFEST, "app_uid": TEXT})
APP = record(
    "App",
    {
        "uid": TEXT,
        "name": TEXT,
        "kind": one_of(DMSA, USER_LOGIN, BOTH, SERVICE_ACCOUNT),
        "client_id": TEXT,
        "client_secret": TEXT,
        "credentials": record("CredentialsByEnvironment", {SANDBOX: _PAIR, PRODUCTION: _PAIR}),
        "redirect_uris": TEXTS,
        "partner": FLAG,
        "approved": FLAG,
        "versions": many(VERSION),
    },
)
INSTALLATION = record(
    "Installation",
    {
        "id": WHOLE,
        "company_id": WHOLE,
        "app_uid": TEXT,
        "status": or_null(one_of("installed", "uninstalled")),
        "connected": or_null(FLAG),
        "semantic_version": or_null(TEXT),
        "version_key": or_null(TEXT),
        "manifest": or_null(record("Manifest", _MANIFEST)),
        "user_id": or_null(WHOLE),
        "installed_at": or_null(TEXT),
        "permitted_project_ids": {"anyOf": [many(WHOLE), one_of("all")]},
    },
)
VERSION_EXAMPLE: dict[str, Any] = {
    "version_key": "5ddfa97a-832e-5ed8-b257-e3c6db3483c9",
    "version": "1.0.0",
    "company_permissions": {},
    "project_permissions": {"rfi": "Read Only"},
}
_SECRET = {"client_secret": "795de49ee057a270"}
APP_EXAMPLE: dict[str, Any] = {
    "uid": "site-diary",
    "name": "Site Diary",
    "kind": DMSA,
    "client_id": "site-diary",
    **_SECRET,
    "credentials": {
        SANDBOX: {"client_id": "site-diary", **_SECRET},
        PRODUCTION: {"client_id": "site-diary-production", **_SECRET},
    },
    "redirect_uris": ["http://localhost"],
    "partner": True,
    "approved": False,
    "versions": [VERSION_EXAMPLE],
}
INSTALLATION_EXAMPLE: dict[str, Any] = {
    "id": 10000300,
    "company_id": 4264590,
    "app_uid": "site-diary",
    "status": "installed",
    "connected": True,
    "semantic_version": "1.0.0",
    "version_key": VERSION_EXAMPLE["version_key"],
    "manifest": {name: value for name, value in VERSION_EXAMPLE.items() if name != "version_key"},
    "user_id": 10000299,
    "installed_at": "2026-01-15T12:00:00Z",
    "permitted_project_ids": "all",
}
