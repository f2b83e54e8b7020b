from datetime import UTC, datetime
from random import Random

import pytest

from mockcore.construction import scalars
from mockcore.construction.scene import Scene

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def scene() -> Scene:
    return Scene(Random(7), "punch_items", NOW)


def test_an_integer_lies_within_the_bounds_of_its_schema(scene: Scene) -> None:
    draw = scalars.integer("number", {"type": "integer", "minimum": 3, "maximum": 5})
    assert {draw(scene) for _ in range(60)} == {3, 4, 5}


def test_a_text_has_the_lengths_of_its_schema(scene: Scene) -> None:
    draw = scalars.string("description", {"type": "string", "minLength": 8, "maxLength": 12}, 0)
    assert all(8 <= len(draw(scene)) <= 12 for _ in range(20))


def test_a_pattern_wins_over_the_name(scene: Scene) -> None:
    assert scalars.string("email", {"type": "string", "pattern": "^[0-9]{4}$"}, 0)(scene).isdigit()


def test_formats_have_makers_of_their_own(scene: Scene) -> None:
    assert scalars.string("x", {"type": "string", "format": "ipv4"}, 0)(scene).startswith("192.0.2.")
    assert scalars.string("due", {"type": "string", "format": "date"}, 0)(scene).count("-") == 2


def test_what_is_in_use_usually_is_true(scene: Scene) -> None:
    assert sum(scalars.boolean("is_active", {}, 0)(scene) for _ in range(100)) > 75
