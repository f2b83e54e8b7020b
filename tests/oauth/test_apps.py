"""Registered apps: found by the credentials of their environment, by every worker, until they are gone."""

from dataclasses import replace
from pathlib import Path

import pytest

from mockcore.errors import Conflict, OperatorError
from mockcore.oauth.access_levels import level_of, levels_of
from mockcore.oauth.apps import DEFAULT_APPS, PRODUCTION, App, Apps, credentials, version_key
from mockcore.oauth.registration import register
from mockcore.store.records import Records
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


def world(path: str | None = None, *, shared: bool = False) -> Records:
    database = Database(path, shared=shared)
    if database.empty:
        database.create_tables()
    return Records(database)


def test_an_app_has_credentials_for_each_environment_which_are_not_interchangeable() -> None:
    records = world()
    register(records, DEFAULT_APPS[0], AT)
    production = credentials(records, "mockcore-dmsa")[PRODUCTION]["client_id"]
    assert Apps(records).named(production) is None
    assert Apps(records, PRODUCTION).named("mockcore-dmsa") is None
    found = Apps(records, PRODUCTION).named(production)
    assert found is not None
    assert found.client_secret != DEFAULT_APPS[0].client_secret


def test_a_worker_finds_what_another_has_registered(tmp_path: Path) -> None:
    path = str(tmp_path / "shared.db")
    first = world(path, shared=True)
    apps = Apps(world(path, shared=True))
    assert apps.named("late") is None
    with first.storage.transaction(write=True):
        register(first, App("Late", "late", "secret"), AT)
    found = apps.named("late")
    assert found is not None
    assert found.name == "Late"


def test_a_client_id_is_registered_once() -> None:
    records = world()
    register(records, DEFAULT_APPS[0], AT)
    with pytest.raises(Conflict):
        register(records, DEFAULT_APPS[0], AT)


def test_a_version_key_is_the_same_on_every_machine_and_differs_between_versions() -> None:
    assert version_key("a", "1.0.0") == version_key("a", "1.0.0") != version_key("a", "1.0.1")


@pytest.mark.parametrize(
    ("given", "level"),
    [(1, 1), (4, 4), ("Read Only", 2), ("read_only", 2), ("STANDARD", 3), ({"id": 3, "name": "Standard"}, 3), ("Boss", 1)],
)
def test_levels_are_read_by_number_name_and_object(given: object, level: int) -> None:
    assert level_of(given) == level


def test_what_is_no_map_of_levels_gives_none() -> None:
    assert levels_of(None) == levels_of(["rfi"]) == {}


def test_the_operators_redirections_are_those_of_the_default_web_app_and_its_copies_alone() -> None:
    records = world()
    web = DEFAULT_APPS[1]
    for uid in ("mockcore-web", "mockcore-web-7", "mockcore-website"):
        register(records, replace(web, client_id=uid, uid=uid), AT)
    apps = Apps(records, redirect_uris=["http://localhost:3000/own", "http://localhost"])
    ends = {app.uid: app.redirect_uris[-1] for app in apps.all()}
    own = "http://localhost:3000/own"
    assert ends == {"mockcore-web": own, "mockcore-web-7": own, "mockcore-website": web.redirect_uris[-1]}
    assert apps.named("mockcore-web") == apps.of_uid("mockcore-web")
    with pytest.raises(OperatorError, match="MOCKCORE_REDIRECT_URIS has /own"):
        Apps(records, redirect_uris=["/own"])
