"""Where webhooks may go."""

import pytest

from mockcore.webhooks.destinations import Destinations

LOOPBACK = [("http", "127.0.0.1", 9000), ("https", "localhost", None), ("http", "::1", 80), ("http", "127.9.9.9", 1)]


@pytest.mark.parametrize(("scheme", "host", "port"), LOOPBACK)
def test_every_port_of_this_machine_is_a_destination_unless_one_is_named(scheme: str, host: str, port: int | None) -> None:
    assert Destinations([]).allow(scheme, host, port)
    assert Destinations(["hooks.example", ""]).allow(scheme, host, port)
    assert not Destinations(["127.0.0.1:9001"]).allow(scheme, host, port)


def test_a_port_of_this_machine_that_is_named_is_one_under_each_of_its_names() -> None:
    named = Destinations(["localhost:9001", "hooks.example"])
    assert [named.allow("http", host, 9001) for host in ("localhost", "127.0.0.1", "::1")] == [True] * 3
    assert [named.allow("http", host, 9002) for host in ("localhost", "127.0.0.1", "::1")] == [False] * 3
    assert named.allow("http", "hooks.example", 9002)


def test_a_host_is_named_with_any_port_or_with_one() -> None:
    named = Destinations(["Hooks.Example:8443", "10.0.0.7", "fd00::7"])
    assert named.allow("https", "hooks.example", 8443)
    assert not named.allow("https", "hooks.example", None)
    assert named.allow("http", "10.0.0.7", 1)
    assert named.allow("http", "fd00::7", 80)
    assert Destinations(["secure.example:443"]).allow("https", "secure.example", None)


@pytest.mark.parametrize(
    ("scheme", "host"),
    [
        ("http", "10.0.0.1"),
        ("http", "169.254.169.254"),
        ("http", "0.0.0.0"),
        ("ftp", "127.0.0.1"),
        ("http", ""),
        ("http", "127.1"),
    ],
)
def test_nothing_else_is(scheme: str, host: str) -> None:
    assert not Destinations(["hooks.example"]).allow(scheme, host, None)


def test_a_star_is_everywhere() -> None:
    assert Destinations(["*"]).allow("http", "elsewhere.example", 5)
