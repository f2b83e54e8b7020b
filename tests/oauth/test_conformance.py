"""Every error row of the standards, as an app meets it over HTTP. Each row: what the standard says, the request, the answer."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.oauth.exchanges import (
    ASK,
    CHALLENGE,
    DMSA,
    HOME,
    MACHINE,
    PLAIN,
    S256,
    VERIFIER,
    WEB,
    basic,
    check,
    code,
    exchange,
    renewed,
    rows,
    without,
)


# RFC 6749 §4.1.2.1: the app is not told, the person is.
@pytest.mark.parametrize(
    "query",
    rows(
        "RFC 6749 §4.1.2.1",
        ("missing redirection URI", without(ASK, "redirect_uri")),
        ("invalid redirection URI", {**ASK, "redirect_uri": "not an address"}),
        ("mismatching redirection URI: extra path", {**ASK, "redirect_uri": HOME + "/more"}),
        ("mismatching redirection URI: other host", {**ASK, "redirect_uri": "https://evil.example/callback"}),
        ("mismatching redirection URI: fragment", {**ASK, "redirect_uri": HOME + "#x"}),
        ("mismatching redirection URI: query", {**ASK, "redirect_uri": HOME + "?x=1"}),
        ("mismatching redirection URI: port of a port", {**ASK, "redirect_uri": "http://localhost:1:2/callback"}),
        ("missing client identifier", without(ASK, "client_id")),
        ("invalid client identifier", {**ASK, "client_id": "nobody"}),
        ("client that has no redirection URI", {**ASK, "client_id": "mockcore-dmsa"}),
        ("oversized redirection URI", {**ASK, "redirect_uri": HOME + "?" + "x" * 5_000}),
        ("repeated redirection URI", [*ASK.items(), ("redirect_uri", "https://evil.example")]),
        ("repeated client identifier", [*ASK.items(), ("client_id", "mockcore-web")]),
    ),
)
def test_an_authorization_request_that_fails_by_its_client_or_address_is_never_redirected(
    http: httpx.Client, query: Any
) -> None:
    for answer in (http.get("/oauth/authorize", params=query), http.post("/oauth/authorize", params=query)):
        assert (answer.status_code, answer.headers.get("Location")) == (400, None)
        assert "Authorization refused" in answer.text


# RFC 6749 §4.1.2.1 and RFC 7636 §4.4.1: the app is told, by its redirection URI.
@pytest.mark.parametrize(
    ("query", "error"),
    rows(
        "RFC 6749 §4.1.2.1, RFC 7636 §4.4.1",
        ("missing a required parameter", without(ASK, "response_type"), "invalid_request"),
        ("a parameter without a value is missing", {**ASK, "response_type": ""}, "invalid_request"),
        ("includes a parameter more than once", [*ASK.items(), ("response_type", "code")], "invalid_request"),
        ("includes an invalid parameter value", {**ASK, "scope": "x" * 5_000}, "invalid_request"),
        ("unsupported response type: token", {**ASK, "response_type": "token"}, "unsupported_response_type"),
        ("unsupported response type: unknown", {**ASK, "response_type": "code token"}, "unsupported_response_type"),
        ("the scope is malformed", {**ASK, "scope": 'a"b'}, "invalid_scope"),
        ("PKCE: transform algorithm not supported", {**ASK, **S256, "code_challenge_method": "S384"}, "invalid_request"),
        ("PKCE: a method, but no challenge", {**ASK, "code_challenge_method": "S256"}, "invalid_request"),
        ("PKCE: a malformed challenge", {**ASK, **S256, "code_challenge": "short"}, "invalid_request"),
    ),
)
def test_an_authorization_request_that_fails_otherwise_is_told_to_the_app(http: httpx.Client, query: Any, error: str) -> None:
    answer = http.get("/oauth/authorize", params=query)
    place, _, told = answer.headers["Location"].partition("?")
    found = dict(parse_qsl(told))
    assert (answer.status_code, place, found["error"], found["state"]) == (302, HOME, error, "s")
    assert PLAIN.fullmatch(found["error_description"])


# access_denied of §4.1.2.1; unauthorized_client, server_error and temporarily_unavailable stand in test_consent.
def test_the_person_denies(http: httpx.Client) -> None:
    asked = {"client_id": "mockcore-web", "redirect_uri": HOME, "state": "s", "approve": False}
    sent = urlsplit(http.post("/_mockcore/authorize", json=asked).json()["redirect_to"])
    assert dict(parse_qsl(sent.query)).items() >= {"error": "access_denied", "state": "s"}.items()


# RFC 6749 §4.1.3, with the errors of §5.2; RFC 7636 §4.6.
@pytest.mark.parametrize(
    ("asked", "changes", "status", "error"),
    rows(
        "RFC 6749 §4.1.3, RFC 7636 §4.6",
        ("code missing", {}, {"code": ""}, 400, "invalid_request"),
        ("code unknown", {}, {"code": "f" * 64}, 400, "invalid_grant"),
        ("redirect_uri missing", {}, {"redirect_uri": ""}, 400, "invalid_request"),
        ("redirect_uri not identical", {}, {"redirect_uri": HOME + "/"}, 400, "invalid_grant"),
        ("redirect_uri of another port", {}, {"redirect_uri": "http://localhost:5001/callback"}, 400, "invalid_grant"),
        ("client not authenticated", {}, {"client_secret": ""}, 401, "invalid_client"),
        ("client may not redeem codes", {}, DMSA, 400, "unauthorized_client"),
        ("PKCE: verifier of another challenge", S256, {"code_verifier": VERIFIER[::-1]}, 400, "invalid_grant"),
        ("PKCE: verifier missing", S256, {}, 400, "invalid_request"),
        ("PKCE: verifier malformed", S256, {"code_verifier": "short"}, 400, "invalid_request"),
        ("PKCE: verifier without a challenge", {}, {"code_verifier": VERIFIER}, 400, "invalid_grant"),
        ("PKCE plain: not equal", {"code_challenge": CHALLENGE}, {"code_verifier": VERIFIER}, 400, "invalid_grant"),
    ),
)
def test_an_access_token_request_for_a_code_is_refused(
    http: httpx.Client, asked: dict[str, str], changes: dict[str, str], status: int, error: str
) -> None:
    check(exchange(http, code(http, **asked), **changes), status, error)


def test_a_code_that_was_used_is_refused_and_ends_its_tokens(http: httpx.Client) -> None:
    used = code(http)
    first = exchange(http, used).json()
    check(exchange(http, used), 400, "invalid_grant")
    bearer = {"Authorization": f"Bearer {first['access_token']}"}
    assert http.get("/oauth/token/info", headers=bearer).status_code == 401
    form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], **WEB}
    check(http.post("/oauth/token", data=form), 400, "invalid_grant")


def test_pkce_is_accepted_by_both_methods(http: httpx.Client) -> None:
    assert exchange(http, code(http, **S256), code_verifier=VERIFIER).status_code == 200
    assert exchange(http, code(http, code_challenge=VERIFIER), code_verifier=VERIFIER).status_code == 200


# RFC 6749 §5.2.
@pytest.mark.parametrize(
    ("sent", "status", "error"),
    rows(
        "RFC 6749 §5.2",
        ("missing a required parameter", {"data": DMSA}, 400, "invalid_request"),
        ("missing a required parameter: refresh_token",
         {"data": {"grant_type": "refresh_token", **WEB}}, 400, "invalid_request"),
        ("repeats a parameter", {"content": b"grant_type=a&grant_type=b"}, 400, "invalid_request"),
        ("repeats a parameter in JSON", {"json": b'{"grant_type": "a", "grant_type": "b"}'}, 400, "invalid_request"),
        ("repeats a parameter of the query in the body",
         {"params": {"client_secret": "x"}, "data": MACHINE}, 400, "invalid_request"),
        ("includes multiple credentials",
         {"data": {**MACHINE, "client_id": "x"}, "headers": basic(DMSA)}, 400, "invalid_request"),
        ("an oversized parameter", {"data": {**MACHINE, "client_secret": "x" * 5_000}}, 400, "invalid_request"),
        ("an oversized body", {"data": {**MACHINE, "x": "x" * 1_000_001}}, 413, "invalid_request"),
        ("too many parameters", {"content": b"&".join(b"x=1" for _ in range(200))}, 400, "invalid_request"),
        ("otherwise malformed: JSON", {"json": b"{"}, 400, "invalid_request"),
        ("otherwise malformed: a list", {"json": b"[]"}, 400, "invalid_request"),
        ("otherwise malformed: a number", {"json": b"7"}, 400, "invalid_request"),
        ("otherwise malformed: deep", {"json": b"[" * 100_000}, 400, "invalid_request"),
        ("otherwise malformed: half a character", {"json": b'{"grant_type": "\\ud800"}'}, 400, "invalid_request"),
        ("otherwise malformed: a map", {"json": b'{"grant_type": {"a": 1}}'}, 400, "invalid_request"),
        ("otherwise malformed: not UTF-8", {"content": b"grant_type=\xff"}, 400, "invalid_request"),
        ("otherwise malformed: a file", {"data": MACHINE, "files": {"code": ("a.txt", b"x")}}, 400, "invalid_request"),
        ("client authentication failed: unknown", {"data": {**MACHINE, "client_id": "nobody"}}, 401, "invalid_client"),
        ("client authentication failed: wrong secret", {"data": {**MACHINE, "client_secret": "x"}}, 401, "invalid_client"),
        ("no client authentication included", {"data": {"grant_type": "client_credentials"}}, 401, "invalid_client"),
        ("client authentication by Basic failed",
         {"data": without(MACHINE, *DMSA), "headers": basic({**DMSA, "client_secret": "x"})}, 401, "invalid_client"),
        ("Basic that cannot be read", {"data": MACHINE, "headers": {"Authorization": "Basic ?"}}, 401, "invalid_client"),
        ("unsupported authentication method",
         {"data": {"grant_type": "client_credentials"}, "headers": {"Authorization": "Digest x"}}, 401, "invalid_client"),
        ("the refresh token is unknown",
         {"data": {"grant_type": "refresh_token", "refresh_token": "f" * 64, **WEB}}, 400, "invalid_grant"),
        ("§6: a refresh without client authentication",
         {"data": {"grant_type": "refresh_token", "refresh_token": "f" * 64}}, 401, "invalid_client"),
        ("§6: a refresh with a wrong secret",
         {"data": {"grant_type": "refresh_token", "refresh_token": "f", **WEB, "client_secret": "x"}}, 401, "invalid_client"),
        ("§2.2: the client identifier alone",
         {"data": {"grant_type": "client_credentials", "client_id": "mockcore-dmsa"}}, 401, "invalid_client"),
        ("§3.2: a parameter without a value is missing", {"data": {**MACHINE, "grant_type": ""}}, 400, "invalid_request"),
        ("too many parameters in the query", {"params": b"&".join([b"x=1"] * 200), "data": MACHINE}, 400, "invalid_request"),
        ("the client may not use this grant type",
         {"data": {**MACHINE, "grant_type": "refresh_token"}}, 400, "unauthorized_client"),
        ("the client may not use this grant type: a person's app", {"data": {**MACHINE, **WEB}}, 400, "unauthorized_client"),
        ("the grant type is not supported", {"data": {**MACHINE, "grant_type": "password"}}, 400, "unsupported_grant_type"),
        ("the scope is malformed", {"data": {**MACHINE, "scope": 'a"b'}}, 400, "invalid_scope"),
    ),
)  # fmt: skip
def test_an_access_token_request_is_refused(http: httpx.Client, sent: dict[str, Any], status: int, error: str) -> None:
    if "json" in sent:
        sent = {"content": sent["json"], "headers": {"Content-Type": "application/json"}}
    elif "content" in sent:
        sent = {**sent, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}
    check(http.post("/oauth/token", **sent), status, error)


# RFC 7009 §2.1 to §2.2.1.
@pytest.mark.parametrize(
    ("form", "status", "error"),
    rows(
        "RFC 7009 §2.1 to §2.2.1",
        ("client authentication failed", {"token": "x", **DMSA, "client_secret": "wrong"}, 401, "invalid_client"),
        ("no client authentication included", {"token": "x"}, 401, "invalid_client"),
        ("the token is missing", DMSA, 400, "invalid_request"),
        ("the token is oversized", {"token": "x" * 5_000, **DMSA}, 400, "invalid_request"),
        ("an invalid token is no error", {"token": "x", **DMSA}, 200, ""),
        ("a wrong hint is no error", {"token": "x", "token_type_hint": "saml", **DMSA}, 200, ""),
    ),
)
def test_a_revocation_request_is_answered(http: httpx.Client, form: dict[str, str], status: int, error: str) -> None:
    answer = http.post("/oauth/revoke", data=form)
    if error:
        check(answer, status, error)
    else:
        assert (answer.status_code, answer.json()) == (200, {})


def test_a_token_is_not_revoked_by_another_app(http: httpx.Client) -> None:
    pair = exchange(http, code(http)).json()
    for token in (pair["access_token"], pair["refresh_token"]):
        assert http.post("/oauth/revoke", data={"token": token, **DMSA}).json() == {}
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert http.get("/oauth/token/info", headers=bearer).status_code == 200


def test_rfc_6749_5_2_otherwise_malformed_a_query_that_is_no_utf_8(http: httpx.Client) -> None:
    check(http.post(httpx.URL("/oauth/token", query=b"grant_type=%FF"), data=DMSA), 400, "invalid_request")


@pytest.mark.parametrize(("path", "method"), [("/oauth/token", "GET"), ("/oauth/token", "PUT"), ("/oauth/revoke/", "GET")])
def test_a_wrong_method_is_told_the_right_one(http: httpx.Client, path: str, method: str) -> None:
    answer = http.request(method, path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


@pytest.fixture(scope="module")
def other(http: httpx.Client) -> dict[str, str]:
    """Another app that people sign in to."""
    made = http.post("/_mockcore/apps", json={"name": "other", "kind": "user_login", "redirect_uris": [HOME]}).json()
    return {"client_id": made["client_id"], "client_secret": made["client_secret"]}


# RFC 6749 §4.1.2.1 unauthorized_client.
def test_an_app_without_user_login_that_has_an_address_is_told_that_it_may_not_ask(http: httpx.Client) -> None:
    made = http.post("/_mockcore/apps", json={"name": "machine", "kind": "dmsa", "redirect_uris": [HOME]}).json()
    answer = http.get("/oauth/authorize", params={**ASK, "client_id": made["client_id"]})
    place, _, told = answer.headers["Location"].partition("?")
    assert (answer.status_code, place) == (302, HOME)
    assert dict(parse_qsl(told)).items() >= {"error": "unauthorized_client", "state": "s"}.items()


# RFC 6749 §5.2 invalid_grant: expired.
def test_a_code_that_is_ten_minutes_old_is_refused(http: httpx.Client) -> None:
    try:
        http.put("/_mockcore/clock", json={"frozen": True}).raise_for_status()
        late, in_time = code(http), code(http)
        http.put("/_mockcore/clock", json={"advance": 599}).raise_for_status()
        assert exchange(http, in_time).status_code == 200
        http.put("/_mockcore/clock", json={"advance": 1}).raise_for_status()
        check(exchange(http, late), 400, "invalid_grant")
    finally:
        http.put("/_mockcore/clock", json={"now": None}).raise_for_status()


# RFC 6749 §5.2 invalid_grant: issued to another client.
def test_codes_and_refresh_tokens_of_another_app_are_refused_and_stay_good(http: httpx.Client, other: dict[str, str]) -> None:
    given = code(http)
    check(exchange(http, given, **other), 400, "invalid_grant")
    pair = exchange(http, given).json()
    check(renewed(http, pair["refresh_token"], other), 400, "invalid_grant")
    assert renewed(http, pair["refresh_token"]).status_code == 200


# RFC 6749 §5.2 invalid_grant: revoked, and used before; §6 for the rest.
def test_a_refresh_token_that_was_used_or_revoked_is_refused(http: httpx.Client) -> None:
    first = exchange(http, code(http)).json()
    second = renewed(http, first["refresh_token"]).json()
    check(renewed(http, first["refresh_token"]), 400, "invalid_grant")
    assert http.post("/oauth/revoke", data={"token": second["refresh_token"], **WEB}).json() == {}
    check(renewed(http, second["refresh_token"]), 400, "invalid_grant")


# RFC 7009 §2.1: the token and those of the same grant, whichever is given; §2.2: twice is no error.
@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_revoking_one_token_of_a_pair_ends_both(http: httpx.Client, which: str) -> None:
    pair = exchange(http, code(http)).json()
    hint = {"token_type_hint": "access_token" if which == "refresh_token" else "refresh_token"}
    for _ in range(2):
        assert http.post("/oauth/revoke", data={"token": pair[which], **hint, **WEB}).status_code == 200
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert http.get("/oauth/token/info", headers=bearer).status_code == 401
    check(renewed(http, pair["refresh_token"]), 400, "invalid_grant")
