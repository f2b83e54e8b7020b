"""How many inspections a schedule makes."""

import pytest

from tests.world import PROJECT, World

PATH = f"/rest/v1.0/projects/{PROJECT}/checklist/schedules/calculate_total_inspections_count"


@pytest.mark.parametrize(("frequency", "number"), [("daily", 15), ("weekly", 3)])
def test_one_on_the_first_day_and_one_after_each_interval(world: World, frequency: str, number: int) -> None:
    schedule = {"starts_at": "2026-01-01", "ends_at": "2026-01-15", "frequency": frequency}
    assert world.ask("GET", PATH, {"schedule": schedule}) == (200, {"total_in_schedule": number})


def test_a_schedule_ends_after_it_starts(world: World) -> None:
    schedule = {"starts_at": "2026-01-15", "ends_at": "2026-01-01", "frequency": "daily"}
    assert world.ask("GET", PATH, {"schedule": schedule})[0] == 422
