"""What the standards ask of an authorization server beside its errors, over HTTP. Each row begins with its section."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from tests.oauth.exchanges import (
    ASK,
    DMSA,
    HOME,
    MACHINE,
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

AT_ONCE = 8


def page(http: httpx.Client, query: Any) -> httpx.Response:
    """The consent page for a request, or what is said instead."""
    return http.get("/oauth/authorize", params=query)


@pytest.mark.parametrize(
    "query",
    rows(
        "RFC 6749 §3.1",
        ("parameters without a value are as if omitted", {**ASK, "scope": "", "state": "", "code_challenge": ""}),
        ("an empty one beside one with a value is no repetition", [*ASK.items(), ("client_id", "")]),
        ("unknown parameters are ignored", {**ASK, "prompt": "login"}),
        ("unknown parameters are ignored, repeated and long ones too", [*ASK.items(), ("x", "1"), ("x", "2" * 5_000)]),
        ("§4.1.1: scope is optional", {**ASK, "scope": "openid profile"}),
        ("§4.1.1: state is optional", without(ASK, "state")),
        ("RFC 7636 §4.3: the shortest challenge", {**ASK, "code_challenge": "a" * 43}),
        ("RFC 7636 §4.3: the longest challenge", {**ASK, "code_challenge": "-._~" * 32, "code_challenge_method": "plain"}),
    ),
)
def test_an_authorization_request_is_shown_to_the_person(http: httpx.Client, query: Any) -> None:
    answer = page(http, query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")


@pytest.mark.parametrize(
    "port", rows("RFC 8252 §7.3", *((f"a loopback host with port {port}", port) for port in ("", ":1", ":3000", ":65535")))
)
def test_an_app_on_this_machine_listens_where_it_can(http: httpx.Client, port: str) -> None:
    assert page(http, {**ASK, "redirect_uri": f"http://localhost{port}/callback"}).status_code == 200


@pytest.mark.parametrize(
    "uri",
    rows(
        "RFC 6749 §3.1.2.3",
        ("a fragment", HOME + "#x"),
        ("an empty fragment", HOME + "#"),
        ("a query", HOME + "?x=1"),
        ("an empty query", HOME + "?"),
        ("an extra path", HOME + "/x"),
        ("a trailing slash", HOME + "/"),
        ("dot segments", "http://localhost:5000/x/../callback"),
        ("an escaped path", "http://localhost:5000/%63allback"),
        ("an escaped slash", "http://localhost:5000%2Fcallback"),
        ("another case of the path", "http://localhost:5000/Callback"),
        ("an uppercase host", "http://LOCALHOST:5000/callback"),
        ("an uppercase scheme", "HTTP://localhost:5000/callback"),
        ("another scheme", "https://localhost:5000/callback"),
        ("a trailing dot of the host", "http://localhost.:5000/callback"),
        ("a longer host", "http://localhost.evil.example:5000/callback"),
        ("another name of this machine", "http://127.0.0.1:5000/callback"),
        ("user information", "http://localhost:5000@evil.example/callback"),
        ("user information before the own host", "http://evil@localhost:5000/callback"),
        ("a backslash", "http://localhost:5000\\@evil.example/callback"),
        ("a space before", " " + HOME),
        ("a line break after", HOME + "\r\nSet-Cookie: a=1"),
        ("a zero byte", HOME + "\0"),
        ("no scheme", "//localhost:5000/callback"),
        ("a port that is too high", "http://localhost:65536/callback"),
        ("a script", "javascript:alert(1)//localhost"),
    ),
)
def test_no_other_address_is_ever_redirected_to(http: httpx.Client, uri: str) -> None:
    for more in ({}, {"response_type": "token"}, {"scope": '"'}):
        answer = page(http, {**ASK, "redirect_uri": uri, **more})
        assert (answer.status_code, answer.headers.get("Location")) == (400, None)


@pytest.mark.parametrize(
    "uri",
    rows(
        "RFC 6749 §3.1.2",
        ("a fragment", "https://app.example/callback#x"),
        ("relative", "/callback"),
        ("without a scheme", "//app.example/callback"),
        ("a space", "https://app.example/call back"),
        ("a line break", "https://app.example/\r\nSet-Cookie: a=1"),
        ("a script", "JavaScript:alert(1)"),
        ("nothing", ""),
    ),
)
def test_an_address_that_none_may_be_is_not_registered(http: httpx.Client, uri: str) -> None:
    made = http.post("/_mockcore/apps", json={"name": "wrong", "kind": "user_login", "redirect_uris": [HOME, uri]})
    assert (made.status_code, list(made.json()["errors"])) == (422, ["redirect_uris"])


def test_rfc_6749_3_1_2_a_query_of_the_address_is_kept(http: httpx.Client) -> None:
    home = "com.example.app:/callback?from=procore"
    made = http.post("/_mockcore/apps", json={"name": "query", "kind": "user_login", "redirect_uris": [home]}).json()
    asked = {"client_id": made["client_id"], "redirect_uri": home, "state": "s", "approve": False}
    assert http.post("/_mockcore/authorize", json=asked).json()["redirect_to"].startswith(f"{home}&error=access_denied&")


STATES = rows(
    "RFC 6749 §4.1.2",
    ("one character", "0"),
    ("a space", " "),
    ("what means something in a query", "a b+c&d=e#f%20?g;h"),
    ("an address", "https://evil.example/?code=1&state=2"),
    ("beyond ASCII", "ä€😀"),
    ("line breaks", "a\r\nSet-Cookie: b=1"),
    ("a zero byte", "a\0b"),
    ("markup", "<script>'\""),
    ("long", "x" * 4_096),
)


@pytest.mark.parametrize("state", STATES)
def test_state_is_returned_exactly(http: httpx.Client, state: str) -> None:
    refused = page(http, {**ASK, "response_type": "token", "state": state})
    assert refused.status_code == 302
    asked = {"client_id": "mockcore-web", "redirect_uri": HOME, "state": state}
    given, denied = (http.post("/_mockcore/authorize", json={**asked, "approve": said}).json() for said in (True, False))
    for place in (refused.headers["Location"], given["redirect_to"], denied["redirect_to"]):
        assert dict(parse_qsl(urlsplit(place).query))["state"] == state
    assert set(refused.headers) & {"set-cookie"} == set()


@pytest.mark.parametrize("state", rows("RFC 6749 §4.1.2.1", ("no UTF-8", b"%FF%FEa"), ("too long", b"x" * 5_000)))
def test_a_state_that_is_itself_refused_is_returned_exactly_too(http: httpx.Client, state: bytes) -> None:
    query = urlencode(without(ASK, "state")).encode() + b"&state=" + state
    place = http.get(httpx.URL("/oauth/authorize", query=query)).headers["Location"]
    assert "error=invalid_request" in place
    assert place.endswith("&state=" + state.decode())


@pytest.mark.parametrize(
    "sent",
    rows(
        "RFC 6749 §2.3.1",
        ("Basic", {"data": {"grant_type": "client_credentials"}, "headers": basic(DMSA)}),
        ("the scheme in any case", {"data": {"grant_type": "client_credentials"},
         "headers": {"Authorization": basic(DMSA)["Authorization"].replace("Basic", "bASIC")}}),
        ("form-encoded credentials", {"data": {"grant_type": "client_credentials"},
         "headers": basic({"id": "mockcore%2Ddmsa", "secret": "mockcore%2Ddmsa%2Dsecret"})}),
        ("credentials in the body", {"data": MACHINE}),
        ("§3.2: unknown parameters are ignored", {"data": {**MACHINE, "audience": ["a", "b"]}}),
        ("§3.2: parameters without a value are as if omitted", {"data": {**MACHINE, "code": "", "scope": ""}}),
        ("§3.3: a scope is ignored", {"data": {**MACHINE, "scope": "openid profile"}}),
    ),
)  # fmt: skip
def test_an_access_token_request_is_granted(http: httpx.Client, sent: dict[str, Any]) -> None:
    answer = http.post("/oauth/token", **sent)
    assert set(answer.raise_for_status().json()) == {"access_token", "token_type", "expires_in", "created_at"}


def test_rfc_6749_5_1_tokens_are_not_cached_by_whichever_grant(http: httpx.Client) -> None:
    signed_in = exchange(http, code(http))
    again = renewed(http, signed_in.json()["refresh_token"])
    for answer in (http.post("/oauth/token", data=MACHINE), signed_in, again):
        told = answer.raise_for_status().json()
        assert (told["token_type"], told["expires_in"]) == ("bearer", 5_400)
        assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")
        assert answer.headers["Content-Type"] == "application/json"


def test_rfc_6749_6_of_two_refreshes_at_once_exactly_one_wins(http: httpx.Client) -> None:
    refresh = exchange(http, code(http)).json()["refresh_token"]
    for _ in range(3):
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(lambda _, old=refresh: renewed(http, old), range(AT_ONCE)))
        assert Counter(answer.status_code for answer in answers) == {200: 1, 400: AT_ONCE - 1}
        for answer in answers:
            if answer.status_code == 200:
                refresh = answer.json()["refresh_token"]
            else:
                check(answer, 400, "invalid_grant")


def test_rfc_6749_4_1_2_of_two_uses_of_a_code_at_once_one_wins_and_its_tokens_end(http: httpx.Client) -> None:
    given = code(http)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: exchange(http, given), range(2)))
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    check(next(answer for answer in answers if answer.status_code != 200), 400, "invalid_grant")
    check(renewed(http, won["refresh_token"]), 400, "invalid_grant")


def test_rfc_6749_6_a_refresh_whose_answer_is_lost_has_used_the_token_up(http: httpx.Client) -> None:
    refresh = exchange(http, code(http)).json()["refresh_token"]
    http.put("/_mockcore/faults", json={"profile": "lost-refresh"}).raise_for_status()
    try:
        with pytest.raises(httpx.TransportError):
            renewed(http, refresh)
    finally:
        http.delete("/_mockcore/faults").raise_for_status()
    check(renewed(http, refresh), 400, "invalid_grant")


def test_rfc_6749_6_a_refresh_that_fails_by_its_client_leaves_the_token(http: httpx.Client) -> None:
    refresh = exchange(http, code(http)).json()["refresh_token"]
    check(renewed(http, refresh, {**WEB, "client_secret": "x"}), 401, "invalid_client")
    assert renewed(http, refresh).status_code == 200


@pytest.mark.parametrize(
    "hint",
    rows(
        "RFC 7009 §2.1",
        ("no hint", {}),
        ("the right hint", {"token_type_hint": "refresh_token"}),
        ("the wrong hint", {"token_type_hint": "access_token"}),
        ("§2.2.1: both types are supported, an unknown hint is ignored", {"token_type_hint": "saml"}),
        ("an empty hint", {"token_type_hint": ""}),
    ),
)
def test_a_token_is_found_and_ended_whatever_the_hint(http: httpx.Client, hint: dict[str, str]) -> None:
    pair = exchange(http, code(http)).json()
    answer = http.post("/oauth/revoke", data={"token": pair["refresh_token"], **hint}, headers=basic(WEB))
    assert (answer.status_code, answer.json()) == (200, {})
    bearer = {"Authorization": f"Bearer {pair['access_token']}"}
    assert http.get("/oauth/token/info", headers=bearer).status_code == 401


def test_rfc_7009_2_2_1_basic_credentials_that_fail_are_told_the_scheme(http: httpx.Client) -> None:
    check(http.post("/oauth/revoke", data={"token": "x"}, headers=basic({**WEB, "client_secret": "x"})), 401, "invalid_client")
    check(http.post("/oauth/revoke", content=b"token=a&token=b", headers={**FORM, **basic(WEB)}), 400, "invalid_request")


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("asked", "verifier", "status"),
    rows(
        "RFC 7636 §4.6",
        ("S256", S256, VERIFIER, 200),
        ("plain, which is the default", {"code_challenge": VERIFIER}, VERIFIER, 200),
        ("plain by its name", {"code_challenge": VERIFIER, "code_challenge_method": "plain"}, VERIFIER, 200),
        ("§4.1: the shortest verifier", {"code_challenge": "a" * 43}, "a" * 43, 200),
        ("§4.1: the longest verifier", {"code_challenge": "a" * 128}, "a" * 128, 200),
        ("§4.1: every unreserved sign", {"code_challenge": "aZ9-._~" * 7}, "aZ9-._~" * 7, 200),
        ("§4.1: too short", {"code_challenge": "a" * 43}, "a" * 42, 400),
        ("§4.1: too long", {"code_challenge": "a" * 128}, "a" * 129, 400),
        ("§4.1: another sign", {"code_challenge": "a" * 43}, "a" * 42 + "+", 400),
        ("the case counts", {"code_challenge": "a" * 43}, "A" * 43, 400),
        ("§7.2: the challenge is no verifier", S256, S256["code_challenge"], 400),
    ),
)
def test_a_verifier_proves_its_challenge_and_nothing_else(
    http: httpx.Client, asked: dict[str, str], verifier: str, status: int
) -> None:
    answer = exchange(http, code(http, **asked), code_verifier=verifier)
    assert answer.status_code == status
    if status == 400:
        check(answer, 400, "invalid_grant" if 43 <= len(verifier) <= 128 and "+" not in verifier else "invalid_request")
