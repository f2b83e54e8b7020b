"""Stories over HTTP, as an integration meets them."""

from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
PROJECT = "/rest/v1.0/projects/225100"


@pytest.fixture
def api(server: RunningServer) -> Any:
    with httpx.Client(base_url=server.url) as client:
        client.post("/_mockcore/reset")
        token = client.post("/oauth/token", data=FORM).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def test_an_rfi_is_asked_answered_accepted_and_reopened(api: httpx.Client) -> None:
    users = {user["name"]: user["id"] for user in api.get("/rest/v1.0/users", params={"company_id": 4264590}).json()}
    manager, architect = users["API Support"], users["Test Architect"]
    rfi = {"subject": "Beam", "rfi_manager_id": manager, "assignee_ids": [architect], "question": {"body": "Which size?"}}
    made = api.post(f"{PROJECT}/rfis", json={"rfi": rfi}).json()
    one = f"{PROJECT}/rfis/{made['id']}"
    assert made["status"] == "open"
    assert made["ball_in_court"]["id"] == architect
    assert made["questions"][0]["plain_text_body"] == "Which size?"
    reply = api.post(f"{one}/replies", json={"reply": {"body": "W12x26", "official": True}})
    assert reply.status_code == 201
    shown = api.get(one).json()
    assert shown["status"] == "open"
    assert shown["questions"][0]["answers"][0]["plain_text_body"] == "W12x26"
    closed = api.patch(one, json={"rfi": {"accepted": True}}).json()
    assert (closed["status"], closed["ball_in_court"]) == ("closed", None)
    assert closed["time_resolved"] is not None
    assert api.patch(one, json={"rfi": {"accepted": False}}).json()["status"] == "open"
    assert api.patch(f"{one}/recycle").status_code == 200
    assert api.get(one).status_code == 404
    assert made["id"] in [part["id"] for part in api.get(f"{PROJECT}/rfis/recycle_bin").json()]
    assert api.patch(f"{one}/retrieve").status_code == 200
    assert api.get(one).status_code == 200


def test_a_person_joins_and_leaves_a_project(api: httpx.Client) -> None:
    user = {"first_name": "Dana", "last_name": "Ortiz", "email_address": "dana@example.com"}
    made = api.post("/rest/v1.0/companies/4264590/users", json={"user": user}).json()
    assert (made["name"], made["is_active"]) == ("Dana Ortiz", True)

    def inside() -> bool:
        return made["id"] in [part["id"] for part in api.get(f"{PROJECT}/users").json()]

    assert not inside()
    assert api.post(f"{PROJECT}/users/{made['id']}/actions/add", json={"user": {}}).status_code == 201
    assert inside()
    assert api.delete(f"{PROJECT}/users/{made['id']}/actions/remove").status_code == 204
    assert not inside()


def test_a_file_is_uploaded_and_fetched(api: httpx.Client) -> None:
    asked = {"response_filename": "plan.pdf", "response_content_type": "application/pdf"}
    upload = api.post(f"{PROJECT}/uploads", json=asked).json()
    with httpx.Client() as plain:
        assert plain.post(upload["url"], data=upload["fields"], files={"file": ("plan.pdf", b"%PDF-")}).status_code == 204
        assert plain.get(upload["url"].replace("/storage/", "/files/")).content == b"%PDF-"
    assert api.post(upload["url"], content=b"x").status_code == 400


def test_a_file_that_comes_with_a_record_becomes_its_attachment(api: httpx.Client) -> None:
    files = [("attachments[]", ("site.jpg", b"\xff\xd8", "image/jpeg")), ("attachments[]", ("a b.txt", b"text", "text/plain"))]
    made = api.post(f"{PROJECT}/notes_logs", data={"notes_log[comment]": "Photos"}, files=files)
    assert made.status_code == 201
    first, second = made.json()["attachments"]
    assert (first["filename"], second["name"]) == ("site.jpg", "a b.txt")
    assert api.get(first["url"]).content == b"\xff\xd8"
    assert api.get(first["url"]).headers["Content-Type"] == "image/jpeg"


def test_todays_daily_logs_are_listed_by_default(api: httpx.Client) -> None:
    made = api.post(f"{PROJECT}/notes_logs", json={"notes_log": {"comment": "Rain until noon"}}).json()
    assert made["status"] == "approved"
    assert [part["id"] for part in api.get(f"{PROJECT}/notes_logs").json()] == [made["id"]]
    assert api.get(f"{PROJECT}/notes_logs", params={"log_date": "2020-01-01"}).json() == []


def test_the_root_folder_shows_folders_and_deeper_ones_are_asked_for(api: httpx.Client) -> None:
    root = api.get("/rest/v1.0/folders", params={"project_id": 225100}).json()
    contracts = next(part for part in root["folders"] if part["name"] == "Contracts")
    made = api.post(
        "/rest/v1.0/folders", params={"project_id": 225100}, json={"folder": {"name": "2026", "parent_id": contracts["id"]}}
    )
    assert made.status_code == 201
    inside = api.get(f"/rest/v1.0/folders/{contracts['id']}", params={"project_id": 225100}).json()
    assert [part["name"] for part in inside["folders"]] == ["2026"]
    again = api.post(
        "/rest/v1.0/folders", params={"project_id": 225100}, json={"folder": {"name": "2026", "parent_id": contracts["id"]}}
    )
    assert again.status_code == 409


def test_head_options_and_unknown_methods(api: httpx.Client) -> None:
    head = api.head(f"{PROJECT}/rfis")
    assert (head.status_code, head.content) == (200, b"")
    preflight = api.options(
        f"{PROJECT}/rfis", headers={"Origin": "http://app.example", "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["Allow"]
    # No origin is listed, as for whoever has not asked Procore to list it.
    assert "Access-Control-Allow-Origin" not in preflight.headers
    refused = api.put(f"{PROJECT}/rfis")
    assert (refused.status_code, "POST" in refused.headers["Allow"]) == (405, True)


def test_links_keep_the_proxys_address(api: httpx.Client) -> None:
    headers = {"X-Forwarded-Proto": "https", "Host": "procore.example"}
    link = api.get("/rest/v1.0/cost_codes?project_id=225100&per_page=5&view=default", headers=headers).headers["Link"]
    assert "<https://procore.example/rest/v1.0/cost_codes?page=2&per_page=5&project_id=225100&view=default>" in link


def test_links_have_the_host_that_a_proxy_forwards(api: httpx.Client) -> None:
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "api.example, inner.example", "Host": "127.0.0.1"}
    link = api.get("/rest/v1.0/cost_codes?project_id=225100&per_page=5", headers=headers).headers["Link"]
    assert "<https://api.example/rest/v1.0/cost_codes?page=2&per_page=5&project_id=225100>" in link


def test_a_body_over_the_limit_is_refused(api: httpx.Client) -> None:
    answer = api.post(f"{PROJECT}/rfis", content=b"0" * 50_000_001, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert "errors" in answer.json()


@pytest.mark.parametrize("number", [4264591, 562949953434271])
def test_records_of_another_company_are_never_visible(api: httpx.Client, number: int) -> None:
    rfi = api.get(f"{PROJECT}/rfis").json()[0]["id"]
    other = {4264591: 225200, 562949953434271: 562949953435001}[number]
    for method in ("GET", "PATCH"):
        answer = api.request(method, f"/rest/v1.0/projects/{other}/rfis/{rfi}", json={"rfi": {"subject": "stolen"}})
        assert answer.status_code in (403, 404)
    assert api.get(f"{PROJECT}/rfis", headers={"Procore-Company-Id": str(number)}).status_code == 403
    assert api.get(f"{PROJECT}/rfis/{rfi}").json()["subject"] != "stolen"


def test_the_dates_of_a_project_are_made_and_changed_by_their_ids(api: httpx.Client) -> None:
    path = f"{PROJECT}/project_dates"
    assert api.post(path, json={"project_dates": [{"date": "2026-05-01"}]}).status_code == 204
    made = api.get(path).json()["project_dates"][-1]
    assert made["date"] == "2026-05-01"
    assert api.post(path, json={"project_dates": [{"id": made["id"], "date": "2026-06-01"}]}).status_code == 204
    assert [(part["id"], part["date"]) for part in api.get(path).json()["project_dates"]] == [(made["id"], "2026-06-01")]
    assert api.post(path, json={"project_dates": [{"id": 7, "date": "2026-06-01"}]}).status_code == 422


def test_a_location_is_found_or_made_by_its_path(api: httpx.Client) -> None:
    path = f"{PROJECT}/locations/find_or_create_by_path"
    made = api.post(path, json={"location": {"path": ["Building B", "Level 4", "Room 408"]}})
    assert (made.status_code, made.json()["name"], made.json()["node_name"]) == (
        201,
        "Building B>Level 4>Room 408",
        "Room 408",
    )
    again = api.post(path, json={"location": {"path": ["Building B", "Level 4", "Room 408"]}})
    assert (again.status_code, again.json()) == (200, made.json())
    above = api.post(path, json={"location": {"path": ["Building B", "Level 4"]}})
    assert (above.status_code, above.json()["id"]) == (200, made.json()["parent_id"])
    assert api.post(path, json={"location": {"path": ["Building B", " "]}}).status_code == 422


def test_what_is_found_is_shown_like_what_was_made(api: httpx.Client) -> None:
    path = "/rest/v1.0/companies/4264590/projects/225100/contexts/get_or_create"
    asked = {"name": "Level 1", "context_type": "document_revision", "context_type_id": "7"}
    made = api.post(path, json=asked).json()
    assert made["name"] == "Level 1"
    assert api.post(path, json=asked).json() == made
