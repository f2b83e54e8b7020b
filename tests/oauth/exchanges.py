"""What the tests of the standards ask and how they read the answers."""

import base64
import re
from typing import Any

import httpx
import pytest
from _pytest.mark.structures import ParameterSet

WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}
DMSA = {"client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}
HOME = "http://localhost:5000/callback"
ASK = {"response_type": "code", "client_id": "mockcore-web", "redirect_uri": HOME, "state": "s"}
MACHINE = {"grant_type": "client_credentials", **DMSA}
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
# What a description may be made of by RFC 6749 §4.1.2.1 and §5.2.
PLAIN = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]+")
S256 = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


def without(form: dict[str, str], *names: str) -> dict[str, str]:
    return {name: value for name, value in form.items() if name not in names}


def basic(client: dict[str, str]) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(":".join(client.values()).encode()).decode()}


def code(http: httpx.Client, **changes: str) -> str:
    asked = {"client_id": "mockcore-web", "redirect_uri": HOME, **changes}
    return str(http.post("/_mockcore/authorize", json=asked).raise_for_status().json()["code"])


def exchange(http: httpx.Client, code: str, /, **changes: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": HOME, **WEB, **changes}
    return http.post("/oauth/token", data={name: value for name, value in form.items() if value})


def renewed(http: httpx.Client, refresh_token: str, app: dict[str, str] = WEB) -> httpx.Response:
    return http.post("/oauth/token", data={"grant_type": "refresh_token", "refresh_token": refresh_token, **app})


def check(answer: httpx.Response, status: int, error: str) -> None:
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert PLAIN.fullmatch(answer.json()["error_description"])
    assert answer.headers["Content-Type"] == "application/json"
    assert (answer.headers["Cache-Control"], answer.headers["Pragma"]) == ("no-store", "no-cache")
    assert answer.headers.get("WWW-Authenticate") == ('Basic realm="Procore"' if status == 401 else None)


def rows(section: str, *given: tuple[Any, ...]) -> list[ParameterSet]:
    """One test for each row, named as the standard's section and the row, which begins it."""
    return [pytest.param(*row[1:], id=f"{section}: {row[0]}") for row in given]
