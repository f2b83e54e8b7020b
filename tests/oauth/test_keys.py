import base64
import json

import jwt
import pytest

from mockcore.oauth.keys import Key, generated

CLAIMS = {"aid": "app", "sub": "100", "uid": 100, "iat": 1_768_489_200, "exp": 1_768_494_600, "jti": "ab"}


@pytest.fixture(scope="module")
def key() -> Key:
    return Key(generated())


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_token_looks_as_procores_do(key: Key) -> None:
    head, payload, signature = key.signed(CLAIMS).split(".")
    assert head == "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9"
    assert json.loads(base64.urlsafe_b64decode(payload + "==")) == CLAIMS
    assert len(base64.urlsafe_b64decode(signature)) == 132


def test_the_claims_come_back_whatever_the_time_of_the_machine(key: Key) -> None:
    assert key.claims(key.signed({**CLAIMS, "iat": 4_000_000_000, "exp": 1})) == {**CLAIMS, "iat": 4_000_000_000, "exp": 1}


def test_a_key_that_is_kept_as_text_accepts_its_own_tokens() -> None:
    text = generated()
    assert Key(text).claims(Key(text).signed(CLAIMS)) == CLAIMS


def test_what_another_key_or_nobody_has_signed_is_refused(key: Key) -> None:
    head, payload, signature = key.signed(CLAIMS).split(".")
    changed = part({**CLAIMS, "uid": 101})
    by_secret = jwt.encode(CLAIMS, "x" * 64, algorithm="HS512")
    forged = [
        Key(generated()).signed(CLAIMS),
        f"{part({'typ': 'JWT', 'alg': 'none'})}.{payload}.",
        f"{part({'typ': 'JWT', 'alg': 'none'})}.{payload}.{signature}",
        f"{head}.{changed}.{signature}",
        f"{head}.{payload}.{signature[:-4]}AAAA",
        f"{head}.{payload}.",
        f"{head}.{payload}",
        by_secret,
        key.signed({"sub": "100"}),
        "",
        "..",
        "a" * 64,
        "ä.ö.ü",
        "a" * 100_000,
    ]
    assert [token for token in forged if key.claims(token) is not None] == []
