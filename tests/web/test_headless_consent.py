"""The consent of a person in one request."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.conftest import RunningServer

WEB = {"client_id": "mockcore-web", "redirect_uri": "http://localhost:7000"}
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=30) as client:
        yield client


def owner(http: httpx.Client, code: str, redirect_uri: str = WEB["redirect_uri"]) -> Any:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
    token = http.post("/oauth/token", data=form, auth=("mockcore-web", "mockcore-web-secret")).json()["access_token"]
    return http.get("/oauth/token/info", headers={"Authorization": f"Bearer {token}"}).json()["resource_owner_id"]


def test_a_person_is_named_by_id_or_login(http: httpx.Client) -> None:
    told = http.post("/_mockcore/authorize", json={**WEB, "login": "sandbox+arch@example.com", "state": "a b"}).json()
    sent = urlsplit(told["redirect_to"])
    assert (sent.netloc, dict(parse_qsl(sent.query))) == ("localhost:7000", {"code": told["code"], "state": "a b"})
    number = owner(http, told["code"])
    again = http.post("/_mockcore/authorize", json={**WEB, "user_id": number}).json()
    assert owner(http, again["code"]) == number


def test_without_a_name_it_is_the_user_that_the_app_was_given(http: httpx.Client) -> None:
    told = http.post("/_mockcore/authorize", json={**WEB, "redirect_uri": OUT_OF_BAND}).json()
    assert told["redirect_to"] is None
    assert isinstance(owner(http, told["code"], OUT_OF_BAND), int)


@pytest.mark.parametrize(
    ("changes", "error", "sent"),
    [
        ({"client_id": "nobody"}, "invalid_client", False),
        ({"redirect_uri": "http://localhost:7000/x"}, "invalid_redirect_uri", False),
        ({"response_type": "token"}, "unsupported_response_type", True),
        ({"code_challenge": "short"}, "invalid_request", True),
        ({"user_id": 1}, "invalid_request", False),
        ({"user_id": 10**30}, "invalid_request", False),
        ({"login": "nobody"}, "invalid_request", False),
    ],
)
def test_what_cannot_be_granted_is_refused_in_the_standards_words(
    http: httpx.Client, changes: dict[str, Any], error: str, sent: bool
) -> None:
    answer = http.post("/_mockcore/authorize", json={**WEB, **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert (answer.json()["redirect_to"] is not None) == sent


def test_a_misspelt_field_is_named(http: httpx.Client) -> None:
    answer = http.post("/_mockcore/authorize", json={**WEB, "user": 1})
    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"user"})
