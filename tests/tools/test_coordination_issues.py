"""Coordination issues over the engine."""

from typing import Any

from tests.world import COMPANY, PROJECT, World


def test_issues_are_counted_by_status_and_assigned(world: World) -> None:
    given = {"project_id": PROJECT, "coordination_issue": {"title": "Clash"}}
    made = world.ask("POST", "/rest/v1.0/coordination_issues", given)[1]
    assert world.ask("GET", f"/rest/v1.0/coordination_issues/status_total?project_id={PROJECT}")[1]["open_count"] == 1
    body = {"project_id": PROJECT, "coordination_issue_assignment": {"assignee_id": world.users[0]}}
    status, told = world.ask("POST", f"/rest/v1.0/coordination_issues/{made['id']}/assignments", body)
    assert (status, told["old_assignee_id"], told["new_assignee_id"]) == (201, None, world.users[0])
    shown = world.ask("GET", f"/rest/v1.0/coordination_issues/{made['id']}?project_id={PROJECT}")[1]
    assert shown["assignee"]["id"] == world.users[0]


def test_a_body_that_may_be_any_object_names_the_project_only_where_it_names_one(world: World) -> None:
    issues = "/rest/v1.0/coordination_issues"
    given = {"project_id": PROJECT, "coordination_issue": {"title": "Clash"}}
    made = world.ask("POST", issues, given)[1]
    assert [part["id"] for part in world.ask("POST", f"{issues}/list", {"project_id": PROJECT})[1]] == [made["id"]]
    for other in ([[7]], {"a": 1}, "none"):
        assert world.ask("POST", f"{issues}/list?company_id={COMPANY}", {"project_id": other})[0] == 200
    assert world.ask("POST", issues, {**given, "project_id": "none"})[0] == 400


def issue(world: World, **values: Any) -> str:
    body = {"project_id": PROJECT, "coordination_issue": {"title": "Duct meets beam", **values}}
    return f"/rest/v1.0/coordination_issues/{world.ask('POST', '/rest/v1.0/coordination_issues', body)[1]['id']}"


def move(world: World, path: str, status: str) -> tuple[int, Any]:
    return world.ask("PATCH", path, {"project_id": PROJECT, "coordination_issue": {"status": status}})


def test_each_step_of_the_status_stands_in_its_changes_and_in_the_feed(world: World) -> None:
    one = issue(world)
    steps = ["in_progress", "blocked", "unblocked", "ready_for_review", "closed", "open"]
    assert [move(world, one, step)[0] for step in steps] == [200] * len(steps)
    changes = world.ask("GET", f"{one}/status_changes?project_id={PROJECT}")[1]
    pairs = list(zip(["open", *steps], steps, strict=False))
    assert [(change["old_status"], change["new_status"]) for change in changes] == pairs
    feed = world.ask("GET", f"/rest/v1.0/coordination_issue_activities/feed?project_id={PROJECT}")[1]
    told = [(row["details"]["old_status"], row["details"]["new_status"]) for row in feed if row["type"] == "status_change"]
    assert sorted(told) == sorted(pairs)


def test_what_is_blocked_is_unblocked_first(world: World) -> None:
    one = issue(world)
    move(world, one, "blocked")
    newer = one.replace("/v1.0/", f"/v2.0/companies/{COMPANY}/projects/{PROJECT}/")
    following = [row["key"] for row in world.ask("GET", f"{newer}/statuses")[1]["data"]]
    assert following == ["unblocked", "moved_to_observation", "closed"]
    status, answer = move(world, one, "in_progress")
    sentence = (
        "cannot change from blocked to in_progress: from blocked it changes to unblocked or moved_to_observation or closed"
    )
    assert (status, answer["errors"]["status"]) == (422, [sentence])


def test_an_issue_that_is_moved_to_an_observation_becomes_one_and_the_other_way_round(world: World) -> None:
    one = issue(world, due_date="2026-12-24", assignee_id=world.users[0])
    move(world, one, "moved_to_observation")
    (observation,) = world.ask("GET", f"/rest/v1.0/observations/items?project_id={PROJECT}")[1]
    assert (observation["name"], observation["due_date"], observation["status"]) == (
        "Duct meets beam",
        "2026-12-24",
        "initiated",
    )
    shown = world.ask("GET", f"{one}?project_id={PROJECT}")[1]
    assert [(row["id"], row["title"]) for row in shown["linked_observation_items"]] == [(observation["id"], "Duct meets beam")]
    other = issue(world)
    kind = world.ask("GET", f"/rest/v1.0/observations/types?project_id={PROJECT}")[1][0]["id"]
    values = {"name": "Move the duct", "type_id": kind, "coordination_issue_id": int(other.split("/")[-1])}
    made = world.ask("POST", "/rest/v1.0/observations/items", {"project_id": PROJECT, "observation": values})[1]
    assert made["origin"]["payload"]["coordination_issue_number"] == 2
    assert world.ask("GET", f"{other}?project_id={PROJECT}")[1]["status"] == "moved_to_observation"
    assert len(world.ask("GET", f"/rest/v1.0/observations/items?project_id={PROJECT}")[1]) == 2
