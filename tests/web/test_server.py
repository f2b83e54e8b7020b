"""Taking an address, and saying where the server is."""

import socket

import pytest

from mockcore.errors import OperatorError
from mockcore.settings import load
from mockcore.web.server import address, bind


def test_a_taken_port_is_one_sentence() -> None:
    with bind("127.0.0.1", 0) as listener, pytest.raises(OperatorError, match="already in use: choose another with --port"):
        bind("127.0.0.1", listener.getsockname()[1])


def test_a_host_that_is_not_ours_is_one_sentence() -> None:
    with pytest.raises(OperatorError, match="Cannot listen on 192"):
        bind("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("options", "start", "end"),
    [
        ({"host": "0.0.0.0"}, "http://127.0.0.1:", ""),
        ({"host": "::1", "tls": True}, "https://[::1]:", ""),
        ({"host": "localhost", "root_path": "/api"}, "http://localhost:", "/api"),
    ],
)
def test_the_address_is_one_that_this_machine_reaches(options: dict[str, object], start: str, end: str) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        assert address(load(**options), listener) == f"{start}{port}{end}"
