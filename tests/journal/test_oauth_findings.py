from mockcore.journal.exchange import Exchange
from mockcore.journal.oauth_findings import ReusedGrants, TokensPerCall, form, of_one_grant, own
from tests.journal.exchanges import exchange

MEDIA = {"content-type": "application/x-www-form-urlencoded"}


def grant(number: int, body: bytes, *, at: float = 0.0, status: int = 200) -> Exchange:
    return exchange(
        "POST", "/oauth/token/", body, number=number, at=at, status=status, answer={"expires_in": 5400}, headers=MEDIA
    )


def codes(*exchanges: Exchange) -> list[str]:
    patterns = ReusedGrants(), TokensPerCall()
    return [code for exchange in exchanges for pattern in patterns for code, _ in pattern.breaches(exchange)]


def test_a_token_request_is_read_in_every_encoding() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nabc\r\n--x--'
    assert form(grant(1, b"code=abc")) == form(grant(1, b'{"code": "abc"}')) == form(grant(1, part)) == {"code": "abc"}


def test_what_works_once_is_used_once() -> None:
    used = b"grant_type=refresh_token&refresh_token=r1"
    assert codes(grant(1, used), grant(2, used)) == ["refresh-token-reused"]
    assert codes(grant(1, used), grant(2, used.replace(b"r1", b"r2"))) == []
    assert codes(grant(1, used, status=503), grant(2, used)) == []


def test_a_token_for_every_call_is_one_too_many() -> None:
    asking = b"grant_type=client_credentials"
    assert codes(*(grant(number, asking, at=number) for number in range(1, 4))) == ["token-per-call"]
    assert codes(*(grant(number, asking, at=number * 6000.0) for number in range(1, 4))) == []


def test_the_implicit_grant_is_deprecated() -> None:
    implicit = exchange("GET", "/oauth/authorize?response_type=token")
    assert [code for code, _ in of_one_grant(implicit)] == ["deprecated-grant"]
    assert not own(implicit)
