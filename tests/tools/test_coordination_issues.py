"""Coordination issues over the engine."""

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
