"""Timecards and timesheets over the engine."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}"
THERE = f"/rest/v1.0/companies/{COMPANY}"


def sheet(world: World) -> dict[str, Any]:
    status, made = world.ask("POST", f"{HERE}/timesheets", {"timesheet": {"date": "2026-11-24"}})
    assert (status, made["status"]) == (201, "pending")
    found: dict[str, Any] = made
    return found


def entry(world: World, **values: Any) -> dict[str, Any]:
    told = {"date": "2026-11-24", "party_id": world.users[0], **values}
    body = {"project_id": PROJECT, "timecard_entry": told}
    status, made = world.ask("POST", f"{THERE}/timecard_entries", body)
    assert status == 201, made
    found: dict[str, Any] = made
    return found


@pytest.mark.parametrize(
    ("began", "ended", "lunch", "hours"),
    [("08:00", "16:30", "60", "7.5"), ("8:00", "12:00", None, "4.0"), ("22:00", "06:00", "30", "7.5")],
)
def test_hours_are_out_less_in_less_lunch(world: World, began: str, ended: str, lunch: str | None, hours: str) -> None:
    made = entry(world, time_in=began, time_out=ended, lunch_time=lunch)
    assert made["hours"] == hours
    assert made["time_in"] == f"2026-11-24T{began.zfill(5)}:00Z"
    one = f"{THERE}/timecard_entries/{made['id']}"
    change = {"project_id": PROJECT, "timecard_entry": {"date": "2026-11-24", "lunch_time": "0"}}
    assert float(world.ask("PATCH", one, change)[1]["hours"]) == float(hours) + int(lunch or 0) / 60


def test_given_hours_stay_and_what_is_no_time_is_none(world: World) -> None:
    made = entry(world, hours="6.5", time_in="early", time_out="16:00")
    assert (made["hours"], made["time_in"]) == ("6.5", None)


def test_a_timesheet_is_approved_with_its_entries(world: World) -> None:
    whole = sheet(world)
    made = entry(world, hours="8.0", timesheet_id=whole["id"])
    assert made["approval_status"] == "pending"
    for status in ("approved", "pending"):
        body = {"timesheets": [{"id": whole["id"], "status": status}]}
        shown = world.ask("PATCH", f"{HERE}/timesheets/update_approval", body)[1]
        assert (shown["status"], [part["id"] for part in shown["timecard_entries"]]) == (status, [made["id"]])
        assert world.ask("GET", f"{THERE}/timecard_entries/{made['id']}")[1]["approval_status"] == status
    odd = {"timesheets": [{"id": whole["id"], "status": "odd"}]}
    assert world.ask("PATCH", f"{HERE}/timesheets/update_approval", odd)[0] == 422


def test_a_company_sees_the_entries_of_each_person(world: World) -> None:
    first, second = entry(world, hours="1"), entry(world, hours="2", party_id=world.users[1])
    groups = world.ask("GET", f"{THERE}/timesheets")[1]
    told = {group["party"]["id"]: [part["id"] for part in group["timecard_entries"]] for group in groups}
    assert told == {world.users[0]: [first["id"]], world.users[1]: [second["id"]]}


def test_a_company_changes_the_entries_that_it_names(world: World) -> None:
    one, other = entry(world, hours="4"), entry(world, hours="4")
    body = {"description": "Formwork", "updates": [{"id": one["id"]}]}
    status, answer = world.ask("PATCH", f"{THERE}/timesheets", body)
    assert status == 200
    assert [(row["id"], row["description"]) for row in answer["updated_timecard_entries"]] == [(one["id"], "Formwork")]
    assert world.ask("GET", f"{THERE}/timecard_entries/{other['id']}?project_id={PROJECT}")[1]["description"] is None


def test_an_entry_is_signed_and_the_signature_taken_away(world: World) -> None:
    body = {"signature": {"data": "x", "user_id": world.users[0], "signature_text": "A. S."}}
    signature = world.ask("POST", f"{HERE}/timesheets/signatures", body)[1]
    one = f"{HERE}/timecard_entries/{entry(world, hours='1')['id']}"
    signed = world.ask("PATCH", f"{one}/sign", {"signature_id": signature["id"]})[1]
    assert (signed["signed"], signed["procore_signature"]["signature_text"]) == (True, "A. S.")
    assert world.ask("PATCH", f"{one}/sign", {"signature_id": 5})[0] == 422
    taken = world.ask("PATCH", f"{one}/remove_signature")[1]
    assert (taken["signed"], taken["procore_signature"]) == (False, None)


@pytest.mark.parametrize("status", ["approved", "completed"])
def test_an_approved_timecard_stays_as_it_is_until_its_approval_is_taken_back(world: World, status: str) -> None:
    number = entry(world, hours="8.0", approval_status=status)["id"]
    mine, theirs = f"{HERE}/timecard_entries/{number}", f"{THERE}/timecard_entries/{number}"
    change = {"timecard_entry": {"hours": "9.0"}}
    for method, path, body in (
        ("PATCH", mine, change),
        ("PATCH", theirs, {"project_id": PROJECT, **change}),
        ("DELETE", mine, None),
    ):
        answered, answer = world.ask(method, path, body)
        assert (answered, answer["errors"].split(":")[0]) == (409, f"The timecard entry is {status}")
    back = {"project_id": PROJECT, "timecard_entry": {"approval_status": "reviewed", "hours": "9.0"}}
    shown = world.ask("PATCH", theirs, back)[1]
    assert (shown["approval_status"], shown["hours"]) == ("reviewed", "9.0")
    assert world.ask("DELETE", mine)[0] in (200, 204)


def test_an_approved_timesheet_is_not_deleted_and_time_is_regular_unless_it_says_so(world: World) -> None:
    whole = sheet(world)
    made = entry(world, timesheet_id=whole["id"], time_in="08:00")
    assert (made["timecard_time_type"]["time_type"], made["in_progress"]) == ("Regular Time", True)
    for status, answer in (("approved", 409), ("pending", 204)):
        world.ask("PATCH", f"{HERE}/timesheets/update_approval", {"timesheets": [{"id": whole["id"], "status": status}]})
        deleted = world.ask("DELETE", f"{HERE}/timesheets/{whole['id']}")[0]
        assert deleted == answer or {deleted, answer} == {200, 204}
