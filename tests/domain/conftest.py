"""What the tests of this folder share: the view that a request for the sandbox project has, in one transaction."""

from collections.abc import Iterator

import pytest

from mockcore.request.context import Context
from mockcore.store.query import Selection
from tests.world import PROJECT, World, world

__all__ = ["world"]


@pytest.fixture
def context(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    contexts = []
    seen = Context.seen

    def recorded(self: Context, kind: str) -> Selection:
        contexts.append(self)
        return seen(self, kind)

    monkeypatch.setattr(Context, "seen", recorded)
    assert world.ask("GET", f"/rest/v1.0/commitments?project_id={PROJECT}")[0] == 200
    with contexts[-1].records.storage.transaction(write=True):
        yield contexts[-1]
