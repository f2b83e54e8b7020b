"""The bearer token of a call over HTTP, row by row. Each refusal has its body by the path's dialect and its challenge."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

import mockcore
from mockcore.oauth.keys import Key, generated
from mockcore.store.facts import fact
from mockcore.testing.running import Running
from tests.oauth.exchanges import MACHINE, code, exchange, renewed, rows

ME, RFIS = "/rest/v1.0/me", "/rest/v1.0/projects/225100/rfis"
V2 = "/rest/v2.0/companies/4264590/async_operations/x"
MISSING = "The access token is missing: send it as Authorization: Bearer <token>."
INVALID = "The access token is invalid"
COMPANY = {"Procore-Company-Id": "4264590"}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with mockcore.running() as server:
        yield server


@pytest.fixture
def http(running: Running) -> Iterator[httpx.Client]:
    running.reset()
    with httpx.Client(base_url=running.url, timeout=30, headers=COMMON) as client:
        yield client


COMMON = {**COMPANY, "Accept": "application/json"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def refused(answer: httpx.Response, message: str = INVALID) -> None:
    assert (answer.status_code, answer.json()) == (401, {"errors": [message]})
    challenge = f'Bearer realm="Procore", error="invalid_token", error_description="{message}"'
    assert answer.headers["WWW-Authenticate"] == challenge
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    "form",
    rows("RFC 6750 §2.1", *((form, form) for form in ("Bearer {}", "bearer {}", "BEARER {}", "bEaReR {}", "Bearer  {}"))),
)
def test_the_name_of_the_scheme_is_read_in_any_case(running: Running, http: httpx.Client, form: str) -> None:
    answer = http.get(ME, headers={"Authorization": form.format(running.token())})
    assert (answer.status_code, "WWW-Authenticate" in answer.headers) == (200, False)


@pytest.mark.parametrize(
    "header",
    rows(
        "RFC 6750 §3",
        ("no header", None),
        ("an empty header", ""),
        ("the scheme alone", "Bearer"),
        ("the token alone", "{}"),
        ("another scheme", "Token {}"),
        ("Basic", "Basic bW9ja2NvcmUtZG1zYTptb2NrY29yZS1kbXNhLXNlY3JldA=="),
        ("a scheme that begins so", "Bearers {}"),
        ("a tab for the space", "Bearer\t{}"),
    ),
)
def test_a_call_without_a_bearer_token_is_told_so(running: Running, http: httpx.Client, header: str | None) -> None:
    refused(http.get(ME, headers={} if header is None else {"Authorization": header.format(running.token())}), MISSING)


def test_a_token_in_the_query_or_the_body_is_not_read(running: Running, http: httpx.Client) -> None:
    token = running.token()
    refused(http.get(ME, params={"access_token": token}), MISSING)
    for sent in (
        {"data": {"access_token": token, "vendor[name]": "X"}},
        {"json": {"access_token": token, "vendor": {"name": "X"}}},
    ):
        refused(http.post("/rest/v1.0/vendors", params={"company_id": 4264590}, **sent), MISSING)
    # Beside a good header it is an unknown parameter, and no second try beside a bad one.
    assert http.get(ME, params={"access_token": "x"}, headers=bearer(token)).status_code == 200
    refused(http.get(ME, params={"access_token": token}, headers=bearer("x")))


def test_the_refusal_is_in_the_dialect_of_the_path(http: httpx.Client) -> None:
    for path in (ME, RFIS):
        refused(http.get(path, headers=bearer("x")))
    answer = http.get(V2, headers=bearer("x"))
    details = [{"reason_code": "INVALID_TOKEN", "message": INVALID, "source": ""}]
    assert answer.json() == {"error": {"code": "UNAUTHORIZED", "message": INVALID, "details": details}}
    assert (answer.status_code, 'error="invalid_token"' in answer.headers["WWW-Authenticate"]) == (401, True)


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def by_secret(claims: dict[str, Any], secret: bytes, **head: str) -> str:
    """A token that takes a public key for a shared secret, as PyJWT would not make it."""
    text = f"{part({'typ': 'JWT', 'alg': 'HS256', **head})}.{part(claims)}"
    signature = hmac.new(secret, text.encode(), hashlib.sha256).digest()
    return f"{text}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


Forge = Callable[[str, Any], str]


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def public(key: Any) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return bytes(key.public_key().public_bytes(serialization.Encoding.PEM, form))


def changed(token: str, **claims: Any) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{part(claims_of(token) | claims)}.{signature}"


def by_stranger(token: str, **head: str) -> str:
    return jwt.encode(claims_of(token), ec.generate_private_key(ec.SECP521R1()), "ES512", headers=head)


FORGED: list[tuple[str, Forge]] = [
    ("§5.1: other claims", lambda token, _: changed(token, uid=1)),
    ("§5.1: a longer life", lambda token, _: changed(token, exp=4_000_000_000)),
    ("§5.1: another signature", lambda token, _: token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB")),
    ("§5.1: no signature", lambda token, _: token.rpartition(".")[0] + "."),
    ("§5.1: two parts", lambda token, _: token.rpartition(".")[0]),
    ("§5.1: a part more", lambda token, _: token + ".x"),
    ("alg none", lambda token, _: f"{part({'typ': 'JWT', 'alg': 'none'})}.{part(claims_of(token))}."),
    ("alg None with the old signature", lambda token, _: f"{part({'alg': 'None'})}.{token.split('.', 1)[1]}"),
    ("no alg", lambda token, _: f"{part({'typ': 'JWT'})}.{token.split('.', 1)[1]}"),
    ("HS256 by the public key", lambda token, own: by_secret(claims_of(token), public(own))),
    ("HS256 by no secret", lambda token, _: by_secret(claims_of(token), b"")),
    ("HS512 by a guess", lambda token, _: jwt.encode(claims_of(token), "s" * 64, "HS512")),
    ("RS512", lambda token, _: jwt.encode(claims_of(token), rsa.generate_private_key(65537, 2048), "RS512")),
    ("ES256", lambda token, _: jwt.encode(claims_of(token), ec.generate_private_key(ec.SECP256R1()), "ES256")),
    ("ES512 by another key", lambda token, _: Key(generated()).signed(claims_of(token))),
    ("ES512 by another key, with a key id", lambda token, _: by_stranger(token, kid="mockcore")),
    ("ES512 by another key, with an address of it", lambda token, _: by_stranger(token, jku="http://localhost/keys")),
    ("not a token", lambda _, __: "f" * 64),
    ("a refresh token's look", lambda _, __: "0" * 64),
    ("nothing between the dots", lambda _, __: ".."),
    ("very long", lambda token, _: token + "a" * 10_000),
]  # fmt: skip


@pytest.mark.parametrize("forge", rows("RFC 6750", *FORGED))
def test_a_token_that_this_server_did_not_sign_is_invalid(running: Running, http: httpx.Client, forge: Forge) -> None:
    good = running.token()
    text = fact(running.application.engine.world.storage, "signing_key")
    own = serialization.load_pem_private_key(str(text).encode(), None)
    refused(http.get(ME, headers=bearer(forge(good, own))))
    assert http.get(ME, headers=bearer(good)).status_code == 200


def test_bytes_beyond_ascii_are_no_token(http: httpx.Client) -> None:
    refused(http.get(ME, headers={"Authorization": "Bearer ä.ö.ü".encode()}))
    refused(http.get(ME, headers={"Authorization": b"Bearer \xff"}))


def test_a_token_ends_on_the_servers_clock(running: Running, http: httpx.Client) -> None:
    running.clock.freeze("2026-01-15T15:00:00Z")
    token = running.token()
    seen = []
    for now in ("2026-01-15T16:29:59Z", "2026-01-15T16:30:00Z", "2036-01-15T16:30:00Z"):
        running.clock.freeze(now)
        seen.append(http.get(ME, headers=bearer(token)).status_code)
    assert seen == [200, 401, 401]
    refused(http.get(RFIS, headers=bearer(token)))


def test_a_token_ends_by_revocation_refresh_and_reset(running: Running, http: httpx.Client) -> None:
    pair = exchange(http, code(http)).json()
    second = renewed(http, pair["refresh_token"]).json()
    refused(http.get(ME, headers=bearer(pair["access_token"])))
    refused(http.get(ME, headers=bearer(second["refresh_token"])))
    assert http.get(ME, headers=bearer(second["access_token"])).status_code == 200
    own = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
    http.post("/oauth/revoke", data={"token": second["access_token"], **own}).raise_for_status()
    refused(http.get(ME, headers=bearer(second["access_token"])))
    token = running.token()
    running.reset()
    refused(http.get(ME, headers=bearer(token)))


def test_an_app_that_is_uninstalled_keeps_a_good_token_and_is_refused_by_the_company(http: httpx.Client) -> None:
    token = http.post("/oauth/token", data=MACHINE).json()["access_token"]
    http.delete("/_mockcore/companies/4264590/installations/mockcore-dmsa").raise_for_status()
    answer = http.get(RFIS, headers=bearer(token))
    assert (answer.status_code, answer.json()) == (403, {"errors": ["App is not connected to this company."]})
    assert "WWW-Authenticate" not in answer.headers
    assert [http.get(path, headers=bearer(token)).status_code for path in (ME, "/rest/v1.0/companies")] == [200, 200]
    assert http.post("/oauth/token", data=MACHINE).status_code == 200


def test_tokens_of_one_environment_are_nothing_to_the_other(running: Running, http: httpx.Client) -> None:
    app = next(part for part in http.get("/_mockcore/apps").json() if part["uid"] == "mockcore-dmsa")
    with mockcore.running(environment="production") as production:
        theirs = {"grant_type": "client_credentials", **app["credentials"]["production"]}
        other = httpx.post(f"{production.url}/oauth/token", data=theirs, timeout=30).raise_for_status().json()["access_token"]
        refused(http.get(ME, headers=bearer(other)))
        refused(httpx.get(production.url + ME, headers=bearer(running.token()), timeout=30))
        assert httpx.get(production.url + ME, headers=bearer(other), timeout=30).status_code == 200
        sandbox = httpx.post(f"{production.url}/oauth/token", data=MACHINE, timeout=30)
        assert (sandbox.status_code, sandbox.json()["error"]) == (401, "invalid_client")
    assert http.post("/oauth/token", data=theirs).json()["error"] == "invalid_client"
