"""Resource requests over the engine: in the lists of their project and its group."""

from mockcore.store.records import Placement, Stored
from tests.world import COMPANY, World

PLANNING = f"/rest/v1.0/workforce-planning/v2/companies/{COMPANY}"


def planned(world: World, kind: str, parent_id: int | None = None) -> int:
    records = world.engine.world
    with records.storage.transaction(write=True):
        number = records.next_id()
        place = Placement(COMPANY, None, parent_id)
        records.insert(Stored.new(f"workforce-planning/{kind}", number, {"name": "Tower"}, "2026-01-15T15:00:00Z", place))
    return number


def listed(world: World, path: str) -> list[str]:
    return [row["id"] for row in world.ask("GET", f"{PLANNING}/{path}/resource-requests")[1]["data"]]


def test_a_resource_request_is_in_the_lists_of_its_project_and_group(world: World) -> None:
    group, other = (planned(world, "groups") for _ in range(2))
    project = planned(world, "projects", group)
    body = {"quantity": 2, "start_day": "2026-02-01", "end_day": "2026-02-03"}
    status, request = world.ask("POST", f"{PLANNING}/projects/{project}/resource-requests", body)
    assert status == 200, request
    assert listed(world, f"projects/{project}") == listed(world, f"groups/{group}") == [request["id"]]
    assert listed(world, f"groups/{other}") == []
    assert request["project_id"] is not None
