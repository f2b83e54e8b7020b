"""The people that have a role in a project."""

from tests.tools.test_bulk_memberships import BELOW, ROLES
from tests.world import PROJECT, World


def test_a_role_has_exactly_the_holders_that_are_named(world: World) -> None:
    role = world.ask("POST", f"{BELOW}/roles", {"project_role": {"name": "Estimator"}})[1]["data"]["id"]
    path = f"/rest/v1.0/projects/{PROJECT}/user_project_roles/{role}"
    first, second = world.users[:2]
    for holders in ([first], [first, second], [second], []):
        assert world.ask("PATCH", path, {"user_ids": holders}) == (200, {"id": int(role), "user_ids": holders})
        assert [part["user_id"] for part in world.ask("GET", ROLES)[1]] == holders
    assert world.ask("PATCH", path, {"user_ids": [5]})[0] == 422
    assert world.ask("PATCH", path.replace(str(role), "5"), {"user_ids": [first]})[0] == 404
