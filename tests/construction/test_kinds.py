from datetime import UTC, datetime
from random import Random

import pytest

from mockcore.construction.kinds import KINDS, recipe_for
from mockcore.construction.scene import Scene

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_has_a_title_without_open_slots(kind: str) -> None:
    for seed in range(20):
        topic = Scene(Random(seed), kind, NOW).topic
        assert topic.title
        assert "{" not in topic.title + topic.text + topic.answer


def test_a_kind_is_known_by_singular_and_by_its_ending() -> None:
    assert recipe_for("rfi") is KINDS["rfis"]
    assert recipe_for("potential_change_orders") is KINDS["change_orders"]
    assert recipe_for("job-titles") is KINDS["job_titles"]
