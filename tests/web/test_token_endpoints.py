"""Tokens over HTTP, in every encoding that clients use. What is refused stands in tests/oauth/test_conformance.py."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer

APP = {"client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
FORM = {"grant_type": "client_credentials", **APP}
WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client
        client.put("/_mockcore/clock", json={"now": None}).raise_for_status()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def signed_in(http: httpx.Client) -> dict[str, Any]:
    asked = {"client_id": "mockcore-web", "redirect_uri": "http://localhost"}
    code = http.post("/_mockcore/authorize", json=asked).json()["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost", **WEB}
    told: dict[str, Any] = http.post("/oauth/token", data=form).raise_for_status().json()
    return told


@pytest.mark.parametrize(
    "sent",
    [
        {"data": FORM},
        {"json": FORM},
        {"files": {name: (None, value) for name, value in FORM.items()}},
        {"params": FORM},
        {"data": {"grant_type": "client_credentials"}, "auth": tuple(APP.values())},
        {"data": FORM, "auth": tuple(APP.values())},
        {"data": FORM, "headers": {"Authorization": "Bearer stale"}},
        {"data": {**FORM, "redirect_uri": "http://localhost", "unknown": ["1", "2"]}},
    ],
)
def test_a_token_is_given_in_every_encoding(http: httpx.Client, sent: dict[str, Any]) -> None:
    for path in ("/oauth/token", "/oauth/token/"):
        answer = http.post(path, **sent)
        body = answer.json()
        assert answer.status_code == 200
        assert (body["token_type"], body["expires_in"], "refresh_token" in body) == ("bearer", 5_400, False)
        assert body["access_token"].startswith("eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9.")
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_tells_whose_it_is(http: httpx.Client) -> None:
    told = signed_in(http)
    for path in ("/oauth/token/info", "/oauth/token/info/"):
        info = http.get(path, headers=bearer(told["access_token"])).json()
        assert info["application"] == {"uid": "mockcore-web"}
        assert (info["scopes"], info["created_at"]) == ([], told["created_at"])
        assert 5_390 <= info["expires_in_seconds"] <= 5_400
        me = http.get("/rest/v1.0/me", headers=bearer(told["access_token"])).json()
        assert info["resource_owner_id"] == me["id"]


@pytest.mark.parametrize("name", ["access_token", "refresh_token"])
def test_a_revoked_token_is_dead_with_its_pair_and_revoking_again_succeeds(http: httpx.Client, name: str) -> None:
    pair = signed_in(http)
    for path in ("/oauth/revoke", "/oauth/revoke/"):
        answer = http.post(path, json={"token": pair[name], **WEB})
        assert (answer.status_code, answer.json()) == (200, {})
    form = {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"], **WEB}
    assert http.post("/oauth/token", json=form).json()["error"] == "invalid_grant"
    told = http.get("/oauth/token/info", headers=bearer(pair["access_token"]))
    assert (told.status_code, told.json()["error"]) == (401, "invalid_token")
    refused = http.get("/rest/v1.0/me", headers=bearer(pair["access_token"]))
    assert (refused.status_code, refused.json()) == (401, {"errors": ["The access token is invalid"]})


def test_a_token_that_was_tampered_with_or_signed_by_nobody_is_invalid(http: httpx.Client) -> None:
    head, claims, signature = http.post("/oauth/token", data=FORM).json()["access_token"].split(".")
    none = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0"
    for token in (
        f"{head}.{claims}.{signature[:-4]}AAAA",
        f"{none}.{claims}.",
        f"{none}.{claims}.{signature}",
        f"{head}.{claims}",
    ):
        refused = http.get("/rest/v1.0/me", headers=bearer(token))
        assert (refused.status_code, refused.json()) == (401, {"errors": ["The access token is invalid"]})
        assert 'error="invalid_token"' in refused.headers["WWW-Authenticate"]


def test_a_token_expires_on_the_servers_clock(http: httpx.Client) -> None:
    http.put("/_mockcore/clock", json={"now": "2026-01-15T15:00:00Z", "frozen": True})
    token = http.post("/oauth/token", data=FORM).json()["access_token"]
    lefts = []
    for now in ("2026-01-14T15:00:00Z", "2026-01-15T16:29:59Z", "2026-01-15T16:30:00Z"):
        http.put("/_mockcore/clock", json={"now": now, "frozen": True})
        lefts.append(http.get("/oauth/token/info", headers=bearer(token)).json().get("expires_in_seconds"))
    assert lefts == [5_400, 1, None]
    assert http.get("/rest/v1.0/me", headers=bearer(token)).json() == {"errors": ["The access token is invalid"]}
