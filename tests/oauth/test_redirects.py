import pytest

from mockcore.oauth.redirects import registered

OWN = ("http://localhost", "http://127.0.0.1/callback?from=procore", "http://[::1]/", "https://app.example/callback")


@pytest.mark.parametrize(
    "asked",
    [
        *OWN,
        "http://localhost:3000",
        "http://localhost:65535",
        "http://127.0.0.1:8080/callback?from=procore",
        "http://[::1]:49152/",
    ],
)
def test_a_registered_address_is_good_and_so_is_any_port_of_a_loopback_host(asked: str) -> None:
    assert registered(asked, OWN)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "http://localhost/",
        "http://localhost:3000/",
        "http://localhost/callback",
        "http://localhost?x=1",
        "http://localhost#x",
        "http://LOCALHOST",
        "HTTP://localhost",
        "https://localhost",
        "http://localhost:65536",
        "http://localhost:",
        "http://localhost:٣",
        "http://localhost:80\n",
        "http://localhost\n",
        " http://localhost",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://localhost:80@evil.example",
        "http://localhost:80\\@evil.example",
        "http://user@localhost",
        "http://127.0.0.1",
        "http://127.0.0.1/callback",
        "http://127.0.0.1/callback?from=procore&x=1",
        "http://127.0.0.1/callback?from=procore#x",
        "http://127.0.0.2/callback?from=procore",
        "http://localhost/callback?from=procore",
        "https://app.example/callback/",
        "https://app.example/callback/../evil",
        "https://app.example/callback?x=1",
        "https://app.example/callback#x",
        "https://app.example:443/callback",
        "https://app.example:8443/callback",
        "https://APP.example/callback",
        "https://app.example.evil.example/callback",
        "//app.example/callback",
        "javascript:alert(1)",
    ],
)
def test_nothing_else_may_differ(asked: str) -> None:
    assert not registered(asked, OWN)
