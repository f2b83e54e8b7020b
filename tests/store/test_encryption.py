"""What is sealed can be read by the processes of one server, and by nobody else."""

import os

import pytest
from cryptography.exceptions import InvalidTag

from mockcore.store import encryption
from mockcore.store.encryption import Seal


@pytest.fixture(autouse=True)
def another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    # Set first, so that what the seal puts there is taken away after the test.
    monkeypatch.setenv(encryption._VARIABLE, "")
    monkeypatch.delenv(encryption._VARIABLE)


def test_what_is_closed_is_not_readable_and_opens_again() -> None:
    seal = Seal()
    closed = seal.closed(b"Bearer secret")
    assert b"secret" not in closed
    assert seal.opened(closed) == b"Bearer secret"
    assert seal.closed(b"Bearer secret") != closed


def test_a_worker_opens_what_another_has_closed() -> None:
    assert Seal().opened(Seal().closed(b"one")) == b"one"


def test_another_server_opens_nothing_of_it() -> None:
    closed = Seal().closed(b"one")
    del os.environ[encryption._VARIABLE]
    with pytest.raises(InvalidTag):
        Seal().opened(closed)
