"""What the tests of this folder share."""

import pytest

from tests.tools.financials.test_budget import Budget
from tests.world import World


@pytest.fixture
def budget(world: World) -> Budget:
    return Budget(world)
