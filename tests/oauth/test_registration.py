"""Registering apps and installing them."""

import pytest

from mockcore.errors import Conflict, NotFound, Unprocessable
from mockcore.oauth import registration
from mockcore.oauth.apps import CREDENTIALS, INSTALLATIONS, App, Version, credentials
from mockcore.store.records import Records
from tests.tiny import AT, COMPANY, OTHER_PROJECT, PROJECT, Tiny

FIRST = Version("1.0.0", "key-1", {"*": "Admin"}, {"*": "Admin"})
APP = App("Site Diary", "site-diary", "secret", redirect_uris=("http://localhost",), versions=(FIRST,), uid="site-diary")


@pytest.fixture
def world() -> Records:
    return Tiny().engine.world


def test_an_app_has_credentials_of_its_own_in_each_environment(world: Records) -> None:
    registration.register(world, APP, AT)
    pairs = credentials(world, "site-diary")
    assert pairs["sandbox"] == {"client_id": "site-diary", "client_secret": "secret"}
    assert pairs["production"]["client_id"] == "site-diary-production"
    assert pairs["production"]["client_secret"] != "secret"
    with pytest.raises(Conflict):
        registration.register(world, APP, AT)


def test_a_redirection_that_none_may_be_is_refused(world: Records) -> None:
    with pytest.raises(Unprocessable):
        registration.register(world, App("X", "x", "y", redirect_uris=("/relative",)), AT)
    assert world.by_key(CREDENTIALS, "x") is None


def test_installing_makes_a_service_account_that_uninstalling_makes_inactive(world: Records) -> None:
    registration.register(world, APP, AT)
    record = registration.install(world, APP, FIRST, COMPANY, at=AT, permitted=[PROJECT])
    user = world.get("users", record.body["user_id"])
    assert user is not None
    assert (user.company_id, user.body["is_active"], record.body["permitted_project_ids"]) == (COMPANY, True, [PROJECT])
    with pytest.raises(Conflict):
        registration.install(world, APP, FIRST, COMPANY, at=AT)
    registration.uninstall(world, record, at=AT)
    account = world.get("users", user.id)
    assert account is not None
    assert account.body["is_active"] is False


def test_a_new_version_leaves_installed_permissions_until_it_is_installed_anew(world: Records) -> None:
    registration.register(world, APP, AT)
    record = registration.install(world, APP, FIRST, COMPANY, at=AT)
    second = registration.add_version(world, "site-diary", Version("2.0.0", "", {"*": "Read Only"}), AT)
    registration.update(world, record, second, at=AT)
    assert (record.body["semantic_version"], record.body["manifest"]["version"]) == ("2.0.0", "1.0.0")
    registration.reinstall(world, record, APP, second, at=AT)
    assert record.body["manifest"]["version"] == "2.0.0"
    with pytest.raises(NotFound):
        registration.add_version(world, "nobody", second, AT)


def test_the_first_number_that_is_no_project_of_the_company_is_named(world: Records) -> None:
    assert registration.stranger(world, COMPANY, [PROJECT]) is None
    assert registration.stranger(world, COMPANY, [PROJECT, OTHER_PROJECT, 7]) == OTHER_PROJECT


def test_what_an_app_may_do_changes_in_its_latest_version_wherever_that_is_installed(world: Records) -> None:
    registration.register(world, APP, AT)
    installed = registration.install(world, APP, FIRST, COMPANY, at=AT)
    permissions = {"project_permissions": {"rfi": "Read Only"}}
    record = registration.change(world, "site-diary", {"name": "Diary", **permissions}, AT)
    assert (record.body["name"], record.body["versions"][0]["project_permissions"]) == ("Diary", {"rfi": "Read Only"})
    assert world.get(INSTALLATIONS, installed.id).body["manifest"] == {**FIRST.manifest, **permissions}  # type: ignore[union-attr]


def test_a_change_to_a_redirection_that_none_may_be_changes_nothing(world: Records) -> None:
    registration.register(world, APP, AT)
    with pytest.raises(Unprocessable):
        registration.change(world, "site-diary", {"name": "Diary", "redirect_uris": ["http://localhost", "/relative"]}, AT)
    record = registration.registered(world, "site-diary")
    assert (record.body["name"], record.body["redirect_uris"]) == ("Site Diary", ["http://localhost"])
