"""Apps in a company, over REST: installed, given projects, taken out."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests

COMPANY, PROJECT = 4264590, 225100
LIST = f"/rest/v1.0/app_installations?company_id={COMPANY}&project_id={PROJECT}"
APP = {"app_uid": "mockcore-not-installed", "company_id": COMPANY, "project_id": PROJECT, "app_installation": {}}


@pytest.fixture
def world() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, COMPANY, PROJECT)
    engine.close()


def installed(world: Requests) -> dict[str, dict[str, Any]]:
    return {part["app_uid"]: part for part in world.send("GET", LIST)[1]}


def test_an_installed_app_has_a_user_in_the_directory_and_the_permissions_of_its_manifest(world: Requests) -> None:
    status, told, _ = world.send("POST", "/rest/v1.0/app_installations", APP)
    assert (status, told["manifest"]["project_permissions"]) == (201, {"rfi": "Standard"})
    found = installed(world)["mockcore-not-installed"]
    assert (found["status"], found["developer_app"]["name"]) == ("installed", "mockcore not installed")
    people = world.send("GET", f"/rest/v1.0/companies/{COMPANY}/users")[1]
    assert "mockcore not installed" in [part["name"] for part in people]
    world.token = world.engine.tokens.issue("mockcore-not-installed", None).token
    assert world.send("GET", f"/rest/v1.0/projects/{PROJECT}/rfis")[0] == 200
    assert world.send("GET", f"/rest/v1.0/projects/{PROJECT}/submittals")[0] == 403


def test_an_app_is_installed_once(world: Requests) -> None:
    world.send("POST", "/rest/v1.0/app_installations", APP)
    assert world.send("POST", "/rest/v1.0/app_installations", APP)[0] == 409


def test_an_app_that_is_taken_out_is_refused_and_comes_back_without_its_projects(world: Requests) -> None:
    world.send("POST", "/rest/v1.0/app_installations", APP)
    one = f"/rest/v1.0/app_installations/{installed(world)['mockcore-not-installed']['id']}"
    administrator, app = world.token, world.engine.tokens.issue("mockcore-not-installed", None).token
    told = world.send("PATCH", one, {**APP, "app_installation": {"status": "uninstalled"}})[1]
    assert told["status"] == "uninstalled"
    world.token = app
    with pytest.raises(AssertionError, match="locked out"):
        world.send("GET", f"/rest/v1.0/projects/{PROJECT}/rfis")
    world.token = administrator
    world.send("PATCH", one, {**APP, "app_installation": {"status": "installed"}})
    world.token = app
    assert world.send("GET", f"/rest/v1.0/projects/{PROJECT}/rfis")[0] == 403


@pytest.mark.parametrize(("uid", "reason"), [("nobody", "does not exist"), ("", "can't be blank")])
def test_an_app_that_is_not_registered_cannot_be_installed(world: Requests, uid: str, reason: str) -> None:
    told = world.send(
        "POST", "/rest/v1.0/app_installations", {**APP, "app_uid": uid, "app_installation": {"status": "installed"}}
    )
    assert told[:2] == (422, {"errors": {"app_uid": [reason]}})


@pytest.mark.parametrize("chosen", [225100, [225200], ["x"], "all"])
def test_only_projects_of_the_company_can_be_permitted(world: Requests, chosen: object) -> None:
    asked = {**APP, "app_installation": {"installation_configuration": {"permitted_project_ids": chosen}}}
    told = world.send("POST", "/rest/v1.0/app_installations", asked)
    assert told[:2] == (422, {"errors": {"permitted_project_ids": ["does not exist"]}})
