"""What the field does about what is open."""

import pytest

from mockcore.jobsite.field_answers import PUNCH, advance_punch_item, review_observation, work_on_observation
from mockcore.store.records import Stored
from tests.jobsite.conftest import BEGIN, Town
from tests.world import PROJECT


@pytest.mark.parametrize("status", PUNCH)
def test_each_step_of_a_punch_item_leads_on_and_is_somebodys(quiet: Town, status: str) -> None:
    holders = {"punch_item_manager_id": 1, "assignee_ids": [2], "final_approver_id": 3}
    item = Stored.new("punch_items", 10, {"workflow_status": status, **holders}, BEGIN)
    errand = advance_punch_item(quiet.site(), item)
    assert errand is not None
    assert len(errand.people) == 1
    assert errand.body["punch_item"]["workflow_status"] in {*PUNCH, "closed"}


def test_an_observation_is_worked_on_then_reviewed(quiet: Town) -> None:
    site = quiet.site()
    item = Stored.new("observations/items", 10, {"status": "initiated", "assignee_id": 2, "created_by_id": 3}, BEGIN)
    errand = work_on_observation(site, item)
    assert errand is not None
    assert errand.people == (2,)
    assert review_observation(site, item) is None
    item.body["status"] = "ready_for_review"
    errand = review_observation(site, item)
    assert errand is not None
    assert errand.people == (3,)
    assert work_on_observation(site, item) is None


def test_what_an_integration_opens_is_closed_by_the_people(town: Town) -> None:
    kinds = town.ask("GET", f"/rest/v1.0/observations/types?project_id={PROJECT}")[1]
    sent = {
        "punch_items": ("/rest/v1.1/punch_items", {"punch_item": {"name": "Door binds"}}),
        "observations/items": (
            "/rest/v1.0/observations/items",
            {"observation": {"name": "Open edge", "type_id": kinds[0]["id"], "status": "initiated"}},
        ),
    }
    numbers = {kind: town.ask("POST", path, {"project_id": PROJECT, **body})[1]["id"] for kind, (path, body) in sent.items()}
    town.start("punch_list", "observations", "inspections")
    assert town.pass_days(60)["refused"] == []
    for kind, number in numbers.items():
        record = town.engine.world.get(kind, number)
        assert record is not None
        assert record.body["status"].lower() == "closed"


def test_hours_are_approved_within_days(town: Town) -> None:
    person = town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/users")[1][0]["id"]
    hours = {"date": "2026-01-15", "hours": "8", "lunch_time": "0", "time_in": BEGIN, "time_out": "2026-01-15T23:00:00Z"}
    body = {"timecard_entry": {**hours, "party_id": person}}
    status, entry = town.ask("POST", f"/rest/v1.0/projects/{PROJECT}/timecard_entries", body)
    assert status == 201, entry
    town.start("field_productivity", timecard_entries=0)
    assert town.pass_days(14)["refused"] == []
    record = town.engine.world.get("timecard_entries", entry["id"])
    assert record is not None
    assert record.body["approval_status"] == "approved"
