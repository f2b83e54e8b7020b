from datetime import UTC, datetime
from random import Random

import pytest

from mockcore.construction import fields
from mockcore.construction.scene import Scene

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def scene() -> Scene:
    return Scene(Random(7), "rfis", NOW)


def test_a_number_lies_in_the_range_that_its_name_tells(scene: Scene) -> None:
    bounds = fields.range_for("percent_complete")
    assert bounds is not None
    assert all(0 <= fields.number(bounds, scene) <= 100 for _ in range(50))


def test_what_was_created_lies_before_now_and_what_is_due_after(scene: Scene) -> None:
    assert fields.day("created_at", scene) < "2026-03-02" < fields.timestamp("due_date", scene)


def test_moments_fall_on_working_days(scene: Scene) -> None:
    assert all(fields.moment("due_date", scene).weekday() < 5 for _ in range(30))


def test_work_ends_after_noon(scene: Scene) -> None:
    assert fields.time_of_day("start_time", scene) < "12" < fields.time_of_day("end_time", scene)


def test_names_are_read_in_both_spellings(scene: Scene) -> None:
    assert fields.snake("emailAddress") == "email_address"
    assert "@" in fields.text_maker("email_address")(scene)
