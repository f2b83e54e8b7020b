"""After many random operations over all tools nothing refers to nothing; `make contract` has a hundred thousand of them."""

from collections.abc import Iterator

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.random_operations import Onlooker, RandomOperations

OPERATIONS, READS = 1_500, 150


@pytest.fixture
def operations() -> Iterator[RandomOperations]:
    engine = Engine.open(Settings())
    yield RandomOperations(engine, 4264590, 225100, seed=1)
    engine.close()


def test_random_operations_leave_no_orphans_and_no_references_to_nothing(operations: RandomOperations) -> None:
    assert operations.run(OPERATIONS, OPERATIONS) > OPERATIONS / 2
    onlooker = Onlooker(operations)
    assert onlooker.orphans() == []
    assert list(onlooker.dangling(READS)) == []
    assert len(onlooker.deleted) > OPERATIONS / 5
