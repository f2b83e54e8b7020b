"""How many inspections a schedule makes."""

import pytest

from mockcore.clock import instant
from tests.world import COMPANY, PROJECT, World

PATH = f"/rest/v1.0/projects/{PROJECT}/checklist/schedules/calculate_total_inspections_count"


@pytest.mark.parametrize(("frequency", "number"), [("daily", 15), ("weekly", 3)])
def test_one_on_the_first_day_and_one_after_each_interval(world: World, frequency: str, number: int) -> None:
    schedule = {"starts_at": "2026-01-01", "ends_at": "2026-01-15", "frequency": frequency}
    assert world.ask("GET", PATH, {"schedule": schedule}) == (200, {"total_in_schedule": number})


def test_a_schedule_ends_after_it_starts(world: World) -> None:
    schedule = {"starts_at": "2026-01-15", "ends_at": "2026-01-01", "frequency": "daily"}
    assert world.ask("GET", PATH, {"schedule": schedule})[0] == 422


def test_a_schedule_says_when_the_next_inspection_is_due(world: World) -> None:
    templates = f"/rest/v1.0/companies/{COMPANY}/checklist/list_templates"
    template = world.ask("POST", templates, {"list_template": {"name": "Crane"}})[1]["id"]
    body = {
        "inspection_template_id": template,
        "frequency": "monthly",
        "first_inspection_due_at": "2027-01-31T10:00:00Z",
        "ends_at": "2027-04-30T10:00:00Z",
    }
    schedules = f"/rest/v1.0/projects/{PROJECT}/checklist/schedules"
    made = world.ask("POST", schedules, {"schedule": body})[1]
    assert (made["name"], made["total_inspections_scheduled"], made["next_due_at"]) == ("Crane", 3, "2027-01-31T10:00:00Z")
    world.engine.clock.set(instant("2027-02-10"), frozen=True)
    assert world.ask("GET", f"{schedules}/{made['id']}")[1]["next_due_at"] == "2027-02-28T10:00:00Z"


def test_an_inspection_is_made_some_days_before_it_is_due(world: World) -> None:
    path = PATH.replace("calculate_total_inspections_count", "calculate_first_inspection_created_at")
    schedule = {"starts_at": "2027-01-10T08:00:00Z", "ends_at": "2027-02-10", "frequency": "weekly"}
    answer = world.ask("GET", path, {"schedule": {**schedule, "days_created_before_due_date": 3}})
    assert answer == (200, {"first_inspection_created_at": "2027-01-07T08:00:00Z"})
