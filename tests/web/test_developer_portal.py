"""The developer portal and App Management of the control API."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer

COMPANY = 4264590
RFIS = "/rest/v1.0/projects/225100/rfis"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/_mockcore/reset")
        yield client
        client.post("/_mockcore/reset")


def registered(http: httpx.Client, **given: Any) -> dict[str, Any]:
    app = {"name": "Scheduler", "project_permissions": {"rfi": "Read Only"}, "company_permissions": {"directory": "Read Only"}}
    made: dict[str, Any] = http.post("/_mockcore/apps", json={**app, **given}).raise_for_status().json()
    return made


def asks(http: httpx.Client, app: dict[str, Any], path: str = RFIS) -> int:
    form = {"grant_type": "client_credentials", "client_id": app["client_id"], "client_secret": app["client_secret"]}
    token = http.post("/oauth/token", data=form).raise_for_status().json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(COMPANY)}
    return http.get(path, headers=headers).status_code


def place(app: dict[str, Any]) -> str:
    return f"/_mockcore/companies/{COMPANY}/installations/{app['uid']}"


def test_a_private_app_is_installed_by_its_version_key_with_the_projects_chosen(http: httpx.Client) -> None:
    app = registered(http)
    assert asks(http, app) == 403
    chosen = {"version_key": app["versions"][0]["version_key"], "permitted_project_ids": [225100]}
    made = http.post(f"/_mockcore/companies/{COMPANY}/installations", json=chosen)
    assert (made.status_code, made.json()["status"]) == (201, "installed")
    assert asks(http, app) == 200
    http.patch(place(app), json={"permitted_project_ids": []}).raise_for_status()
    assert asks(http, app) == 403
    assert asks(http, app, f"/rest/v1.0/companies/{COMPANY}/users") == 200


def test_a_partners_app_is_in_the_marketplace_only_after_approval(http: httpx.Client) -> None:
    app = registered(http, partner=True)
    asked = {"app_uid": app["uid"], "permitted_project_ids": "all"}
    assert http.post(f"/_mockcore/companies/{COMPANY}/installations", json=asked).status_code == 404
    assert http.post(f"/_mockcore/apps/{app['uid']}/approve").json()["approved"] is True
    assert http.post(f"/_mockcore/companies/{COMPANY}/installations", json=asked).status_code == 201
    assert asks(http, app) == 200


def test_an_update_keeps_permissions_and_a_reinstallation_takes_new_ones_both_reset_projects(http: httpx.Client) -> None:
    app = registered(http)
    http.post(f"/_mockcore/companies/{COMPANY}/installations", json={"app_uid": app["uid"], "permitted_project_ids": "all"})
    more = {"number": "2.0.0", "project_permissions": {"rfi": "Read Only", "submittals": "Read Only"}}
    key = http.post(f"/_mockcore/apps/{app['uid']}/versions", json=more).raise_for_status().json()["version_key"]
    submittals = "/rest/v1.0/projects/225100/submittals"
    told = http.patch(place(app), json={"version_key": key}).json()
    assert (told["semantic_version"], told["permitted_project_ids"]) == ("2.0.0", [])
    http.patch(place(app), json={"permitted_project_ids": "all"})
    assert asks(http, app, submittals) == 403
    assert http.patch(place(app), json={"reinstall": True}).json()["permitted_project_ids"] == []
    http.patch(place(app), json={"permitted_project_ids": [225100]})
    assert asks(http, app, submittals) == 200


def test_an_app_that_is_disconnected_or_uninstalled_is_refused_until_it_is_back(http: httpx.Client) -> None:
    app = registered(http)
    http.post(f"/_mockcore/companies/{COMPANY}/installations", json={"app_uid": app["uid"], "permitted_project_ids": "all"})
    http.patch(place(app), json={"connected": False})
    assert asks(http, app) == 403
    http.patch(place(app), json={"connected": True})
    assert asks(http, app) == 200
    assert http.delete(place(app)).json()["status"] == "uninstalled"
    assert asks(http, app) == 403
    again = http.post(f"/_mockcore/companies/{COMPANY}/installations", json={"app_uid": app["uid"]})
    assert again.status_code == 201


def test_production_credentials_are_not_taken_by_a_sandbox(http: httpx.Client) -> None:
    app = registered(http)
    form = {"grant_type": "client_credentials", **app["credentials"]["production"]}
    refused = http.post("/oauth/token", data=form)
    assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
    assert http.post("/oauth/token", data={**form, **app["credentials"]["sandbox"]}).status_code == 200


def test_a_service_account_can_do_nothing_until_somebody_gives_it_a_template(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2022-05-01"})
    app = registered(http, kind="service_account")
    http.post(f"/_mockcore/companies/{COMPANY}/installations", json={"app_uid": app["uid"]}).raise_for_status()
    assert asks(http, app, f"/rest/v1.0/companies/{COMPANY}/users") == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/_mockcore/apps", {"name": "x", "client_id": "mockcore-dmsa"}, 409),
        ("POST", "/_mockcore/apps", {"name": "x", "project_permissions": {"rfi": "Boss"}}, 400),
        ("POST", "/_mockcore/apps/nobody/versions", {"number": "2"}, 404),
        ("POST", "/_mockcore/apps/mockcore-dmsa/versions", {"number": "1.0.0"}, 409),
        ("POST", "/_mockcore/apps/mockcore-dmsa/approve", None, 422),
        ("POST", f"/_mockcore/companies/{COMPANY}/installations", {"app_uid": "mockcore-dmsa"}, 409),
        ("POST", f"/_mockcore/companies/{COMPANY}/installations", {"version_key": "none"}, 422),
        ("POST", f"/_mockcore/companies/{COMPANY}/installations", {}, 422),
        ("POST", "/_mockcore/companies/7/installations", {"app_uid": "mockcore-dmsa"}, 404),
        ("PATCH", f"/_mockcore/companies/{COMPANY}/installations/mockcore-dmsa", {"permitted_project_ids": [225200]}, 422),
        ("PATCH", f"/_mockcore/companies/{COMPANY}/installations/nobody", {}, 404),
    ],
)
def test_what_cannot_be_done_is_said(http: httpx.Client, method: str, path: str, body: Any, status: int) -> None:
    answer = http.request(method, path, json=body)
    assert answer.status_code == status
    assert answer.json()["errors"]


def test_every_registered_app_is_listed_with_its_credentials(http: httpx.Client) -> None:
    listed = {part["uid"]: part for part in http.get("/_mockcore/apps").json()}
    assert listed["mockcore-dmsa"]["client_secret"] == "mockcore-dmsa-secret"
    assert listed["mockcore-web"]["kind"] == "user_login"


def test_an_app_is_changed_while_it_is_installed(http: httpx.Client) -> None:
    app = registered(http)
    chosen = {"version_key": app["versions"][0]["version_key"], "permitted_project_ids": "all"}
    http.post(f"/_mockcore/companies/{COMPANY}/installations", json=chosen).raise_for_status()
    assert asks(http, app) == 200
    change = {"name": "Planner", "project_permissions": {"meetings": "Admin"}}
    assert http.patch(f"/_mockcore/apps/{app['uid']}", json=change).json()["name"] == "Planner"
    assert asks(http, app) == 403


@pytest.mark.parametrize(
    ("uid", "change", "status", "message"),
    [
        ("mockcore-wbe", {"name": "A"}, 404, "did you mean mockcore-web?"),
        ("mockcore-web", {"redirect_uri": ["http://localhost"]}, 400, "did you mean redirect_uris?"),
        ("mockcore-web", {"redirect_uris": ["/callback"]}, 422, "is not an absolute URI"),
        ("mockcore-web", {"project_permissions": {"rfis": "Admin"}}, 422, "did you mean rfi?"),
        ("mockcore-web", {"name": ""}, 400, "at least 1 character"),
    ],
)
def test_a_change_of_an_app_that_cannot_be_is_refused(
    http: httpx.Client, uid: str, change: dict[str, Any], status: int, message: str
) -> None:
    answer = http.patch(f"/_mockcore/apps/{uid}", json=change)
    assert (answer.status_code, message in answer.text) == (status, True), answer.text
