"""Meetings that follow others, over the engine."""

from typing import Any

from tests.world import PROJECT, World

MEETINGS, TOPICS = (f"/rest/v1.1/projects/{PROJECT}/{name}" for name in ("meetings", "meeting_topics"))


def meeting(world: World, position: int, **values: Any) -> Any:
    times = {"starts_at": "2026-12-01T10:00:00Z", "ends_at": "2026-12-01T11:00:00Z"}
    body = {"project_id": PROJECT, "meeting": {"title": "Owner meeting", "position": position, **times, **values}}
    return world.ask("POST", MEETINGS, body)[1]


def topic(world: World, number: int, **values: Any) -> Any:
    return world.ask("POST", TOPICS, {"meeting_id": number, "meeting_topic": values})[1]


def shown(world: World, number: int) -> list[Any]:
    categories = world.ask("GET", f"{MEETINGS}/{number}")[1]["meeting_categories"]
    return [row for category in categories for row in category["meeting_topic"]]


def test_topics_that_are_not_closed_go_on_with_their_numbers_and_without_minutes(world: World) -> None:
    first = meeting(world, 1, attendees=world.users[:2])
    topic(world, first["id"], title="Steel", minutes="Ordered")
    topic(world, first["id"], title="Doors", status="Closed")
    second = meeting(world, 2, parent_id=first["id"])
    assert [row["login_information"]["id"] for row in second["attendees"]] == world.users[:2]
    assert topic(world, second["id"], title="Glass")["number"] == "2.1"
    assert [(row["number"], row["title"], row["minutes"]) for row in shown(world, second["id"])] == [
        ("1.1", "Steel", None),
        ("2.1", "Glass", None),
    ]


def test_the_minutes_of_a_topic_are_those_of_the_meetings_before(world: World) -> None:
    first = meeting(world, 1)
    topic(world, first["id"], title="Steel", minutes="Ordered")
    third = meeting(world, 3, parent_id=meeting(world, 2, parent_id=first["id"])["id"])
    path = f"{TOPICS}/{shown(world, third['id'])[0]['id']}/parent_minutes?meeting_id={third['id']}"
    rows = world.ask("GET", path)[1]
    assert [(row["meeting_position"], row["minutes"], row["no_minutes"]) for row in rows] == [
        (2, None, True),
        (1, "Ordered", False),
    ]


def test_a_meeting_follows_one_that_there_is(world: World) -> None:
    assert meeting(world, 1, parent_id=987654321)["errors"] == {"parent_id": ["does not exist"]}
