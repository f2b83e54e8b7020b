"""What the tests of this folder share: the view that a request for the sandbox project has, in one transaction."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.request.context import Context
from tests.world import PROJECT, World, world

__all__ = ["world"]


@pytest.fixture
def context(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    contexts = []

    def recorded(**fields: Any) -> Context:
        contexts.append(Context(**fields))
        return contexts[-1]

    monkeypatch.setattr("mockcore.engine.Context", recorded)
    assert world.ask("GET", f"/rest/v1.0/commitments?project_id={PROJECT}")[0] == 200
    with contexts[-1].records.database.transaction(write=True):
        yield contexts[-1]
