"""Every kind of daily log is a resource of the document."""

from mockcore.domain.daily_logs import KINDS
from tests.world import World


def test_each_kind_of_daily_log_is_a_resource(world: World) -> None:
    assert [kind for kind in KINDS if not world.engine.catalog.has_kind(kind)] == []
