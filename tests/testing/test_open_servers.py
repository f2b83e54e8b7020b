"""Servers that are open, and who looks at one before it ends."""

from typing import Any

import mockcore
from mockcore.testing import open_servers


def test_a_server_is_open_within_its_block_and_looked_at_before_it_ends() -> None:
    looked: list[tuple[Any, bool]] = []

    def look(server: Any) -> None:
        looked.append((server, server.alive))

    open_servers.ending.append(look)
    try:
        with mockcore.running() as server:
            assert server in open_servers.servers
    finally:
        open_servers.ending.remove(look)
    assert server not in open_servers.servers
    assert looked == [(server, True)]
