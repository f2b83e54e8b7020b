"""A server in a thread of its own."""

import threading

import pytest

from mockcore.errors import OperatorError
from mockcore.settings import load
from mockcore.testing.server_thread import ServerThread
from mockcore.web.application import build
from mockcore.web.server import bind


def test_work_is_done_in_its_thread_until_it_has_ended() -> None:
    thread = ServerThread(build(load()), bind("127.0.0.1", 0), None)
    names: list[str] = []
    thread.between_requests(lambda: names.append(threading.current_thread().name))
    assert (thread.alive, names) == (True, ["mockcore"])
    thread.stop()
    assert not thread.alive
    with pytest.raises(OperatorError, match="The server has ended"):
        thread.between_requests(names.clear)
