"""Meetings over the engine: grouped lists, attendees, numbered topics, minutes."""

from typing import Any

import pytest

from tests.world import PROJECT, World

V1, HERE = "/rest/v1.0", f"/rest/v1.1/projects/{PROJECT}"
P = f"project_id={PROJECT}"


def meeting(world: World, **values: Any) -> dict[str, Any]:
    told = {"title": "Owner meeting", "position": 1, "starts_at": "2026-11-26T10:00:00Z", "ends_at": "2026-11-26T11:00:00Z"}
    status, answer = world.ask("POST", f"{HERE}/meetings", {"project_id": PROJECT, "meeting": {**told, **values}})
    assert status == 201, answer
    found: dict[str, Any] = answer
    return found


def topic(world: World, meeting_id: int, **values: Any) -> dict[str, Any]:
    body = {"meeting_id": meeting_id, "meeting_topic": {"title": "Steel", **values}}
    status, answer = world.ask("POST", f"{HERE}/meeting_topics", body)
    assert status == 201, answer
    found: dict[str, Any] = answer
    return found


def test_both_versions_group_meetings_by_their_title(world: World) -> None:
    numbers = [meeting(world, position=1)["id"], meeting(world, position=2)["id"]]
    other = meeting(world, title="Safety")["id"]
    for path in (f"{V1}/meetings?{P}", f"{HERE}/meetings"):
        groups = world.ask("GET", path)[1]
        shown = [(group["group_title"], [part["id"] for part in group["meetings"]]) for group in groups]
        assert shown == [("Owner meeting", numbers), ("Safety", [other])]


def test_both_versions_tell_when_it_is(world: World) -> None:
    old = world.ask("GET", f"{V1}/meetings/{meeting(world)['id']}?{P}")[1]
    assert (old["meeting_date"], old["start_time"], old["finish_time"]) == ("2026-11-26", "10:00:00Z", "11:00:00Z")
    values = {"title": "x", "position": 1, "meeting_date": "2026-11-27", "start_time": "09:30", "finish_time": "10:00"}
    made = world.ask("POST", f"{V1}/meetings", {"project_id": PROJECT, "meeting": values})[1]
    new = world.ask("GET", f"{HERE}/meetings/{made['id']}")[1]
    assert (new["starts_at"], new["ends_at"]) == ("2026-11-27T09:30:00Z", "2026-11-27T10:00:00Z")


def test_attendees_have_records_of_their_own(world: World) -> None:
    made = meeting(world, attendees=world.users[:2])
    assert [part["login_information"]["id"] for part in made["attendees"]] == world.users[:2]
    records = f"{V1}/meeting_attendee_records"
    where = f"?{P}&meeting_id={made['id']}"
    body = {"meeting_attendee_record": {"login_information_id": world.users[2], "status": "Present"}}
    new = world.ask("POST", records + where, body)[1]
    assert world.ask("POST", records + where, body)[0] == 422
    world.ask("PATCH", f"{records}/{new['id']}{where}", {"meeting_attendee_record": {"status": "Absent"}})
    shown = world.ask("GET", f"{HERE}/meetings/{made['id']}")[1]["attendees"]
    assert [part["status"] for part in shown] == [None, None, "Absent"]
    assert world.ask("DELETE", f"{records}/{new['id']}{where}")[0] == 200
    assert len(world.ask("GET", f"{HERE}/meetings/{made['id']}")[1]["attendees"]) == 2


def test_topics_are_numbered_within_their_meeting_and_shown_in_their_category(world: World) -> None:
    first, second = meeting(world, position=1), meeting(world, position=2)
    numbers = [topic(world, number)["number"] for number in (first["id"], first["id"], second["id"])]
    assert numbers == ["1.1", "1.2", "2.1"]
    body = {"project_id": PROJECT, "meeting_id": second["id"], "meeting_category": {"title": "Old business"}}
    assert world.ask("POST", f"{V1}/meeting_categories", body)[0] == 201
    listed = world.ask("GET", f"{V1}/meeting_categories?{P}&meeting_id={second['id']}")[1]
    category = next(part["id"] for part in listed if part["title"] == "Old business")
    placed = topic(world, second["id"], meeting_category_id=category, assignment_ids=world.users[:1])
    assert placed["assignments"][0]["login"]
    shown = world.ask("GET", f"{HERE}/meetings/{second['id']}")[1]["meeting_categories"]
    told = [(part["title"], [inner["number"] for inner in part["meeting_topic"]]) for part in shown]
    assert told == [("Uncategorized", ["2.1"]), ("Old business", ["2.2"])]
    group = world.ask("GET", f"{HERE}/meetings")[1][0]["meetings"]
    assert [part["meeting_topics_count"] for part in group] == [2, 2]


@pytest.mark.parametrize("status", ["Open", "On Hold", "Closed"])
def test_a_topic_has_one_of_three_statuses(world: World, status: str) -> None:
    number = meeting(world)["id"]
    made = topic(world, number)
    assert made["status"] == "Open"
    one = f"{HERE}/meeting_topics/{made['id']}"
    assert world.ask("PATCH", one, {"meeting_id": number, "meeting_topic": {"status": status}})[1]["status"] == status
    assert world.ask("PATCH", one, {"meeting_id": number, "meeting_topic": {"status": "Done"}})[0] == 422


def test_a_meeting_that_took_place_is_in_minutes(world: World) -> None:
    made = meeting(world, overview="Weekly")
    assert (made["mode"], made["description"]) == ("agenda", "Weekly")
    changed = world.ask("PATCH", f"{HERE}/meetings/{made['id']}", {"project_id": PROJECT, "meeting": {"occurred": True}})
    assert changed[1]["mode"] == "minutes"


def test_nothing_belongs_to_a_meeting_that_is_not_there(world: World) -> None:
    wrong = {"errors": {"meeting_id": ["does not exist"]}}
    topic_of_none = {"meeting_id": 5, "meeting_topic": {"title": "x"}}
    assert world.ask("POST", f"{HERE}/meeting_topics", topic_of_none) == (422, wrong)
    category = {"project_id": PROJECT, "meeting_id": 5, "meeting_category": {"title": "x"}}
    assert world.ask("POST", f"{V1}/meeting_categories", category) == (422, wrong)


def test_a_deleted_meeting_is_listed_with_the_deleted_only(world: World) -> None:
    number = meeting(world)["id"]
    assert world.ask("DELETE", f"{HERE}/meetings/{number}")[0] == 200
    assert world.ask("GET", f"{HERE}/meetings")[1] == []
    for path in (f"{HERE}/meetings?deleted_only=true", f"{V1}/meetings?{P}&deleted_only=true"):
        assert [part["id"] for part in world.ask("GET", path)[1][0]["meetings"]] == [number]


def test_a_new_category_tells_its_id(world: World) -> None:
    made = world.ask("POST", "/rest/v1.0/meetings", {"project_id": PROJECT, "meeting": {"title": "Weekly", "position": 1}})[1]
    body = {"project_id": PROJECT, "meeting_id": made["id"], "meeting_category": {"title": "Safety", "position": 1}}
    status, category = world.ask("POST", "/rest/v1.0/meeting_categories", body)
    assert (status, category["title"]) == (201, "Safety")
    listed = world.ask("GET", f"/rest/v1.0/meeting_categories?project_id={PROJECT}&meeting_id={made['id']}")[1]
    assert category["id"] in [row["id"] for row in listed]
