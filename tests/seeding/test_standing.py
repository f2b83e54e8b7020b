from datetime import UTC, datetime
from random import Random

from mockcore.seeding.standing import STATES, settle
from tests.tiny import record

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_a_project_that_is_over_has_no_open_rfi_and_nobody_holds_one() -> None:
    rfi = record("rfis", 1, 1, status="open", assignee_ids=[5], rfi_manager_id=6)
    rfi.body["number"] = 4
    settle(rfi, Random(1), NOW, over=True)
    assert (rfi.body["status"], rfi.body["ball_in_court_ids"], rfi.body["full_number"]) == ("closed", [], "4")


def test_the_state_of_a_punch_item_says_who_holds_it() -> None:
    items = [record("punch_items", n, 1, workflow_status="x", assignee_ids=[5], punch_item_manager_id=6) for n in range(40)]
    for index, item in enumerate(items):
        item.created_at = "2026-01-10T00:00:00Z"
        settle(item, Random(index), NOW, over=False)
        assert (item.body["status"] == "Closed") is (item.body["ball_in_court_ids"] == [])
    assert {item.body["workflow_status"] for item in items} <= {"closed", *STATES["punch_items"].working}


def test_an_insurance_has_expired_once_its_last_day_is_over() -> None:
    for day, status in (("2025-12-31", "expired"), ("2026-12-31", "compliant")):
        insurance = record("insurances", 1, 1, expiration_date=day, status="non_compliant")
        settle(insurance, Random(1), NOW, over=False)
        assert insurance.body["status"] == status
