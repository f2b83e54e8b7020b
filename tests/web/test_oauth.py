"""Tokens over HTTP, in every encoding that clients use."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import RunningServer

APP = {"client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
FORM = {"grant_type": "client_credentials", **APP}


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


@pytest.mark.parametrize(
    "sent",
    [
        {"data": FORM},
        {"json": FORM},
        {"files": {name: (None, value) for name, value in FORM.items()}},
        {"params": FORM},
        {"data": {"grant_type": "client_credentials"}, "auth": tuple(APP.values())},
    ],
)
def test_a_token_is_given_in_every_encoding(http: httpx.Client, sent: dict[str, Any]) -> None:
    for path in ("/oauth/token", "/oauth/token/"):
        answer = http.post(path, **sent)
        body = answer.json()
        assert answer.status_code == 200
        assert (body["token_type"], body["expires_in"], "refresh_token" in body) == ("bearer", 5_400, False)
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "nobody"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"grant_type": "refresh_token"}, 400, "unauthorized_client"),
    ],
)
def test_a_refusal_has_the_words_of_the_standard(http: httpx.Client, changes: dict[str, str], status: int, error: str) -> None:
    answer = http.post("/oauth/token", data={**FORM, **changes})
    assert (answer.status_code, answer.json()["error"]) == (status, error)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff", b'"x"', b"null"])
def test_a_body_that_cannot_be_read_is_an_invalid_request(http: httpx.Client, content: bytes) -> None:
    answer = http.post("/oauth/token", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_a_revoked_token_is_dead_and_revoking_always_succeeds(http: httpx.Client) -> None:
    token = http.post("/oauth/token", data=FORM).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    info = http.get("/oauth/token/info", headers=bearer).json()
    assert info["application"] == {"uid": "mockcore-dmsa"}
    for _ in range(2):
        answer = http.post("/oauth/revoke", json={"token": token, **APP})
        assert (answer.status_code, answer.json()) == (200, {})
    assert http.get("/oauth/token/info", headers=bearer).status_code == 401
    refused = http.get("/rest/v1.0/me", headers=bearer)
    assert (refused.status_code, refused.json()) == (401, {"errors": ["The access token is invalid"]})
