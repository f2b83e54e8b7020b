"""Which host names are this server's own."""

import pytest

from mockcore.settings import load
from mockcore.web.trusted_hosts import TrustedHosts


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.0.0.1:8080", "192.168.1.7:80", "[::1]", "[::1]:8080", "[fe80::1]:1", "localhost", "LOCALHOST:8080",
        "mockcore", "my_service:8080", "app.localhost:3000", "mac.local", "host.docker.internal", "a.b.svc.cluster.local.",
        "login.procore.com", "api.procore.com:443",
    ],
)  # fmt: skip
def test_what_no_stranger_can_register_is_trusted(host: str) -> None:
    assert host in TrustedHosts(load())


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "evil.procore.com",
        "local.com", "notlocalhost.com", "127.0.0.1@evil.example", "ai.", "a b", "[::1].evil.example", "é",
        "localhost:8080:9", "localhost:",
    ],
)  # fmt: skip
def test_a_name_that_a_stranger_may_own_is_not(host: str) -> None:
    assert host not in TrustedHosts(load())


def test_the_operator_names_more_and_the_host_to_listen_on_is_one() -> None:
    hosts = TrustedHosts(load(trusted_hosts="Mock.Example.com, *.test.example", host="box.lan.example"))
    for host in ("mock.example.com:8080", "a.b.test.example", "box.lan.example"):
        assert host in hosts
    for host in ("example.com", "test.example", "not-test.example", "other.mock.example.com"):
        assert host not in hosts
